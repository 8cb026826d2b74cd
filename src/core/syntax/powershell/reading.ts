import type { Count, Frame } from './frames.ts';
import type { PowershellScan, Quote } from './texts.ts';
import { wordOf } from './tokens.ts';

export interface Reading {
  readonly scan: PowershellScan;
  /** In the order of the text. */
  readonly found: Count[];
  /** The brackets that are open, the innermost last. */
  readonly frames: Frame[];
  /** The innermost one. */
  frame: Frame;
  /** The string that the code stands in which comes next. */
  hole: Quote | undefined;
}

export const beginCount = (name: string, { line, column }: { line: number; column: number }): Count => ({
  name,
  line,
  column,
  steps: [],
  complexity: 1,
  endLine: 0,
});

/** Counts the token that was read. */
export const decide = ({ scan }: Reading, { count }: Frame): void => {
  if (count === undefined) return;
  count.complexity++;
  const what = wordOf(scan).replace(/\s*\n[^]*/, ' …');
  count.steps.push({ line: scan.line, column: scan.start - scan.lineStart + 1, what, adds: 1 });
};
