import { present } from '../../present.ts';
import {
  entityOf,
  flawAt,
  type FunctionEntity,
  type ReadFunctions,
  type Step,
  type Wanted,
} from '../function-entity.ts';
import { mustDeclare, noteFlaw, type GoScan } from './literals.ts';
import { kinds, nextToken, scanGo, wordOf } from './tokens.ts';

/*
 * Cyclomatic complexity of Go as gocyclo 0.6.0 counts it, read from its source (BSD licence): 1, and 1 for every `if`,
 * `for`, `case` of a switch or select that is not its `default`, `&&` and `||`. Each of these is a token of its own in Go,
 * so no tree is built.
 *
 * An entity is a function or method, also one without a body, and a function literal that is the whole value of a variable
 * (or constant) of the package; it has the first name of its declaration. What stands in another literal counts to the
 * function around it. A method is named `(Type).Method` or `(*Type).Method`, without type parameters; the type is `BADRECV`
 * where it is no name.
 * The directive `gocyclo:ignore` changes nothing here: a comment never switches a rule off.
 */

interface Reading {
  readonly scan: GoScan;
  readonly wanted: Wanted;
  readonly found: FunctionEntity[];
}

/** Where an entity begins, and what has counted so far. */
interface Count {
  readonly line: number;
  readonly column: number;
  readonly steps: Step[];
  complexity: number;
}

const columnOf = ({ start, lineStart }: GoScan): number => start - lineStart + 1;
const isOpening = (kind: number): boolean =>
  kind === kinds.open || kind === kinds.openBrace || kind === kinds.openBracket;
const isClosing = (kind: number): boolean =>
  kind === kinds.close || kind === kinds.closeBrace || kind === kinds.closeBracket;
const isWord = (scan: GoScan, word: string): boolean => scan.kind === kinds.word && wordOf(scan) === word;

const beginCount = (scan: GoScan): Count => ({ line: scan.line, column: columnOf(scan), steps: [], complexity: 1 });

const decisions = new Set(['if', 'for', 'case']);

/** What the token is that adds 1, as it is written; undefined for a token that adds nothing. */
const decisionOf = (scan: GoScan): string | undefined => {
  if (scan.kind === kinds.and) return '&&';
  if (scan.kind === kinds.or) return '||';
  if (scan.kind !== kinds.word || scan.end - scan.start > 4) return undefined;
  const word = wordOf(scan);
  return decisions.has(word) ? word : undefined;
};

const decide = ({ scan, wanted }: Reading, count: Count): void => {
  const what = decisionOf(scan);
  if (what === undefined) return;
  count.complexity++;
  if (wanted.steps === true) count.steps.push({ line: scan.line, column: columnOf(scan), what, adds: 1 });
};

const keep = ({ found, wanted }: Reading, count: Count, name: string, endLine: number): void => {
  found.push(entityOf({ ...count, name, endLine }, wanted));
};

/** True at the end of the text, and where a function must be declared although a bracket is open. */
const isCutShort = (scan: GoScan): boolean => scan.kind === kinds.end || (isWord(scan, 'func') && mustDeclare(scan));

/**
 * Moves behind the bracket that closes the one just read, or to where that must have stood. Gives the line of the last
 * token before. What counts in between counts to the entity, if one is given.
 */
const passBrackets = (reading: Reading, count?: Count): number => {
  const { scan } = reading;
  const openedAt = scan.line;
  let endLine = scan.line;
  for (let depth = 1; depth > 0;) {
    const kind = nextToken(scan);
    if (isCutShort(scan)) {
      noteFlaw(scan, openedAt);
      return endLine;
    }
    if (isOpening(kind)) depth++;
    else if (isClosing(kind)) depth--;
    else if (count !== undefined) decide(reading, count);
    if (kind !== kinds.semicolon) endLine = scan.line;
  }
  nextToken(scan);
  return endLine;
};

/** Moves on by a token, or behind a bracket and all that is in it. */
const passPart = (reading: Reading): void => {
  if (isOpening(reading.scan.kind)) passBrackets(reading);
  else nextToken(reading.scan);
};

/** Moves behind the end of the declaration at the outermost level; a closing bracket there is one too many. */
const passDeclaration = (reading: Reading): void => {
  const { scan } = reading;
  while (scan.kind !== kinds.semicolon && !isCutShort(scan)) {
    if (isClosing(scan.kind)) noteFlaw(scan, scan.line);
    passPart(reading);
  }
  if (scan.kind === kinds.semicolon) nextToken(scan);
};

interface Passed {
  /** The line of the last token. */
  readonly endLine: number;
  readonly hasBody: boolean;
}

const endsHead = (kind: number): boolean =>
  kind === kinds.semicolon || kind === kinds.comma || kind === kinds.equals || isClosing(kind);

/** Reads from behind the word `func` to behind the body of the function. A brace after `struct` or `interface` is a type's. */
const passFunction = (reading: Reading, count: Count): Passed => {
  const { scan } = reading;
  let endLine = count.line;
  for (let isOfType = false; !endsHead(scan.kind) && !isCutShort(scan);) {
    const isBody = scan.kind === kinds.openBrace && !isOfType;
    isOfType = isWord(scan, 'struct') || isWord(scan, 'interface');
    if (isOpening(scan.kind)) endLine = passBrackets(reading, count);
    else {
      endLine = scan.line;
      nextToken(scan);
    }
    if (isBody) return { endLine, hasBody: true };
  }
  return { endLine, hasBody: false };
};

/** True for a parameter with a name before its type; in the tokens an opening bracket stands for all that it holds. */
const isNamed = ([first = '', second, third]: readonly string[]): boolean =>
  /^[\p{L}_]/u.test(first) && second !== undefined && second !== '.' && (second !== '[' || third !== undefined);

/** The type of the first of these parameters as gocyclo writes it, without type parameters. */
const receiverType = (parameters: readonly (readonly string[])[]): string => {
  const first = parameters.find(isNamed) ?? parameters[0] ?? [];
  const type = first.at(-1) === '[' ? first.slice(0, -1) : first;
  const name = type.at(-1) ?? '';
  const isName = /^[\p{L}_]/u.test(name) && !['.', '['].includes(type.at(-2) ?? '');
  return type.filter((token) => token === '*').join('') + (isName ? name : 'BADRECV');
};

/** Reads the parentheses before the name of a method, and gives the type in them; undefined when they are empty. */
const readReceiver = (reading: Reading): string | undefined => {
  const { scan } = reading;
  const parameters: string[][] = [[]];
  for (nextToken(scan); !isClosing(scan.kind) && !isCutShort(scan);) {
    if (scan.kind === kinds.comma) parameters.push([]);
    else parameters.at(-1)?.push(wordOf(scan));
    passPart(reading);
  }
  if (scan.kind === kinds.close) nextToken(scan);
  return parameters[0]?.length === 0 ? undefined : receiverType(parameters);
};

const readFunction = (reading: Reading): void => {
  const { scan } = reading;
  const count = beginCount(scan);
  nextToken(scan);
  const receiver = scan.kind === kinds.open ? readReceiver(reading) : undefined;
  const name = scan.kind === kinds.word ? wordOf(scan) : '?';
  const { endLine } = passFunction(reading, count);
  keep(reading, count, receiver === undefined ? name : `(${receiver}).${name}`, endLine);
  passDeclaration(reading);
};

/** Reads a value of a variable of the package, and keeps it if it is a function literal and nothing more. */
const readValue = (reading: Reading, name: string): void => {
  const { scan } = reading;
  if (isWord(scan, 'func') && !isCutShort(scan)) {
    const count = beginCount(scan);
    nextToken(scan);
    const { endLine, hasBody } = passFunction(reading, count);
    if (hasBody && (endsHead(scan.kind) || scan.kind === kinds.end)) keep(reading, count, name, endLine);
  }
  while (!endsHead(scan.kind) && !isCutShort(scan)) passPart(reading);
};

/** Reads one declaration of variables, `a, b T = x, y`, to its end. */
const readVariable = (reading: Reading): void => {
  const { scan } = reading;
  const name = scan.kind === kinds.word ? wordOf(scan) : '?';
  while (
    scan.kind !== kinds.equals &&
    scan.kind !== kinds.semicolon &&
    scan.kind !== kinds.close &&
    !isCutShort(scan)
  ) {
    passPart(reading);
  }
  while ((scan.kind === kinds.equals || scan.kind === kinds.comma) && !isCutShort(scan)) {
    nextToken(scan);
    readValue(reading, name);
  }
};

const readVariables = (reading: Reading): void => {
  const { scan } = reading;
  nextToken(scan);
  if (scan.kind === kinds.open) {
    const openedAt = scan.line;
    do {
      nextToken(scan);
      readVariable(reading);
    } while (scan.kind === kinds.semicolon);
    if (scan.kind === kinds.close) nextToken(scan);
    else noteFlaw(scan, openedAt);
  } else readVariable(reading);
  passDeclaration(reading);
};

const readDeclaration = (reading: Reading): void => {
  const { scan } = reading;
  if (isWord(scan, 'func')) readFunction(reading);
  else if (isWord(scan, 'var') || isWord(scan, 'const')) readVariables(reading);
  else passDeclaration(reading);
};

const read = (
  text: string,
  wanted: Wanted,
  wary: boolean,
): { readonly reading: Reading; readonly unclosed: boolean } => {
  const scan = scanGo(text, wary);
  const reading: Reading = { scan, wanted, found: [] };
  for (nextToken(scan); scan.kind !== kinds.end;) readDeclaration(reading);
  return { reading, unclosed: scan.unclosed };
};

/**
 * Every entity that gocyclo would report, in the order of the text. A text that Go would refuse is read as far as it goes:
 * a bracket or quote that is not closed changes the numbers of the function it stands in, and of few others.
 */
export const readGoFunctions: ReadFunctions = (_path, text, wanted = {}) => {
  const first = read(text, wanted, false);
  const { found, scan } = (first.unclosed ? read(text, wanted, true) : first).reading;
  return { functions: found, ...present('flaw', flawAt(scan.flaws, scan.flaws[0])) };
};
