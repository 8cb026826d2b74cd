import type { ChangedFile } from '../../rule-kind.ts';
import { keptLines } from '../../line-difference.ts';
import { firstFrom } from '../../order.ts';

/** The line at which something shows that stood in a line of the text before: the next one that is left, or the last. */
export const lineAfter = ({ before = '', after = '' }: Pick<ChangedFile, 'before' | 'after'>, line: number): number => {
  const kept = keptLines(before, after);
  return kept.after[firstFrom(kept.before, line)] ?? kept.after.at(-1) ?? 1;
};

/** The same of what stood in one of several lines: the first that is gone. */
export const lineOfLost = (file: Pick<ChangedFile, 'before' | 'after'>, lines: readonly number[]): number => {
  const kept = new Set(keptLines(file.before ?? '', file.after ?? '').before);
  return lineAfter(file, lines.find((line) => !kept.has(line)) ?? 1);
};
