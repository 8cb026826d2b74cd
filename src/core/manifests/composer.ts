import type { DependencyGroup } from './dependency.ts';
import { unread, type Finds } from './find.ts';
import { at, readEntries, readItems, textAt, textOf, type Entry, type Tree } from './tree.ts';

// PHP itself, its extensions and the machine's libraries have no vendor in front.
const isPackage = (name: string): boolean => name.includes('/');

const required =
  (group: DependencyGroup) =>
  ({ key, at: place, value }: Entry): Finds =>
    isPackage(key) ? [{ name: key.toLowerCase(), at: place, group, requirement: textOf(value) ?? '' }] : [];

/** Reads composer.json. */
export function* readComposerManifest(tree: Tree): Finds {
  yield* readEntries(tree, 'require', required('runtime'));
  yield* readEntries(tree, 'require-dev', required('development'));
}

const locked =
  (group: DependencyGroup) =>
  (item: Tree): Finds => {
    const name = at(item, 'name');
    if (name?.kind !== 'text') return [unread(item.at, 'A package without a name stands here.')];
    const found = { name: name.text.toLowerCase(), at: name.at, requirement: textAt(item, 'version') };
    return [{ ...found, group, direct: false }];
  };

/** Reads composer.lock. */
export function* readComposerLock(tree: Tree): Finds {
  yield* readItems(tree, 'packages', locked('runtime'));
  yield* readItems(tree, 'packages-dev', locked('development'));
}
