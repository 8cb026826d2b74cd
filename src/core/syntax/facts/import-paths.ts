import { parse } from 'jsonc-parser';
import * as z from 'zod';
import type { Tree } from '../../surroundings.ts';
import { normalize } from '../../path-parts.ts';
import { folderOf, isPython, type ImportPaths } from './resolve-import.ts';

type Files = Pick<Tree, 'has' | 'text'>;

/** The folder and those around it, from the inside out; the root is empty. */
export const foldersFrom = (folder: string): readonly string[] =>
  folder === '' ? [''] : [folder, ...foldersFrom(folderOf(folder))];

export const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** The folder that the package of a file of Python lies in, by its `__init__.py`; its own folder where it is in none. */
const pythonRoot = (from: string, { has }: Files): string =>
  foldersFrom(folderOf(from)).find((folder) => !has(inFolder(folder, '__init__.py'))) ?? '';

const configuration = z
  .object({
    extends: z.union([z.string(), z.array(z.string())]).optional(),
    compilerOptions: z
      .object({ baseUrl: z.string().optional(), paths: z.record(z.string(), z.array(z.string())).optional() })
      .optional(),
  })
  .catch({});

// Files that name each other in a circle end here; nobody builds on so many.
const mostBases = 5;

const readConfiguration = (path: string, files: Files, bases = mostBases): ImportPaths => {
  const read = configuration.parse(parse(files.text(normalize(path) ?? '') ?? ''));
  const folder = folderOf(path);
  const { baseUrl, paths = {} } = read.compilerOptions ?? {};
  const base = inFolder(folder, baseUrl ?? '.');
  const inherited = [read.extends ?? []]
    .flat()
    .filter((name) => name.startsWith('.') && bases > 0)
    .map((name) => readConfiguration(inFolder(folder, name.replace(/(?<!\.json)$/, '.json')), files, bases - 1));
  const own = Object.entries(paths).map(([pattern, targets]) => [pattern, targets.map((to) => inFolder(base, to))]);
  return {
    roots: [...(baseUrl === undefined ? [] : [base]), ...inherited.flatMap(({ roots = [] }) => roots)],
    aliases: Object.assign({}, ...inherited.map(({ aliases }) => aliases), Object.fromEntries(own)),
  };
};

const manifest = z.object({ imports: z.record(z.string(), z.unknown()).optional() }).catch({});

/** The paths in a value of `imports`, whatever condition they are for. */
export const targetsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(targetsIn) : [];
};

const readManifest = (path: string, { text }: Files): ImportPaths => {
  const { imports = {} } = manifest.parse(parse(text(path) ?? ''));
  const entries = Object.entries(imports).map(([name, value]) => [
    name,
    targetsIn(value).map((target) => inFolder(folderOf(path), target)),
  ]);
  return { aliases: Object.fromEntries(entries) };
};

// What builds an application may have a configuration of its own beside the one of the editor.
const configurations = ['tsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json', 'jsconfig.json'];

const nearest = (from: string, names: readonly string[], { has }: Files): readonly string[] =>
  foldersFrom(folderOf(from))
    .map((folder) => names.map((name) => inFolder(folder, name)).filter(has))
    .find((found) => found.length > 0) ?? [];

/**
 * Where a repository says that the imports of a file lead: `paths` and `baseUrl` of the nearest tsconfig or jsconfig and
 * those it extends, `imports` of the nearest package; for Python the root, `src`, `lib` and the folder of its own package.
 */
export const importPathsOf = (from: string, files: Files): ImportPaths => {
  if (isPython(from)) return { roots: ['', 'src', 'lib', pythonRoot(from, files)] };
  const read = [
    ...nearest(from, ['package.json'], files).map((path) => readManifest(path, files)),
    ...nearest(from, configurations, files).map((path) => readConfiguration(path, files)),
  ];
  return {
    roots: read.flatMap(({ roots = [] }) => roots),
    aliases: Object.assign({}, ...read.map(({ aliases }) => aliases)),
  };
};
