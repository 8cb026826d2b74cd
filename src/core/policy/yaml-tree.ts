import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Span } from '../lines.ts';
import { nearestWord } from './suggest.ts';

/** A value of a policy text: what it is, and where it stands. */
export interface Branch {
  readonly value: unknown;
  readonly span: Span;
  /** Where its key stands, for a value in a map. */
  readonly key?: Span;
  readonly children: ReadonlyMap<string | number, Branch>;
  /** True when nobody can say what stands here, and a note says why. */
  readonly unknown?: true;
}

/** Something wrong with a text, before it is known which line that is. */
export interface Note extends Span {
  readonly code: string;
  readonly message: string;
  readonly replacement?: string;
  /** A second place the message speaks of. */
  readonly other?: number;
}

/** Lists and maps in each other, aliases followed; a policy needs eight. */
export const deepest = 40;
const mostValues = 50_000;

interface Walk {
  readonly notes: Note[];
  readonly anchors: Map<string, Node>;
  /** The nodes that are being read, from the root down: an alias to one of them would never end. */
  readonly open: Set<Node>;
  values: number;
  /** Anchors count where they are written, not where an alias repeats them. */
  repeating: boolean;
}

const empty: ReadonlyMap<string | number, Branch> = new Map();

const spanOf = (node: Node | null | undefined, fallback: Span): Span =>
  node?.range ? { start: node.range[0], end: node.range[1] } : fallback;

const note = (walk: Walk, span: Span, code: string, message: string): void => {
  walk.notes.push({ ...span, code, message });
};

const plainTags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

const unknownAt = (span: Span): Branch => ({ value: undefined, span, children: empty, unknown: true });

const hasPlainTag = ({ tag }: Scalar | YAMLMap | YAMLSeq): boolean =>
  tag === undefined || tag === '!' || plainTags.has(tag);

const refuseTag = (walk: Walk, node: Scalar | YAMLMap | YAMLSeq, span: Span): void => {
  note(walk, span, 'custom-tag', `A policy holds data only: remove the tag \`${node.tag}\`.`);
};

const followAlias = (walk: Walk, alias: Alias, span: Span): Branch => {
  const target = walk.anchors.get(alias.source);
  if (target === undefined) {
    const replacement = nearestWord(alias.source, walk.anchors.keys());
    const message = `There is no anchor \`&${alias.source}\` above. Write the value itself, or put the anchor where the value first stands.`;
    walk.notes.push({
      ...span,
      code: 'unknown-anchor',
      message,
      ...(replacement === undefined ? {} : { replacement: `*${replacement}` }),
    });
    return unknownAt(span);
  }
  if (walk.open.has(target)) {
    note(
      walk,
      span,
      'circular-anchor',
      `The alias \`*${alias.source}\` stands inside what it repeats. Write the values themselves.`,
    );
    return unknownAt(span);
  }
  const before = walk.repeating;
  walk.repeating = true;
  const branch = growBranch(walk, target, span);
  walk.repeating = before;
  return branch;
};

const keyText = (walk: Walk, key: unknown, span: Span): string | undefined => {
  const text = isScalar(key) ? keyOfScalar(key) : undefined;
  if (text === undefined)
    note(
      walk,
      span,
      'bad-key',
      'A key is one word or text, followed by a colon. Write it out, without an alias, list or map.',
    );
  else if (text === '<<') {
    note(
      walk,
      span,
      'merge-key',
      'Merge keys (`<<`) are not read. Write the keys out, or keep what policies share in a policy of its own and name it under `extends`.',
    );
    return undefined;
  } else if (text === '__proto__') {
    note(walk, span, 'bad-key', 'The key `__proto__` is not allowed. Remove it.');
    return undefined;
  }
  return text;
};

const keyOfScalar = (key: Scalar): string | undefined => {
  if (typeof key.value === 'string') return key.value;
  return key.value === null || key.value === undefined ? undefined : key.source;
};

const growMap = (walk: Walk, map: YAMLMap, span: Span): Branch => {
  const children = new Map<string | number, Branch>();
  const value: Record<string, unknown> = {};
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    const key = spanOf(pair.key, span);
    const text = keyText(walk, pair.key, key);
    const branch = { ...growNode(walk, pair.value, key), key };
    if (text === undefined) continue;
    const first = children.get(text)?.key;
    if (first !== undefined) {
      const message = `\`${text}\` is here a second time; the first is in line {line}. Keep one of the two.`;
      walk.notes.push({ ...key, code: 'duplicate-key', message, other: first.start });
      continue;
    }
    children.set(text, branch);
    value[text] = branch.value;
  }
  return { value, span, children };
};

const growSequence = (walk: Walk, sequence: YAMLSeq, span: Span): Branch => {
  const children = new Map<string | number, Branch>();
  for (const [index, item] of sequence.items.entries()) children.set(index, growNode(walk, item as Node | null, span));
  return { value: [...children.values()].map(({ value }) => value), span, children };
};

const growBranch = (walk: Walk, node: Node, outer: Span): Branch => {
  const span = spanOf(node, outer);
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return unknownAt(span);
  if (!hasPlainTag(node)) {
    refuseTag(walk, node, span);
    return unknownAt(span);
  }
  if (isScalar(node)) return { value: node.value, span, children: empty };
  if (walk.open.size >= deepest) {
    if (!walk.notes.some(({ code }) => code === 'too-deep')) note(walk, span, 'too-deep', tooDeep);
    return unknownAt(span);
  }
  walk.open.add(node);
  const branch = isMap(node) ? growMap(walk, node, span) : growSequence(walk, node, span);
  walk.open.delete(node);
  return branch;
};

export const tooDeep = `Lists and maps stand more than ${deepest} deep in each other here. A policy needs eight; remove some.`;

const growNode = (walk: Walk, node: Node | null, outer: Span): Branch => {
  const span = spanOf(node, outer);
  walk.values++;
  if (walk.values > mostValues || node === null || node === undefined) {
    if (walk.values === mostValues + 1)
      note(
        walk,
        span,
        'too-many-values',
        `This policy holds more than ${mostValues} values, its aliases written out. Split it, or remove the aliases.`,
      );
    return { value: null, span, children: empty };
  }
  if (isAlias(node)) return followAlias(walk, node, span);
  if (!walk.repeating && 'anchor' in node && node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  return growBranch(walk, node, span);
};

/** The plain value of a parsed document with the place of every part, and what no policy may hold. Never throws. */
export const growTree = (root: Node): { readonly tree: Branch; readonly notes: readonly Note[] } => {
  const walk: Walk = { notes: [], anchors: new Map(), open: new Set(), values: 0, repeating: false };
  const tree = growNode(walk, root, { start: 0, end: 0 });
  return { tree, notes: walk.notes };
};
