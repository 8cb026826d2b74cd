import { keptLines } from './line-difference/line-difference.ts';
import { firstFrom } from './order.ts';
import type { ChangedFile } from './rule-kind.ts';
import { flawedLines, type Flaw } from './syntax/function-entity.ts';
import { tally } from './tally.ts';

type KeyOf = (line: number) => string;

/** By what stands in a line, however far it is indented. */
const byText = (text = ''): KeyOf => {
  const lines = text.split('\n');
  return (line) => (lines[line - 1] ?? '').replaceAll(/\s+/g, ' ').trim();
};

/** By how many kept lines stand before it. */
const byGap =
  (kept: readonly number[]): KeyOf =>
  (line) =>
    `${firstFrom(kept, line)}`;

/** The lines that are left once each that was there has paid for one of now that is called the same. */
const setOff = (now: readonly number[], was: readonly number[], keyNow: KeyOf, keyWas: KeyOf): readonly number[] => {
  const debts = tally(was.map(keyWas));
  return now.filter((line) => {
    const owed = debts.get(keyNow(line)) ?? 0;
    debts.set(keyNow(line), owed - 1);
    return owed <= 0;
  });
};

/**
 * The first line of a file that does not parse since the change; undefined where there is none. A line that did not parse at
 * the base is old debt: it pays for the same text anywhere, or, where it was edited, for one line between the same two lines
 * that the change kept. It pays for no more than that one, as what stands in the others was read by nobody.
 */
export const newFlawIn = (
  { before, after }: Pick<ChangedFile, 'before' | 'after'>,
  flaw: Flaw | undefined,
  flawBefore: Flaw | undefined,
): number | undefined => {
  const [now, was] = [flawedLines(flaw), flawedLines(flawBefore)];
  if (now.length === 0 || was.length === 0) return flaw?.line;
  const [textNow, textWas] = [byText(after), byText(before)];
  const left = setOff(now, was, textNow, textWas);
  if (left.length === 0) return undefined;
  const kept = keptLines(before ?? '', after ?? '');
  const gone = setOff(was, now, textWas, textNow);
  return setOff(left, gone, byGap(kept.after), byGap(kept.before))[0];
};
