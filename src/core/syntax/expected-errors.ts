import type { Claim } from './claims.ts';
import type { LeafEdit } from './leaf-edit.ts';

/*
 * Errors that a test expects by a call made for that: `pytest.raises(ValueError, match="zero")`, `toThrow('zero')`. Such a call
 * says what else takes two assertions: one that is never come to (`assert False`), and one about the text of the error.
 */

/** A call that expects an error, as an edit wrote it. */
interface Expected {
  /** The index of its leaf. */
  readonly leaf: number;
  /** What it is given, as far as it may say something of the text of the error. */
  readonly texts: readonly string[];
  /** True where the call itself is new, and not only what it is given. */
  readonly isNew: boolean;
}

/** An assertion that is gone, with what it says. */
interface Gone {
  readonly leaf: number;
  readonly claim: Claim;
  readonly written: string;
}

const expecting = /^(?:raises|assertRaises|assertRaisesRegex|toThrow|toThrowError|throws|rejects)$/;
/** How many leaves behind such a call may belong to what it is given: `ValueError`, `match`, `=`, `re.escape`, a text. */
const longestCall = 8;

/** The calls that an edit wrote, or gave something more, by which errors are expected. */
const expectedIn = ({ after, kept }: LeafEdit): readonly Expected[] => {
  const old = new Set(kept.values());
  return after.texts.flatMap((text, leaf): readonly Expected[] => {
    if (!expecting.test(text) || after.called[leaf] !== true) return [];
    const given = after.texts.slice(leaf + 1, leaf + 1 + longestCall);
    const isNew = !old.has(leaf);
    const isMatched = given.some((one, at) => one === 'match' && !old.has(leaf + 1 + at));
    return isNew || isMatched ? [{ leaf, texts: given, isNew }] : [];
  });
};

const never = /^(?:assert\n(?:False|0)(?:\n|$)|expect\ntrue\n\.\ntoBe\nfalse$|expect\nfalse\n\.\ntoBe\ntrue$)/;
const ofError = /^(?:str|message|msg|args|e|err|error|ex|exc|exception|excinfo|exc_info)$/;

/** The words of an error that an assertion asks for: of `assert "zero" in str(e)` just that one. */
const wordsAsked = ({ by, subject, values }: Claim): readonly string[] => {
  const [asked, of] = by === 'in' ? [subject, values] : [values, subject];
  const isAsked = by === 'in' || by === 'toContain' || by === 'toMatch';
  return isAsked && of.some((word) => ofError.test(word)) ? asked : [];
};

// A pattern has signs in it that a text has not.
const bare = (text: string): string => text.replaceAll(/\W+/g, '');

const says = ({ texts }: Expected, words: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => texts.some((text) => bare(text).includes(bare(word))));

/** What of the assertions that are gone is left to tell, and the leaves of the calls that say what the others said. */
export const setExpectedOff = <Read extends Gone>(
  edit: LeafEdit,
  gone: readonly Read[],
  isInSame: (was: Read, now: number) => boolean,
): { readonly gone: readonly Read[]; readonly saidBy: ReadonlySet<number> } => {
  const expected = expectedIn(edit);
  const saidBy = new Set<number>();
  const neverBy = new Set<number>();
  const isSaid = (was: Read): boolean => {
    const isNever = never.test(was.written);
    const now = expected.find(
      (one) =>
        isInSame(was, one.leaf) && (isNever ? one.isNew && !neverBy.has(one.leaf) : says(one, wordsAsked(was.claim))),
    );
    if (now === undefined) return false;
    if (isNever) neverBy.add(now.leaf);
    saidBy.add(now.leaf);
    return true;
  };
  return { gone: gone.filter((was) => !isSaid(was)), saidBy };
};
