import { success, type Result } from '#core';
import type { Failure, MeasureOptions } from '#app';
import { addAll, leaveOut, writeTree } from './current-tree.ts';
import type { Git } from '../git/git.ts';
import type { PersonalSettings } from '../personal-settings.ts';
import { openScratch, type Scratch } from '../scratch.ts';
import type { Worktree } from '../worktree.ts';

// Objects that live for a moment only are not worth packing tight.
const forAMoment = [['core.looseCompression', '0']] as const;

/** Where a change is measured: a scratch, and the git that works in it. */
export interface Bench {
  readonly scratch: Scratch;
  readonly git: Git;
}

/** The working tree in a scratch of its own, as it is being taken. */
export interface TakenTree extends Bench {
  /** Its id; the scratch index holds the same then. */
  readonly tree: Promise<Result<string, Failure>>;
}

/** Opens a scratch to measure in; whoever does disposes of it. */
export const openBench = async (
  { place, gitWith }: Pick<Worktree, 'place' | 'gitWith'>,
  { content }: PersonalSettings,
  signal: AbortSignal | undefined,
): Promise<Result<Bench, Failure>> => {
  const scratch = await openScratch(place);
  if (!scratch.ok) return scratch;
  const { indexVariables, objectVariables } = scratch.value;
  const variables = { ...indexVariables, ...objectVariables };
  const git = gitWith([...content, ...forAMoment]).under({ variables, signal });
  return success({ scratch: scratch.value, git });
};

/** The tree that is compared with the base; the scratch index holds the same afterwards. */
export const takeEnd = async (
  git: Git,
  leftOut: readonly string[],
  { staged, committed }: Pick<MeasureOptions, 'staged' | 'committed'>,
): Promise<Result<string, Failure>> => {
  if (staged === true) return writeTree(git);
  const taken = committed === true ? await git.run(['read-tree', 'HEAD']) : await addAll(git, leftOut.map(leaveOut));
  return taken.ok ? writeTree(git) : taken;
};
