import { factParsersFor, hasFacts, readFacts as createReader, type Facts } from '#core';
import type { Failure, ReadFacts, SourceText } from '#app';
import { contentKey } from './content-key.ts';
import { inTurns } from './in-turns.ts';
import { createKept } from './kept.ts';
import { loadParsers } from './parsers.ts';

// A fact takes some 300 bytes: about 60 MB at most.
const mostFacts = 200_000;

const weigh = (facts: Facts | undefined): number =>
  Object.values(facts ?? {}).reduce((sum, list: unknown) => sum + (Array.isArray(list) ? list.length : 0), 1);

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every text was read.' };

// By the parsers it takes: a reader is asked for text after text.
const readers = new Map<string, Promise<ReturnType<typeof createReader>>>();

const readerFor = (paths: readonly string[]): Promise<ReturnType<typeof createReader>> => {
  const names = factParsersFor(paths);
  const key = [...names].sort().join();
  const reader = readers.get(key) ?? loadParsers(names).then(createReader);
  readers.set(key, reader);
  return reader;
};

/** A reader of facts, which remembers them by language and content as that of functions does. */
const createFactReader = (): ReadFacts => {
  const kept = createKept<Facts | undefined>(mostFacts, weigh);
  return async (texts, signal) => {
    const read = await readerFor(texts.map(({ path }) => path));
    const readOne = ({ path, text }: SourceText): Promise<Facts | undefined> | undefined =>
      hasFacts(path) ? kept.recall(contentKey(path, text), async () => read(path, text)) : undefined;
    return inTurns(texts, readOne, { cancelled, signal });
  };
};

/** Reads facts of the languages that have them; one memory for all who ask. */
export const readFacts: ReadFacts = createFactReader();
