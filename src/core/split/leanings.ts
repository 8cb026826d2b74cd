import type { FileChange } from '../change.ts';
import type { Facts, ImportFact } from '../syntax/facts.ts';
import { resolveImport } from '../syntax/facts/resolve-import.ts';

/** The files of a change that each of them is built on, by path. */
export type Leanings = ReadonlyMap<string, readonly string[]>;

/** What the texts of a change say, by path as it is now; a side is left out where nothing can be read. */
export interface FactsOfSides {
  readonly before: ReadonlyMap<string, Facts>;
  readonly after: ReadonlyMap<string, Facts>;
}

type Exists = (path: string) => boolean;

const endings = /(?:\/index)?(?:\.d)?\.\w+$/;

/**
 * `@/store/save` and `#core` are read by settings that nobody has at hand here: the one changed file that ends like it is
 * meant. For an order that is good enough: to be wrong costs a place in it.
 */
const byItsEnd = ({ module }: ImportFact, paths: readonly string[], exists: Exists): readonly string[] => {
  const name = /^(?:[@~]\/|#)(?<name>[\w/.-]+)$/.exec(module)?.groups?.['name'];
  if (name === undefined) return [];
  const found = paths.filter(
    (path) => exists(path) && `/${path.replace(endings, '')}`.endsWith(`/${name.replace(endings, '')}`),
  );
  return found.length === 1 ? found : [];
};

/** The changed files that a file imports, on one side. */
const importsOf = (path: string, facts: Facts | undefined, paths: readonly string[], exists: Exists) => {
  const found = (facts?.imports ?? []).flatMap((fact): readonly string[] => {
    const resolved = resolveImport(fact, path, exists);
    return resolved === undefined ? byItsEnd(fact, paths, exists) : [resolved];
  });
  return new Set(found.filter((other) => other !== path));
};

/** What each file leans on: what it imports now; and a file that goes, on those that imported it until now. */
export const findLeanings = (files: readonly FileChange[], { before, after }: FactsOfSides): Leanings => {
  const pathsThere = files.filter(({ status }) => status !== 'deleted').map(({ path }) => path);
  const pathsGone = files.filter(({ status }) => status === 'deleted').map(({ path }) => path);
  const [there, gone] = [new Set(pathsThere), new Set(pathsGone)];
  const leanings = new Map<string, string[]>(files.map(({ path }) => [path, []]));
  for (const { path, from } of files) {
    const imports = importsOf(path, after.get(path), pathsThere, (other) => there.has(other));
    leanings.get(path)?.push(...imports);
    const lost = importsOf(from ?? path, before.get(path), pathsGone, (other) => gone.has(other));
    // Files that go together import one another as well: they go in the order of their imports turned round.
    for (const other of lost) leanings.get(other)?.push(path);
  }
  return leanings;
};
