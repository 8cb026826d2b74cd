import type { ChangedFile } from '../../rule-kind.ts';
import { keptLines } from '../../line-difference/line-difference.ts';
import { firstFrom } from '../../order.ts';
import { rememberWeakly } from '../../remember.ts';

type Texts = Pick<ChangedFile, 'before' | 'after'>;

/** The lines that a change left in a file: it may have lost a guard in each of a thousand functions. */
const keptIn = rememberWeakly(({ before = '', after = '' }: Texts) => {
  const kept = keptLines(before, after);
  return { ...kept, left: new Set(kept.before) };
});

/** The line at which something shows that stood in a line of the text before: the next one that is left, or the last. */
export const lineAfter = (file: Texts, line: number): number => {
  const { before, after } = keptIn(file);
  return after[firstFrom(before, line)] ?? after.at(-1) ?? 1;
};

/** The same of what stood in one of several lines: the first that is gone. */
export const lineOfLost = (file: Texts, lines: readonly number[]): number =>
  lineAfter(file, lines.find((line) => !keptIn(file).left.has(line)) ?? 1);
