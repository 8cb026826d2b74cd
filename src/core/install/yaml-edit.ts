import {
  Document,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  stringify,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { canonicalJson } from '../canonical-json.ts';
import { failure, success, type Result } from '../result.ts';

/*
 * Adding to YAML that a person keeps. What is added goes into the text, so that every comment, blank and quote of theirs
 * stays; only where a text is laid out in a way that has no lines to add to is it written anew.
 */

const layout = { lineWidth: 0 } as const;

export type YamlPath = readonly string[];

/** The one document of a text with a map at its root; an empty text is an empty map. Fails with what is wrong with it. */
export const readYaml = (text: string): Result<Document, string> => {
  const documents = parseAllDocuments(text);
  const [document, ...others] = Array.isArray(documents) ? documents : [];
  if (document === undefined) return success(new Document());
  const [error] = document.errors;
  if (error !== undefined) return failure(`it is no valid YAML: ${error.message.split('\n')[0] ?? ''}`);
  if (others.length > 0) return failure('it has more than one document');
  return success(document);
};

const lineEnd = (text: string, place: number): number => {
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end + 1;
};

const indented = (value: unknown, by: string): string =>
  stringify(value, layout)
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : by + line))
    .join('\n');

const insertLines = (text: string, place: number, lines: string): string => {
  const before = text.slice(0, place);
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines}\n${text.slice(place)}`;
};

/** The blanks before the place where a block begins; undefined where something else stands on its line. */
const indentAt = (text: string, place: number): string | undefined => {
  const before = text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
  return /^ *$/.test(before) ? before : undefined;
};

const startOf = (pair: Pair): number | undefined => (isScalar(pair.key) ? pair.key.range?.[0] : undefined);

/** Adds a value below the key of a pair whose value is a block on lines of its own: on the first of them. */
const addBelow = (text: string, pair: Pair, value: unknown): string | undefined => {
  const [key, block] = [startOf(pair), pair.value as YAMLMap | YAMLSeq];
  const start = block.range?.[0];
  if (key === undefined || start === undefined || block.flow === true || block.items.length === 0) return undefined;
  const indent = indentAt(text, start);
  const place = lineEnd(text, key);
  return indent === undefined || place > start ? undefined : insertLines(text, place, indented(value, indent));
};

const pairAt = (document: Document, path: YamlPath): Pair | undefined => {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
};

const nest = (path: YamlPath, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** The text with the value added in lines; undefined where it has no lines for it. */
const addLines = (text: string, document: Document, path: YamlPath, value: unknown): string | undefined => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const pair = pairAt(document, path.slice(0, depth));
    if (pair === undefined) continue;
    if (depth === path.length && isSeq(pair.value)) return addBelow(text, pair, [value]);
    return isMap(pair.value) ? addBelow(text, pair, nest(path.slice(depth), value)) : undefined;
  }
  const isBlock = document.contents === null || (isMap(document.contents) && document.contents.flow !== true);
  return isBlock && !/^(?:\.\.\.|---\s+\S)/m.test(text)
    ? insertLines(text, text.length, indented(nest(path, value), '')).replace(/\n{2,}$/, '\n')
    : undefined;
};

const isNothing = (node: unknown): boolean =>
  node === undefined || node === null || (isScalar(node) && node.value === null);

/** The document with the value added, whatever its layout becomes; undefined where something else is in its place. */
const withValue = (document: Document, path: YamlPath, value: unknown): Document | undefined => {
  const copy = document.clone();
  for (let depth = 0; depth <= path.length; depth += 1) {
    const there: unknown = depth === 0 ? copy.contents : copy.getIn(path.slice(0, depth), true);
    if (isNothing(there)) {
      const rest = copy.createNode(nest(path.slice(depth), value));
      if (depth === 0) copy.contents = rest;
      else copy.setIn(path.slice(0, depth), rest);
      return copy;
    }
    if (depth === path.length && isSeq(there)) {
      if (there.items.length === 0) there.flow = false;
      there.items.unshift(copy.createNode(value));
      return copy;
    }
    if (!isMap(there)) return undefined;
  }
  return undefined;
};

/** What a document says, whatever its layout. */
const saidBy = (document: Document): string => canonicalJson(document.toJS() ?? {});

/**
 * Adds a value at a path: to the list there, as its first, or as a new key; maps on the way are made. What the text said
 * before it says after. Fails with why that cannot be.
 */
export const addToYaml = (text: string, path: YamlPath, value: unknown): Result<string, string> => {
  const read = readYaml(text);
  if (!read.ok) return read;
  const wanted = withValue(read.value, path, value);
  const written = wanted === undefined ? [] : [addLines(text, read.value, path, value), wanted.toString(layout)];
  for (const each of written) {
    const again = each === undefined ? undefined : readYaml(each);
    const isWanted = again?.ok === true && wanted !== undefined && saidBy(again.value) === saidBy(wanted);
    if (each !== undefined && isWanted) return success(each);
  }
  return failure('something else stands where it would be added');
};
