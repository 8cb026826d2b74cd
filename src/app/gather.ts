import {
  asksOf,
  askKey,
  failure,
  hasFacts,
  present,
  success,
  type Ask,
  type Known,
  type KnownText,
  type Result,
} from '#core';
import { fail, type Failure } from './failure.ts';
import type { Unread } from './ports.ts';
import type { ReadableChange, Reading, ReviewPorts } from './review.ts';
import { need, story } from './story.ts';

type GatherPorts = Pick<ReviewPorts, 'readFacts' | 'hash'>;

/** What was read so far. */
type Begun = Pick<Reading, 'change' | 'files' | 'standard' | 'known'> & { readonly measured: ReadableChange };

/** Texts that were typed and are not saved, by path. */
type Texts = ReadonlyMap<string, string>;

interface GatherOptions {
  /** They stand for what is on disk. */
  readonly unsaved?: Texts;
  readonly signal?: AbortSignal | undefined;
}

// A rule asks for the files that those it was given lead to, and then for theirs. One that still asks after so many rounds
// says so in a finding.
const mostRounds = 24;

const textOf = (read: string | Unread | undefined): KnownText =>
  typeof read === 'object' ? read : present('text', read);

type FileAsk = Extract<Ask, { readonly path: string }>;

const isOfFile = (ask: Ask): ask is FileAsk => 'path' in ask;

const readText = async (
  { readBefore, readAfter }: ReadableChange,
  { side, path }: FileAsk,
  unsaved: Texts,
): Promise<KnownText> => {
  const typed = side === 'after' ? unsaved.get(path) : undefined;
  return textOf(typed ?? (await (side === 'before' ? readBefore(path) : readAfter(path))));
};

/** The texts that some asks are about; facts are read in texts. */
const readTexts = async (
  { measured, known }: Begun,
  asks: readonly FileAsk[],
  unsaved: Texts,
): Promise<ReadonlyMap<string, KnownText>> => {
  const wanted = new Map(asks.map((ask) => [askKey({ ...ask, what: 'text' }), ask]));
  const fresh = [...wanted].filter(([key]) => !known.texts.has(key));
  return new Map(
    await Promise.all(fresh.map(async ([key, ask]) => [key, await readText(measured, ask, unsaved)] as const)),
  );
};

const readAllFacts = async (
  { readFacts }: GatherPorts,
  asks: readonly FileAsk[],
  texts: Known['texts'],
  signal: AbortSignal | undefined,
): Promise<Result<Known['facts'], Failure>> => {
  const wanted = asks.filter(({ what }) => what === 'facts');
  const sources = wanted.flatMap((ask) => {
    const text = texts.get(askKey({ ...ask, what: 'text' }))?.text;
    return text === undefined || !hasFacts(ask.path) ? [] : [{ ask, source: { path: ask.path, text } }];
  });
  const read = await readFacts(
    sources.map(({ source }) => source),
    signal,
  );
  if (!read.ok) return read;
  const facts = new Map<string, (typeof read.value)[number]>(wanted.map((ask) => [askKey(ask), undefined]));
  for (const [index, { ask }] of sources.entries()) facts.set(askKey(ask), read.value[index]);
  return success(facts);
};

/** What is known once some asks are answered. */
const answer = (
  ports: GatherPorts,
  reading: Begun,
  asks: readonly Ask[],
  { unsaved = new Map(), signal }: GatherOptions,
): Promise<Result<Known, Failure>> =>
  story(async function* () {
    const { known, measured, standard } = reading;
    const ofFiles = asks.filter(isOfFile);
    const asksFor = (what: Ask['what']): boolean => asks.some((ask) => ask.what === what);
    const paths = asksFor('paths') ? yield* need(measured.listBefore()) : known.paths;
    const messages = asksFor('mentions') ? yield* need(measured.readMessages()) : undefined;
    const mentions = messages === undefined ? known.mentions : [...(standard.linked ?? []), messages].join('\n');
    const texts = new Map([...known.texts, ...(await readTexts(reading, ofFiles, unsaved))]);
    const facts = yield* need(readAllFacts(ports, ofFiles, texts, signal));
    return {
      ...present('paths', paths),
      ...present('mentions', mentions),
      texts,
      facts: new Map([...known.facts, ...facts]),
    };
  });

/** What stays known when the text of a file is typed: that file's own is asked for again. */
const withoutTyped = (known: Known, unsaved: Texts): Known => {
  const isKept = ([key]: readonly [string, unknown]): boolean => !unsaved.has(key.replace(/^\w+ after /, ''));
  return {
    ...known,
    texts: new Map([...known.texts].filter(isKept)),
    facts: new Map([...known.facts].filter(isKept)),
  };
};

/** Gathers what the rules that look around ask for, until they ask for nothing more. */
export const gather = async <Read extends Begun>(
  ports: GatherPorts,
  reading: Read,
  options: GatherOptions = {},
): Promise<Result<Read, Failure>> => {
  const { change, files, standard } = reading;
  let known = withoutTyped(reading.known, options.unsaved ?? new Map());
  for (let round = 0; round < mostRounds; round += 1) {
    const asks = asksOf({ ...standard, change, files, known, hash: ports.hash });
    if (asks.length === 0) break;
    if (options.signal?.aborted === true)
      return failure(fail('cancelled', 'It was cancelled before all around the change was read.'));
    const answered = await answer(ports, { ...reading, known }, asks, options);
    if (!answered.ok) return answered;
    known = answered.value;
  }
  return success({ ...reading, known });
};
