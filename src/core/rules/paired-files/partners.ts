import { keyOf, sharedNames, type Captures, type PathPattern } from '../../path-pattern.ts';

/** Finds files by what was captured of another. */
type Partners = (captures: Captures) => readonly string[];

/** The files among some paths that a pattern leads to, by the holes that it has in common with another one. */
export const partnersAmong = (paths: () => readonly string[], from: PathPattern, to: PathPattern): Partners => {
  const names = sharedNames(from, to);
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  const gather = (): ReadonlyMap<string, readonly string[]> => {
    const byKey = new Map<string, string[]>();
    for (const path of paths()) {
      const captures = to.match(path);
      if (captures === undefined) continue;
      const key = keyOf(captures, names);
      const found = byKey.get(key) ?? [];
      found.push(path);
      byKey.set(key, found);
    }
    return byKey;
  };
  // Nobody may ever ask, and a repository has many paths.
  return (captures) => (known ??= gather()).get(keyOf(captures, names)) ?? [];
};

/** The needs that are not kept, or all as one where one of them would be enough. */
export const joined = (lacking: readonly string[], needs: readonly string[], oneOf: boolean): readonly string[] => {
  if (!oneOf) return lacking;
  return lacking.length < needs.length ? [] : [needs.join(' or ')];
};
