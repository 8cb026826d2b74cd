import { codexHooksPath, findCodexHooks } from '#core';
import type { Hooks } from '../ports.ts';

/** Whether Codex has been told to ask us in a worktree: any of our hooks stands in its file. */
export const areHooksInstalled = async ({ hooks }: { readonly hooks: Hooks }): Promise<boolean> => {
  const found = await hooks.look(codexHooksPath);
  const states = found.ok && found.value !== undefined ? findCodexHooks(found.value.text) : undefined;
  return states !== undefined && Object.values(states).some((state) => state !== 'missing');
};
