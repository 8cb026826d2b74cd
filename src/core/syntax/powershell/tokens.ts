import { passComment, passString, type PowershellScan, type Quote } from './texts.ts';

/*
 * Cuts a PowerShell text into tokens as about_Parsing describes it: in a command a word goes on to the next space or
 * bracket, in an expression words are names and `-and` is an operator.
 */

export const scanPowershell = (text: string, wary: boolean): PowershellScan => ({
  text,
  wary,
  comments: [],
  at: text.startsWith('\uFEFF') ? 1 : 0,
  kind: 'newline',
  start: 0,
  line: 1,
  lineStart: 0,
  flaws: [],
  unclosed: false,
});

export const wordOf = ({ text, start, at }: PowershellScan): string => text.slice(start, at);

const blank = /(?:[^\S\n]|`\r?\n)+/y;

/** Moves to the next token, and keeps where it stands. */
const enterToken = (scan: PowershellScan): void => {
  const { text, start } = scan;
  do {
    blank.lastIndex = scan.at;
    if (blank.test(text)) scan.at = blank.lastIndex;
    countLines(scan, start);
  } while (passComment(scan));
  scan.start = scan.at;
};

const countLines = (scan: PowershellScan, from: number): void => {
  const { text, at } = scan;
  for (let end = text.indexOf('\n', Math.max(from, scan.lineStart)); end !== -1 && end < at;) {
    scan.line++;
    scan.lineStart = end + 1;
    end = text.indexOf('\n', end + 1);
  }
};

/** The tokens that are no strings; the first that fits is read. A mark is its own kind. */
const kinds: readonly (readonly [kind: string, inCommand: boolean | undefined, pattern: RegExp])[] = [
  ['newline', undefined, /\n/y],
  ['variable', undefined, /\$\{(?:`[^]|[^}`])*\}|\$(?:[\p{L}\p{N}_]|:(?=[\p{L}\p{N}_]))+|\$[$?^]|@[\p{L}_]+/uy],
  ['word', true, /--%[^\n|]*/y],
  ['logic', false, /[-\u2013-\u2015](?:and|or|xor)(?![\p{L}\p{N}_])/iuy],
  ['dash', undefined, /[-\u2013-\u2015]\p{L}[\p{L}\p{N}_]*/uy],
  ['mark', undefined, /\$\(|@[({]|&&|\|\||[(){};,|&<>]/y],
  ['word', true, /(?:`[^\n]|[^\s`(){};,|&<>"'\u2018-\u201E$]|\$(?![({]))+/y],
  ['word', false, /[\p{L}\p{N}_]+/uy],
  ['mark', undefined, /[+\-*/%?!.:=]=(?!=)|[^]/uy],
];

/** How a token is read: at the start of a statement the token itself tells whether that is a command. */
export type Mode = 'start' | 'command' | 'expression';

const commandStart = /[\p{L}_.\\/~:]/uy;

const readsCommand = ({ text, at }: PowershellScan, mode: Mode): boolean => {
  commandStart.lastIndex = at;
  return mode === 'start' ? commandStart.test(text) : mode === 'command';
};

/** Reads the next token into the scan, and gives its kind; `hole` is told when it is a string that code stands in next. */
export const nextToken = (scan: PowershellScan, mode: Mode, hole: (quote: Quote) => void): string => {
  enterToken(scan);
  const inCommand = readsCommand(scan, mode);
  const string = passString(scan);
  if (string?.hole !== undefined) hole(string.hole);
  if (string !== undefined) return (scan.kind = 'text');
  for (const [kind, where, pattern] of kinds) {
    pattern.lastIndex = scan.at;
    if (where === !inCommand || !pattern.test(scan.text)) continue;
    scan.at = pattern.lastIndex;
    return (scan.kind = kind === 'mark' ? wordOf(scan) : kind);
  }
  return (scan.kind = 'end');
};
