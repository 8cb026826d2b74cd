import { tally } from '../tally.ts';
import { lineFor, type LeafEdit, type Squeeze } from './leaf-edit.ts';
import type { Leaves } from './leaves.ts';

// A note to a tool, and code that was only switched off, are no loss.
const isRemark = (text: string): boolean =>
  /\p{L}{2}/u.test(text) &&
  !/^(?:eslint|oxlint|prettier|tslint|istanbul|c8|v8|noqa|type:|pylint|mypy|ruff|fmt:|isort|nosec|pragma|@ts-|nolint|rubocop|phpcs)/i.test(
    text,
  ) &&
  !/[;{}]$|^\w+(?:\.\w+)*\s*[=(]/.test(text);

/** Comments by the leaf that they stand before. */
const blocksOf = ({ comments }: Leaves): ReadonlyMap<number, readonly string[]> => {
  const blocks = new Map<number, string[]>();
  for (const { text, before } of comments) blocks.set(before, [...(blocks.get(before) ?? []), text]);
  return blocks;
};

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Words, each as often as it is there. */
interface Words {
  size: number;
  readonly counts: Map<string, number>;
}

const gatherWords = (texts: readonly string[]): Words => {
  const words = texts.flatMap(wordsOf);
  return { size: words.length, counts: tally(words) };
};

/** Takes the words of a text out of others, if these hold so much of them. */
const takeWords = (text: string, from: Words, share: number): boolean => {
  const words = wordsOf(text);
  const found: string[] = [];
  for (const [word, count] of tally(words))
    for (let each = Math.min(count, from.counts.get(word) ?? 0); each > 0; each--) found.push(word);
  if (found.length < share * words.length) return false;
  for (const word of found) from.counts.set(word, (from.counts.get(word) ?? 0) - 1);
  from.size -= found.length;
  return true;
};

const common = new Set(
  (
    '@ # export default async function def class public private protected internal static final void const let var func ' +
    'fn fun pub import from return if for while public abstract override readonly type interface struct enum await'
  ).split(' '),
);

/** Whether the code from a leaf on is still there: the first of its leaves that is not found everywhere, and all before it. */
const isCodeKept = ({ before, kept }: LeafEdit, leaf: number): boolean => {
  for (let index = leaf; index <= before.texts.length; index++) {
    if (!kept.has(index)) return false;
    if (!common.has(before.texts[index] ?? '')) return true;
  }
  return true;
};

/** A comment that keeps more than this of its words was rewritten. */
const shareRewritten = 0.5;
/** One that was moved and laid out anew keeps nearly all. */
const shareMoved = 0.8;

/** Those of a block's comments that neither stand in the block which is there now nor were written anew or moved. */
const lostOf = (block: readonly string[], now: readonly string[], moved: Words): readonly string[] => {
  const left = gatherWords(now);
  // Lines that are as they were come first: what they say cannot stand for others.
  const changed = block.filter((text) => !(now.includes(text) && takeWords(text, left, 1)));
  const gone = changed.filter((text) => !takeWords(text, left, shareRewritten));
  return gone.filter((text) => {
    if (takeWords(text, moved, shareMoved)) return false;
    // Other words, about as many, are a comment put in its place.
    const length = wordsOf(text).length;
    if (left.size < shareRewritten * length) return true;
    left.size -= length;
    return false;
  });
};

/** Comments that are gone though the code behind them is still there, and nothing was written in their place. */
export const lostComments = (edit: LeafEdit): readonly Squeeze[] => {
  const [blocks, blocksNow] = [blocksOf(edit.before), blocksOf(edit.after)];
  const earlier = new Set(edit.before.comments.map(({ text }) => text));
  const present = new Set(edit.after.comments.map(({ text }) => text));
  const moved = gatherWords([...present].filter((text) => !earlier.has(text)));
  return [...blocks].flatMap(([leaf, block]): readonly Squeeze[] => {
    const now = edit.kept.get(leaf);
    if (now === undefined || !isCodeKept(edit, leaf)) return [];
    const blockNow = blocksNow.get(now) ?? [];
    // A comment from elsewhere: the code behind it is taken for other code that is like it.
    if (blockNow.some((text) => earlier.has(text) && !block.includes(text))) return [];
    return lostOf(block, blockNow, moved)
      .filter((text) => !present.has(text) && isRemark(text))
      .map((text) => ({ kind: 'comment', line: lineFor(edit, leaf), what: text }));
  });
};
