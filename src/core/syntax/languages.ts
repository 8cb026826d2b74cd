import type { FunctionEntity, ReadFunctions } from './function-entity.ts';
import { javaScriptFunctions } from './javascript.ts';
import type { TypeScript } from './javascript-walk.ts';
import { readPythonFunctions } from './python.ts';

/** A language whose functions we read; TypeScript is read as JavaScript is. */
export type Language = 'python' | 'javascript';

/** The language of a file by the ending of its path; undefined when it is not one we read. */
export const languageOf = (path: string): Language | undefined => {
  if (/\.py[iw]?$/i.test(path)) return 'python';
  return /\.(?:[mc]?[jt]s|[jt]sx)$/i.test(path) ? 'javascript' : undefined;
};

/** The parsers that are at hand. */
export interface Parsers {
  /** The module `typescript`, for JavaScript and TypeScript. */
  readonly typescript?: TypeScript;
}

/**
 * A reader for every language we know. It gives undefined for a file in no such language, for one whose parser is not at
 * hand, and for one nested too deep to be parsed: in the last two, which `languageOf` tells from the first, nothing is
 * known of the file.
 */
export const readFunctions = ({ typescript }: Parsers): ReadFunctions => {
  const readers: Readonly<Record<Language, ReadFunctions>> = {
    python: (_path, text): readonly FunctionEntity[] => readPythonFunctions(text),
    javascript: typescript === undefined ? () => undefined : javaScriptFunctions(typescript),
  };
  return (path, text) => {
    const language = languageOf(path);
    return language && readers[language](path, text);
  };
};
