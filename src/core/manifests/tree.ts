import type { Span } from '../lines.ts';
import { unread, type Find, type Finds } from './find.ts';

/** A key with its value. `at` is the key without its quotes. */
export interface Entry {
  readonly key: string;
  readonly at: Span;
  readonly value: Tree;
}

export interface TextTree {
  readonly kind: 'text';
  readonly at: Span;
  readonly text: string;
}

interface MapTree {
  readonly kind: 'map';
  readonly at: Span;
  /** In the order of the text; what JSON calls `__proto__` is a key as any other. */
  readonly entries: readonly Entry[];
}

/**
 * What JSON, YAML and TOML have in common, with its places: so that no reader of an ecosystem has to know in which of
 * them its file is written. `nothing` is YAML's empty value and JSON's null, `other` a number, a date, a reference.
 */
export type Tree =
  | TextTree
  | MapTree
  | { readonly kind: 'list'; readonly at: Span; readonly items: readonly Tree[] }
  | { readonly kind: 'nothing' | 'other'; readonly at: Span; readonly text: string };

export const textOf = (tree: Tree | undefined): string | undefined => (tree?.kind === 'text' ? tree.text : undefined);

export const entriesOf = (tree: Tree | undefined): readonly Entry[] => (tree?.kind === 'map' ? tree.entries : []);

export const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

/** The value under a path of keys; the last of a key that stands twice, as parsers of JSON have it. */
export const at = (tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined =>
  keys.reduce<Tree | undefined>(
    (reached, key) => entriesOf(reached).findLast((entry) => entry.key === key)?.value,
    tree,
  );

/** The text under a path of keys; empty when there is none. */
export const textAt = (tree: Tree | undefined, ...keys: readonly string[]): string => textOf(at(tree, ...keys)) ?? '';

/** A part of a text by its own offsets; all of it when it is written with escapes, which no offset survives. */
export const partOf = (tree: TextTree, start: number, end: number): Span =>
  tree.at.end - tree.at.start === tree.text.length
    ? { start: tree.at.start + start, end: tree.at.start + end }
    : tree.at;

interface Selection {
  readonly trees: readonly Tree[];
  readonly misfits: readonly Tree[];
}

const step = ({ trees, misfits }: Selection, key: string): Selection => ({
  trees: trees.flatMap((tree) =>
    entriesOf(tree)
      .filter((entry) => key === '*' || entry.key === key)
      .map(({ value }) => value),
  ),
  misfits: [...misfits, ...trees.filter(({ kind }) => kind !== 'map' && kind !== 'nothing')],
});

const noTable = 'A table of dependencies belongs here; what stands here instead cannot be read.';
const noList = 'A list of dependencies belongs here; what stands here instead cannot be read.';

/** Everything under a path such as `target.*.dependencies`, and what is in its way without being a table. */
const select = (tree: Tree, path: string): Selection =>
  path.split('.').reduce<Selection>(step, { trees: [tree], misfits: [] });

function* walk(tree: Tree, path: string, open: (tree: Tree) => Finds | undefined, message: string): Finds {
  const { trees, misfits } = select(tree, path);
  for (const misfit of misfits) yield unread(misfit.at, noTable);
  for (const found of trees) {
    const finds = open(found);
    if (finds !== undefined) yield* finds;
    else if (found.kind !== 'nothing') yield unread(found.at, message);
  }
}

/** Reads every entry of the tables under a path (`*` is any key). Whatever else stands there is reported as unread. */
export const readEntries = (tree: Tree, path: string, read: (entry: Entry) => Finds): Finds =>
  walk(tree, path, (found) => (found.kind === 'map' ? each(found.entries, read) : undefined), noTable);

/** Reads every item of the lists under a path (`*` is any key). Whatever else stands there is reported as unread. */
export const readItems = (tree: Tree, path: string, read: (item: Tree) => Finds): Finds =>
  walk(tree, path, (found) => (found.kind === 'list' ? each(found.items, read) : undefined), noList);

export function* each<T>(values: Iterable<T>, read: (value: T) => Finds): Iterable<Find> {
  for (const value of values) yield* read(value);
}
