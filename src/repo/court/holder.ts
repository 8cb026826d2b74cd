import { present, type Result } from '#core';
import type { Brief, Failure } from '#app';
import { giveUpOn } from './contents.ts';
import { courtHere, readFile, readKnown } from './here.ts';
import {
  numbersIn,
  type BriefByNumber,
  type CourtAnswer,
  type CourtQuestion,
  type LawByNumber,
  type NumberOf,
  type Piece,
} from './pieces.ts';

/* The side of the thread aside: puts briefs together again, of pieces that it holds, and judges by them. */

const held = new Map<number, Piece>();

// What a number stands for is known to whoever wrote it into its place.
const piece = <Kind extends Piece>(number: NumberOf<Kind>): Kind => held.get(number) as Kind;

const maybe = <Kind extends Piece>(number: NumberOf<Kind> | undefined): Kind | undefined =>
  number === undefined ? undefined : piece(number);

const lawOf = ({ policy, mode, scope }: LawByNumber) => ({
  policy: piece(policy),
  ...present('mode', maybe(mode)),
  scope,
});

const putTogether = (brief: BriefByNumber): Brief => ({
  ...lawOf(brief),
  ...present('allowances', maybe(brief.allowances)),
  change: { base: brief.base, files: brief.changes.map((number) => piece(number)) },
  files: brief.files.map((number) => piece(number)),
  known: {
    ...present('paths', maybe(brief.paths)),
    ...present('mentions', brief.mentions),
    texts: new Map(brief.texts.map(([key, number]) => [key, piece(number)])),
    facts: brief.facts,
  },
});

/** Lets go of what is in no brief any more and is not kept either. */
const letGo = (brief: BriefByNumber, kept: readonly number[]): void => {
  const needed = new Set([...numbersIn(brief), ...kept]);
  for (const number of held.keys()) if (!needed.has(number)) held.delete(number);
};

const valueOf = <Value>(result: Result<Value, Failure>): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const done: CourtAnswer = { value: true };

/** The numbers that a question takes for known. */
const namedIn = (question: Exclude<CourtQuestion, { readonly hold: unknown }>): readonly number[] => {
  if ('readFile' in question) return [question.readFile, ...numbersIn(question.law)];
  return 'readText' in question ? [question.readText] : numbersIn(question.brief);
};

const hear = async (question: CourtQuestion): Promise<CourtAnswer> => {
  if ('hold' in question) {
    for (const [number, one] of question.hold) held.set(number, one);
    for (const number of question.unread) giveUpOn(piece(number));
    return done;
  }
  if (!namedIn(question).every((number) => held.has(number))) return { lost: true };
  if ('readFile' in question) {
    valueOf(await readFile(piece(question.readFile), lawOf(question.law)));
    return done;
  }
  if ('readText' in question) {
    valueOf(await readKnown(question.path, piece(question.readText)));
    return done;
  }
  letGo(question.brief, question.kept);
  const brief = putTogether(question.brief);
  return { value: valueOf<unknown>(await (question.hear === 'asks' ? courtHere.asks(brief) : courtHere.judge(brief))) };
};

/** Answers a question about briefs, in JSON. */
export const answerCourt = async (question: CourtQuestion): Promise<string> => {
  try {
    return JSON.stringify((await hear(question)) satisfies CourtAnswer);
  } catch (error) {
    const threw = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return JSON.stringify({ threw } satisfies CourtAnswer);
  }
};
