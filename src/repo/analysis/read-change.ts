import { changeOfSyntax, leafParsersFor, readLeaves, type Leaves, type SyntaxChange } from '#core';
import type { SourceEdit } from '#app';
import { contentKey } from '../content-key.ts';
import { createKept } from '../kept.ts';
import { loadParsers } from '../parsers.ts';

// A leaf takes some 60 bytes: about 60 MB at most.
const mostLeaves = 1_000_000;

/** A reader of what an edit is in syntax. It remembers the leaves of texts by language and content. */
export const createChangeReader = (): ((edit: SourceEdit) => Promise<SyntaxChange | undefined>) => {
  const kept = createKept<Leaves | undefined>(mostLeaves, (leaves) => 1 + (leaves?.texts.length ?? 0));
  return async ({ path, before, after }) => {
    const read = readLeaves(await loadParsers(leafParsersFor([path])));
    const leavesOf = async (text: string | undefined): Promise<Leaves | undefined> =>
      text === undefined ? undefined : kept.recall(contentKey(path, text), async () => read(path, text));
    const [old, present] = [await leavesOf(before), await leavesOf(after)];
    const isBlind = (before !== undefined && old === undefined) || (after !== undefined && present === undefined);
    return isBlind ? undefined : changeOfSyntax(old, present);
  };
};
