import { access } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { success, type Result } from '#core';
import type { Failure } from '#app';
import { sha256 } from './digest.ts';
import type { Worktree, WorktreePlace } from './worktree.ts';

/*
 * A snapshot is a tree, and a ref to a tree keeps it through every gc without showing in `git log --all`. Git has refs
 * of a single worktree (`refs/worktree/`), but a gc that is run in another worktree does not look at them: it prunes
 * what they point to, and every later gc fails. So the ref is one that all worktrees share, with the worktree's name
 * in its own.
 */
const family = 'refs/codex-governor';

const folderOf = ({ gitFolder, commonFolder }: WorktreePlace): string => {
  const name = relative(commonFolder, gitFolder).replaceAll('\\', '/');
  return `${family}/${name === '' ? 'main' : name}/`;
};

const referenceOf = (place: WorktreePlace, task: string): string =>
  // Not every text may stand in the name of a ref.
  `${folderOf(place)}${/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(task) ? task : sha256(task)}`;

export const keepTree = async (
  { git, place }: Worktree,
  task: string,
  tree: string,
): Promise<Result<void, Failure>> => {
  const answer = await git.run(['update-ref', referenceOf(place, task), tree]);
  return answer.ok ? success(undefined) : answer;
};

/*
 * Dropping is tidying up, often after something else has failed: what git cannot delete now is left for the next start,
 * which drops what was abandoned.
 */
const dropReferences = async (
  { git }: Worktree,
  isDone: (reference: string) => boolean | Promise<boolean>,
): Promise<void> => {
  const listed = await git.run(['for-each-ref', '--format=%(refname)', family]);
  if (!listed.ok) return;
  for (const reference of listed.value.output.toString().split('\n'))
    if (await isDone(reference)) await git.run(['update-ref', '-d', reference]);
};

/** Deletes the ref of a task's snapshot, and those of worktrees that are gone. */
export const dropTree = async (worktree: Worktree, task: string): Promise<void> => {
  const own = referenceOf(worktree.place, task);
  await dropReferences(worktree, (reference) => reference === own || isOrphan(worktree.place, reference));
};

/** Deletes the refs of those tasks of this worktree that are told abandoned. */
export const dropTrees = async (worktree: Worktree, isAbandoned: (task: string) => boolean): Promise<void> => {
  const folder = folderOf(worktree.place);
  await dropReferences(
    worktree,
    (reference) => reference.startsWith(folder) && isAbandoned(reference.slice(folder.length)),
  );
};

const isOrphan = async ({ commonFolder }: WorktreePlace, reference: string): Promise<boolean> => {
  const name = /^refs\/codex-governor\/(worktrees\/[^/]+)\//.exec(reference)?.[1];
  if (name === undefined) return false;
  return access(join(commonFolder, name)).then(
    () => false,
    () => true,
  );
};
