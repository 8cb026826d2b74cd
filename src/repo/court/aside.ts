import { askKey, failure, success, type Ask, type Judgement, type Result } from '#core';
import type { Brief, Court, Failure } from '#app';
import type { Aside } from '../analysis/aside.ts';
import {
  numberPieces,
  type BriefByNumber,
  type CourtAnswer,
  type CourtQuestion,
  type LawByNumber,
  type Piece,
} from './pieces.ts';

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before it was judged.' };

const tooLarge: Failure = {
  reason: 'too-large',
  message: 'The change could not be judged: that takes more memory than the editor may take for it.',
  remedy: 'Judge it in a terminal: codex-governor check',
};

/** Why a question has no answer. */
type Setback =
  | { readonly failure: Failure }
  /** The thread does not hold what the question names: it was started anew. */
  | 'lost'
  /** The thread did not survive the question; the piece is the one that it was to read, where it was one. */
  | { readonly diedOf: Piece | undefined };

type Told<Value = unknown> = Promise<Result<Value, Setback>>;

type Numbered = readonly [number: number, piece: Piece];

// In characters, more or less: to copy that many takes a few milliseconds.
const mostAtOnce = 400_000;

const weigh = (piece: Piece): number =>
  Object.values(piece).reduce((sum: number, value: unknown) => {
    if (typeof value === 'string') return sum + value.length;
    return sum + (Array.isArray(value) ? 200 * value.length : 100);
  }, 0);

/** Pieces in batches that cross over at once. */
const batchesOf = (pieces: readonly Numbered[]): readonly (readonly Numbered[])[] => {
  const batches: Numbered[][] = [];
  let room = 0;
  for (const one of pieces) {
    const weight = weigh(one[1]);
    if (weight > room) {
      batches.push([]);
      room = mostAtOnce;
    }
    batches.at(-1)?.push(one);
    room -= weight;
  }
  return batches;
};

interface Reading {
  readonly piece: Piece;
  readonly question: CourtQuestion;
  /** What it is read for: for the same it is read once. */
  readonly reason: string;
}

/** What has to be read of the texts of a brief, each with the piece that the text is in. */
const readingsOf = (
  { files, known }: Brief,
  { policy, mode, scope }: BriefByNumber,
  pieces: ReadonlyMap<Piece, number>,
): readonly Reading[] => {
  const law: LawByNumber = { policy, ...(mode === undefined ? {} : { mode }), scope };
  const reason = JSON.stringify(law);
  const numberOf = (piece: Piece): number => pieces.get(piece) ?? Number.NaN;
  const ofKnown = [...known.facts.values()].flatMap((ask): readonly Reading[] => {
    const text = known.texts.get(askKey({ ...ask, what: 'text' }));
    if (text === undefined) return [];
    return [{ piece: text, question: { readText: numberOf(text), path: ask.path }, reason: 'facts' }];
  });
  return [...files.map((file) => ({ piece: file, question: { readFile: numberOf(file), law }, reason })), ...ofKnown];
};

/** What a piece was read for on the other side, by its number. */
interface Held {
  readonly numbers: Map<Piece, number>;
  readonly read: Map<Piece, string>;
}

/** Puts questions to a thread. What comes up there as a bug comes up here as one. */
const putTo =
  (aside: Pick<Aside, 'ask'>, signal: AbortSignal | undefined) =>
  async (question: CourtQuestion, piece?: Piece): Told => {
    const isGivenUp = (): boolean => signal?.aborted === true;
    if (isGivenUp()) return failure({ failure: cancelled });
    const json = await aside.ask(question, isGivenUp);
    if (json === undefined) return failure(isGivenUp() ? { failure: cancelled } : { diedOf: piece });
    const answer = JSON.parse(json) as CourtAnswer;
    if ('threw' in answer) throw new Error(`On the thread aside: ${answer.threw}`);
    return 'lost' in answer ? failure('lost') : success(answer.value);
  };

/** Has briefs heard by one thread, one brief at a time. */
const openSide = (aside: Pick<Aside, 'ask'>) => {
  const held: Held = { numbers: new Map(), read: new Map() };
  // Across the lives of the thread: a number never stands for something else.
  let last = 0;
  const next = (): number => (last += 1);
  const unread = new WeakSet<Piece>();

  const attempt = async (hear: keyof Court, brief: Brief, signal: AbortSignal | undefined): Told => {
    const put = putTo(aside, signal);
    const { pieces, byNumber } = numberPieces(brief, held.numbers, next);
    const fresh = [...pieces].flatMap(([piece, number]): readonly Numbered[] =>
      held.numbers.has(piece) ? [] : [[number, piece]],
    );
    for (const hold of batchesOf(fresh)) {
      const isUnread = hold.filter(([, piece]) => unread.has(piece)).map(([number]) => number);
      const told = await put({ hold, unread: isUnread });
      if (!told.ok) return told;
      for (const [number, piece] of hold) held.numbers.set(piece, number);
    }
    for (const { piece, question, reason } of readingsOf(brief, byNumber, pieces)) {
      if (held.read.get(piece) === reason) continue;
      // Text by text, so that a question that cannot wait gets its turn, and the one that is too much is known.
      const told = await put(question, piece);
      if (!told.ok) return told;
      held.read.set(piece, reason);
    }
    const told = await put({ hear, brief: byNumber });
    // The other side has let go of all else.
    if (told.ok) for (const piece of held.numbers.keys()) if (!pieces.has(piece)) drop(piece);
    return told;
  };
  const drop = (piece: Piece): void => {
    held.numbers.delete(piece);
    held.read.delete(piece);
  };

  return async (
    hear: keyof Court,
    brief: Brief,
    signal: AbortSignal | undefined,
  ): Promise<Result<unknown, Failure>> => {
    for (let losses = 0; losses < 3;) {
      const told = await attempt(hear, brief, signal);
      if (told.ok) return told;
      if (typeof told.error === 'object' && 'failure' in told.error) return failure(told.error.failure);
      held.numbers.clear();
      held.read.clear();
      if (told.error === 'lost') losses += 1;
      else if (told.error.diedOf === undefined) return failure(tooLarge);
      else unread.add(told.error.diedOf);
    }
    return failure(tooLarge);
  };
};

/** A court on a thread aside: whoever asks copies each piece of a brief once, and is told what came of it. */
export const courtAside = (aside: Pick<Aside, 'ask'>): Court => {
  const hearBrief = openSide(aside);
  let turn: Promise<unknown> = Promise.resolve();
  // One brief at a time, as the thread lets go of the pieces of the one before.
  const inTurn: typeof hearBrief = (hear, brief, signal) => {
    const heard = turn.then(async () => hearBrief(hear, brief, signal));
    turn = heard.catch(() => undefined);
    return heard;
  };
  return {
    asks: async (brief, signal) => (await inTurn('asks', brief, signal)) as Result<readonly Ask[], Failure>,
    judge: async (brief, signal) => (await inTurn('judge', brief, signal)) as Result<Judgement, Failure>,
  };
};
