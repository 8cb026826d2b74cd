import { hasFacts, mayHoldSql, readSqlTexts as createReader, success, type SqlText } from '#core';
import type { Failure, ReadSqlTexts, SourceText } from '#app';
import { contentKey } from './content-key.ts';
import { readFacts } from './facts.ts';
import { inTurns } from './in-turns.ts';
import { createKept } from './kept.ts';
import { loadSqlParser } from './parsers.ts';

// A statement takes about a kilobyte: some 50 MB at most.
const mostTexts = 50_000;

const weigh = (texts: readonly SqlText[] | undefined): number => 1 + (texts?.length ?? 0);

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every text was read.' };

/** A reader of SQL, which remembers texts by language and content. The parser of Postgres is loaded with the first. */
const createSqlReader = (): ReadSqlTexts => {
  const kept = createKept<readonly SqlText[] | undefined>(mostTexts, weigh);
  return async (texts, signal) => {
    const wanted = texts.filter(({ path }) => mayHoldSql(path, hasFacts));
    if (wanted.length === 0) return success(texts.map(() => undefined));
    const facts = await readFacts(texts, signal);
    if (!facts.ok) return facts;
    const read = createReader(await loadSqlParser());
    const readOne = ([{ path, text }, index]: readonly [SourceText, number]) =>
      mayHoldSql(path, hasFacts)
        ? kept.recall(contentKey(path, text), async () => read(path, text, facts.value[index]))
        : undefined;
    return inTurns(
      texts.map((text, index) => [text, index] as const),
      readOne,
      { cancelled, signal },
    );
  };
};

/** Reads the SQL in texts; one memory for all who ask. */
export const readSqlTexts: ReadSqlTexts = createSqlReader();
