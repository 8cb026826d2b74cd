import { languageOf, type FunctionReading } from '#core';
import type { Failure, ReadFunctions, SourceText } from '#app';
import { readText } from './analysis/read-text.ts';
import { contentKey } from './content-key.ts';
import { inTurns } from './in-turns.ts';
import { createKept, type IsGivenUp } from './kept.ts';
import { askForFunctions } from './reading-aside.ts';

const keyOf = ({ path, text, wanted = {} }: SourceText): string => contentKey(path, text, Object.keys(wanted));

// About ten large repositories' worth of changed files; an entity takes some 150 bytes, a step of one half of that.
const mostEntities = 200_000;

const weigh = (reading: FunctionReading | undefined): number =>
  (reading?.functions ?? []).reduce((sum, { steps = [] }) => sum + 1 + steps.length / 2, 1);

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every function was read.' };

const readOne = async (source: SourceText, isGivenUp: IsGivenUp): Promise<FunctionReading | undefined> => {
  const aside = await askForFunctions(source, isGivenUp);
  return aside === undefined ? readText(source) : aside.told;
};

/**
 * A reader of the functions of the languages we know. It remembers what it read by language, content and what was wanted, so that a text
 * that did not change is not parsed again, and lets others have the thread every 16 ms.
 */
export const createFunctionReader = (now?: () => number): ReadFunctions => {
  const kept = createKept<FunctionReading | undefined>(mostEntities, weigh);
  return async (texts, signal) => {
    const recall = (source: SourceText): Promise<FunctionReading | undefined> | undefined =>
      languageOf(source.path) === undefined
        ? undefined
        : kept.recall(keyOf(source), (isGivenUp) => readOne(source, isGivenUp), signal);
    return inTurns(texts, recall, { cancelled, signal, now });
  };
};

/** Reads functions of the languages we know; one memory for all who ask. */
export const readFunctions: ReadFunctions = createFunctionReader();
