import type { FunctionReading, Wanted } from '#core';
import { readFileBytes, textOf } from './file-text.ts';
import type { FunctionCache, Look } from './function-cache.ts';
import { readBytes } from './read-bytes.ts';
import { once } from '../once.ts';

/**
 * The functions of a file; `no-text` for bytes that are none, null when it could not be read (it goes through JSON, which
 * knows no undefined).
 */
export type FunctionsOfFile = FunctionReading | 'no-text' | null;

/** What is wanted of files. */
export interface Wish {
  /** Only functions above this complexity. */
  readonly over: number;
  /** What is wanted of them beside their numbers. */
  readonly wanted?: Wanted;
}

export type ReadFile = (file: string) => Promise<FunctionsOfFile>;

const lookAfresh = (file: string): Look => {
  const bytes = readFileBytes(file);
  return bytes === undefined ? { known: null } : { bytes, keep: () => undefined };
};

/**
 * True where nothing is found because it is no text as we decode it. A NUL says so even where a reader of tokens takes it; a
 * byte that is no UTF-8 may stand in a comment, and says it of a text that does not parse.
 */
const isNoText = (text: string, { functions, flaw }: FunctionReading): boolean =>
  functions.length === 0 && (text.includes('\0') || (flaw !== undefined && text.includes('\uFFFD')));

// The readers of all languages are most of the code, and the bytes of Python need none of them.
const loadReaders = once(async () => import('./read-text.ts'));

const readAsText = async (path: string, bytes: Buffer, wanted: Wanted): Promise<FunctionsOfFile | undefined> => {
  const text = textOf(bytes);
  const { readText } = await loadReaders();
  const reading = await readText({ path, text, wanted });
  return reading?.foreign !== true && reading !== undefined && isNoText(text, reading) ? 'no-text' : reading;
};

/** A reader of files. What a cache knows is not read again, and what is read is kept there. */
export const createFileReader = ({ over, wanted }: Wish, cache: FunctionCache | undefined): ReadFile => {
  // Of a whole repository no text is asked for twice; what is kept of them would only burden the garbage collector.
  const asked: Wanted = { ...wanted, once: true };
  const lookAt = cache?.look ?? lookAfresh;
  return async (file) => {
    const look = lookAt(file);
    if ('known' in look) return look.known;
    const reading = readBytes(file, look.bytes, asked) ?? (await readAsText(file, look.bytes, asked)) ?? null;
    if (reading === null || reading === 'no-text' || reading.foreign === true) return reading;
    look.keep(reading);
    return { ...reading, functions: reading.functions.filter(({ complexity }) => complexity > over) };
  };
};
