import { canonicalJson } from '../canonical-json.ts';
import { compareText } from '../order.ts';
import type { PackItem, PackProblem } from './context-pack.ts';

/** By rank, then path, then anchor and id: the order in which a pack is read. */
export const compareItems = (
  one: Pick<PackItem, 'rank' | 'path' | 'anchor' | 'id'>,
  other: Pick<PackItem, 'rank' | 'path' | 'anchor' | 'id'>,
): number =>
  one.rank - other.rank ||
  compareText(one.path, other.path) ||
  compareText(one.anchor ?? '', other.anchor ?? '') ||
  compareText(one.id, other.id);

/**
 * What a pack's digest is taken of. Token counts and titles stay out: a newer tokenizer or a better title does not
 * change what was read. Problems are in by item and kind, so that a pack with a hole never passes for a whole one.
 */
export const writePackManifest = (items: readonly PackItem[], problems: readonly PackProblem[]): string =>
  canonicalJson({
    version: 1,
    items: [...items]
      .sort(compareItems)
      .map(({ id, path, anchor, rank, digest, cut, redacted }) => ({ id, path, anchor, rank, digest, cut, redacted })),
    problems: problems
      .map(({ item, kind, path }) => ({ item, kind, path }))
      .sort((one, other) => compareText(canonicalJson(one), canonicalJson(other))),
  });
