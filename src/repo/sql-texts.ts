import {
  hasFacts,
  isWithoutSql,
  mayHoldSql,
  readSqlTexts as createReader,
  success,
  type Facts,
  type SqlText,
} from '#core';
import type { Failure, ReadSqlTexts, SourceText } from '#app';
import { contentKey } from './content-key.ts';
import { readFacts } from './facts.ts';
import { inTurns } from './in-turns.ts';
import { createKept } from './kept.ts';
import { loadSqlParser } from './parsers.ts';

type Read = readonly SqlText[] | undefined;

// A statement takes about a kilobyte: some 50 MB at most.
const mostTexts = 50_000;

const weigh = (texts: Read): number => 1 + (texts?.length ?? 0);

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every text was read.' };

/** The parser of Postgres is loaded with the first text that may hold SQL: it is two megabytes of machine code. */
const readSql = async ({ path, text }: SourceText, facts: Facts | undefined): Promise<Read> => {
  if (isWithoutSql(path, facts)) return facts && [];
  return createReader(await loadSqlParser())(path, text, facts);
};

/** A reader of SQL, which remembers texts by language and content. */
const createSqlReader = (): ReadSqlTexts => {
  const kept = createKept<Read>(mostTexts, weigh);
  return async (texts, signal) => {
    const wanted = texts.filter(({ path }) => mayHoldSql(path, hasFacts));
    if (wanted.length === 0) return success(texts.map(() => undefined));
    const facts = await readFacts(texts, signal);
    if (!facts.ok) return facts;
    const readOne = ([source, index]: readonly [SourceText, number]) =>
      mayHoldSql(source.path, hasFacts)
        ? kept.recall(contentKey(source.path, source.text), async () => readSql(source, facts.value[index]))
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
