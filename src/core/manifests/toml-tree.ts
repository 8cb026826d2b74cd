import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import type { Span } from '../lines.ts';
import type { Fault } from './find.ts';
import { failure, success, type Result } from '../result.ts';
import type { Entry, Tree } from './tree.ts';

interface Table {
  readonly kind: 'map';
  readonly at: Span;
  readonly entries: Entry[];
  readonly byKey: Map<string, Entry>;
}

type Key = AST.TOMLBare | AST.TOMLQuoted;

const newTable = (at: Span): Table => ({ kind: 'map', at, entries: [], byKey: new Map() });

const spanOf = ({ range: [start, end] }: { readonly range: readonly [number, number] }): Span => ({ start, end });

const textOfKey = (key: Key): string => (key.type === 'TOMLBare' ? key.name : key.value);

const spanOfKey = (key: Key): Span => {
  const { start, end } = spanOf(key);
  return key.type === 'TOMLBare' ? { start, end } : { start: start + 1, end: end - 1 };
};

const put = (table: Table, key: Key, value: Tree): void => {
  const entry: Entry = { key: textOfKey(key), at: spanOfKey(key), value };
  table.entries.push(entry);
  table.byKey.set(entry.key, entry);
};

// Every table in the tree is one of ours: the parser has refused keys that lead through anything else.
const asTable = (tree: Tree | undefined): Table | undefined => (tree?.kind === 'map' ? (tree as Table) : undefined);

/** The table that a key leads to: the last one of an array of tables, a new one where there is none. */
const enter = (table: Table, key: Key): Table => {
  const value = table.byKey.get(textOfKey(key))?.value;
  const known = asTable(value?.kind === 'list' ? value.items.at(-1) : value);
  if (known !== undefined) return known;
  const made = newTable(spanOf(key));
  put(table, key, made);
  return made;
};

const readValue = (node: AST.TOMLContentNode): Tree => {
  const { start, end } = spanOf(node);
  if (node.type === 'TOMLArray') return { kind: 'list', at: { start, end }, items: node.elements.map(readValue) };
  if (node.type === 'TOMLInlineTable') {
    const table = newTable({ start, end });
    for (const pair of node.body) putPair(table, pair);
    return table;
  }
  if (node.kind !== 'string') return { kind: 'other', at: { start, end }, text: String(node.value) };
  const quotes = node.multiline ? 3 : 1;
  return { kind: 'text', at: { start: start + quotes, end: end - quotes }, text: node.value };
};

const putPair = (table: Table, { key, value }: AST.TOMLKeyValue): void => {
  const last = key.keys.at(-1);
  if (last !== undefined) put(key.keys.slice(0, -1).reduce(enter, table), last, readValue(value));
};

const openTable = (root: Table, { key, kind }: AST.TOMLTable): Table => {
  const last = key.keys.at(-1);
  const parent = key.keys.slice(0, -1).reduce(enter, root);
  if (last === undefined || kind === 'standard') return last === undefined ? parent : enter(parent, last);
  const table = newTable(spanOf(key));
  const list = parent.byKey.get(textOfKey(last))?.value;
  if (list?.kind === 'list') (list.items as Tree[]).push(table);
  else put(parent, last, { kind: 'list', at: spanOf(key), items: [table] });
  return table;
};

/** Reads TOML 1.1. */
export const parseToml = (text: string): Result<Tree, Fault> => {
  try {
    const root = newTable({ start: 0, end: text.length });
    for (const node of parseTOML(text, { tomlVersion: 'latest' }).body[0].body) {
      const table = node.type === 'TOMLTable' ? openTable(root, node) : root;
      for (const pair of node.type === 'TOMLTable' ? node.body : [node]) putPair(table, pair);
    }
    return success(root);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return failure({ at: error.index, message: `This is not TOML: ${error.message}.` });
  }
};
