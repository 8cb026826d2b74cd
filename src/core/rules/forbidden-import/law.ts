import { matchesAny } from '../../glob.ts';
import { firstTextFrom } from '../../order.ts';
import type { Side } from '../../spots.ts';
import type { ImportFact } from '../../syntax/facts.ts';
import { importPathsOf } from '../../syntax/facts/import-paths.ts';
import { coversModule, fullModules, namesOfImport } from '../../syntax/facts/module-names.ts';
import { normalize } from '../../path-parts.ts';
import { folderOf, isPython, resolveImport, type ImportPaths } from '../../syntax/facts/resolve-import.ts';
import { resolveInWorkspace } from '../../syntax/facts/workspaces.ts';
import type { Taken } from './taken.ts';

/** What may not be imported, or may be all the same. */
export interface Reach {
  readonly modules: readonly string[];
  readonly files: readonly string[];
}

export interface Objection {
  readonly message: string;
  /** What is imported, however it is written. */
  readonly text: string;
  /** Where `text` tells all that counts: other names of the same module are the same debt. */
  readonly code?: '';
}

/** A pattern as the policy writes it, and a test for what it covers. */
interface Cover {
  readonly pattern: string;
  readonly covers: (name: string) => boolean;
}

const covering = (all: readonly Cover[], names: readonly string[]): string | undefined =>
  all.find(({ covers }) => names.some(covers))?.pattern;

const writtenAs = ({ module, name }: ImportFact, path: string): string => {
  if (name === undefined || !isPython(path)) return module;
  return module.endsWith('.') ? module + name : `${module}.${name}`;
};

/** What is said of an import of which nothing can be told. */
export const untold: Objection = {
  message: 'Nobody can tell what is imported here: write the name of the module out.',
  text: 'import ?',
};

/** What the imports of one file are held to. */
export interface Law {
  readonly path: string;
  readonly tree: Side['tree'];
  readonly modules: readonly Cover[];
  readonly files: readonly Cover[];
  readonly freeModules: readonly Cover[];
  readonly freeFiles: readonly Cover[];
  /** Where imports lead. */
  readonly paths: ImportPaths;
}

// `http` of a policy that says `node:http` is that of Python, too, in its files.
const tellModule = (pattern: string, path: string): string =>
  isPython(path) ? pattern.replace(/^node:/, '') : pattern;

export const openLaw = (
  { forbidden, allowed }: { readonly forbidden: Reach; readonly allowed: Reach },
  { path, tree }: Pick<Side, 'path' | 'tree'>,
): Law => {
  const modulesOf = ({ modules }: Reach): readonly Cover[] =>
    modules.map((pattern) => ({ pattern: tellModule(pattern, path), covers: coversModule(pattern, path) }));
  const filesOf = ({ files }: Reach): readonly Cover[] =>
    files.map((pattern) => ({ pattern, covers: matchesAny([pattern]) }));
  return {
    path,
    tree,
    modules: modulesOf(forbidden),
    files: filesOf(forbidden),
    freeModules: modulesOf(allowed),
    freeFiles: filesOf(allowed),
    paths: importPathsOf(path, tree),
  };
};

/** The folders that a module may be. */
const foldersOf = ({ path, paths: { roots = [''] } }: Law, module: string): readonly string[] => {
  const found = isPython(path)
    ? fullModules(module, path).map((full) => full.replaceAll('.', '/'))
    : [`${folderOf(path)}/${module}`];
  return ['', ...roots].flatMap((root) => found.flatMap((folder) => normalize(`${root}/${folder}`) ?? []));
};

/** The pattern for modules that an import from below a module may meet. */
const metBelow = ({ path, modules }: Law, names: readonly string[]): string | undefined => {
  const separator = isPython(path) ? '.' : '/';
  const mayMeet = ({ pattern, covers }: Cover): boolean =>
    names.some((name) => covers(name) || pattern.startsWith(name + separator));
  return modules.find(mayMeet)?.pattern;
};

/** The files in a folder, of sorted paths: they stand together, and nobody goes through all of a repository for each import. */
const filesIn = (paths: readonly string[], folder: string): readonly string[] => {
  // The sign behind the slash ends them.
  const [from, to] = [`${folder}/`, `${folder}0`].map((limit) => firstTextFrom(paths, limit));
  return paths.slice(from, to);
};

const objectBelow = (law: Law, { module }: ImportFact): Objection | undefined => {
  const names = fullModules(module, law.path);
  if (covering(law.freeModules, names) !== undefined) return undefined;
  const below = foldersOf(law, module).flatMap((folder) => filesIn(law.tree.paths(), folder));
  const pattern = metBelow(law, names) ?? covering(law.files, below);
  if (pattern === undefined) return undefined;
  const message = `Nobody can tell what is imported here from ${module}: this place may not import ${pattern}.`;
  return { message, text: `import ${module} ?` };
};

/** The pattern that the import meets, and why: by its name, or by the file that it leads to. */
const meet = (
  { modules, files, freeModules, freeFiles }: Law,
  names: readonly string[],
  reached: readonly string[],
) => {
  if (covering(freeModules, names) !== undefined || covering(freeFiles, reached) !== undefined) return undefined;
  const module = covering(modules, names);
  if (module !== undefined) return { pattern: module, where: '' };
  const pattern = covering(files, reached);
  return pattern === undefined ? undefined : { pattern, where: `, which is ${reached.join()}` };
};

/** The file of the repository that an import leads to. */
const fileOf = ({ path, paths, tree }: Law, fact: ImportFact): string | undefined => {
  const file = resolveImport(fact, path, tree.has, paths);
  return file ?? (isPython(path) ? undefined : resolveInWorkspace(fact, path, tree));
};

const objectToKnown = (law: Law, fact: ImportFact): Objection | undefined => {
  const { path } = law;
  const names = namesOfImport(fact, path);
  const reached = [fileOf(law, fact)].filter((file) => file !== undefined);
  const met = meet(law, names, reached);
  if (met === undefined) return undefined;
  const verb = fact.how === 're-export' ? 're-exported' : 'imported';
  return {
    message: `${writtenAs(fact, path)} is ${verb} here${met.where}: this place may not import ${met.pattern}.`,
    text: ['import', ...[...reached, ...names].slice(0, 1), fact.name].join(' '),
    code: '',
  };
};

/** Why something may not be imported; undefined where it may. */
export const objectTo = (law: Law, { fact, below }: Taken): Objection | undefined => {
  if (fact.module === '') return untold;
  return below ? objectBelow(law, fact) : objectToKnown(law, fact);
};
