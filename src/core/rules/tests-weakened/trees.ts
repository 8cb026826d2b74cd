import { linesOf, positionAt, type Span } from '../../lines.ts';
import { isMakefile, isScript } from './settings.ts';
import { parseJsonWithComments } from '../../manifests/json-tree.ts';
import { entriesOf, itemsOf, type Tree } from '../../manifests/tree.ts';
import { parseToml } from '../../manifests/toml-tree.ts';
import { parseYaml } from '../../manifests/yaml-tree.ts';

/** A value in a file of settings, under its keys. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly text: string;
  readonly line: number;
}

const leavesOfTree = (tree: Tree, keys: readonly string[], lineOf: (at: Span) => number): readonly Leaf[] => {
  if ('text' in tree) return [{ keys, text: tree.text, line: lineOf(tree.at) }];
  return [
    ...entriesOf(tree).flatMap(({ key, value }) => leavesOfTree(value, [...keys, key], lineOf)),
    ...itemsOf(tree).flatMap((item, index) => leavesOfTree(item, [...keys, String(index)], lineOf)),
  ];
};

const treesOf = (path: string, text: string): readonly Tree[] => {
  if (/\.ya?ml$/.test(path)) {
    const read = parseYaml(text);
    return read.ok ? read.value : [];
  }
  const read = path.endsWith('.toml') ? parseToml(text) : parseJsonWithComments(text);
  return read.ok ? [read.value] : [];
};

/** The values of `key = value`, as configparser reads them; what is indented goes on with the value above. */
const leavesOfIni = (text: string): readonly Leaf[] => {
  let key = '';
  return text.split(/\r?\n/).flatMap((line, index): readonly Leaf[] => {
    if (/^\s*(?:[#;[]|$)/.test(line)) return [];
    const [, own = key, value = line] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    key = own;
    // In which section it stands tells nothing: what a key means here it means in all of them.
    return [{ keys: ['', key], text: value.trim(), line: index + 1 }];
  });
};

const isIni = (path: string): boolean => /(?:^|\/)(?:setup\.cfg|tox\.ini|pytest\.ini|\.coveragerc)$/.test(path);

/** The lines that a Makefile has its targets run, each under its target. */
const leavesOfMake = (text: string): readonly Leaf[] => {
  let target = '';
  return text.split('\n').flatMap((line, index): readonly Leaf[] => {
    if (/^\s+\S/.test(line)) return [{ keys: ['make', target], text: line.trim(), line: index + 1 }];
    target = /^[^:=\s]+(?=.*:)/.exec(line)?.[0] ?? target;
    return [];
  });
};

/** Every value of a file of settings, in the order of its text; none where it cannot be read. */
export const leavesOf = (path: string, text: string): readonly Leaf[] => {
  if (isIni(path)) return leavesOfIni(text);
  if (isMakefile(path)) return leavesOfMake(text);
  if (isScript(path)) return [{ keys: ['script'], text, line: 1 }];
  const lines = linesOf(text);
  return treesOf(path, text).flatMap((tree) => leavesOfTree(tree, [], ({ start }) => positionAt(lines, start).line));
};

/** The name of the list that a value stands in: of `include.0` it is `include`. */
export const listOf = (keys: readonly string[]): string => keys.findLast((key) => !/^\d+$/.test(key)) ?? '';

// What a step is called, and what it depends on, is no command.
const isProse = /^(?:name|display-?[nN]ame|description|title|id|key|path|uses|if|on)$/;

/** The values that may be commands. */
export const commandLeaves = (leaves: readonly Leaf[]): readonly Leaf[] =>
  leaves.filter(({ keys }) => !isProse.test(keys.at(-1) ?? ''));
