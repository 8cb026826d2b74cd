import { changeOfEdit, leafParsersFor, readLeaves, type Leaves, type SyntaxChange } from '#core';
import type { SourceEdit } from '#app';
import { contentKey } from '../content-key.ts';
import { createKept } from '../kept.ts';
import { loadParsers } from '../parsers.ts';

// A leaf takes some 60 bytes: about 60 MB at most.
const mostLeaves = 1_000_000;

/** A reader of what an edit is in syntax. It remembers the leaves of texts by language and content. */
export const createChangeReader = (): ((edit: SourceEdit) => Promise<SyntaxChange | undefined>) => {
  const kept = createKept<Leaves | undefined>(mostLeaves, (leaves) => 1 + (leaves?.texts.length ?? 0));
  return async ({ path, from = path, before, after }) => {
    const read = readLeaves(await loadParsers(leafParsersFor([from, path])));
    const leavesOf = async (ofPath: string, text: string | undefined): Promise<Leaves | undefined> =>
      text === undefined ? undefined : kept.recall(contentKey(ofPath, text), async () => read(ofPath, text));
    const [old, present] = [await leavesOf(from, before), await leavesOf(path, after)];
    const isBlind = (before !== undefined && old === undefined) || (after !== undefined && present === undefined);
    return isBlind ? undefined : changeOfEdit({ path, from }, old, present);
  };
};
