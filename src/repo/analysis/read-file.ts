import type { FunctionEntity, Wanted } from '#core';
import { readFileText } from './file-text.ts';
import type { FunctionCache, Look } from './function-cache.ts';
import { readText } from './read-text.ts';

/**
 * The functions of a file; `foreign` for a text in a language that nobody counts, null when it could not be read (it goes
 * through JSON, which knows no undefined).
 */
export type FunctionsOfFile = readonly FunctionEntity[] | 'foreign' | null;

/** What is wanted of files. */
export interface Wish {
  /** Only functions above this complexity. */
  readonly over: number;
  /** What is wanted of them beside their numbers. */
  readonly wanted?: Wanted;
}

export type ReadFile = (file: string) => Promise<FunctionsOfFile>;

const lookAfresh = (file: string): Look => {
  const text = readFileText(file);
  return text === undefined ? { known: null } : { text, keep: () => undefined };
};

/** A reader of files. What a cache knows is not read again, and what is read is kept there. */
export const createFileReader = ({ over, wanted }: Wish, cache: FunctionCache | undefined): ReadFile => {
  // Of a whole repository no text is asked for twice; what is kept of them would only burden the garbage collector.
  const once: Wanted = { ...wanted, once: true };
  const lookAt = cache === undefined ? lookAfresh : (file: string): Look => cache.look(file, over);
  return async (file) => {
    const look = lookAt(file);
    if ('known' in look) return look.known;
    const reading = await readText({ path: file, text: look.text, wanted: once });
    if (reading === undefined) return null;
    if (reading.foreign === true) return 'foreign';
    look.keep(reading.functions);
    return reading.functions.filter(({ complexity }) => complexity > over);
  };
};
