import { success, type Result } from '#core';
import type { Failure, TreeWatch } from '#app';
import { addAll, writeTree } from '../measure/current-tree.ts';
import type { Git } from '../git/git.ts';
import { settingsOf } from '../personal-settings.ts';
import { openScratch } from '../scratch.ts';
import type { Worktree } from '../worktree.ts';

const takeTree = async (git: Git): Promise<Result<string, Failure>> => {
  const added = await addAll(git, []);
  return added.ok ? writeTree(git) : added;
};

const listMoved = async (git: Git, tree: string): Promise<Result<readonly string[], Failure>> => {
  const now = await takeTree(git);
  if (!now.ok) return now;
  if (now.value === tree) return success([]);
  const answer = await git.run(['diff-tree', '-r', '-z', '--no-renames', '--name-only', tree, now.value]);
  return answer.ok ? success(answer.value.output.toString().split('\0').filter(Boolean).sort()) : answer;
};

/**
 * Takes the working tree as measuring does, with the same index throughout, so that to look again costs what git takes to see
 * that nothing has changed.
 */
export const watchTree = async (
  worktree: Worktree,
  signal: AbortSignal | undefined,
): Promise<Result<TreeWatch, Failure>> => {
  const settings = await settingsOf(worktree, signal);
  if (!settings.ok) return settings;
  const scratch = await openScratch(worktree.place);
  if (!scratch.ok) return scratch;
  const { dispose, indexVariables, objectVariables } = scratch.value;
  const variables = { ...indexVariables, ...objectVariables };
  const git = worktree.gitWith(settings.value.content).under({ variables, signal });
  const tree = await takeTree(git);
  if (tree.ok) return success({ tree: tree.value, look: async () => listMoved(git, tree.value), dispose });
  await dispose();
  return tree;
};
