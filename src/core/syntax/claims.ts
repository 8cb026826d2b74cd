import { tally } from '../tally.ts';

/** What an assertion says, as far as its leaves tell: brackets, commas and quotes are no leaves. */
export interface Claim {
  /** `equal`: it holds something to a value. `there`: it only asks for something true, or that is there. */
  readonly says: 'equal' | 'there' | 'other';
  /** How it says so: `==`, `toBe`, `assertTrue`. */
  readonly by: string;
  /** What it is a member of: `mock` of `mock.assert_called()`. */
  readonly of: string;
  /** The words before the comparison. */
  readonly subject: readonly string[];
  /** The words behind it. */
  readonly values: readonly string[];
  /** The words that may stand for those of other assertions. */
  readonly offers: readonly string[];
  /** False where parts of a value are enough, as for `toMatchObject`. */
  readonly isWhole: boolean;
}

const sign = /^(?:[!=]==?|[<>]=?|is|in)$/;
const matcher = /^(?:to[A-Z]\w*|(?:not)?(?:[dD]eep)?(?:[sS]trict)?[eE]quals?|eql?|match|ok)$/;
const comparing = /^(?:===?|is|to(?:Be|Equal|StrictEqual|MatchObject)|(?:deep)?(?:[sS]trict)?[eE]quals?|eql?)$/;
const comparingByName = /^assert(?:_?(?:Dict|List|Tuple|Set|Sequence|MultiLine|Count|Array|That))?_?[eE]quals?$/;
const thereByMatcher = /^(?:toBeTruthy|toBeDefined|ok)$/;
const absent = /^(?:toBeNull|toBeUndefined|toBeFalsy|None|null|undefined)$/;
const thereByName = /^assert(?:_?[tT]rue|IsNotNone|NotNull)?$/;
const lengths = /^(?:len|length|size|count|toHaveLength)$/;

const isWord = (leaf: string): boolean => /\w/.test(leaf) && !/^(?:not|and|or|await|new)$/.test(leaf);

/** What an assertion says by its name alone. */
const saysByName = (name: string): Claim['says'] => {
  if (comparingByName.test(name)) return 'equal';
  return thereByName.test(name) ? 'there' : 'other';
};

/** True for `x is not None`, `x != 1`, `expect(x).not.toBe(1)`. */
const isTurned = (leaves: readonly string[], at: number): boolean =>
  leaves[at - 2] === 'not' || leaves[at + 1] === 'not' || /^!==?$/.test(leaves[at] ?? '');

const saysOf = (leaves: readonly string[], at: number): Claim['says'] => {
  const [name = ''] = leaves;
  const by = leaves[at];
  if (by === undefined) return saysByName(name);
  if (isTurned(leaves, at)) return absent.test(leaves.at(-1) ?? '') ? 'there' : 'other';
  if (thereByMatcher.test(by)) return 'there';
  return comparing.test(by) ? 'equal' : 'other';
};

/** How an assertion asks, with what turns it round: `is not`, `not.toBeNull`. */
const tellBy = (leaves: readonly string[], at: number): string => {
  const by = leaves[at] ?? leaves[0] ?? '';
  if (leaves[at + 1] === 'not') return `${by} not`;
  return at > 1 && leaves[at - 2] === 'not' ? `not.${by}` : by;
};

/** Reads an assertion by its leaves, its name first: `assert`, `x`, `==`, `1`; and what it is a member of. */
export const claimOf = (leaves: readonly string[], of = ''): Claim => {
  const at = leaves.findIndex(
    (leaf, index) => index > 0 && (leaves[index - 1] === '.' ? matcher.test(leaf) : sign.test(leaf)),
  );
  const told = { of, says: saysOf(leaves, at), by: tellBy(leaves, at), isWhole: leaves[at] !== 'toMatchObject' };
  const wordsIn = (start: number, end?: number): readonly string[] => leaves.slice(start, end).filter(isWord);
  if (at > 1) {
    const values = wordsIn(at + 1);
    return { ...told, subject: wordsIn(1, at), values, offers: values };
  }
  // `assertEqual(x, 1)` has nothing between the two: the last word is taken for the value.
  const words = wordsIn(1);
  return told.says === 'equal'
    ? { ...told, subject: words.slice(0, -1), values: words.slice(-1), offers: words.slice(1) }
    : { ...told, subject: words, values: [], offers: [] };
};

/** Takes words out of those that are left; false, and nothing taken, where one of them is not there. */
const take = (left: Map<string, number>, words: readonly string[]): boolean => {
  const wanted = [...tally(words)];
  if (wanted.some(([word, count]) => (left.get(word) ?? 0) < count)) return false;
  for (const [word, count] of wanted) left.set(word, (left.get(word) ?? 0) - count);
  return true;
};

/**
 * Tells of an assertion whether a new one says as much: it holds the same thing, or what that is a part of, to a whole value
 * in which what was asked for stands. `assert x == X(1, 2)` stands for `assert x.a == 1` and `assert x.b == 2`, each of its
 * values for one of them. The index of the new one is told; undefined where none does.
 */
export const coveredBy = (fresh: readonly Claim[]): ((lost: Claim) => number | undefined) => {
  const left = fresh.map(({ offers }) => tally(offers));
  return ({ says, by, subject, values }) => {
    const isLength = [by, ...subject].some((word) => lengths.test(word));
    const named = new Set(subject.filter((word) => !lengths.test(word)));
    const index = fresh.findIndex((now, at) => {
      const isSame = [...now.subject, ...now.offers].some((word) => named.has(word));
      if (now.says !== 'equal' || !isSame) return false;
      if (says === 'there' || isLength) return now.isWhole;
      return values.length > 0 && take(left[at] ?? new Map<string, number>(), values);
    });
    return index === -1 ? undefined : index;
  };
};

const isTrue = ({ values }: Claim): boolean => /^true$/i.test(values.join(' '));

/** True for a bound that the value of before just keeps: what is less, or more, was let pass by nobody. */
const isBound = (was: Claim, { by, values }: Claim): boolean =>
  /^(?:[<>]=|toBe(?:Greater|Less)ThanOrEqual)$/.test(by) && was.values.join(' ') === values.join(' ');

/** True for an assertion about parts of what was compared as a whole. */
const isPart = (was: Claim, now: Claim): boolean =>
  was.isWhole &&
  !now.isWhole &&
  now.values.length < was.values.length &&
  now.values.every((value) => was.values.includes(value));

const ofCalls = /^(?:assert_(?:called|any_call|has_calls)|to(?:HaveBeen|Be)\w*Called)/;

/** What an assertion about the calls of a mock asks: that they were given something, and how many they were. */
const asksOf = (by: string): readonly boolean[] => [/[wW]ith$|_calls?$/.test(by), /[oO]nce|Times/.test(by)];

/** True for one that asks less of the same calls. */
const asksLess = (was: Claim, now: Claim): boolean => {
  if (!ofCalls.test(was.by) || !ofCalls.test(now.by)) return false;
  const [asked, asks] = [asksOf(was.by), asksOf(now.by)];
  return asks.every((one, at) => !one || asked[at] === true) && asks.join() !== asked.join();
};

const isSameSubject = (was: Claim, now: Claim): boolean => was.subject.join(' ') === now.subject.join(' ');

/** The same of the mock that is asked: it stands before its method, or is what `expect` is given. */
const isSameMock = (was: Claim, now: Claim): boolean => was.of === now.of && (was.of !== '' || isSameSubject(was, now));

/**
 * True for an assertion that only asks for something true, for a bound or for parts where the one before it held just that to
 * another value; and for one that asks less of the calls of a mock.
 */
export const isWeaker = (was: Claim, now: Claim): boolean => {
  if (was.says !== 'equal') return isSameMock(was, now) && asksLess(was, now);
  if (!isSameSubject(was, now)) return false;
  return now.says === 'there' ? !isTrue(was) : isBound(was, now) || isPart(was, now);
};
