import { access } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { success, type Result } from '#core';
import type { Failure } from '#app';
import { sha256 } from './digest.ts';
import { valueOf } from './git.ts';
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

/** Deletes the ref of a task's snapshot, and those of worktrees that are gone. */
export const dropTree = async ({ git, place }: Worktree, task: string): Promise<void> => {
  const own = referenceOf(place, task);
  for (const reference of await listReferences(git)) {
    const isDone = reference === own || (await isOrphan(place, reference));
    if (isDone) valueOf(await git.run(['update-ref', '-d', reference]));
  }
};

/** Deletes the refs of those tasks of this worktree that are told abandoned. */
export const dropTrees = async ({ git, place }: Worktree, isAbandoned: (task: string) => boolean): Promise<void> => {
  const folder = folderOf(place);
  for (const reference of await listReferences(git)) {
    const isDone = reference.startsWith(folder) && isAbandoned(reference.slice(folder.length));
    if (isDone) valueOf(await git.run(['update-ref', '-d', reference]));
  }
};

const listReferences = async (git: Worktree['git']): Promise<readonly string[]> =>
  valueOf(await git.run(['for-each-ref', '--format=%(refname)', family]))
    .output.toString()
    .split('\n');

const isOrphan = async ({ commonFolder }: WorktreePlace, reference: string): Promise<boolean> => {
  const name = /^refs\/codex-governor\/(worktrees\/[^/]+)\//.exec(reference)?.[1];
  if (name === undefined) return false;
  return access(join(commonFolder, name)).then(
    () => false,
    () => true,
  );
};
