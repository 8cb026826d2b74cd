import { compareText } from '../order.ts';
import { tally } from '../tally.ts';
import type { Guard } from './guards.ts';
import { lineFor, type LeafEdit, type Squeeze } from './leaf-edit.ts';

/** A test by its name and by what it does, its leaves with single spaces between them. */
export interface Test {
  readonly name: string;
  readonly body: string;
  /** True for one that is run with the values of a table: it may stand for any number of others. */
  readonly isTable?: true;
}

/** A test that does more than it did. */
export interface Grown extends Test {
  readonly was: string;
}

// So much tells a test from others; a longer one would only have to be carried along.
const mostOfBody = 400;

const bodyOf = ({ body }: Guard): string => body.slice(0, mostOfBody).join(' ');

const isTest = ({ kind, isOff }: Guard): boolean => kind === 'test' && !isOff;
const isSkip = ({ kind, isOff }: Guard): boolean => kind === 'test' && isOff;

const countNames = (tests: readonly Guard[]): Map<string, number> => tally(tests.map(({ name }) => name));

/** Takes a name out of those that are left; false where it is not among them. */
const take = (counts: Map<string, number>, name: string): boolean => {
  const left = counts.get(name) ?? 0;
  counts.set(name, left - 1);
  return left > 0;
};

/** Tests that run no more under their name. One that was switched off before is no loss. */
export const lostTests = (edit: LeafEdit, before: readonly Guard[], after: readonly Guard[]): readonly Squeeze[] => {
  const present = countNames(after.filter(isTest));
  const skipped = countNames(after.filter(isSkip));
  for (const guard of before.filter(isSkip)) take(skipped, guard.name);
  return before
    .filter((guard) => isTest(guard) && !take(present, guard.name))
    .map((guard) => {
      const kind = take(skipped, guard.name) ? ('skip' as const) : ('test' as const);
      return { kind, line: lineFor(edit, guard.leaf), what: guard.name, body: bodyOf(guard) };
    });
};

/** The tests that run under a name that none had before, by name and body. */
export const newTests = (before: readonly Guard[], after: readonly Guard[]): readonly Test[] => {
  const names = new Set(before.filter(({ kind }) => kind === 'test').map(({ name }) => name));
  const key = ({ name, body }: Test): string => `${name}\n${body}`;
  return after
    .filter((guard) => isTest(guard) && !names.has(guard.name))
    .map((guard) => ({ name: guard.name, body: bodyOf(guard), ...(guard.isTable ? { isTable: true as const } : {}) }))
    .sort((one, other) => compareText(key(one), key(other)));
};

/** The tests under a name of before that do more now: another one may have become part of them. */
export const grownTests = (before: readonly Guard[], after: readonly Guard[]): readonly Grown[] => {
  const bodies = new Map(before.filter(isTest).map((guard) => [guard.name, bodyOf(guard)]));
  return after.filter(isTest).flatMap((guard) => {
    const [was, now] = [bodies.get(guard.name), bodyOf(guard)];
    return was === undefined || was.length >= now.length ? [] : [{ name: guard.name, body: now, was }];
  });
};

interface Words {
  readonly length: number;
  readonly counts: ReadonlyMap<string, number>;
}

const wordsOf = ({ body }: Test): Words => {
  const words = body.split(' ').filter((word) => word !== '');
  return { length: words.length, counts: tally(words) };
};

/** A test that is as much like another as this does what that did: the share of their words that is common (Dice). */
const leastLikeness = 0.7;

const isAlike = (one: Words, other: Words): boolean => {
  const least = (leastLikeness * (one.length + other.length)) / 2;
  if (Math.min(one.length, other.length) < least) return false;
  let shared = 0;
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return shared >= least;
};

interface Candidate extends Test {
  readonly words: Words;
}

const candidate = (test: Test): Candidate => ({ ...test, words: wordsOf(test) });

/** What of a test another one has to do so that it may stand for it as well; what is but a value may be a parameter now. */
const leastAbsorbed = 0.8;

const isValue = (word: string): boolean => /^(?:\d[\d._]*|true|false|none|null)$/i.test(word);

/** What a test does, and is not known to have come from another one yet. */
interface Pool extends Pick<Test, 'isTable'> {
  readonly left: Map<string, number>;
}

/** Takes what a test does out of what others do beside what they did; false where not enough of it is there. */
const absorb = ({ words: { counts } }: Candidate, pools: readonly Pool[]): boolean => {
  const wanted = [...counts].filter(([word]) => !isValue(word));
  const total = wanted.reduce((sum, [, count]) => sum + count, 0);
  const pool = pools.find(({ left }) => {
    const shared = wanted.reduce((sum, [word, count]) => sum + Math.min(count, left.get(word) ?? 0), 0);
    return total > 0 && shared >= leastAbsorbed * total;
  });
  if (pool === undefined) return false;
  if (pool.isTable !== true)
    for (const [word, count] of wanted) pool.left.set(word, Math.max(0, (pool.left.get(word) ?? 0) - count));
  return true;
};

const without = (now: Words, was: Words | undefined): Map<string, number> =>
  new Map([...now.counts].map(([word, count]) => [word, count - (was?.counts.get(word) ?? 0)]));

/**
 * Tells of each deleted test whether it is there still: under its name in another file, or under another name. Each of the
 * new tests stands for one, and for those that became part of it; so does one that does more than it did.
 */
export const matchTests = (
  deleted: readonly Test[],
  added: readonly Test[],
  grown: readonly Grown[] = [],
): readonly boolean[] => {
  const tests = deleted.map(candidate);
  const left = new Set(added.map(candidate));
  const matched = new Map<Candidate, Words>();
  const found = deleted.map(() => false);
  const match = (isSame: (one: Candidate, other: Candidate) => boolean): void =>
    tests.forEach((test, index) => {
      const same = found[index] === true ? undefined : [...left].find((other) => isSame(test, other));
      if (same === undefined) return;
      found[index] = true;
      matched.set(same, test.words);
      left.delete(same);
    });
  match((one, other) => one.name === other.name);
  match((one, other) => one.body === other.body);
  match((one, other) => isAlike(one.words, other.words));
  const pools = [
    ...[...matched].map(([test, was]) => ({ ...test, left: without(test.words, test.isTable ? undefined : was) })),
    ...[...left].map((test) => ({ ...test, left: without(test.words, undefined) })),
    ...grown.map((test) => ({ left: without(wordsOf(test), wordsOf({ name: '', body: test.was })) })),
  ];
  return tests.map((test, index) => found[index] === true || absorb(test, pools));
};
