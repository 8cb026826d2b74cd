import { kinds } from './kinds.ts';
import type { Piece } from './pieces.ts';

/*
 * Where the skim stands in a text. It gives up for good at the first thing it cannot tell: from then on there is nothing but
 * the end of the text, at which all that reads comes to an end by itself. An attempt may put the cursor back.
 */

/** What holds where the skim stands; bits of `context`. */
export const contexts = {
  awaits: 1,
  yields: 2,
  /** `in` ends an expression: the head of a `for`. */
  noIn: 4,
  /** A bracket ends an expression: behind an `@`. */
  decorates: 8,
  /** `extends` ends a type. */
  noConditional: 16,
} as const;

/** The parts of the grammar that hold one another; they are handed on with the cursor, as modules may not import in circles. */
export interface Parts {
  readonly assignment: (skim: Skim, allowsReturnType: boolean) => void;
  readonly expression: (skim: Skim) => void;
  /** What stands before a call, an index or a property, and those. */
  readonly leftSide: (skim: Skim) => void;
  readonly statement: (skim: Skim) => void;
  readonly type: (skim: Skim) => void;
  /** What a function gives back, behind the colon. */
  readonly returned: (skim: Skim) => void;
  /** The type parameters and parameters of a signature. */
  readonly signature: (skim: Skim) => void;
  /** A name or a pattern. */
  readonly binding: (skim: Skim) => void;
  readonly jsx: (skim: Skim, inExpression: boolean) => void;
}

/** A skim over a text, and the token it stands at. Offsets are in the text without its byte-order mark. */
export interface Skim {
  /** It ends with a line feed, so that no word reaches its end. */
  readonly text: string;
  readonly length: number;
  readonly parts: Parts;
  /** There are carriage returns in it; one without a line feed behind it is left to the parser. */
  readonly hasReturns: boolean;
  /** Type arguments may stand in expressions: not in JavaScript. */
  readonly isTyped: boolean;
  readonly isJsx: boolean;
  /** Offset behind the token. */
  at: number;
  kind: number;
  start: number;
  /** A line ends before the token. */
  newline: boolean;
  /** Offset behind the token before. */
  lastEnd: number;
  failed: boolean;
  context: number;
  depth: number;
  /** What decisions count towards. */
  counter: Piece;
  /** What qualifies names here. */
  scope: Piece;
  /** What has a complexity of its own. */
  readonly found: Piece[];
  /** The pieces that are the value of the expression at hand, as far as `pendingCount`. */
  readonly pending: Piece[];
  pendingCount: number;
  /** What the last expression was: bits of `shapes`. */
  shape: number;
  /** Default values that the last expression holds if something is assigned to it. */
  targets: number;
  /** Without its parentheses, the last expression in some stands here. */
  innerStart: number;
  innerEnd: number;
  /** Offsets of parentheses that are known not to hold the parameters of an arrow function. */
  readonly noArrows: Set<number>;
}

/** Gives up, unless an attempt puts the cursor back. */
export const fail = (skim: Skim): void => {
  skim.failed = true;
  skim.kind = kinds.end;
  skim.at = skim.length;
  skim.start = skim.length;
  skim.newline = false;
};

/** A place to come back to. Counts are those of what decisions count towards there. */
interface Mark {
  readonly at: number;
  readonly kind: number;
  readonly start: number;
  readonly newline: boolean;
  readonly lastEnd: number;
  readonly failed: boolean;
  readonly context: number;
  readonly depth: number;
  readonly found: number;
  readonly pending: number;
  readonly counter: Piece;
  readonly scope: Piece;
  readonly complexity: number;
  readonly modified: number;
}

export const markHere = (skim: Skim): Mark => ({
  at: skim.at,
  kind: skim.kind,
  start: skim.start,
  newline: skim.newline,
  lastEnd: skim.lastEnd,
  failed: skim.failed,
  context: skim.context,
  depth: skim.depth,
  found: skim.found.length,
  pending: skim.pendingCount,
  counter: skim.counter,
  scope: skim.scope,
  complexity: skim.counter.complexity,
  modified: skim.counter.modified,
});

/** Puts the cursor back. */
export const goBack = (skim: Skim, mark: Mark): void => {
  skim.at = mark.at;
  skim.kind = mark.kind;
  skim.start = mark.start;
  skim.newline = mark.newline;
  skim.lastEnd = mark.lastEnd;
  skim.failed = mark.failed;
  skim.context = mark.context;
  skim.depth = mark.depth;
  if (skim.found.length !== mark.found) skim.found.length = mark.found;
  skim.pendingCount = mark.pending;
  skim.counter = mark.counter;
  skim.scope = mark.scope;
  skim.counter.complexity = mark.complexity;
  skim.counter.modified = mark.modified;
};

/** Reads on, says what it was told, and comes back. */
export const lookAhead = <Value>(skim: Skim, look: (skim: Skim) => Value): Value => {
  const mark = markHere(skim);
  const seen = look(skim);
  goBack(skim, mark);
  return seen;
};

const mostDepth = 220;

/** One level further in; to be taken back by `leave`. Texts nested deeper are left to the parser. */
export const enter = (skim: Skim): void => {
  skim.depth++;
  if (skim.depth > mostDepth) fail(skim);
};

export const leave = (skim: Skim): void => {
  skim.depth--;
};

/** Reads something in a context: bits that are set, and bits that are not. Gives back the one around it. */
export const within = (skim: Skim, set: number, unset: number): number => {
  const around = skim.context;
  skim.context = (around & ~unset) | set;
  return around;
};
