import { present } from '../present.ts';

/** What a complexity is counted of: a function, or what the language's reference tool also reports. */
export type FunctionKind = 'function' | 'block' | 'initializer' | 'static-block';

/** One place that counted towards a number, for whoever asks why. */
export interface Step {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** What stands there, as the language writes it: `if`, `&&`, `except`. */
  readonly what: string;
  /** What it adds. */
  readonly adds: number;
}

export interface FunctionEntity {
  /** Qualified as the language's reference tool names it: `Class.method`, `If 12`; see the language's file. */
  readonly name: string;
  readonly kind: FunctionKind;
  /** 1-based; the line the reference tool reports. */
  readonly line: number;
  /** 1-based column of the same place. */
  readonly column: number;
  readonly endLine: number;
  /** Cyclomatic complexity. */
  readonly complexity: number;
  /** The same in the other variant of the language's reference tool, where it has one: ESLint's "modified". */
  readonly modified?: number;
  /** Cognitive complexity after SonarSource's specification; only when it was wanted, and where the language gives it. */
  readonly cognitive?: number;
  /** What counted towards the cyclomatic complexity, in the order of the text; only when it was wanted. Its sum is the complexity less 1. */
  readonly steps?: readonly Step[];
}

/** Where a text cannot be parsed. */
export interface Flaw {
  /** Where it is told, 1-based: the first of its lines, or the one that the reader stumbled over first. */
  readonly line: number;
  /** All such lines, in order, where there are several. */
  readonly lines?: readonly number[];
}

/** The flaw of a text that cannot be parsed at these lines; undefined where there are none. */
export const flawAt = (found: Iterable<number>, first?: number): Flaw | undefined => {
  const lines = [...new Set(found)].sort((one, other) => one - other);
  const line = first ?? lines[0];
  if (line === undefined) return undefined;
  return lines.length === 1 ? { line } : { line, lines };
};

/** Every line of a flaw, in order. */
export const flawedLines = (flaw: Flaw | undefined): readonly number[] => (flaw && (flaw.lines ?? [flaw.line])) ?? [];

/** What a text tells of its functions. */
export interface FunctionReading {
  /** In the order of the text. Of a text with a flaw: those that can be read all the same. */
  readonly functions: readonly FunctionEntity[];
  readonly flaw?: Flaw;
  /** The text is in a language that nobody counts, whatever its path says: a notebook of R. Then there are no functions. */
  readonly foreign?: true;
}

/** What is wanted of functions beside their numbers, and how they are read. */
export interface Wanted {
  /** The steps of every function. */
  readonly steps?: true;
  /** Their cognitive complexity. */
  readonly cognitive?: true;
  /** Nobody asks for this text, or an edit of it, again: nothing of it needs to be kept. */
  readonly once?: true;
}

/**
 * Reads the functions of a text, or nothing where the language of the path is not known, and where no parser gets through
 * the text. Never throws on bad input.
 */
export type ReadFunctions = (path: string, text: string, wanted?: Wanted) => FunctionReading | undefined;

/** A function whose decisions were counted token by token, to its end. */
export type CountedFunction = Required<
  Pick<FunctionEntity, 'name' | 'line' | 'column' | 'endLine' | 'complexity' | 'steps'>
>;

/** What is told of such a function. */
export const entityOf = (counted: CountedFunction, wanted: Wanted): FunctionEntity => {
  const { name, line, column, endLine, complexity, steps } = counted;
  return { name, kind: 'function', line, column, endLine, complexity, ...present('steps', wanted.steps && steps) };
};

/** What stays of an entity when lines move: a block is named after its line; a class field and its function share a name. */
export const identityOf = ({ kind, name }: FunctionEntity): string =>
  kind === 'block' ? `${kind} ${name.replace(/ \d+$/, '')}` : `${kind} ${name}`;

/** True where the source gives no name: a callback, a block. What it is called here says only what it is. */
export const isNameless = ({ kind, name }: FunctionEntity): boolean =>
  kind === 'block' || kind === 'static-block' || /(?:^|\.)(?:arrow function|function)$/.test(name);
