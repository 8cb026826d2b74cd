import {
  hasFacts,
  pathAtBase,
  present,
  success,
  wantsFacts,
  wantsSecrets,
  wantsSql,
  type ChangedFile,
  type Facts,
  type KnownText,
  type Needs,
  type Result,
} from '#core';
import type { Failure, SourceText } from '#app';
import { textReaders, type TextReaders } from '../between/kept-readers.ts';

type Read<Value> = (
  texts: readonly SourceText[],
  signal?: AbortSignal,
) => Promise<Result<readonly (Value | undefined)[], Failure>>;

interface Sides<Value> {
  readonly earlier?: Value | undefined;
  readonly now?: Value | undefined;
}

const readSides = async <Value>(
  read: Read<Value>,
  file: ChangedFile,
  signal: AbortSignal | undefined,
): Promise<Result<Sides<Value>, Failure>> => {
  const { path, before, after } = file;
  const earlier = before === undefined ? [] : [{ path: pathAtBase(file), text: before }];
  const all = await read([...earlier, ...(after === undefined ? [] : [{ path, text: after }])], signal);
  if (!all.ok) return all;
  return success({ earlier: all.value[earlier.length - 1], now: all.value[earlier.length] });
};

const nothing = success({ earlier: undefined, now: undefined });

/** What a thread did not survive to read; it is not tried again. */
const unreadable = new WeakSet<ChangedFile | KnownText>();

/** Tells that a text cannot be read: nothing will be known of what it says. */
export const giveUpOn = (what: ChangedFile | KnownText): void => void unreadable.add(what);

/** What reads the texts of a case. */
export type CaseReaders = Pick<TextReaders, 'readFacts' | 'readSqlTexts' | 'readSecrets'>;

interface ReadOptions {
  readonly readers?: CaseReaders | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The file with what its texts say, as far as that is needed. */
export const readContents = async (
  file: ChangedFile,
  needs: Needs,
  { readers = textReaders, signal }: ReadOptions = {},
): Promise<Result<ChangedFile, Failure>> => {
  if (unreadable.has(file)) return success(file);
  const { readFacts, readSqlTexts, readSecrets } = readers;
  const facts = wantsFacts(needs, file) ? await readSides(readFacts, file, signal) : nothing;
  if (!facts.ok) return facts;
  const sql = wantsSql(needs, file) ? await readSides(readSqlTexts, file, signal) : nothing;
  if (!sql.ok) return sql;
  const secrets = wantsSecrets(needs, file) ? await readSides(readSecrets, file, signal) : nothing;
  if (!secrets.ok) return secrets;
  return success({
    ...file,
    ...present('facts', facts.value.now),
    ...present('factsBefore', facts.value.earlier),
    ...present('sql', sql.value.now),
    ...present('sqlBefore', sql.value.earlier),
    ...present('secrets', secrets.value.now),
    ...present('secretsBefore', secrets.value.earlier),
  });
};

/** The facts of a text that was gathered; undefined where there is none, or its language has none. */
export const readKnownFacts = async (
  path: string,
  known: KnownText | undefined,
  { readers = textReaders, signal }: ReadOptions = {},
): Promise<Result<Facts | undefined, Failure>> => {
  if (known?.text === undefined || !hasFacts(path) || unreadable.has(known)) return success(undefined);
  const read = await readers.readFacts([{ path, text: known.text }], signal);
  return read.ok ? success(read.value[0]) : read;
};
