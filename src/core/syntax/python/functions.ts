import { present } from '../../present.ts';
import { flawAt, type FunctionReading, type Wanted } from '../function-entity.ts';
import { endBlocks, firstWords, openBlocks, readHead, type HeadLine } from './blocks.ts';
import { endsInColon, nextLogicalLine, scanLines, type LineScan } from './lines.ts';

const nameThere = /(?:[ \t\f]|\\\n)*([\w\u0080-\uffff]*)/y;

const nameAfter = ({ text }: LineScan, from: number): string => {
  nameThere.lastIndex = from;
  return nameThere.exec(text)?.[1] ?? '';
};

const firstWord = /(?:async(?:[ \t\f]|\\\n)+)?([a-z]{2,7})(?![\w\u0080-\uffff])/y;

// Most lines begin with none of these words, which the first two letters nearly always tell.
const beginnings = new Set(['async', ...firstWords].map((word) => (word.charCodeAt(0) << 7) | word.charCodeAt(1)));
const mayBeHead = new Uint8Array(1 << 14);
for (const beginning of beginnings) mayBeHead[beginning] = 1;

/** The first word of the logical line, if it may be one that matters. */
const wordOf = ({ text, start }: LineScan): string => {
  const [first, second] = [text.charCodeAt(start), text.charCodeAt(start + 1)];
  if (first > 127 || second > 127 || mayBeHead[(first << 7) | second] !== 1) return '';
  firstWord.lastIndex = start;
  return firstWord.exec(text)?.[1] ?? '';
};

/** The line that a scan read last; `next` moves on to the next one, and is false when there is none. */
const followScan = (scan: LineScan): HeadLine & { readonly next: () => boolean } => {
  let word = '';
  let behind = 0;
  return {
    place: scan,
    get word() {
      return word;
    },
    nameThere: () => nameAfter(scan, behind),
    isStarred: () => /^(?:[ \t\f]|\\\n)*\*/.test(scan.text.slice(behind, scan.at)),
    endsInColon: () => endsInColon(scan),
    next: () => {
      if (!nextLogicalLine(scan)) return false;
      word = wordOf(scan);
      behind = firstWord.lastIndex;
      return true;
    },
  };
};

interface Read {
  readonly reading: FunctionReading;
  readonly unclosed: boolean;
}

const read = (text: string, wanted: Wanted, wary: boolean): Read => {
  const scan = scanLines(text, wary);
  const head = followScan(scan);
  const blocks = openBlocks(head, wanted);
  for (let endLine = 1; head.next(); endLine = scan.endLine) readHead(blocks, endLine);
  const flaw = flawAt(scan.flaws, scan.flaws[0]);
  return { reading: { functions: endBlocks(blocks, scan.endLine), ...present('flaw', flaw) }, unclosed: scan.unclosed };
};

/**
 * Every entity that mccabe would report, in the order of the text; kind `block` is an `if`, loop or `try` outside of
 * functions. A text that Python would refuse is read as far as it goes: a bracket or quote that is not closed changes the
 * numbers of the function it stands in, and of few others.
 */
export const readPythonFunctions = (text: string, wanted: Wanted = {}): FunctionReading => {
  const { reading, unclosed } = read(text, wanted, false);
  return unclosed ? { ...reading, functions: read(text, wanted, true).reading.functions } : reading;
};
