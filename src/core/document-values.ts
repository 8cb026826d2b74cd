import { frontMatterOf } from './markdown/front-matter.ts';
import type { Span } from './lines.ts';
import { parseJsonWithComments } from './manifests/json-tree.ts';
import { parseToml } from './manifests/toml-tree.ts';
import { entriesOf, itemsOf, type Tree } from './manifests/tree.ts';
import { parseYaml } from './manifests/yaml-tree.ts';

/** A text that stands in a document. */
export interface Written {
  readonly text: string;
  readonly at: Span;
}

/** What the front matter of a Markdown text says; nothing where it has none, or it cannot be read. */
export const readFrontMatter = (text: string): readonly Tree[] => {
  const matter = frontMatterOf(text);
  // Places in TOML are those of its own text, so that what Hugo writes is left alone.
  if (matter?.form !== 'yaml') return [];
  const read = parseYaml(matter.text, matter.start);
  return read.ok ? read.value : [];
};

const readJson = (text: string): readonly Tree[] => {
  const read = parseJsonWithComments(text);
  return read.ok ? [read.value] : [];
};

const readToml = (text: string): readonly Tree[] => {
  const read = parseToml(text);
  return read.ok ? [read.value] : [];
};

const readYaml = (text: string): readonly Tree[] => {
  const read = parseYaml(text);
  return read.ok ? read.value : [];
};

const readers: readonly (readonly [RegExp, (text: string) => readonly Tree[]])[] = [
  [/\.ya?ml$/i, readYaml],
  [/\.(?:json|jsonc|json5|ipynb)$/i, readJson],
  [/\.toml$/i, readToml],
  [/\.(?:md|mdx|markdown)$/i, readFrontMatter],
];

/**
 * What a document holds as data: YAML, JSON, TOML, and the front matter of Markdown. Nothing for a document of another kind,
 * and for one that cannot be read.
 */
export const readDocument = (path: string, text: string): readonly Tree[] =>
  readers.find(([form]) => form.test(path))?.[1](text) ?? [];

const inside = (tree: Tree): readonly Tree[] => [...entriesOf(tree).map(({ value }) => value), ...itemsOf(tree)];

const allOf = (tree: Tree): readonly Tree[] => [tree, ...inside(tree).flatMap(allOf)];

const below = (tree: Tree, key: string): readonly Tree[] => {
  if (key === '*') return inside(tree);
  if (key === '**') return allOf(tree);
  return entriesOf(tree)
    .filter((entry) => entry.key === key)
    .map(({ value }) => value);
};

/**
 * Everything under a path of keys such as `evals.*.id`; `*` is any key of a map and any item of a list, and `**` the place
 * itself and all that is inside of it. An empty path stays where it is.
 */
export const treesAt = (trees: readonly Tree[], path: string): readonly Tree[] =>
  path.split('.').reduce((reached, key) => (key === '' ? reached : reached.flatMap((tree) => below(tree, key))), trees);

/** The texts, numbers and dates under a path of keys; with a last `~`, the keys themselves that stand there. */
export const valuesAt = (trees: readonly Tree[], path: string): readonly Written[] => {
  if (path === '~' || path.endsWith('.~'))
    return treesAt(trees, path.slice(0, -1).replace(/\.$/, '')).flatMap((tree) =>
      entriesOf(tree).map(({ key, at }) => ({ text: key, at })),
    );
  return treesAt(trees, path).flatMap((tree) => ('text' in tree ? [{ text: tree.text, at: tree.at }] : []));
};
