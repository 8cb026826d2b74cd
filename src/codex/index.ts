export { openCodex, type CodexOptions } from './agent.ts';
export { findCodex, type CodexPlaces, type FoundCodex } from './find-codex.ts';
export { codexNames, pointAtPrompt } from './names.ts';
