import {
  askKey,
  asksOf,
  failure,
  judge,
  needsOfAll,
  present,
  rulesInForce,
  success,
  type Case,
  type ChangedFile,
  type Facts,
  type Known,
  type KnownText,
  type Memory,
  type Needs,
  type Result,
} from '#core';
import type { Brief, Court, Failure, FileAsk } from '#app';
import { sha256 } from '../digest.ts';
import { inTurns } from '../in-turns.ts';
import { readContents, readKnownFacts, type CaseReaders } from './contents.ts';

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before it was judged.' };

/** Works on items in turns; the first failure is that of all. */
const all = async <Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result<Value, Failure>>,
  signal: AbortSignal | undefined,
): Promise<Result<readonly Value[], Failure>> => {
  const done = await inTurns(items, work, { cancelled, signal });
  if (!done.ok) return done;
  const values: Value[] = [];
  for (const each of done.value) {
    if (!each.ok) return each;
    values.push(each.value);
  }
  return success(values);
};

/** What a court goes by beside the brief. */
export interface CourtParts {
  /** What reads texts; left out: that of this thread, which remembers what it read. */
  readonly readers?: CaseReaders | undefined;
  /** What was found in other processes; left out: nobody keeps that. */
  readonly memory?: Memory;
}

interface ReadOptions extends CourtParts {
  readonly signal?: AbortSignal | undefined;
}

type Law = Pick<Brief, 'policy' | 'mode' | 'scope'>;

let last: (Law & { readonly needs: Needs }) | undefined;

/** What the rules of a law need; the same object as long as the law stays the same. */
const needsUnder = ({ policy, mode, scope }: Law): Needs => {
  const isSame = last?.policy === policy && last.mode === mode && last.scope.join('\n') === scope.join('\n');
  if (last !== undefined && isSame) return last.needs;
  const needs = needsOfAll(rulesInForce(policy, mode, scope));
  last = { policy, ...present('mode', mode), scope, needs };
  return needs;
};

const read = new WeakMap<ChangedFile, { readonly needs: Needs; readonly file: ChangedFile }>();

/** A file of a brief with what its texts say, as far as a law needs it; read once as long as both stay the same. */
export const readFile = async (
  file: ChangedFile,
  law: Law,
  { readers, signal }: ReadOptions = {},
): Promise<Result<ChangedFile, Failure>> => {
  const needs = needsUnder(law);
  const known = read.get(file);
  if (known?.needs === needs) return success(known.file);
  const whole = await readContents(file, needs, { readers, signal });
  if (whole.ok) read.set(file, { needs, file: whole.value });
  return whole;
};

const factsOfKnown = new WeakMap<KnownText, { readonly facts: Facts | undefined }>();

/** The facts of a text that was gathered, read once. */
export const readKnown = async (
  path: string,
  text: KnownText | undefined,
  { readers, signal }: ReadOptions = {},
): Promise<Result<Facts | undefined, Failure>> => {
  const known = text && factsOfKnown.get(text);
  if (known !== undefined) return success(known.facts);
  const facts = await readKnownFacts(path, text, { readers, signal });
  if (facts.ok && text !== undefined) factsOfKnown.set(text, { facts: facts.value });
  return facts;
};

const readAllKnown = async (
  { texts, facts: asked, ...known }: Brief['known'],
  options: ReadOptions,
): Promise<Result<Known, Failure>> => {
  const one = async ([key, ask]: readonly [string, FileAsk]) => {
    const facts = await readKnown(ask.path, texts.get(askKey({ ...ask, what: 'text' })), options);
    return facts.ok ? success([key, facts.value] as const) : facts;
  };
  const facts = await all([...asked], one, options.signal);
  return facts.ok ? success({ ...known, texts, facts: new Map(facts.value) }) : facts;
};

const isSame = <Item>(items: readonly Item[], others: readonly Item[]): boolean =>
  items.length === others.length && items.every((item, index) => item === others[index]);

const entriesOf = (map: ReadonlyMap<unknown, unknown>): readonly unknown[] => [...map].flat();

const knowsSame = (one: Known, other: Known): boolean =>
  one.base === other.base &&
  one.paths === other.paths &&
  one.mentions === other.mentions &&
  isSame(entriesOf(one.texts), entriesOf(other.texts)) &&
  isSame(entriesOf(one.facts), entriesOf(other.facts));

let lastCase: Pick<Case, 'files' | 'change' | 'known'> = { files: [], change: { base: '', files: [] } };

/** The case of the last brief where nothing of it has changed: rules do not look at the very same case again. */
const likeLast = (given: Case & { readonly known: Known }): Case => {
  const { files, change, known } = lastCase;
  lastCase = {
    files: isSame(given.files, files) ? files : given.files,
    change: given.change.base === change.base && isSame(given.change.files, change.files) ? change : given.change,
    known: known !== undefined && knowsSame(given.known, known) ? known : given.known,
  };
  return { ...given, ...lastCase };
};

const readBrief = async (brief: Brief, options: ReadOptions): Promise<Result<Case, Failure>> => {
  const { signal } = options;
  const files = await all(brief.files, (file) => readFile(file, brief, options), signal);
  if (!files.ok) return files;
  const known = await readAllKnown(brief.known, options);
  if (!known.ok) return known;
  if (signal?.aborted === true) return failure(cancelled);
  return success(
    likeLast({ ...brief, files: files.value, known: known.value, hash: sha256, ...present('memory', options.memory) }),
  );
};

/** A court that reads and judges on the thread of whoever asks; others get it every 16 ms while texts are read. */
export const openCourtHere = (parts: CourtParts = {}): Court => ({
  asks: async (brief, signal) => {
    const given = await readBrief(brief, { ...parts, signal });
    return given.ok ? success(asksOf(given.value)) : given;
  },
  judge: async (brief, signal) => {
    const given = await readBrief(brief, { ...parts, signal });
    return given.ok ? success(judge(given.value)) : given;
  },
});

/** One that keeps nothing for another process. */
export const courtHere: Court = openCourtHere();
