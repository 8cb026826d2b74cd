import type { Span } from '../lines.ts';
import { unread, type Find, type Finds } from './find.ts';
import { at, partOf, readEntries, textAt, textOf, type Entry, type TextTree, type Tree } from './tree.ts';

const versionIn = (catalog: Tree, value: Tree): string => {
  const version = at(value, 'version');
  const reference = textAt(version, 'ref');
  return reference === '' ? (textOf(version) ?? '') : textAt(catalog, 'versions', reference);
};

const notRead = (place: Span): Find => unread(place, 'This entry says neither a module nor a group and a name.');

const fromText = (tree: TextTree, parts: number): readonly [name: string, at: Span, requirement: string] => {
  const words = tree.text.split(':');
  const name = words.slice(0, parts).join(':');
  return [name, partOf(tree, 0, name.length), words.slice(parts).join(':')];
};

const library =
  (catalog: Tree) =>
  ({ value }: Entry): Finds => {
    const [whole, group, name] = [at(value, 'module'), at(value, 'group'), at(value, 'name')];
    const written = value.kind === 'text' ? value : whole;
    if (written?.kind === 'text') {
      const [module, place, version] = fromText(written, 2);
      if (!/^[^:\s]+:[^:\s]+$/.test(module)) return [notRead(value.at)];
      return [{ name: module, at: place, group: 'runtime', requirement: version || versionIn(catalog, value) }];
    }
    if (group?.kind !== 'text' || name?.kind !== 'text') return [notRead(value.at)];
    const requirement = versionIn(catalog, value);
    return [{ name: `${group.text}:${name.text}`, at: name.at, group: 'runtime', requirement }];
  };

const plugin =
  (catalog: Tree) =>
  ({ value }: Entry): Finds => {
    const id = value.kind === 'text' ? value : at(value, 'id');
    if (id?.kind !== 'text') return [notRead(value.at)];
    const [name, place, version] = fromText(id, 1);
    const requirement = version || versionIn(catalog, value);
    return [{ name: `${name}:${name}.gradle.plugin`, at: place, group: 'build', requirement }];
  };

/** Reads a version catalog. Its entries count as asked for: a build script that uses one names only the entry. */
export function* readGradleCatalog(tree: Tree): Finds {
  yield* readEntries(tree, 'libraries', library(tree));
  yield* readEntries(tree, 'plugins', plugin(tree));
}
