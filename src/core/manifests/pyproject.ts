import { requirementsPath } from './requirements-path.ts';
import type { DependencyGroup, DependencyOrigin } from './dependency.ts';
import { unread, type Find, type Finds } from './find.ts';
import { listedRequirement, pythonName } from './pep508.ts';
import { at, each, entriesOf, itemsOf, readEntries, readItems, textAt, textOf, type Entry, type Tree } from './tree.ts';

// Lists of requirements as PEP 508 writes them, by the tools that read them.
const lists: readonly (readonly [path: string, group: DependencyGroup])[] = [
  ['project.dependencies', 'runtime'],
  ['project.optional-dependencies.*', 'optional'],
  ['build-system.requires', 'build'],
  ['tool.uv.dev-dependencies', 'development'],
  ['tool.uv.constraint-dependencies', 'constraint'],
  ['tool.uv.override-dependencies', 'constraint'],
  ['tool.uv.build-constraint-dependencies', 'constraint'],
  ['tool.pdm.dev-dependencies.*', 'development'],
  ['tool.hatch.envs.*.dependencies', 'development'],
  ['tool.hatch.envs.*.extra-dependencies', 'development'],
  ['tool.hatch.build.dependencies', 'build'],
  ['tool.hatch.build.targets.*.dependencies', 'build'],
  ['tool.hatch.build.hooks.*.dependencies', 'build'],
  ['tool.flit.metadata.requires', 'runtime'],
  ['tool.flit.metadata.dev-requires', 'development'],
  ['tool.flit.metadata.requires-extra.*', 'optional'],
];

// Tables of Poetry's own.
const tables: readonly (readonly [path: string, group: DependencyGroup])[] = [
  ['tool.poetry.dependencies', 'runtime'],
  ['tool.poetry.dev-dependencies', 'development'],
  ['tool.poetry.group.*.dependencies', 'development'],
];

const isTrue = (tree: Tree | undefined): boolean => tree?.kind === 'other' && tree.text === 'true';

/** Where a table says that a package comes from, in the words of Poetry, uv and pipenv. */
export const originOfTable = (table: Tree): DependencyOrigin | undefined => {
  const has = (key: string): boolean => at(table, key) !== undefined;
  if (has('path') || isTrue(at(table, 'workspace'))) return 'repository';
  return ['git', 'url', 'hg', 'svn', 'file'].some(has) ? 'address' : undefined;
};

/** A package in a table of Poetry or pipenv: a version, or a table with one, or several of these for several markers. */
export const tabledPackage =
  (group: DependencyGroup) =>
  ({ key, at: place, value }: Entry): Finds => {
    const [first = value] = itemsOf(value);
    if (first.kind !== 'text' && first.kind !== 'map')
      return [unread(value.at, `The version of ${JSON.stringify(key)} is neither a text nor a table.`)];
    const origin = originOfTable(first);
    const requirement = textOf(first) ?? textAt(first, 'version');
    const found = { name: pythonName(key), at: place, requirement, ...(origin && { origin }) };
    return [{ ...found, group: isTrue(at(first, 'optional')) ? 'optional' : group }];
  };

// A group may take in another, which is read where it stands.
const groupItem = (item: Tree): Finds =>
  at(item, 'include-group') === undefined ? listedRequirement('development')(item) : [];

const filesOf = (tree: Tree | undefined): readonly Tree[] => {
  const file = at(tree, 'file');
  return file?.kind === 'text' ? [file] : itemsOf(file);
};

const readerOfItsOwn = 'tool.poetry tool.flit'.split(' ');

/** What is left to the build backend: read when it takes files that we read, and otherwise known to nobody. */
function* readDynamic(tree: Tree): Finds {
  const setuptools = at(tree, 'tool', 'setuptools', 'dynamic');
  const files = [
    ...filesOf(at(setuptools, 'dependencies')),
    ...entriesOf(at(setuptools, 'optional-dependencies')).flatMap(({ value }) => filesOf(value)),
    ...filesOf(at(tree, 'tool', 'hatch', 'metadata', 'hooks', 'requirements_txt')),
    ...itemsOf(at(tree, 'tool', 'hatch', 'metadata', 'hooks', 'requirements_txt', 'files')),
  ];
  for (const file of files)
    if (!requirementsPath.test(textOf(file) ?? ''))
      yield unread(
        file.at,
        `The requirements in ${textOf(file) ?? 'this file'} are not read: its name does not show that it holds any.`,
      );
  if (files.length > 0 || readerOfItsOwn.some((path) => at(tree, ...path.split('.')) !== undefined)) return;
  for (const item of itemsOf(at(tree, 'project', 'dynamic')))
    if (/^(?:optional-)?dependencies$/.test(textOf(item) ?? ''))
      yield unread(item.at, 'The build backend computes the dependencies: they cannot be read from this file.');
}

/** Where uv takes packages from that are named without saying so. */
const uvOrigins = (tree: Tree): ReadonlyMap<string, DependencyOrigin> =>
  new Map(
    entriesOf(at(tree, 'tool', 'uv', 'sources')).flatMap(({ key, value }) => {
      const origin = originOfTable(itemsOf(value)[0] ?? value);
      return origin === undefined ? [] : [[pythonName(key), origin] as const];
    }),
  );

function* readAll(tree: Tree): Finds {
  yield* each(lists, ([path, group]) => readItems(tree, path, listedRequirement(group)));
  yield* readItems(tree, 'dependency-groups.*', groupItem);
  yield* each(tables, ([path, group]) =>
    readEntries(tree, path, (entry) => (entry.key === 'python' ? [] : tabledPackage(group)(entry))),
  );
  yield* readDynamic(tree);
}

/** Reads pyproject.toml: the standards' tables and those of uv, Poetry, PDM, Hatch and Flit. */
export function* readPyproject(tree: Tree): Finds {
  const origins = uvOrigins(tree);
  const withOrigin = (find: Find): Find => {
    const origin = 'name' in find ? (find.origin ?? origins.get(find.name)) : undefined;
    return origin === undefined ? find : { ...find, origin };
  };
  yield* each(readAll(tree), (find) => [withOrigin(find)]);
}
