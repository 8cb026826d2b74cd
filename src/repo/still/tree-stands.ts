import { inOrder } from '#app';
import type { Attributes } from '../attributes.ts';
import { settingsOf } from '../personal-settings.ts';
import { isSettled } from '../stamp.ts';
import type { Worktree } from '../worktree.ts';
import { rest, type GitStands, type LookAtGit } from './git-stands.ts';
import { findMoved, type Stamp, type Stamps } from './stamps.ts';
import { saysAttributes, saysWhatIsIgnored, stampTree } from './tree-places.ts';

/** What git says of a path: the values of its attributes, and whether the index has it with carriage returns. */
export interface StoredFacts {
  readonly attributes: Attributes;
  readonly keepsReturns: boolean;
}

/** The working tree and git's own files as they stand: the very same object for as long as nothing of it has moved. */
export interface TreeStands {
  /** What git said of paths, for as long as nothing has moved that says it. */
  readonly facts: Map<string, StoredFacts>;
}

/**
 * Looks whether the working tree still stands as it did, as far as git would tell a difference; undefined where that cannot
 * be told, or not yet. Who asks git afterwards is told of what stood at that moment, or later.
 */
export type LookAtTree = () => Promise<TreeStands | undefined>;

interface Known {
  readonly git: GitStands;
  readonly stands: TreeStands;
  readonly stamps: Stamps;
}

/** How all stands that says attributes. */
const sayAttributes = (stamps: Stamps): string =>
  JSON.stringify([...stamps].filter(([path]) => saysAttributes(path)).sort(([one], [other]) => (one < other ? -1 : 1)));

const sameFacts = (last: Known | undefined, git: GitStands, stamps: Stamps): TreeStands['facts'] =>
  last?.git === git && sayAttributes(last.stamps) === sayAttributes(stamps) ? last.stands.facts : new Map();

/** Looks at all of it for the first time, or anew. `later`: something has moved just now. */
const begin = async (
  worktree: Worktree,
  git: GitStands,
  last: Known | undefined,
): Promise<Known | 'later' | 'never'> => {
  const begun = Date.now();
  if (!isSettled({ ctimeMs: git.since }, begun)) return 'later';
  const settings = await settingsOf(worktree);
  if (!settings.ok) return 'later';
  const stamps = await stampTree(worktree.gitWith(settings.value.content), worktree.place.root);
  if (stamps === undefined) return 'never';
  const rules = [...stamps].filter(([path]) => saysWhatIsIgnored(path));
  // What says what is ignored may have changed while git told it.
  if (!rules.every(([, { since }]) => isSettled({ ctimeMs: since }, begun))) return 'later';
  return { git, stands: { facts: sameFacts(last, git, stamps) }, stamps };
};

/** True for a file that was written to, and by which git tells nothing of others. */
const isWritten = (path: string, was: Stamp | undefined, is: Stamp): boolean =>
  was?.kind === 'file' && is.kind === 'file' && !saysWhatIsIgnored(path);

/** Opens a look at a working tree; each look is a look at all of it, and no message of a watcher is believed. */
export const openTreeStands = (worktree: Worktree, lookAtGit: LookAtGit): LookAtTree => {
  const turn = inOrder();
  let known: Known | undefined;
  let restsUntil = 0;
  const lookAgain = async (last: Known): Promise<Known | undefined> => {
    const moved = await findMoved(last.stamps, 'at-links');
    if (moved === undefined || moved.size === 0) return moved && last;
    if (![...moved].every(([path, is]) => isWritten(path, last.stamps.get(path), is))) return undefined;
    const stamps: Stamps = new Map([...last.stamps, ...moved]);
    return { ...last, stands: { facts: sameFacts(last, last.git, stamps) }, stamps };
  };
  const look = async (): Promise<TreeStands | undefined> => {
    const git = await lookAtGit();
    if (git === undefined) return undefined;
    const again = known?.git === git ? await lookAgain(known) : undefined;
    if (again === undefined && Date.now() < restsUntil) return undefined;
    const begun = again ?? (await begin(worktree, git, known));
    if (begun === 'never') restsUntil = Date.now() + rest;
    known = typeof begun === 'string' ? undefined : begun;
    return known?.stands;
  };
  return () => turn(look);
};
