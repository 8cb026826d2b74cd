export { openMachine } from '#repo';
export { measure as measureChange } from './change.ts';
export { check as checkChange } from './check.ts';
export { init } from './init.ts';
export { build as buildPack } from './pack.ts';
export { check as checkPolicy, explain as explainRule, printSchema } from './policy.ts';
export { prepare as preparePullRequest } from './pull-request.ts';
export { start } from './start.ts';
export { finish as finishTask, show as showTask } from './task.ts';
