import type { FunctionReading } from '../function-entity.ts';
import { endBlocks, firstWords, openBlocks, readHead } from './blocks.ts';

/**
 * Cuts Python texts into logical lines: the machine code that assembly/lines.ts is made into, where the numbers it leaves are
 * told one by one.
 */
export interface LineCutter {
  /**
   * Cuts a text in UTF-8, or in the UTF-16 that a mark announces; how many lines matter, or -1 where nothing can be said of it: the
   * text has a flaw, or is too long or too odd.
   */
  readonly cut: (bytes: Uint8Array) => number;
  /** What the last cut left: nine numbers for each line, and for the end of the text. */
  readonly lines: Int32Array;
  /** What stands in the text of the last cut between two offsets. */
  readonly slice: (from: number, to: number) => string;
}

const words = ['', ...firstWords];
const numbersOfLine = 9;

/** The entities of a text as `readPythonFunctions` gives them, read off its bytes; undefined for a text that is left to it. */
export const readPythonBytes = (cutter: LineCutter, bytes: Uint8Array): FunctionReading | undefined => {
  const count = cutter.cut(bytes);
  if (count < 0) return undefined;
  const { lines, slice } = cutter;
  let at = 0;
  const number = (index: number): number => lines[at + index] ?? 0;
  const place = { indent: 0, startLine: 0, column: 0 };
  const head = {
    place,
    word: '',
    nameThere: () => slice(number(5), number(6)),
    isStarred: () => number(7) === 1,
    endsInColon: () => number(8) === 1,
  };
  const blocks = openBlocks(head, {});
  for (; at < count * numbersOfLine; at += numbersOfLine) {
    head.word = words[number(0)] ?? '';
    place.indent = number(1);
    place.startLine = number(2);
    place.column = number(3);
    readHead(blocks, number(4));
  }
  return { functions: endBlocks(blocks, number(4)) };
};
