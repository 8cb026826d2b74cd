import { claimOf, coveredBy, isWeaker, type Claim } from './claims.ts';
import { setExpectedOff } from './expected-errors.ts';
import type { Guard } from './guards.ts';
import { lineFor, type LeafEdit, type Squeeze } from './leaf-edit.ts';
import type { Leaves } from './leaves.ts';

/** An assertion that asks for less than the one whose place it took. */
export interface Weakened {
  /** The line of it, 1-based. */
  readonly line: number;
  /** What stood there before, as it begins. */
  readonly what: string;
  /** Where that stood: its first and its last line in the text before. */
  readonly source: readonly [first: number, last: number];
  /** How it compared, and how the one that is there now asks: `==`, `assert`. */
  readonly by: readonly [was: string, now: string];
}

interface LostAssertions {
  /** Those that were deleted, and not replaced by others that say something, from what is still there. */
  readonly deleted: readonly Squeeze[];
  readonly weakened: readonly Weakened[];
}

const isReal = ({ kind, isOff }: Guard): boolean => kind === 'assertion' && !isOff;

/** Finds the test that something stands in, by its leaf. */
const testsIn = (guards: readonly Guard[]): ((leaf: number) => Guard | undefined) => {
  const tests = guards.filter(({ kind }) => kind === 'test');
  return (leaf) => tests.findLast((test) => test.leaf < leaf);
};

/** An assertion with what it says. */
interface Read extends Guard {
  readonly claim: Claim;
  /** All of its leaves. */
  readonly written: string;
}

/** What a leaf is a member of: `self.mock` of `self.mock.assert_called`; empty where it is none. */
const ownerOf = (texts: readonly string[], leaf: number): string => {
  let start = leaf;
  while (texts[start - 1] === '.') start -= 2;
  return texts.slice(start, leaf).join('');
};

const readIn = ({ texts }: Leaves, guards: readonly Guard[]): readonly Read[] =>
  guards.filter(isReal).map((guard) => {
    const leaves = texts.slice(guard.leaf, guard.end);
    return { ...guard, claim: claimOf(leaves, ownerOf(texts, guard.leaf)), written: leaves.join('\n') };
  });

/** What an edit made of the assertions of a text. */
interface Fates {
  /** Those that are gone. */
  readonly gone: readonly Read[];
  /** Those that stand where they stood, and say something else. */
  readonly edited: readonly (readonly [was: Read, now: Read])[];
  /** Those that are new. */
  readonly fresh: readonly Read[];
}

const findFates = (edit: LeafEdit, before: readonly Guard[], after: readonly Guard[]): Fates => {
  const now = new Map(readIn(edit.after, after).map((read) => [read.leaf, read]));
  const pairs = readIn(edit.before, before).map((was) => [was, now.get(edit.kept.get(was.leaf) ?? -1)] as const);
  const left = new Set(pairs.map(([, is]) => is));
  return {
    gone: pairs.flatMap(([was, is]) => (is === undefined ? [was] : [])),
    edited: pairs.flatMap(([was, is]) => (is === undefined || is.written === was.written ? [] : [[was, is] as const])),
    fresh: [...now.values()].filter((read) => !left.has(read)),
  };
};

/**
 * What is gone and not said by another one as well; and what is new and stands for nothing that is gone, one for one. What was
 * edited says what it said first of all.
 */
const setCoveredOff = ({ gone, edited, fresh }: Fates): Pick<Fates, 'gone' | 'fresh'> => {
  const all = [...edited.map(([, now]) => now), ...fresh];
  const cover = coveredBy(all.map(({ claim }) => claim));
  for (const [{ claim }] of edited) cover(claim);
  const covering = gone.map(({ claim }) => cover(claim));
  const told = new Set(covering.flatMap((index) => (index === undefined ? [] : [all[index]])));
  return {
    gone: gone.filter((_, index) => covering[index] === undefined),
    fresh: fresh.filter((read) => !told.has(read)),
  };
};

/** What became of the assertions of a text, from what is still there. */
export const lostAssertions = (edit: LeafEdit, before: readonly Guard[], after: readonly Guard[]): LostAssertions => {
  const [testBefore, testAfter] = [testsIn(before), testsIn(after)];
  const names = new Set(after.filter(({ kind }) => kind === 'test').map(({ name }) => name));
  const stays = ({ leaf }: Guard): boolean => {
    const around = testBefore(leaf);
    return around === undefined || (edit.kept.has(around.leaf) && names.has(around.name));
  };
  const sourceOf = ({ leaf, end }: Guard) => [edit.before.lines[leaf] ?? 1, edit.before.lines[end - 1] ?? 1] as const;
  const fates = findFates(edit, before, after);
  const isInSame = (was: Guard, now: number): boolean => testBefore(was.leaf)?.name === testAfter(now)?.name;
  const { gone: unsaid, saidBy } = setExpectedOff(edit, fates.gone.filter(stays), isInSame);
  const free = fates.fresh.filter(({ leaf }) => !saidBy.has(leaf));
  const { gone, fresh } = setCoveredOff({ ...fates, gone: unsaid, fresh: free });
  const replaced = gone.flatMap((was) =>
    fresh.filter(({ leaf }) => isInSame(was, leaf)).map((now) => [was, now] as const),
  );
  return {
    deleted: gone.slice(0, Math.max(0, gone.length - fresh.length)).map((guard) => ({
      kind: 'assertion',
      line: lineFor(edit, guard.leaf),
      what: guard.name,
      source: sourceOf(guard),
    })),
    weakened: [...fates.edited, ...replaced]
      .filter(([was, now]) => isWeaker(was.claim, now.claim))
      .map(([was, now]) => ({
        line: edit.after.lines[now.leaf] ?? 1,
        what: was.name,
        source: sourceOf(was),
        by: [was.claim.by, now.claim.by],
      })),
  };
};
