import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { createKept } from './kept.ts';

class Unread extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

type Read<Value> = (revision: string, place: string) => Promise<Result<Value, Failure>>;

// In characters.
const mostKept = 8_000_000;

const isId = (revision: string): boolean => /^[0-9a-f]{40,64}$/.test(revision);

/** Reads of commits; what was read of one that is named by its full id stays true, and is not read again. */
export const rememberOfCommits = <Value>(read: Read<Value>, weigh: (value: Value) => number): Read<Value> => {
  const kept = createKept<Value>(mostKept, weigh);
  const demand = async (revision: string, place: string): Promise<Value> => {
    const answer = await read(revision, place);
    if (!answer.ok) throw new Unread(answer.error);
    return answer.value;
  };
  return async (revision, place) => {
    if (!isId(revision)) return read(revision, place);
    try {
      return success(await kept.recall(`${revision} ${place}`, () => demand(revision, place)));
    } catch (error) {
      if (error instanceof Unread) return failure(error.failure);
      throw error;
    }
  };
};
