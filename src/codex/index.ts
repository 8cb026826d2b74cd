export { openCodex, type CodexOptions } from './agent.ts';
export { findCodex, type CodexPlaces, type FoundCodex } from './find-codex.ts';
export { answerHooks, questionAtStart, questionOfPatch } from './hooks/answer-questions.ts';
export { askCodexForHooks } from './hooks/ask-hooks.ts';
export { hookEventOf, hookNames, writeHookAnswer } from './hooks/hook-answers.ts';
export { readHookCall } from './hooks/hook-messages.ts';
export type { ToolServer } from './permission-profile.ts';
export { codexNames, pointAtPrompt } from './names.ts';
