import type { ReadFunctions } from './function-entity.ts';
import type { Grammar, GrammarName } from './grammar.ts';
import { javaScriptFunctions } from './javascript/functions.ts';
import type { TypeScript } from './javascript/walk.ts';
import type { ReadLeaves } from './leaves.ts';
import { withCognitive } from './python/cognitive.ts';
import { readPythonFunctions } from './python/functions.ts';

/* Readers of languages, which are opened with the parsers that they take. */

/** The parsers that are at hand; they are loaded at the edge, and only when a file needs one. */
export interface Parsers extends Readonly<Partial<Record<GrammarName, Grammar>>> {
  /** The module `typescript`, for JavaScript and TypeScript. */
  readonly typescript?: TypeScript;
}

/** How something is read of the files of a language. */
export interface LanguageReader<Read = ReadFunctions> {
  readonly parser?: keyof Parsers;
  /** Reads most texts without the parser, and says the same; undefined for a text that is left to it. */
  readonly skim?: ReadFunctions;
  /** The one that it takes for cognitive complexity alone. */
  readonly cognitiveParser?: GrammarName;
  /** Undefined while its parser is not at hand. */
  readonly open: (parsers: Parsers) => Read | undefined;
}

/** How the leaves of its files are read. */
export interface LeafReader {
  readonly parsers: readonly GrammarName[];
  /** Undefined while its parsers are not at hand. */
  readonly open: (parsers: Parsers) => ReadLeaves | undefined;
}

export const openPython =
  ({ python }: Parsers): ReadFunctions =>
  (_path, text, wanted) => {
    const reading = readPythonFunctions(text, wanted);
    return wanted?.cognitive && python ? withCognitive(python, text, reading) : reading;
  };

/** A language that is read by a grammar. */
export const byGrammar = (parser: GrammarName, read: (grammar: Grammar) => ReadFunctions): LanguageReader => ({
  parser,
  open: ({ [parser]: grammar }) => grammar && read(grammar),
});

export const openJavaScript = ({ typescript }: Parsers): ReadFunctions | undefined =>
  typescript === undefined ? undefined : javaScriptFunctions(typescript);
