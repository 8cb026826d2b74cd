/*
 * What commands do is loaded when one of them is run: whoever asks for help or for the version does not wait for it, and
 * who asks for functions does not wait for the policy engine. Each is a bundle of its own (esbuild.config.mjs).
 */

/** Everything that needs a policy or a repository. */
export const loadCommands = async () => import('./commands/index.ts');

/** Answering a hook of Codex: as long as another process judges, there is next to nothing to load. */
export const loadHook = async () => import('./commands/hook.ts');

/** The same where nobody else judges: the engine, and nothing that only people ask for. */
export const loadColdHook = async () => import('./commands/cold-hook.ts');

/** Reading functions, which needs neither. */
export const loadFunctions = async () => import('./commands/functions.ts');

/** The library that speaks the Model Context Protocol. */
export const loadProtocol = async () => import('./mcp/library.ts');
