import type { PackItem, PackProblem } from './context-pack.ts';

/** Order of code units: the same on every machine, whatever its locale. */
const compareText = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** By rank, then path, then anchor and id: the order in which a pack is read. */
export const compareItems = (
  one: Pick<PackItem, 'rank' | 'path' | 'anchor' | 'id'>,
  other: Pick<PackItem, 'rank' | 'path' | 'anchor' | 'id'>,
): number =>
  one.rank - other.rank ||
  compareText(one.path, other.path) ||
  compareText(one.anchor ?? '', other.anchor ?? '') ||
  compareText(one.id, other.id);

/** JSON with sorted keys and no insignificant space: the same value gives the same bytes. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => compareText(one, other))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
  return `{${entries.join(',')}}`;
};

/**
 * What a pack's digest is taken of. Token counts and titles stay out: a newer tokenizer or a better title does not
 * change what was read. Problems are in by item and kind, so that a pack with a hole never passes for a whole one.
 */
export const writeManifest = (items: readonly PackItem[], problems: readonly PackProblem[]): string =>
  canonicalJson({
    version: 1,
    items: [...items]
      .sort(compareItems)
      .map(({ id, path, anchor, rank, digest, cut, redacted }) => ({ id, path, anchor, rank, digest, cut, redacted })),
    problems: problems
      .map(({ item, kind, path }) => ({ item, kind, path }))
      .sort((one, other) => compareText(canonicalJson(one), canonicalJson(other))),
  });
