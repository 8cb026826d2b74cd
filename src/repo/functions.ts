import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { failure, languageOf, parsersFor, readFunctions as createReader, success, type FunctionReading } from '#core';
import type { Failure, ReadFunctions, SourceText } from '#app';
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

// A frame of a screen: whoever shares the thread with us must not feel that we are here.
const stretch = 16;

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every function was read.' };

/**
 * A reader of the functions of the languages we know. It remembers what it read by language, content and what was wanted, so that a text
 * that did not change is not parsed again, and lets others have the thread every 16 ms.
 */
export const createFunctionReader = (now = (): number => performance.now()): ReadFunctions => {
  const kept = createKept<FunctionReading | undefined>(mostEntities, weigh);
  return async (texts, signal) => {
    const wantsCognitive = texts.some(({ wanted }) => wanted?.cognitive);
    const names = parsersFor(
      texts.map(({ path }) => path),
      wantsCognitive ? { cognitive: true } : {},
    );
    const read = createReader(await loadParsers(names));
    const all: (FunctionReading | undefined)[] = [];
    let since = now();
    for (const source of texts) {
      if (now() - since >= stretch) {
        await setImmediate();
        since = now();
      }
      if (signal?.aborted === true) return failure(cancelled);
      const isKnown = languageOf(source.path) !== undefined;
      all.push(
        isKnown
          ? await kept.recall(keyOf(source), async () => read(source.path, source.text, source.wanted))
          : undefined,
      );
    }
    return success(all);
  };
};

/** Reads functions of the languages we know; one memory for all who ask. */
export const readFunctions: ReadFunctions = createFunctionReader();
