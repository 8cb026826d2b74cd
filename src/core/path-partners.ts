import { groupBy } from './group.ts';
import { keyOf, sharedNames, type Captures, type PathPattern } from './path-pattern.ts';
import { remember, rememberWeakly } from './remember.ts';

/** By what stands in some holes of a pattern, the paths of a list that have that form; once for each list. */
const pathsByHoles = rememberWeakly((paths: readonly string[]) =>
  rememberWeakly((to: PathPattern) =>
    remember((named: string): ReadonlyMap<string, readonly string[]> => {
      const names = JSON.parse(named) as readonly string[];
      const found = paths.flatMap((path) => {
        const captures = to.match(path);
        return captures === undefined ? [] : [{ path, key: keyOf(captures, names) }];
      });
      const groups = [...groupBy(found, ({ key }) => key)];
      return new Map(groups.map(([key, all]) => [key, all.map(({ path }) => path)]));
    }),
  ),
);

/** Finds files by what was captured of another. */
type Partners = (captures: Captures) => readonly string[];

/** The files among some paths that a pattern leads to, by the holes that it has in common with another one. */
export const partnersAmong = (paths: () => readonly string[], from: PathPattern, to: PathPattern): Partners => {
  const names = sharedNames(from, to);
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  // Nobody may ever ask, and a repository has many paths.
  return (captures) => (known ??= pathsByHoles(paths())(to)(JSON.stringify(names))).get(keyOf(captures, names)) ?? [];
};
