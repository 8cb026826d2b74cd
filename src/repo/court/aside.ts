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

/** Puts a question to a thread; `piece` is the one whose text it is to read. */
type Put = (question: CourtQuestion, piece?: Piece) => Told;

/** Puts questions until a signal. What comes up there as a bug comes up here as one. */
const putTo = (aside: Pick<Aside, 'ask'>, signal: AbortSignal | undefined): Put => {
  const isGivenUp = (): boolean => signal?.aborted === true;
  return async (question, piece) => {
    if (isGivenUp()) return failure({ failure: cancelled });
    const json = await aside.ask(question, isGivenUp);
    if (json === undefined) return failure(isGivenUp() ? { failure: cancelled } : { diedOf: piece });
    const answer = JSON.parse(json) as CourtAnswer;
    if ('threw' in answer) throw new Error(`On the thread aside: ${answer.threw}`);
    return 'lost' in answer ? failure('lost') : success(answer.value);
  };
};

/** What is known here of the side of the thread. */
interface Side {
  /** The pieces that it holds. */
  readonly numbers: Map<Piece, number>;
  /** What a piece was read for there. */
  readonly read: Map<Piece, string>;
  /** Those that the last brief had no more, with how many briefs in a row have not had them. */
  left: ReadonlyMap<Piece, number>;
  /** What a thread died of, so that it stays unread. */
  readonly unread: WeakSet<Piece>;
  /** Never the same twice, over all the lives of the thread: a number does not stand for something else. */
  readonly next: () => number;
}

const openSide = (): Side => {
  let last = 0;
  return { numbers: new Map(), read: new Map(), left: new Map(), unread: new WeakSet(), next: () => (last += 1) };
};

const handOver = async (side: Side, put: Put, pieces: ReadonlyMap<Piece, number>): Told => {
  const fresh = [...pieces].flatMap(([piece, number]): readonly Numbered[] =>
    side.numbers.has(piece) ? [] : [[number, piece]],
  );
  for (const hold of batchesOf(fresh)) {
    const unread = hold.filter(([, piece]) => side.unread.has(piece)).map(([number]) => number);
    const told = await put({ hold, unread });
    if (!told.ok) return told;
    for (const [number, piece] of hold) side.numbers.set(piece, number);
  }
  return success(true);
};

// Text by text, so that a question that cannot wait gets its turn, and the text that is too much is known.
const haveRead = async (side: Side, put: Put, readings: readonly Reading[]): Told => {
  for (const { piece, question, reason } of readings) {
    if (side.read.get(piece) === reason) continue;
    const told = await put(question, piece);
    if (!told.ok) return told;
    side.read.set(piece, reason);
  }
  return success(true);
};

/** Forgets pieces that the other side does not hold any more. */
const forget = ({ numbers, read }: Side, isKept: (piece: Piece) => boolean): void => {
  for (const map of [numbers, read]) for (const piece of map.keys()) if (!isKept(piece)) map.delete(piece);
};

// What a patch replaced is what the next one is put on, and a patch is judged by itself in between: it comes back within a
// few questions, or never. A large text that is typed over takes too much room for that.
const longestAway = 4;
const mostWeight = 300_000;

/** The pieces that a brief has no more and that are kept all the same, with how many briefs in a row have not had them. */
const leftBehind = ({ numbers, left }: Side, pieces: ReadonlyMap<Piece, number>): ReadonlyMap<Piece, number> =>
  new Map(
    [...numbers.keys()]
      .filter((piece) => !pieces.has(piece))
      .map((piece) => [piece, (left.get(piece) ?? 0) + 1] as const)
      .filter(([piece, away]) => away <= longestAway && weigh(piece) <= mostWeight),
  );

const attempt = async (side: Side, put: Put, hear: keyof Court, brief: Brief): Told => {
  const { pieces, byNumber } = numberPieces(brief, side.numbers, side.next);
  const handed = await handOver(side, put, pieces);
  if (!handed.ok) return handed;
  const read = await haveRead(side, put, readingsOf(brief, byNumber, pieces));
  if (!read.ok) return read;
  const left = leftBehind(side, pieces);
  const told = await put({
    hear,
    brief: byNumber,
    kept: [...left.keys()].flatMap((piece) => side.numbers.get(piece) ?? []),
  });
  if (!told.ok) return told;
  forget(side, (piece) => pieces.has(piece) || left.has(piece));
  side.left = left;
  return told;
};

// A thread that is lost again and again has no room for what is asked of it.
const mostLosses = 3;

const hearBrief = async (side: Side, put: Put, hear: keyof Court, brief: Brief): Promise<Result<unknown, Failure>> => {
  for (let losses = 0; losses < mostLosses;) {
    const told = await attempt(side, put, hear, brief);
    if (told.ok) return told;
    if (told.error !== 'lost' && 'failure' in told.error) return failure(told.error.failure);
    forget(side, () => false);
    side.left = new Map();
    if (told.error === 'lost') losses += 1;
    else if (told.error.diedOf === undefined) return failure(tooLarge);
    else side.unread.add(told.error.diedOf);
  }
  return failure(tooLarge);
};

/** A court on a thread aside: whoever asks copies each piece of a brief once, and is told what came of it. */
export const courtAside = (aside: Pick<Aside, 'ask'>): Court => {
  const side = openSide();
  let turn: Promise<unknown> = Promise.resolve();
  // One brief at a time, as the thread lets go of the pieces of the one before.
  const inTurn = (hear: keyof Court, brief: Brief, signal: AbortSignal | undefined) => {
    const heard = turn.then(async () => hearBrief(side, putTo(aside, signal), hear, brief));
    turn = heard.catch(() => undefined);
    return heard;
  };
  return {
    asks: async (brief, signal) => (await inTurn('asks', brief, signal)) as Result<readonly Ask[], Failure>,
    judge: async (brief, signal) => (await inTurn('judge', brief, signal)) as Result<Judgement, Failure>,
  };
};
