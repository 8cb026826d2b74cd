import { parsersFor, readFunctions, type FunctionEntity, type ReadFunctions, type Wanted } from '#core';
import { loadParsers } from '../parsers.ts';
import { readFileText } from './file-text.ts';

/** The functions of a file; null when it could not be read (it goes through JSON, which knows no undefined). */
export type FunctionsOfFile = readonly FunctionEntity[] | null;

/** What is wanted of files. */
export interface Wish {
  /** Only functions above this complexity. */
  readonly over: number;
  /** What is wanted of them beside their numbers. */
  readonly wanted?: Wanted;
}

export type ReadFile = (file: string) => FunctionsOfFile;

/** A reader of files, with the parsers that these files need. */
export const openFileReader = async (files: readonly string[], { over, wanted }: Wish): Promise<ReadFile> => {
  const read: ReadFunctions = readFunctions(await loadParsers(parsersFor(files)));
  // Of a whole repository no text is asked for twice; what is kept of them would only burden the garbage collector.
  const once: Wanted = { ...wanted, once: true };
  return (file) => {
    const text = readFileText(file);
    const reading = text === undefined ? undefined : read(file, text, once);
    return reading === undefined ? null : reading.functions.filter(({ complexity }) => complexity > over);
  };
};
