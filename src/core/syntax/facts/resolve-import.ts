import { pythonModules } from '../../manifests/standard-modules.ts';
import { normalize } from '../../path-parts.ts';
import { rememberUpTo } from '../../remember.ts';
import type { ImportFact } from '../facts.ts';

/** What is known of a repository's imports beside its files. Paths are from its root. */
export interface ImportPaths {
  /** Folders that modules are looked for in, in this order; left out: for Python the root, `src`, `lib` and its own. */
  readonly roots?: readonly string[];
  /** What `paths` of a tsconfig says, with `baseUrl` put before each: `@/*` → `src/*`. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

/** The folder of a path; empty for the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

type Exists = (path: string) => boolean;

/** True for a file that imports as Python does. */
export const isPython = (path: string): boolean => /\.py[iw]?$|\.ipynb$/i.test(path);

const firstOf = (candidates: readonly string[], exists: Exists): string | undefined => {
  for (const candidate of candidates) {
    const path = normalize(candidate);
    if (path !== undefined && path !== '' && exists(path)) return path;
  }
  return undefined;
};

const defaultRoots = ['', 'src', 'lib'];

/** The files that a module of Python may be, by its path without ending; a package wins over a module of its name. */
const pythonFiles = (path: string): readonly string[] => [
  `${path}/__init__.py`,
  `${path}.py`,
  `${path}/__init__.pyi`,
  `${path}.pyi`,
];

/** The folders that an absolute import is looked for in: what comes with Python is not the file beside the importing one. */
const rootsFor = (module: string, folder: string, roots: readonly string[]): readonly string[] => {
  const isStandard = pythonModules.has(module.split('.', 1).join());
  return isStandard ? roots.filter((root) => defaultRoots.includes(root) || root !== folder) : roots;
};

type Imported = Pick<ImportFact, 'module' | 'name'>;

/** `from .store import save` may mean the module `store/save` as well as a name in `store`. */
const pythonBases = ({ module, name }: Imported, folder: string, roots: readonly string[]): readonly string[] => {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll('.', '/');
  const folders = dots === 0 ? rootsFor(module, folder, roots) : [folder + '/..'.repeat(dots - 1)];
  return folders.flatMap((root) => {
    const base = path === '' ? root : `${root}/${path}`;
    return name === undefined || name === '*' ? [base] : [`${base}/${name}`, base];
  });
};

const mostImports = 5_000;

/** The files that an import may mean where nobody names roots; those of a folder import the same again and again. */
const usualCandidates = rememberUpTo(mostImports, (key: string): readonly string[] => {
  const { folder, ...fact } = JSON.parse(key) as Imported & { readonly folder: string };
  // A module beside the importing one is found when that is run as a script.
  return pythonBases(fact, folder, [...defaultRoots, folder]).flatMap(pythonFiles);
});

// What a path written for JavaScript may be in the sources.
const written: readonly (readonly [ending: RegExp, sources: readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx', '.d.ts', '.jsx']],
  [/\.jsx$/, ['.tsx', '.d.ts']],
  [/\.mjs$/, ['.mts', '.d.mts']],
  [/\.cjs$/, ['.cts', '.d.cts']],
];

const endings = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte'];

/** The files that a path in an import of JavaScript may be. */
const javaScriptFiles = (path: string): readonly string[] => {
  const [, sources = []] = written.find(([ending]) => ending.test(path)) ?? [];
  return [
    path,
    ...sources.map((ending) => path.replace(/\.\w+$/, ending)),
    ...endings.map((ending) => path + ending),
    ...endings.map((ending) => `${path}/index${ending}`),
  ];
};

/** What an alias makes of a module, where it fits: `@/*` fits `@/store`. */
export const aliased = (module: string, pattern: string, targets: readonly string[]): readonly string[] => {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return module === pattern ? targets : [];
  const fits = module.length >= head.length + tail.length && module.startsWith(head) && module.endsWith(tail);
  const middle = module.slice(head.length, module.length - tail.length);
  return fits ? targets.map((target) => target.replace('*', () => middle)) : [];
};

/** The alias that says most stands first, as the compiler has it. */
const byLength = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  other.split('*', 1).join().length - one.split('*', 1).join().length;

const javaScriptPaths = (
  module: string,
  from: string,
  { roots = [], aliases = {} }: ImportPaths,
): readonly string[] => {
  if (/^\.\.?(?:\/|$)/.test(module)) return [`${folderOf(from)}/${module}`];
  if (module.startsWith('/')) return [module];
  const byAlias = Object.entries(aliases)
    .toSorted(byLength)
    .flatMap(([pattern, targets]) => aliased(module, pattern, targets));
  return [...byAlias, ...roots.map((root) => `${root}/${module}`)];
};

/**
 * The file of the repository that an import means; undefined for one of a package, and where there is no such file. `from`
 * is the path of the importing file; `exists` tells whether a path is a file.
 */
export const resolveImport = (
  fact: ImportFact,
  from: string,
  exists: Exists,
  paths: ImportPaths = {},
): string | undefined => {
  if (fact.module === '') return undefined;
  if (isPython(from)) {
    const { module, name } = fact;
    const folder = folderOf(from);
    const candidates =
      paths.roots === undefined
        ? usualCandidates(JSON.stringify({ folder, module, name }))
        : pythonBases(fact, folder, paths.roots).flatMap(pythonFiles);
    return firstOf(candidates, exists);
  }
  return firstOf(javaScriptPaths(fact.module, from, paths).flatMap(javaScriptFiles), exists);
};
