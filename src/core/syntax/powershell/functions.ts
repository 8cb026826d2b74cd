import { present } from '../../present.ts';
import { entityOf, flawAt, type FunctionReading, type ReadFunctions } from '../function-entity.ts';
import { beginStatement, openFrame, type Frame } from './frames.ts';
import { passBracket, passEnd } from './brackets.ts';
import { beginCount, decide, type Reading } from './reading.ts';
import { beginsDeclaration, noteFlaw } from './texts.ts';
import { nextToken, scanPowershell, wordOf } from './tokens.ts';

/*
 * Cyclomatic complexity of PowerShell after PSCodeHealth (its source was read, MIT licence): 1, and 1 for every `if`,
 * `elseif`, `foreach`, `for`, `while`, `do`, `catch`, `trap`, `-and`, `-or` and `-xor`, and for every clause of a `switch`
 * that is not its `default`; there PSCodeHealth counts how clauses without `break` may follow each other, which nobody can
 * do in his head. The operators of PowerShell 7 (`? :`, `??`, `&&`, `||`) count nothing. The tool cannot be run here: nobody
 * has compared entry by entry.
 *
 * Reported are functions, filters and workflows, and methods of classes. Script blocks count to the function around them. A
 * function in a function is reported itself and adds nothing to the outer one.
 *
 * It is read by tokens: tree-sitter's grammar of PowerShell keeps the process busy for seconds after its first text.
 */

const decisions = new Set(['if', 'elseif', 'foreach', 'for', 'while', 'do', 'catch', 'trap']);
const functions = new Set(['function', 'filter', 'workflow']);
/** Keywords that a block belongs to, or parameters. */
const heads = new Set([...decisions, ...functions, 'class', 'enum', 'switch', 'else', 'try', 'finally', 'param']);
/** Words that a value follows. */
const flows = new Set(['return', 'throw', 'exit', 'in']);

const endStatement = (frame: Frame): void => {
  beginStatement(frame);
  frame.head = frame.name = '';
  frame.member = frame.opened = undefined;
  if (frame.role === 'class') frame.isPastHead = false;
};

const beginHead = (reading: Reading, frame: Frame, word: string): void => {
  const { scan } = reading;
  frame.head = word;
  frame.mode = functions.has(word) || word === 'switch' || word === 'class' ? 'command' : 'expression';
  frame.mayBegin = false;
  if (functions.has(word)) frame.member = { line: scan.line, column: scan.start - scan.lineStart + 1 };
  // The `while` behind the block of a `do` is that one's.
  if (decisions.has(word) && !(word === 'while' && frame.last === 'do')) decide(reading, frame);
};

/** The name behind `function`, `class` and the like; `global:` and its likes are no part of it. */
const takeName = (reading: Reading, frame: Frame): void => {
  const { found, scan } = reading;
  frame.name = wordOf(scan).replace(/^(?:global|local|private|script):/i, '');
  frame.mode = 'expression';
  if (!functions.has(frame.head) || frame.member === undefined) return;
  frame.opened = beginCount(frame.scope + frame.name, frame.member);
  found.push(frame.opened);
};

const takeHeadWord = (reading: Reading, frame: Frame): void => {
  const named = functions.has(frame.head) || frame.head === 'class';
  if (named && frame.name === '') takeName(reading, frame);
};

/** A word where a statement may begin. */
const takeFirstWord = (reading: Reading, frame: Frame): void => {
  const word = wordOf(reading.scan).toLowerCase();
  if (word.startsWith(':')) return;
  if (heads.has(word)) {
    beginHead(reading, frame, word);
    // The condition of that `while` has no block behind it.
    if (word === 'while' && frame.last === 'do') frame.head = '';
  } else {
    frame.mayBegin = false;
    frame.mode = flows.has(word) ? 'start' : 'command';
  }
};

const takeWord = (reading: Reading, frame: Frame): void => {
  const { scan } = reading;
  // A statement whose block never came.
  if (frame.head !== '' && scan.start === scan.lineStart && beginsDeclaration(scan.text, scan.start)) {
    noteFlaw(scan, scan.line);
    endStatement(frame);
  }
  if (frame.head !== '') takeHeadWord(reading, frame);
  else if (frame.mayBegin) takeFirstWord(reading, frame);
  else if (frame.role === 'class') frame.name = wordOf(scan);
  else if (frame.mode === 'start') frame.mode = 'command';
  else if (wordOf(scan).toLowerCase() === 'in') frame.mode = 'start';
};

const isAssignment = (kind: string): boolean => /^[-+*/%?]?=$/.test(kind);
const isJoint = (kind: string): boolean => kind === '|' || kind === '&&' || kind === '||';

const callers = new Set(['%', '?', '&']);

/** A value is awaited, in a statement of its own where statements may stand. */
const takeAssignment = (frame: Frame): void => {
  frame.mode = 'start';
  frame.mayBegin = frame.role === 'statements' || frame.role === 'keys';
  frame.isPastHead ||= frame.role === 'class';
};

/** A sign, literal or variable. */
const takeOther = (reading: Reading, frame: Frame, kind: string): void => {
  if (isAssignment(kind) && frame.mode !== 'command') return takeAssignment(frame);
  if (kind === 'logic') decide(reading, frame);
  else if (isJoint(kind)) frame.mode = 'start';
  else if (frame.mode === 'start') frame.mode = callers.has(kind) ? 'command' : 'expression';
  frame.mayBegin = false;
};

/** A condition of a clause of a `switch`; its block is taken with the other brackets. */
const takeClause = (reading: Reading, frame: Frame): void => {
  if (frame.isPastHead) return;
  frame.isPastHead = true;
  if (wordOf(reading.scan).toLowerCase() !== 'default') decide(reading, frame);
};

/** True for a token that what follows in the next line belongs to. */
const isOpen = (kind: string): boolean => isJoint(kind) || isAssignment(kind) || kind === ',';

/** True behind an attribute or the parameters of a method. */
const awaitsMore = ({ isPastHead, opened }: Frame, before: string): boolean =>
  opened !== undefined || (before === ']' && !isPastHead);

/** True for a line end that ends no statement. */
const goesOn = (frame: Frame, before: string): boolean =>
  frame.head !== '' ||
  isOpen(before) ||
  frame.role === 'expression' ||
  (frame.role === 'class' && awaitsMore(frame, before));

const takeEnd = (frame: Frame, kind: string, before: string): void => {
  if (frame.role === 'type' || frame.role === 'switch') return;
  if (kind === ';' || !goesOn(frame, before)) endStatement(frame);
};

const takeToken = (reading: Reading, kind: string, before: string): void => {
  const frame = reading.frame;
  if (frame.role === 'class' && kind !== 'newline') {
    const { scan } = reading;
    frame.member ??= { line: scan.line, column: scan.start - scan.lineStart + 1 };
  }
  if (kind === 'newline' || kind === ';') takeEnd(frame, kind, before);
  else if (passBracket(reading, kind, before)) return;
  else if (frame.role === 'switch') takeClause(reading, frame);
  else if (kind === 'word') takeWord(reading, frame);
  else takeOther(reading, frame, kind);
  if (kind !== 'newline') frame.last = '';
};

/** True where a function must be declared although a bracket is open. */
const isCutShort = ({ scan, frames }: Reading, kind: string): boolean =>
  scan.wary &&
  kind === 'word' &&
  frames.length > 1 &&
  scan.start === scan.lineStart &&
  beginsDeclaration(scan.text, scan.start);

const read = (text: string, wary: boolean): Reading => {
  const scan = scanPowershell(text, wary);
  const root = openFrame({ role: 'statements', closing: '', line: 1, count: undefined, scope: '' });
  const reading: Reading = { scan, found: [], frames: [root], frame: root, hole: undefined };
  for (let before = 'newline'; ;) {
    const kind = nextToken(scan, reading.frame.mode, (quote) => (reading.hole = quote));
    if (kind === 'end' || isCutShort(reading, kind)) passEnd(reading);
    if (kind === 'end') return reading;
    takeToken(reading, kind, before);
    if (kind !== 'newline') before = kind;
  }
};

const readTwice = (text: string): readonly [Reading, Reading] => {
  const first = read(text, false);
  return [first, first.scan.unclosed ? read(text, true) : first];
};

/** Where the comments of a text stand, in its order: the offsets of each and behind it. */
export const scanComments = (text: string): readonly (readonly [from: number, to: number])[] =>
  readTwice(text)[1].scan.comments;

/**
 * The functions of a PowerShell text, in its order. A bracket or quote that is not closed changes the numbers of the
 * function it stands in, and of few others.
 */
export const readPowershellFunctions: ReadFunctions = (_path, text, wanted = {}): FunctionReading => {
  const [first, { found }] = readTwice(text);
  const { flaws } = first.scan;
  return {
    functions: found.filter(({ endLine }) => endLine > 0).map((count) => entityOf(count, wanted)),
    ...present('flaw', flawAt(flaws, flaws[0])),
  };
};
