import { present, type Ask, type Case, type Judgement, type Known, type Result } from '#core';
import type { Failure } from '../failure.ts';
import type { Reading, Standard } from './review.ts';

/** An ask for something of one file. */
export type FileAsk = Extract<Ask, { readonly path: string }>;

/** What was gathered of the repository around a change: as texts, for what they say is read where the change is judged. */
export interface Gathered extends Omit<Known, 'facts'> {
  /** The asks for facts, by `askKey`; what they are about is among the texts. */
  readonly facts: ReadonlyMap<string, FileAsk>;
}

export const nothingGathered: Gathered = { texts: new Map(), facts: new Map() };

/** A change to judge, with the texts that were read of it. Two that share an object share what was read of that. */
export interface Brief extends Omit<Case, 'hash' | 'known'> {
  readonly known: Gathered;
}

/**
 * Reads what the texts of a brief say (facts, SQL, secrets) and judges by it, on whatever thread. Fails with `cancelled`, and
 * with `too-large` where the memory that it may take is not enough.
 */
export interface Court {
  /** What has to be gathered before the brief can be judged; when it is, there may be more to ask. */
  readonly asks: (brief: Brief, signal?: AbortSignal) => Promise<Result<readonly Ask[], Failure>>;
  readonly judge: (brief: Brief, signal?: AbortSignal) => Promise<Result<Judgement, Failure>>;
}

/** A reading as a brief, with no more than is judged. */
export const briefOf = (
  { policy, mode, scope, allowances }: Standard,
  { change, files, known }: Pick<Reading, 'change' | 'files' | 'known'>,
): Brief => ({
  policy,
  ...present('mode', mode),
  scope,
  ...present('allowances', allowances),
  change,
  files,
  known,
});
