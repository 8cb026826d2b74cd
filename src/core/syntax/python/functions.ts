import { present } from '../../present.ts';
import {
  flawAt,
  type FunctionEntity,
  type FunctionKind,
  type FunctionReading,
  type Step,
  type Wanted,
} from '../function-entity.ts';
import { endsInColon, nextLogicalLine, scanLines, type LineScan } from './lines.ts';

/*
 * Cyclomatic complexity of Python as mccabe 0.7.0 counts it, which is flake8's C901, read from its source
 * (PathGraphingAstVisitor; MIT licence). Only the first words of logical lines matter, so no tree is built.
 *
 * An entity starts at 1. `if`, `elif`, `for`, `while` and `try` add 1 each, so does every `except`. Nothing else does: no
 * `else`, `with`, boolean operator, comprehension, conditional expression, lambda.
 * A function inside an entity adds 1 and all its own decisions to the outermost one; it is no entity of its own.
 * A class inside an entity is transparent. Outside of one it qualifies the names of its functions: `Class.Inner.method`.
 * An `if`, loop or `try` at module or class level is an entity too, `If 12`, `Loop 3`, `TryExcept 5`, which swallows the
 * functions and classes inside it.
 * The bodies of `finally` and `match` are not looked at; a `try` with `except*` counts as a plain statement.
 * Of entities with the same qualified name only the last is known.
 * `# noqa` changes nothing here: a comment never switches a rule off.
 */

interface Entity {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly line: number;
  readonly column: number;
}

/** An open block that matters: an entity, any `try`, a class outside of entities, or a block not looked at. */
interface Block {
  readonly indent: number;
  readonly role: 'function' | 'branch' | 'try' | 'class' | 'match';
  readonly entity: Entity | undefined;
  /** The qualifying prefix outside of it. */
  readonly outerPrefix: string;
  decisions: number;
  /** The decisions one by one; undefined where nobody asks. */
  readonly steps: Step[] | undefined;
  /** True once `except*` was seen: then nothing in the whole `try` counts. */
  vanishes: boolean;
  /** True while the lines further in are not looked at. */
  unseen: boolean;
}

interface Reading {
  readonly scan: LineScan;
  readonly open: Block[];
  /** By qualified name, in the order of the text. */
  readonly found: Map<string, FunctionEntity>;
  readonly wanted: Wanted;
  /** The first word of the line that is read. */
  word: string;
  /** The classes around, outside of entities: `Class.Inner.`, or nothing. */
  prefix: string;
  inEntity: boolean;
}

const innermost = (reading: Reading): Block | undefined => reading.open[reading.open.length - 1];

/** Counts the line that is read to the innermost block. */
const decide = (reading: Reading): void => {
  const block = innermost(reading);
  if (block === undefined) return;
  block.decisions++;
  const { startLine: line, column } = reading.scan;
  block.steps?.push({ line, column, what: reading.word, adds: 1 });
};

const open = (reading: Reading, role: Block['role'], name?: string): void => {
  const { indent, startLine: line, column } = reading.scan;
  const kind = role === 'function' ? 'function' : 'block';
  const entity = name === undefined ? undefined : ({ name, kind, line, column } as const);
  reading.open.push({
    indent,
    role,
    entity,
    outerPrefix: reading.prefix,
    decisions: 0,
    steps: reading.wanted.steps && [],
    vanishes: false,
    unseen: role === 'match',
  });
  if (entity !== undefined) reading.inEntity = true;
};

const keep = (reading: Reading, entity: Entity, { decisions, steps }: Block, endLine: number): void => {
  const { name, kind, line, column } = entity;
  const key = kind === 'block' ? reading.prefix + name : name;
  const whole = { name, kind, line, column, endLine, complexity: decisions + 1 };
  // The place of one that was there before is that of the last.
  if (reading.found.has(key)) reading.found.delete(key);
  reading.found.set(key, steps === undefined ? whole : { ...whole, steps });
};

const close = (reading: Reading, block: Block, endLine: number): void => {
  const { entity, decisions, steps, vanishes, outerPrefix } = block;
  reading.prefix = outerPrefix;
  if (entity !== undefined) reading.inEntity = false;
  if (vanishes) return;
  const outer = innermost(reading);
  if (entity !== undefined) keep(reading, entity, block, endLine);
  else if (outer !== undefined) {
    outer.decisions += decisions;
    for (const step of steps ?? []) outer.steps?.push(step);
  }
};

/** Closes the blocks that a line of this indentation ends; `endLine` is the last line before it. */
const closeBlocks = (reading: Reading, indent: number, continues: boolean, endLine: number): void => {
  for (let block = innermost(reading); block !== undefined && block.indent >= indent; block = innermost(reading)) {
    const goesOn = continues && block.indent === indent && (block.role === 'branch' || block.role === 'try');
    if (goesOn) return;
    reading.open.pop();
    close(reading, block, endLine);
  }
};

const nameThere = /(?:[ \t\f]|\\\n)*([\w\u0080-\uffff]*)/y;
const isPlain = /^\w+$/;

/** The name that follows a keyword; Python compares names in normal form KC. A `?` stands for one still to be typed. */
const nameAfter = ({ text }: LineScan, from: number): string => {
  nameThere.lastIndex = from;
  const name = nameThere.exec(text)?.[1] ?? '';
  return (isPlain.test(name) ? name : name.normalize('NFKC')) || '?';
};

const readFunction = (reading: Reading, from: number): void => {
  if (reading.inEntity) decide(reading);
  else open(reading, 'function', reading.prefix + nameAfter(reading.scan, from));
};

const readClass = (reading: Reading, from: number): void => {
  if (reading.inEntity) return;
  open(reading, 'class');
  reading.prefix += `${nameAfter(reading.scan, from)}.`;
};

const readBranch = (label: string) => (reading: Reading) => {
  if (!reading.inEntity) open(reading, 'branch', `${label} ${String(reading.scan.startLine)}`);
  decide(reading);
};

const readTry = (reading: Reading): void => {
  open(reading, 'try', reading.inEntity ? undefined : `TryExcept ${String(reading.scan.startLine)}`);
  decide(reading);
};

/** The `try` that an `except` or `finally` goes on with. */
const currentTry = (reading: Reading): Block | undefined => {
  const block = innermost(reading);
  return block?.role === 'try' && block.indent === reading.scan.indent ? block : undefined;
};

const readExcept = (reading: Reading, from: number): void => {
  const block = currentTry(reading);
  if (block === undefined) return;
  if (/^(?:[ \t\f]|\\\n)*\*/.test(reading.scan.text.slice(from, reading.scan.at))) block.vanishes = true;
  else decide(reading);
};

const readFinally = (reading: Reading): void => {
  const block = currentTry(reading);
  if (block !== undefined) block.unseen = true;
};

/** `match` is a name too: it opens a block only where the line ends in a colon. */
const readMatch = (reading: Reading): void => {
  if (endsInColon(reading.scan)) open(reading, 'match');
};

/** What the first word of a logical line does, told the offset behind the word. */
const heads: ReadonlyMap<string, (reading: Reading, from: number) => void> = new Map([
  ['def', readFunction],
  ['class', readClass],
  ['if', readBranch('If')],
  ['for', readBranch('Loop')],
  ['while', readBranch('Loop')],
  ['elif', decide],
  ['try', readTry],
  ['except', readExcept],
  ['finally', readFinally],
  ['match', readMatch],
]);
const continuations = new Set(['elif', 'else', 'except', 'finally']);

const firstWord = /(?:async(?:[ \t\f]|\\\n)+)?([a-z]{2,7})(?![\w\u0080-\uffff])/y;

// Most lines begin with none of these words, which the first two letters nearly always tell.
const beginnings = new Set(
  ['async', ...heads.keys(), ...continuations].map((word) => (word.charCodeAt(0) << 7) | word.charCodeAt(1)),
);
const mayBeHead = new Uint8Array(1 << 14);
for (const beginning of beginnings) mayBeHead[beginning] = 1;

/** The first word of the logical line, if it may be one that matters. */
const wordOf = ({ text, start }: LineScan): string => {
  const [first, second] = [text.charCodeAt(start), text.charCodeAt(start + 1)];
  if (first > 127 || second > 127 || mayBeHead[(first << 7) | second] !== 1) return '';
  firstWord.lastIndex = start;
  return firstWord.exec(text)?.[1] ?? '';
};

const readLine = (reading: Reading, endLine: number): void => {
  const { scan } = reading;
  const word = wordOf(scan);
  reading.word = word;
  closeBlocks(reading, scan.indent, continuations.has(word), endLine);
  if (innermost(reading)?.unseen !== true) heads.get(word)?.(reading, firstWord.lastIndex);
};

interface Read {
  readonly reading: FunctionReading;
  readonly unclosed: boolean;
}

const read = (text: string, wanted: Wanted, wary: boolean): Read => {
  const scan = scanLines(text, wary);
  const reading: Reading = { scan, wanted, open: [], found: new Map(), word: '', prefix: '', inEntity: false };
  for (let endLine = 1; nextLogicalLine(scan); endLine = scan.endLine) readLine(reading, endLine);
  closeBlocks(reading, 0, false, scan.endLine);
  const flaw = flawAt(scan.flaws, scan.flaws[0]);
  return { reading: { functions: [...reading.found.values()], ...present('flaw', flaw) }, unclosed: scan.unclosed };
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
