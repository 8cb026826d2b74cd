import type { DependencyGroup } from './dependency.ts';
import { unread, type Find, type Finds } from './find.ts';
import { pythonName } from './pep508.ts';
import { originOfTable, tabledPackage } from './pyproject.ts';
import { at, each, entriesOf, itemsOf, readEntries, readItems, textAt, textOf, type Tree } from './tree.ts';

// Everything else at the top of a Pipfile is a category of packages under a name of the project's own.
const noCategory = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipfile']);

/** Reads a Pipfile: `packages`, `dev-packages` and categories of its own. */
export const readPipfile = (tree: Tree): Finds =>
  each(
    entriesOf(tree).filter(({ key }) => !noCategory.has(key)),
    ({ key }) => readEntries(tree, key, tabledPackage(key === 'packages' ? 'runtime' : 'development')),
  );

/** Reads Pipfile.lock, which keeps no record of what was asked for and what came along. */
export const readPipfileLock = (tree: Tree): Finds =>
  each(
    entriesOf(tree).filter(({ key }) => !key.startsWith('_')),
    ({ key }) =>
      readEntries(tree, key, ({ key: name, at: place, value }): Finds => {
        const requirement = textAt(value, 'version');
        const origin = originOfTable(value);
        const found = { name: pythonName(name), at: place, requirement, ...(origin && { origin }) };
        return [{ ...found, group: key === 'default' ? 'runtime' : 'development', direct: false }];
      }),
  );

const groupOf = (tree: Tree): DependencyGroup => {
  const groups = [...itemsOf(at(tree, 'groups')).map(textOf), textAt(tree, 'category')];
  if (groups.some((group) => group === 'main' || group === 'default')) return 'runtime';
  return groups.some((group) => group === 'dev') ? 'development' : 'unstated';
};

/** A package with a name of its own in a list of packages. */
export const lockedPackage = (tree: Tree, normalise: (name: string) => string): Find => {
  const name = at(tree, 'name');
  if (name?.kind !== 'text') return unread(tree.at, 'A package without a name stands here.');
  const found = { name: normalise(name.text), at: name.at, requirement: textAt(tree, 'version') };
  return { ...found, group: groupOf(tree), direct: false };
};

/** Reads poetry.lock, pdm.lock and pylock.toml: none of them tells what was asked for from what came along. */
export const readPackageList =
  (path: string) =>
  (tree: Tree): Finds =>
    readItems(tree, path, (item) => [lockedPackage(item, pythonName)]);

const isOwn = (item: Tree): boolean =>
  ['editable', 'virtual', 'directory', 'workspace'].some((key) => at(item, 'source', key) !== undefined);

const asked =
  (group: DependencyGroup, own: ReadonlySet<string>) =>
  (item: Tree): Finds => {
    const name = at(item, 'name');
    if (name?.kind !== 'text') return [unread(item.at, 'A dependency without a name stands here.')];
    const found = { name: pythonName(name.text), at: name.at, group };
    return [own.has(found.name) ? { ...found, origin: 'repository' } : found];
  };

/** Reads uv.lock: a package of the repository itself stands in it with what it asks for. */
export function* readUvLock(tree: Tree): Finds {
  const projects = itemsOf(at(tree, 'package')).filter(isOwn);
  const own = new Set(projects.map((project) => pythonName(textAt(project, 'name'))));
  for (const project of projects) {
    yield* readItems(project, 'dependencies', asked('runtime', own));
    yield* readItems(project, 'optional-dependencies.*', asked('optional', own));
    yield* readItems(project, 'dev-dependencies.*', asked('development', own));
  }
  yield* readItems(tree, 'package', (item): Finds => {
    const found = lockedPackage(item, pythonName);
    return [isOwn(item) ? { ...found, origin: 'repository' } : found];
  });
}
