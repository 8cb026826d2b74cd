export { courtHere, openMachine } from '#repo';
export { approve } from './approve.ts';
export { audit as auditCodex, liftAudit } from './audit.ts';
export {
  check as checkChains,
  create as newChain,
  next as nextSlice,
  status as chainStatus,
  verify as verifySlice,
} from './chain.ts';
export { measure as measureChange } from './change.ts';
export { check as checkChange } from './check.ts';
export { doctor } from './doctor.ts';
export { pack as packEvidence, report as reportEvidence, verify as verifyEvidence } from './evidence.ts';
export { list as listGates, prove as proveGates, run as runGates } from './gate.ts';
export { init } from './init.ts';
export {
  auditWeekly as installAudit,
  agents as installAgents,
  ci as installCi,
  hooks as installHooks,
  preCommit as installPreCommit,
} from './install.ts';
export { journal as showJournal } from './journal.ts';
export { serveTools } from './mcp.ts';
export { check as checkPackages, create as newPackage, list as listPackages, run as runPackage } from './package.ts';
export { build as buildPack } from './pack.ts';
export { show as showPhases } from './phases.ts';
export { check as checkPolicy, explain as explainRule, printSchema } from './policy.ts';
export { tryOut as testPolicy } from './policy-test.ts';
export { prepare as preparePullRequest } from './pull-request.ts';
export { replay as replayPolicy } from './replay.ts';
export { run } from './run.ts';
export { split as splitChange } from './split.ts';
export { start } from './start.ts';
export { finish as finishTask, message as writeMessage, show as showTask } from './task.ts';
export { verify as verifyPullRequest } from './verify-pull-request.ts';
export { waive } from './waive.ts';
