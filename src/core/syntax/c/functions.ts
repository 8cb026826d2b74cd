import { positionAt, unixLinesOf, type Lines } from '../../lines.ts';
import {
  entityOf,
  flawAt,
  type Flaw,
  type FunctionEntity,
  type ReadFunctions,
  type Step,
  type Wanted,
} from '../function-entity.ts';
import { passBraces, passStatement } from './brackets.ts';
import { openClass, openNamespace } from './classes.ts';
import { decisionOf } from './decisions.ts';
import { passHead } from './heads.ts';
import { depthBehind, indentationAt } from './layout.ts';
import { innerName, nextPart } from './names.ts';
import { plainText } from './plain-text.ts';
import { kinds, nextToken, noteFlaw, putBack, scanC, type CScan, type Manner } from './tokens.ts';

/*
 * Cyclomatic complexity of C and C++ as pmccabe 2.8 counts it, in its own words a modified McCabe complexity: the first
 * number that it prints, and the one that its threshold is for. 1, and 1 for every `if`, `for`, `while`, `switch`, `?`, `&&`
 * and `||`; a `case` adds nothing, nor does `catch`. Read from its manual and from what it does; it is a scanner of tokens
 * that knows no grammar, so it reads through macros, and so is this.
 *
 * Out of a function stand statements, which end with `;`, with a label's `:`, with a class or namespace, or with what opens
 * a parenthesis: if a body follows that, the last word before it is the name of a function. Classes, structures, unions and
 * namespaces qualify the names in them. Braces of any other kind are passed whole: those of `extern "C"`, of an
 * initialiser, of a class whose name is followed by more than `:` and its bases.
 * A function is at the line of the parenthesis behind its name. A method of a class inside a function is an entity of its
 * own, `function/Class::method`; a lambda counts to the function around it.
 *
 * pmccabe says when it is confused, which `override`, `noexcept` and unbalanced braces do to it, and its manual calls its
 * numbers unreliable then. Such a text is read again by rules that know today's C++, and that a function ends at a closing
 * brace in its own column at the latest.
 */

type Around = 'file' | 'namespace' | 'class' | 'function';

/** What a statement stands in. */
interface Scope {
  readonly around: Around;
  /** What qualifies the names in it. */
  readonly prefix: string;
  readonly depth: number;
}

interface Reading {
  readonly scan: CScan;
  readonly wanted: Wanted;
  readonly found: FunctionEntity[];
  readonly lines: Lines;
}

/** pmccabe gives up on names that are nested deeper. */
const deepest = 90;

const isCpp = ({ around }: Scope, name: string): boolean =>
  around === 'class' || around === 'namespace' || name.includes(':');

/** Names that pmccabe takes for a sign of its own confusion. */
const reserved = new Set(['struct', 'enum', 'void', 'int', 'char', 'const']);
const statements = new Set(['if', 'for', 'while', 'switch', 'catch', 'return']);

interface Count {
  readonly steps: Step[];
  complexity: number;
}

const decide = ({ scan, wanted, lines }: Reading, count: Count, kind: number): void => {
  const { start } = scan;
  const what = decisionOf(scan, kind);
  if (what === undefined) return;
  count.complexity++;
  if (wanted.steps === true) count.steps.push({ ...positionAt(lines, start), what, adds: 1 });
};

const classKinds = new Set<number>([kinds.class, kinds.struct, kinds.union]);

/**
 * Reads a body from behind its opening brace to its closing one, and gives the offset of that.
 * @param column the column in which the function begins.
 */
const readBody = (reading: Reading, inner: Scope, count: Count, column: number): number => {
  const { scan } = reading;
  const opened = scan.start;
  for (let depth = 1; depth > 0;) {
    const kind = nextToken(scan);
    if (kind === kinds.openBrace) depth++;
    else if (kind === kinds.closeBrace) depth = depthBehind(scan, depth, opened, column);
    else if (classKinds.has(kind)) readClass(reading, inner);
    else if (kind !== kinds.end) decide(reading, count, kind);
    else {
      noteFlaw(scan, opened);
      break;
    }
  }
  return scan.start;
};

/** What has been read of a statement. */
interface Statement {
  /** The offset of its first token. */
  readonly start: number;
  /** Its last word, and where that is. */
  readonly name: string;
  readonly nameStart: number;
}

const readFunction = (reading: Reading, scope: Scope, statement: Statement): void => {
  const { scan, lines, found, wanted } = reading;
  const { line, column } = positionAt(lines, scan.start);
  const { start, name, nameStart } = { ...statement, ...(scan.manner !== 'exact' ? innerName(scan) : {}) };
  const named = positionAt(lines, nameStart);
  if (!passHead(scan, isCpp(scope, name))) return;
  if (reserved.has(name) || (scan.manner !== 'exact' && statements.has(name))) {
    if (scan.manner !== 'exact') passBraces(scan);
    else noteFlaw(scan, scan.start);
    return;
  }
  const count: Count = { steps: [], complexity: 1 };
  const index = found.length;
  const qualified = scope.prefix + name;
  const inner: Scope = { around: 'function', prefix: `${qualified}/`, depth: scope.depth + 1 };
  const end = readBody(reading, inner, count, positionAt(lines, start).column);
  const read = {
    ...count,
    name: qualified,
    line,
    column: named.line === line ? named.column : column,
    endLine: positionAt(lines, end).line,
  };
  found.splice(index, 0, entityOf(read, wanted));
};

/** Reads statements up to the closing brace of a class or namespace. */
const readScope = (reading: Reading, scope: Scope): void => {
  const { scan } = reading;
  const opened = scan.start;
  const column = scan.manner === 'wary' ? indentationAt(scan, opened) : 0;
  for (;;) {
    const kind = nextToken(scan);
    if (kind === kinds.end) {
      noteFlaw(scan, opened);
      return;
    }
    if (kind !== kinds.closeBrace) {
      putBack(scan);
      readStatement(reading, scope);
    } else if (depthBehind(scan, 1, opened, column) === 0) return;
  }
};

/** Reads a whole class behind the word `class`, `struct` or `union`; false when there is none, only the type's name. */
const readClass = (reading: Reading, { prefix, depth }: Scope): boolean => {
  const name = openClass(reading.scan);
  if (name === undefined) return false;
  readScopeWithin(reading, { around: 'class', prefix: `${prefix}${name}::`, depth: depth + 1 });
  return true;
};

const readNamespace = (reading: Reading, { prefix, depth }: Scope): boolean => {
  const name = openNamespace(reading.scan);
  if (name === undefined) return false;
  readScopeWithin(reading, { around: 'namespace', prefix: `${prefix}${name}::`, depth: depth + 1 });
  return true;
};

const readScopeWithin = (reading: Reading, scope: Scope): void => {
  if (scope.depth < deepest) readScope(reading, scope);
  else {
    noteFlaw(reading.scan, reading.scan.start);
    passBraces(reading.scan);
  }
};

/** A bracket that closes nothing here. When braces do not pair up, it may be what closes the class or namespace. */
const passTooMany = (scan: CScan, { around }: Scope, kind: number): boolean => {
  noteFlaw(scan, scan.start);
  const closesScope = scan.manner === 'wary' && kind === kinds.closeBrace && around !== 'file';
  if (closesScope) putBack(scan);
  return closesScope;
};

/** What a part of a statement leads to; true where it ends the statement. */
const readPart = (reading: Reading, scope: Scope, kind: number, statement: Statement): boolean => {
  const { scan } = reading;
  if (classKinds.has(kind)) return readClass(reading, scope);
  switch (kind) {
    case kinds.namespace:
      return readNamespace(reading, scope);
    case kinds.open:
      if (statement.name === '') passStatement(scan);
      else readFunction(reading, scope, statement);
      return true;
    case kinds.openBrace:
      passBraces(scan);
      return false;
    case kinds.close:
    case kinds.closeBrace:
      return passTooMany(scan, scope, kind);
    default:
      return kind === kinds.colon || kind === kinds.semicolon;
  }
};

/** Reads a statement out of a function; false at the end of the text. */
const readStatement = (reading: Reading, scope: Scope): boolean => {
  let name = '';
  let nameStart = 0;
  let start = -1;
  for (;;) {
    const part = nextPart(reading.scan, scope.around === 'class');
    if (part.kind === kinds.end) return false;
    if (start < 0) ({ start } = part);
    if (part.name !== undefined) ({ name, start: nameStart } = { name: part.name, start: part.start });
    if (readPart(reading, scope, part.kind, { start, name, nameStart })) return true;
  }
};

/** A text read in one manner, and the line where it is confused or something is wrong. */
interface Result {
  readonly functions: readonly FunctionEntity[];
  readonly flaw: Flaw | undefined;
}

const read = (text: string, wanted: Wanted, manner: Manner): Result => {
  const plain = plainText(text, manner !== 'exact');
  const scan = scanC(plain.text, manner);
  const reading: Reading = { scan, wanted, found: [], lines: unixLinesOf(text) };
  while (readStatement(reading, { around: 'file', prefix: '', depth: 0 }));
  const offsets = [plain.unclosedAt ?? [], scan.flawsAt].flat();
  const lines = offsets.map((at) => positionAt(reading.lines, at).line);
  // What is never closed is noted where the text ends, what goes wrong in it before that.
  const first = plain.unclosedAt === undefined ? lines[0] : Math.min(...lines.slice(0, 2));
  return { functions: reading.found, flaw: flawAt(lines, first) };
};

/**
 * Every function that pmccabe would report, in the order of the text, or as many as can be read of a text that confuses it.
 */
export const readCFunctions: ReadFunctions = (_path, text, wanted = {}) => {
  const exact = read(text, wanted, 'exact');
  if (exact.flaw === undefined) return { functions: exact.functions };
  const { functions, flaw } = read(text, wanted, 'modern');
  if (flaw === undefined) return { functions };
  const wary = read(text, wanted, 'wary');
  return { functions: wary.functions, flaw: wary.flaw ?? flaw };
};
