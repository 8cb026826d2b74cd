import type { Failure, ReadFacts, ReadFunctions, ReadSecrets, ReadSqlTexts, ReadSyntaxChanges } from '#app';
import { success, type Result } from '#core';
import { contentKey } from '../content-key.ts';
import { readFacts } from '../facts.ts';
import { readFunctions } from '../functions.ts';
import { readSecrets } from '../secrets/read-secrets.ts';
import { readSqlTexts } from '../sql-texts.ts';
import { readSyntaxChanges } from '../measure/syntax-changes.ts';
import type { LineStore } from './line-store.ts';

/** All that reads texts. */
export interface TextReaders {
  readonly readFunctions: ReadFunctions;
  readonly readSyntaxChanges: ReadSyntaxChanges;
  readonly readFacts: ReadFacts;
  readonly readSqlTexts: ReadSqlTexts;
  readonly readSecrets: ReadSecrets;
}

/** Those of this thread. */
export const textReaders: TextReaders = { readFunctions, readSyntaxChanges, readFacts, readSqlTexts, readSecrets };

type Read<Source, Value> = (
  sources: readonly Source[],
  signal?: AbortSignal,
) => Promise<Result<readonly Value[], Failure>>;

/**
 * A reader that first looks into a store. Only what is not there is read, and no parser is loaded for anything else. What could
 * not be read is not kept: it is tried again.
 */
const keep = <Source, Value>(
  store: LineStore,
  nameOf: (source: Source) => string,
  read: Read<Source, Value>,
): Read<Source, Value> => {
  return async (sources, signal) => {
    const names = sources.map(nameOf);
    const known = names.map((name) => store.recall(name) as Value | undefined);
    const missing = sources.filter((_, index) => known[index] === undefined);
    if (missing.length === 0) return success(known as readonly Value[]);
    const fresh = await read(missing, signal);
    if (!fresh.ok) return fresh;
    let next = 0;
    return success(
      known.map((value, index): Value => {
        if (value !== undefined) return value;
        const made = fresh.value[next] as Value;
        next += 1;
        if (made !== undefined) store.learn(names[index] ?? '', made);
        return made;
      }),
    );
  };
};

/** Readers that keep what they read in a store: by what is read of a text, its language, and its content. */
export const keepReaders = (store: LineStore, readers = textReaders): TextReaders => ({
  readFunctions: keep(
    store,
    ({ path, text, wanted = {} }) => `functions ${contentKey(path, text, Object.keys(wanted))}`,
    readers.readFunctions,
  ),
  readSyntaxChanges: keep(
    store,
    ({ path, from = path, before, after }) => {
      const sides = [
        [from, before],
        [path, after],
      ] as const;
      return `syntax ${JSON.stringify(sides.map(([of, text]) => [text !== undefined, contentKey(of, text ?? '')]))}`;
    },
    readers.readSyntaxChanges,
  ),
  readFacts: keep(store, ({ path, text }) => `facts ${contentKey(path, text)}`, readers.readFacts),
  readSqlTexts: keep(store, ({ path, text }) => `sql ${contentKey(path, text)}`, readers.readSqlTexts),
  readSecrets: keep(store, ({ path, text }) => `secrets ${contentKey(path, text)}`, readers.readSecrets),
});
