import { parse } from 'jsonc-parser';
import * as z from 'zod';
import { rememberIn } from '../../calls/remembered.ts';
import { matchesAny } from '../../glob.ts';
import { parseYaml } from '../../manifests/yaml-tree.ts';
import { at, itemsOf, textOf } from '../../manifests/tree.ts';
import type { Tree } from '../../surroundings.ts';
import type { ImportFact } from '../facts.ts';
import { foldersFrom, inFolder, targetsIn } from './import-paths.ts';
import { normalize } from '../../path-parts.ts';
import { aliased, folderOf, resolveImport } from './resolve-import.ts';

type Files = Pick<Tree, 'has' | 'text' | 'paths' | 'reader'>;

const manifest = z
  .object({
    name: z.string().optional(),
    workspaces: z.union([z.array(z.string()), z.object({ packages: z.array(z.string()) })]).optional(),
    exports: z.unknown().optional(),
    source: z.string().optional(),
    types: z.string().optional(),
    module: z.string().optional(),
    main: z.string().optional(),
  })
  .catch({});

const readManifest = (path: string, { text }: Files): z.infer<typeof manifest> =>
  manifest.parse(parse(text(path) ?? ''));

/** The globs of the packages that a folder holds together: of npm, yarn and bun, or of pnpm; none where it holds none. */
const workspacesIn = (folder: string, files: Files): readonly string[] => {
  const { workspaces = [] } = readManifest(inFolder(folder, 'package.json'), files);
  const trees = parseYaml(files.text(inFolder(folder, 'pnpm-workspace.yaml')) ?? '');
  const listed = trees.ok ? itemsOf(at(trees.value[0], 'packages')).flatMap((item) => textOf(item) ?? []) : [];
  return ['packages' in workspaces ? workspaces.packages : workspaces, listed].flat();
};

type Packages = ReadonlyMap<string, string>;

const findPackages = (folder: string, globs: readonly string[], files: Files): Packages => {
  const placed = (glob: string): string => normalize(inFolder(folder, glob)) ?? glob;
  const inside = matchesAny(globs.filter((glob) => !glob.startsWith('!')).map(placed));
  const outside = matchesAny(globs.filter((glob) => glob.startsWith('!')).map((glob) => placed(glob.slice(1))));
  const paths = files
    .paths()
    .filter((path) => /(?:^|\/)package\.json$/.test(path))
    .filter((path) => inside(folderOf(path)) && !outside(folderOf(path)));
  return new Map(paths.map((path) => [readManifest(path, files).name ?? '', path]));
};

// A repository may hold hundreds of packages, and each file of a change asks for them.
const rememberPackages = rememberIn<Packages>();

/** The packages that a folder holds together, by name. */
const packagesIn = (folder: string, files: Files): Packages =>
  rememberPackages(files, files, folder, () => {
    const globs = workspacesIn(folder, files).map((glob) => glob.replace(/\/$/, ''));
    return globs.length === 0 ? new Map<string, string>() : findPackages(folder, globs, files);
  });

/** What `exports` says of a part of a package (`.`, `./list`): the paths it may be, whatever condition they are for. */
const exported = (exports: unknown, part: string): readonly string[] => {
  const entries = typeof exports === 'object' && exports !== null ? Object.entries(exports) : [];
  const parts = entries.some(([key]) => key.startsWith('.')) ? entries : [['.', exports] as const];
  return parts.flatMap(([key, value]) => aliased(part, key, targetsIn(value)));
};

/** What is built is not kept; its source lies beside it by custom. */
const sourcesOf = (path: string): readonly string[] => [
  path,
  path.replace(/^(?:\.\/)?(?:dist|lib|build|out)\//, 'src/'),
];

/**
 * The file of the repository that a name of the workspace around a file leads to: `@scope/core` and `@scope/core/list` by
 * `exports`, or by the entry that its package.json names, where that is built by its source; where no file is found, its
 * package.json. Undefined for what is no name of a package, or none of the workspace.
 */
export const resolveInWorkspace = (fact: ImportFact, from: string, files: Files): string | undefined => {
  const [, name, rest = ''] = /^((?:@[^/]+\/)?[^@./#:~$][^/:]*)(\/.+)?$/.exec(fact.module) ?? [];
  if (name === undefined) return undefined;
  const [path] = foldersFrom(folderOf(from)).flatMap((folder) => packagesIn(folder, files).get(name) ?? []);
  if (path === undefined) return undefined;
  const { exports, source, types, module, main } = readManifest(path, files);
  const entries = rest === '' ? [source, types, module, main, 'src/index', 'index'] : [rest.slice(1), `src${rest}`];
  const candidates = [...exported(exports, `.${rest}`), ...entries].flatMap((entry) =>
    entry === undefined ? [] : sourcesOf(entry),
  );
  for (const entry of candidates) {
    const file = resolveImport({ ...fact, module: `./${entry}` }, path, files.has);
    if (file !== undefined) return file;
  }
  return path;
};
