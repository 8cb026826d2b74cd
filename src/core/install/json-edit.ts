import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

/** Writes an entry as the first of an object or a list, on a line of its own where the others are; no other sign moves. */
const insertFirst = (text: string, { offset, children = [] }: Node, entry: string): string => {
  const start = offset + 1;
  const [before, after] = [text.slice(0, start), text.slice(start)];
  const [first] = children;
  if (first === undefined) return `${before} ${entry} ${after.trimStart()}`;
  const lead = /\n[ \t]*$/.exec(text.slice(start, first.offset))?.[0] ?? ' ';
  return `${before}${lead}${entry},${/^\s/.test(after) ? '' : ' '}${after}`;
};

/**
 * The text with an entry added at a path, under a key or to the list there; the objects that lead there are made. No other
 * sign of it moves.
 */
export const addToJson = (
  text: string,
  path: readonly string[],
  key: string | undefined,
  value: object,
): string | undefined => {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined) return undefined;
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    if (node === undefined) continue;
    const missing = [...path.slice(depth), ...(key === undefined ? [] : [key])];
    const [own, ...rest] = missing;
    const inner = rest.reduceRight<unknown>((inside, name) => ({ [name]: inside }), value);
    return insertFirst(text, node, own === undefined ? JSON.stringify(value) : `"${own}": ${JSON.stringify(inner)}`);
  }
  return undefined;
};
