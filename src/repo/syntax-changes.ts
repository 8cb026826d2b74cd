import { createHash } from 'node:crypto';
import { changeOfSyntax, leafParsersFor, readLeaves, type Leaves, type SyntaxChange } from '#core';
import type { Failure, ReadSyntaxChanges, SourceEdit } from '#app';
import { inTurns } from './in-turns.ts';
import { createKept } from './kept.ts';
import { loadParsers } from './parsers.ts';

// A leaf takes some 60 bytes: about 60 MB at most.
const mostLeaves = 1_000_000;

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before the change was read.' };

const keyOf = (path: string, text: string): string =>
  `${/\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ''} ${createHash('sha256').update(text).digest('base64')}`;

/** A reader of what edits are in syntax. It remembers the leaves of texts by language and content. */
const createSyntaxReader = (now = (): number => performance.now()): ReadSyntaxChanges => {
  const kept = createKept<Leaves | undefined>(mostLeaves, (leaves) => 1 + (leaves?.texts.length ?? 0));
  return async (edits, signal) => {
    const read = readLeaves(await loadParsers(leafParsersFor(edits.map(({ path }) => path))));
    const leavesOf = async (path: string, text: string | undefined): Promise<Leaves | undefined> =>
      text === undefined ? undefined : kept.recall(keyOf(path, text), async () => read(path, text));
    const compare = async ({ path, before, after }: SourceEdit): Promise<SyntaxChange | undefined> => {
      const [old, present] = [await leavesOf(path, before), await leavesOf(path, after)];
      const isBlind = (before !== undefined && old === undefined) || (after !== undefined && present === undefined);
      return isBlind ? undefined : changeOfSyntax(old, present);
    };
    return inTurns(edits, compare, { cancelled, now, ...(signal === undefined ? {} : { signal }) });
  };
};

/** Tells what edits are in syntax; one memory for all who ask. */
export const readSyntaxChanges: ReadSyntaxChanges = createSyntaxReader();
