import { counted, printable } from '#core';
import type { Terminal } from './terminal.ts';

/** So many lines are shown at once; the rest of them on demand. */
const mostShown = 40;

/** True for one that is longer than what is shown of it at once. */
export const isLong = (lines: readonly string[]): boolean => lines.length > mostShown;

/** Shows a difference line by line, by default what of it can be read at once. */
export const sayDifference = ({ say }: Terminal, lines: readonly string[], most = mostShown): void => {
  // Tabs stay what they are: who decides about code sees how it is indented.
  for (const line of lines.slice(0, most)) say(`    ${line.split('\t').map(printable).join('\t')}\n`);
  if (lines.length > most) say(`    … ${counted(lines.length - most, 'more line')}\n`);
};
