import { printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';
import type { Fault } from './find.ts';
import { failure, success, type Result } from '../result.ts';
import type { Entry, Tree } from './tree.ts';

interface Frame {
  readonly kind: 'map' | 'list';
  readonly start: number;
  readonly entries: Entry[];
  readonly items: Tree[];
  /** The key whose value is awaited. */
  key?: Omit<Entry, 'value'>;
}

/** Collects the values of a walk over JSON; a map's key waits for its value. */
const treeBuilder = () => {
  const open: Frame[] = [];
  let root: Tree | undefined;
  const put = (tree: Tree): void => {
    const frame = open.at(-1);
    if (frame === undefined) root ??= tree;
    else if (frame.kind === 'list') frame.items.push(tree);
    else if (frame.key !== undefined) frame.entries.push({ ...frame.key, value: tree });
  };
  return {
    put,
    begin: (kind: Frame['kind'], start: number): void => {
      open.push({ kind, start, entries: [], items: [] });
    },
    key: (key: string, start: number, length: number): void => {
      const frame = open.at(-1);
      if (frame !== undefined) frame.key = { key, at: { start: start + 1, end: start + length - 1 } };
    },
    end: (end: number): void => {
      const frame = open.pop();
      if (frame === undefined) return;
      const { kind, start, entries, items } = frame;
      put(kind === 'map' ? { kind, at: { start, end }, entries } : { kind, at: { start, end }, items });
    },
    tree: (): Tree | undefined => root,
  };
};

const literal = (value: unknown, start: number, length: number): Tree =>
  typeof value === 'string'
    ? { kind: 'text', at: { start: start + 1, end: start + length - 1 }, text: value }
    : { kind: value === null ? 'nothing' : 'other', at: { start, end: start + length }, text: String(value) };

const sayError = (code: ParseErrorCode): string =>
  `This is not JSON: ${printParseErrorCode(code)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()}.`;

const read = (text: string, comments: boolean): Result<Tree, Fault> => {
  const builder = treeBuilder();
  let fault: Fault | undefined;
  visit(
    text,
    {
      onObjectBegin: (offset) => builder.begin('map', offset),
      onObjectProperty: (key, offset, length) => builder.key(key, offset, length),
      onObjectEnd: (offset, length) => builder.end(offset + length),
      onArrayBegin: (offset) => builder.begin('list', offset),
      onArrayEnd: (offset, length) => builder.end(offset + length),
      onLiteralValue: (value, offset, length) => builder.put(literal(value, offset, length)),
      onError: (code, offset) => {
        fault ??= { at: offset, message: sayError(code) };
      },
    },
    { disallowComments: !comments, allowTrailingComma: comments },
  );
  if (fault !== undefined) return failure(fault);
  const tree = builder.tree();
  return tree === undefined ? failure({ at: 0, message: 'This file holds no JSON.' }) : success(tree);
};

/** Reads JSON. Objects become lists of entries, so that no key can reach a prototype. */
export const parseJson = (text: string): Result<Tree, Fault> => read(text, false);

/** Reads JSON with comments and trailing commas, as the formats that allow them do. */
export const parseJsonWithComments = (text: string): Result<Tree, Fault> => read(text, true);
