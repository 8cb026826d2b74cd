import type { DependencyGroup } from './dependency.ts';
import type { Finds } from './find.ts';
import { npmPackage, npmTables, splitDescriptor } from './npm-manifest.ts';
import { at, each, entriesOf, itemsOf, readEntries, textAt, textOf, type Entry, type Tree } from './tree.ts';

const isSet = (tree: Tree, key: string): boolean => {
  const value = at(tree, key);
  return value?.kind === 'other' && value.text === 'true';
};

const groupOf = (tree: Tree): DependencyGroup => {
  if (isSet(tree, 'dev')) return 'development';
  if (isSet(tree, 'peer')) return 'peer';
  return isSet(tree, 'optional') || isSet(tree, 'devOptional') ? 'optional' : 'runtime';
};

const folder = 'node_modules/';

function* lockedFolder({ key, at: place, value }: Entry): Finds {
  const from = key.lastIndexOf(folder);
  if (from < 0) {
    // The project itself, or a workspace of it: here stands what they ask for.
    yield* npmTables(value);
    return;
  }
  const name = textAt(value, 'name') || key.slice(from + folder.length);
  const origin = isSet(value, 'link') ? 'repository' : 'registry';
  yield { name, at: place, group: groupOf(value), direct: false, requirement: textAt(value, 'version'), origin };
}

// Version 1 of the format nests what is installed beneath what asked for it.
function* lockedTree({ key, at: place, value }: Entry): Finds {
  yield { ...npmPackage(key, textAt(value, 'version')), at: place, group: groupOf(value), direct: false };
  yield* each(entriesOf(at(value, 'dependencies')), lockedTree);
}

/** Reads package-lock.json and npm-shrinkwrap.json in versions 1 to 3. */
export function* readNpmLock(tree: Tree): Finds {
  if (at(tree, 'packages') !== undefined) yield* readEntries(tree, 'packages', lockedFolder);
  else yield* readEntries(tree, 'dependencies', lockedTree);
}

/** Reads bun.lock: workspaces with what they ask for, then every package by a list that begins with `name@version`. */
export function* readBunLock(tree: Tree): Finds {
  yield* readEntries(tree, 'workspaces', ({ value }) => npmTables(value));
  yield* readEntries(tree, 'packages', ({ key, at: place, value }): Finds => {
    const [name, version] = splitDescriptor(textOf(itemsOf(value)[0]) ?? key);
    return [{ ...npmPackage(name, version), name, at: place, group: 'unstated', direct: false }];
  });
}
