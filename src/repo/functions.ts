import { createHash } from 'node:crypto';
import { languageOf, parsersFor, readFunctions as createReader, type FunctionReading } from '#core';
import type { Failure, ReadFunctions, SourceText } from '#app';
import { inTurns } from './in-turns.ts';
import { createKept } from './kept.ts';
import { loadParsers } from './parsers.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

// The ending tells the dialect, too: `a < b > (c)` is one thing in `.ts` and another in `.js`.
const keyOf = ({ path, text, wanted = {} }: SourceText): string =>
  [/\.[^./]*$/.exec(path)?.[0].toLowerCase(), ...Object.keys(wanted).sort(), digest(text)].join(' ');

// About ten large repositories' worth of changed files; an entity takes some 150 bytes, a step of one half of that.
const mostEntities = 200_000;

const weigh = (reading: FunctionReading | undefined): number =>
  (reading?.functions ?? []).reduce((sum, { steps = [] }) => sum + 1 + steps.length / 2, 1);

const parsersOf = (texts: readonly SourceText[]): ReturnType<typeof parsersFor> =>
  parsersFor(
    texts.map(({ path }) => path),
    texts.some(({ wanted }) => wanted?.cognitive) ? { cognitive: true } : {},
  );

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every function was read.' };

/**
 * A reader of the functions of the languages we know. It remembers what it read by language, content and what was wanted, so that a text
 * that did not change is not parsed again, and lets others have the thread every 16 ms.
 */
export const createFunctionReader = (now = (): number => performance.now()): ReadFunctions => {
  const kept = createKept<FunctionReading | undefined>(mostEntities, weigh);
  return async (texts, signal) => {
    const read = createReader(await loadParsers(parsersOf(texts)));
    const readOne = (source: SourceText): Promise<FunctionReading | undefined> | undefined =>
      languageOf(source.path) === undefined
        ? undefined
        : kept.recall(keyOf(source), async () => read(source.path, source.text, source.wanted));
    return inTurns(texts, readOne, { cancelled, now, ...(signal === undefined ? {} : { signal }) });
  };
};

/** Reads functions of the languages we know; one memory for all who ask. */
export const readFunctions: ReadFunctions = createFunctionReader();
