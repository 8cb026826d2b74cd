import type { DependencyGroup, DependencyOrigin } from './dependency.ts';
import { unread, type Finds } from './find.ts';
import { at, readEntries, textAt, textOf, type Entry, type Tree } from './tree.ts';

const originOf = (value: Tree): DependencyOrigin | undefined => {
  if (at(value, 'path') !== undefined) return 'repository';
  return at(value, 'git') === undefined ? undefined : 'address';
};

const asked =
  (group: DependencyGroup) =>
  ({ key, at: place, value }: Entry): Finds => {
    if (value.kind === 'list' || value.kind === 'other')
      return [unread(value.at, `The version of ${JSON.stringify(key)} cannot be read.`)];
    // What comes with the SDK of Flutter or Dart is no package of its own.
    if (at(value, 'sdk') !== undefined) return [];
    const origin = originOf(value);
    const direct = group === 'constraint' ? origin === 'address' : true;
    const requirement = textOf(value) ?? textAt(value, 'version');
    return [{ name: key, at: place, group, direct, requirement, ...(origin && { origin }) }];
  };

/** Reads pubspec.yaml. */
export function* readPubspec(tree: Tree): Finds {
  yield* readEntries(tree, 'dependencies', asked('runtime'));
  yield* readEntries(tree, 'dev_dependencies', asked('development'));
  yield* readEntries(tree, 'dependency_overrides', asked('constraint'));
}

const sources: Readonly<Record<string, DependencyOrigin>> = { git: 'address', path: 'repository' };

/** Reads pubspec.lock. */
export const readPubspecLock = (tree: Tree): Finds =>
  readEntries(tree, 'packages', ({ key, at: place, value }): Finds => {
    const kind = textAt(value, 'dependency');
    if (textAt(value, 'source') === 'sdk') return [];
    const group = kind === 'direct dev' ? 'development' : 'runtime';
    const origin = sources[textAt(value, 'source')] ?? 'registry';
    const direct = kind === 'direct main' || kind === 'direct dev';
    return [{ name: key, at: place, group, direct, requirement: textAt(value, 'version'), origin }];
  });
