import type { Ecosystem } from '../../manifests/dependency.ts';
import type { Scene, Sighting } from '../../rule-kind.ts';
import type { Tree } from '../../surroundings.ts';
import { isPython } from '../../syntax/facts/resolve-import.ts';
import type { Facts, ImportFact } from '../../syntax/facts.ts';
import { openPackages } from './npm-imports.ts';
import { ownModules, pythonPackages, unnamedModule } from './python-imports.ts';

/** What no manifest names, and is imported. */
interface Unnamed {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly fact: ImportFact;
}

/** What is imported where that may fail is done without where it is missing. */
const isTried = (blocks: Facts['blocks'], index: number | undefined): boolean => {
  const block = blocks[index ?? -1];
  return block !== undefined && (block.kind === 'try' || isTried(blocks, block.block));
};

type FindName = (path: string, fact: ImportFact) => string | undefined;

/** Tells of an import what it takes and no manifest names; of Python the manifests are read once, and only if asked for. */
const openNames = (tree: Tree): FindName => {
  let python: { readonly packages: ReturnType<typeof pythonPackages>; readonly own: ReadonlySet<string> } | undefined;
  const packageOf = openPackages(tree);
  return (path, fact) => {
    if (!isPython(path)) return packageOf(path, fact);
    const { packages, own } = (python ??= { packages: pythonPackages(tree), own: ownModules(tree) });
    return packages && unnamedModule(fact, packages, own);
  };
};

const unnamedIn = (path: string, facts: Facts | undefined, find: FindName): readonly Unnamed[] =>
  (facts?.imports ?? []).flatMap((fact) => {
    const name = isTried(facts?.blocks ?? [], fact.block) ? undefined : find(path, fact);
    return name === undefined ? [] : [{ ecosystem: isPython(path) ? 'pypi' : 'npm', name, fact }];
  });

const describe = ({ ecosystem, name }: Unnamed): string =>
  ecosystem === 'npm'
    ? `${name} is imported here, and no package.json around this file names it.`
    : `${name} is imported here, and no manifest names a package that may have it.`;

/**
 * Packages that are imported, by no file of the change before, and that no manifest names: each where it is first
 * imported. What is named after the change counts for both sides: to drop a name is no new import.
 */
export const seeImports = ({
  files,
  applies,
  around,
}: Pick<Scene<unknown>, 'files' | 'applies' | 'around'>): readonly (Unnamed & { readonly sighting: Sighting })[] => {
  const find = openNames(around.after);
  const keyOf = ({ ecosystem, name }: Unnamed): string => JSON.stringify(['import', ecosystem, name]);
  const seen = new Set(
    files.flatMap(({ path, from = path, factsBefore }) => unnamedIn(from, factsBefore, find).map(keyOf)),
  );
  return files
    .filter(({ path }) => applies(path))
    .flatMap(({ path, facts }) => unnamedIn(path, facts, find).map((unnamed) => ({ path, unnamed })))
    .flatMap(({ path, unnamed }) => {
      const identity = keyOf(unnamed);
      if (seen.has(identity)) return [];
      seen.add(identity);
      const { line, column } = unnamed.fact.place;
      return [{ ...unnamed, sighting: { path, line, column, message: describe(unnamed), identity } }];
    });
};
