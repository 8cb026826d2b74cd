import { createHash } from 'node:crypto';
import { factParsersFor, hasFacts, readFacts as createReader, type Facts } from '#core';
import type { Failure, ReadFacts, SourceText } from '#app';
import { inTurns } from './in-turns.ts';
import { createKept } from './kept.ts';
import { loadParsers } from './parsers.ts';

// The ending tells the dialect, too; in `.d.ts` everything is declared.
const keyOf = ({ path, text }: SourceText): string =>
  `${/(?:\.d)?\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ''} ${createHash('sha256').update(text).digest('base64')}`;

// A fact takes some 300 bytes: about 60 MB at most.
const mostFacts = 200_000;

const weigh = (facts: Facts | undefined): number =>
  Object.values(facts ?? {}).reduce((sum, list: unknown) => sum + (Array.isArray(list) ? list.length : 0), 1);

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every text was read.' };

/** A reader of facts, which remembers them by language and content as that of functions does. */
const createFactReader = (now = (): number => performance.now()): ReadFacts => {
  const kept = createKept<Facts | undefined>(mostFacts, weigh);
  return async (texts, signal) => {
    const read = createReader(await loadParsers(factParsersFor(texts.map(({ path }) => path))));
    const readOne = (source: SourceText): Promise<Facts | undefined> | undefined =>
      hasFacts(source.path) ? kept.recall(keyOf(source), async () => read(source.path, source.text)) : undefined;
    return inTurns(texts, readOne, { cancelled, now, ...(signal === undefined ? {} : { signal }) });
  };
};

/** Reads facts of the languages that have them; one memory for all who ask. */
export const readFacts: ReadFacts = createFactReader();
