import { readManifest } from '../../manifests/read-manifest.ts';
import { nodeModules } from '../../manifests/standard-modules.ts';
import { remember } from '../../remember.ts';
import type { Tree } from '../../surroundings.ts';
import { foldersFrom, importPathsOf, inFolder } from '../../syntax/facts/import-paths.ts';
import { folderOf, resolveImport } from '../../syntax/facts/resolve-import.ts';
import type { ImportFact } from '../../syntax/facts.ts';

// As the registry takes them today. Aliases such as `@/store`, `~/x`, `$lib`, and `node:fs` or `https://…` are none.
const packageName = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][a-z0-9._-]*(?=\/|$)/;

/** The package that a module is a part of, by its name; undefined for what no registry could have. */
const packageOf = ({ module }: ImportFact): string | undefined => packageName.exec(module)?.[0];

/** The names that a package.json gives: what it asks for, under which name, and what it is called itself. */
const namesIn = (tree: Tree, path: string): readonly string[] => {
  const reading = readManifest(path, tree.text(path) ?? '{}');
  // What cannot be read names nothing.
  if (reading?.ok !== true) return [];
  const { dependencies, declares = '' } = reading.value;
  return [declares, ...dependencies.flatMap(({ name, asWritten }) => [name, asWritten])];
};

/** The package.json files around a file, as Node looks for packages from the inside out. */
const manifestsAround = (tree: Tree, path: string): readonly string[] =>
  foldersFrom(folderOf(path))
    .map((folder) => inFolder(folder, 'package.json'))
    .filter(tree.has);

const typesOf = (name: string): string => `@types/${name.replace(/^@(.*)\//, '$1__')}`;

/** True for a name that bundlers lead into the repository itself: a folder beside the package or in its sources. */
const isFolder = (tree: Tree, manifests: readonly string[], name: string): boolean => {
  const folders = manifests
    .map(folderOf)
    .flatMap((folder) => [folder, inFolder(folder, 'src'), inFolder(folder, 'app')])
    .map((folder) => `${inFolder(folder, name)}/`);
  return tree.paths().some((path) => folders.some((folder) => path.startsWith(folder)));
};

type NamesOf = (path: string) => readonly string[];

/** True for a package that the repository holds itself. */
const isOfRepository = (tree: Tree, name: string, namesOf: NamesOf): boolean =>
  tree
    .paths()
    .filter((path) => /(?:^|\/)package\.json$/.test(path))
    .some((path) => namesOf(path)[0] === name);

/** Tells of an import the package of npm that it takes and that no package.json around its file names. */
export const openPackages = (tree: Tree): ((path: string, fact: ImportFact) => string | undefined) => {
  // A large change asks for the names of the same few files with each import.
  const namesOf = remember((path: string) => namesIn(tree, path));
  return (path, fact) => {
    const name = packageOf(fact);
    if (name === undefined || nodeModules.has(name)) return undefined;
    const manifests = manifestsAround(tree, path);
    const named = new Set(manifests.flatMap(namesOf));
    if (manifests.length === 0 || named.has(name) || named.has(typesOf(name))) return undefined;
    if (resolveImport(fact, path, tree.has, importPathsOf(path, tree)) !== undefined) return undefined;
    return isFolder(tree, manifests, name) || isOfRepository(tree, name, namesOf) ? undefined : name;
  };
};
