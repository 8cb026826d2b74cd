import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type ParsedNode, type Scalar } from 'yaml';
import type { Span } from '../lines.ts';
import type { Fault } from './find.ts';
import { failure, success, type Result } from '../result.ts';
import type { Entry, Tree } from './tree.ts';

type Node = ParsedNode | null;

const spanOf = (node: Node, shift: number): Span => {
  const [start, end] = node?.range ?? [0, 0];
  const quotes = isScalar(node) && node.type?.startsWith('QUOTE_') === true ? 1 : 0;
  return { start: start + shift + quotes, end: end + shift - quotes };
};

const readScalar = ({ value, source }: Scalar, at: Span): Tree => {
  if (typeof value === 'string') return { kind: 'text', at, text: value };
  return { kind: value === null ? 'nothing' : 'other', at, text: source ?? '' };
};

const keyOf = (key: Node): string => {
  if (!isScalar(key)) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
};

// A reference is not followed: a few lines of references to references would unfold to gigabytes.
const convert = (node: Node, shift: number): Tree => {
  const at = spanOf(node, shift);
  if (isScalar(node)) return readScalar(node, at);
  if (isSeq(node)) return { kind: 'list', at, items: node.items.map((item) => convert(item as Node, shift)) };
  if (!isMap(node)) return { kind: isAlias(node) ? 'other' : 'nothing', at, text: '' };
  const entries = node.items.map(({ key, value }): Entry => ({
    key: keyOf(key as Node),
    at: spanOf(key as Node, shift),
    value: convert(value, shift),
  }));
  return { kind: 'map', at, entries };
};

/** Reads every document of a YAML text that begins at an offset of its file. No document at all is no tree. */
export const parseYaml = (text: string, shift = 0): Result<readonly Tree[], Fault> => {
  const documents = parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false, version: '1.2', merge: false });
  if ('empty' in documents) return success([]);
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return failure({ at: error.pos[0] + shift, message: `This is not YAML: ${error.message}` });
  return success(documents.map(({ contents }) => convert(contents, shift)));
};
