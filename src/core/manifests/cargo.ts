import type { DependencyGroup, DependencyOrigin } from './dependency.ts';
import { unread, type Finds } from './find.ts';
import { at, each, itemsOf, readEntries, readItems, textAt, textOf, type Entry, type Tree } from './tree.ts';
import { lockedPackage } from './python-locks.ts';

const tables: readonly (readonly [path: string, group: DependencyGroup])[] = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
  ['build-dependencies', 'build'],
  ['build_dependencies', 'build'],
];

const isTrue = (tree: Tree | undefined): boolean => tree?.kind === 'other' && tree.text === 'true';

// A git or registry dependency may also carry a path; cargo then builds from the path.
const originOf = (value: Tree): DependencyOrigin | undefined => {
  if (isTrue(at(value, 'workspace'))) return 'catalog';
  if (at(value, 'path') !== undefined) return 'repository';
  return at(value, 'git') === undefined ? undefined : 'address';
};

const crate =
  (group: DependencyGroup) =>
  ({ key, at: place, value }: Entry): Finds => {
    if (value.kind !== 'text' && value.kind !== 'map')
      return [unread(value.at, `The version of ${JSON.stringify(key)} is neither a text nor a table.`)];
    const origin = originOf(value);
    const renamed = at(value, 'package');
    const named = renamed?.kind === 'text' ? { name: renamed.text, at: renamed.at } : { name: key, at: place };
    const requirement = textOf(value) ?? textAt(value, 'version');
    const found = { ...named, requirement, ...(origin && { origin }) };
    if (group === 'constraint') return [{ ...found, group, direct: renamed !== undefined || origin === 'address' }];
    return [{ ...found, group: isTrue(at(value, 'optional')) ? 'optional' : group }];
  };

/**
 * Reads Cargo.toml. A crate under another name is the crate. What a workspace lists for its members counts as asked for
 * there, because only there its true name stands; a member's `workspace = true` refers to that entry.
 */
export function* readCargoManifest(tree: Tree): Finds {
  for (const [path, group] of tables) {
    yield* readEntries(tree, path, crate(group));
    yield* readEntries(tree, `target.*.${path}`, crate(group));
  }
  yield* readEntries(tree, 'workspace.dependencies', crate('runtime'));
  yield* readEntries(tree, 'patch.*', crate('constraint'));
}

/** Reads Cargo.lock: a package without a source is of the repository, and what it needs is asked for by the project. */
export function* readCargoLock(tree: Tree): Finds {
  const packages = itemsOf(at(tree, 'package'));
  const own = packages.filter((item) => at(item, 'source') === undefined);
  const ownNames = new Set(own.map((item) => textAt(item, 'name')));
  yield* each(own, (item) =>
    readItems(item, 'dependencies', (needed): Finds => {
      const [name = '', requirement = ''] = (textOf(needed) ?? '').split(' ');
      if (needed.kind !== 'text' || name === '') return [unread(needed.at, 'A dependency without a name stands here.')];
      const origin = ownNames.has(name) ? 'repository' : 'registry';
      const place = { start: needed.at.start, end: needed.at.start + name.length };
      return [{ name, at: place, group: 'unstated', requirement, origin }];
    }),
  );
  yield* readItems(tree, 'package', (item): Finds => {
    const found = lockedPackage(item, (name) => name);
    return [at(item, 'source') === undefined ? { ...found, origin: 'repository' } : found];
  });
}
