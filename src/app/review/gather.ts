import {
  askKey,
  failure,
  looksAround,
  present,
  rulesInForce,
  success,
  type Ask,
  type KnownText,
  type Result,
} from '#core';
import { briefOf, type FileAsk, type Gathered } from './court.ts';
import { fail, type Failure } from '../failure.ts';
import type { Unread } from '../ports.ts';
import type { ReadableChange, Reading, ReviewPorts } from './review.ts';
import { need, story } from '../story.ts';

type GatherPorts = Pick<ReviewPorts, 'court'>;

/** What was read so far. */
type Begun = Pick<Reading, 'change' | 'files' | 'standard' | 'known'> & { readonly measured: ReadableChange };

/** Texts that are not on disk yet, by path: typed and not saved, or proposed; undefined for a file that will be gone. */
type Texts = ReadonlyMap<string, string | undefined>;

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

const isOfFile = (ask: Ask): ask is FileAsk => 'path' in ask;

const readText = async (
  { readBefore, readAfter }: ReadableChange,
  { side, path }: FileAsk,
  unsaved: Texts,
): Promise<KnownText> => {
  if (side === 'after' && unsaved.has(path)) return textOf(unsaved.get(path));
  return textOf(await (side === 'before' ? readBefore(path) : readAfter(path)));
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

/** What is known once some asks are answered. */
const answer = (
  reading: Begun,
  asks: readonly Ask[],
  { unsaved = new Map() }: GatherOptions,
): Promise<Result<Gathered, Failure>> =>
  story(async function* () {
    const { known, measured, standard } = reading;
    const ofFiles = asks.filter(isOfFile);
    const asksFor = (what: Ask['what']): boolean => asks.some((ask) => ask.what === what);
    const paths = asksFor('paths') ? yield* need(measured.listBefore()) : known.paths;
    const messages = asksFor('mentions') ? yield* need(measured.readMessages()) : undefined;
    const mentions = messages === undefined ? known.mentions : [...(standard.linked ?? []), messages].join('\n');
    const texts = new Map([...known.texts, ...(await readTexts(reading, ofFiles, unsaved))]);
    const facts = ofFiles.filter(({ what }) => what === 'facts').map((ask) => [askKey(ask), ask] as const);
    return {
      ...present('base', known.base),
      ...present('paths', paths),
      ...present('mentions', mentions),
      texts,
      facts: new Map([...known.facts, ...facts]),
    };
  });

/** What stays known when the text of a file is typed: that file's own is asked for again. */
const withoutTyped = (known: Gathered, unsaved: Texts): Gathered => {
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
  const { policy, mode, scope } = reading.standard;
  let known = withoutTyped(reading.known, options.unsaved ?? new Map());
  if (!looksAround(rulesInForce(policy, mode, scope))) return success({ ...reading, known });
  for (let round = 0; round < mostRounds; round += 1) {
    const asks = await ports.court.asks(briefOf(reading.standard, { ...reading, known }), options.signal);
    if (!asks.ok) return asks;
    if (asks.value.length === 0) break;
    if (options.signal?.aborted === true)
      return failure(fail('cancelled', 'It was cancelled before all around the change was read.'));
    const answered = await answer({ ...reading, known }, asks.value, options);
    if (!answered.ok) return answered;
    known = answered.value;
  }
  return success({ ...reading, known });
};
