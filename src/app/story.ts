import { failure, success, type Result } from '#core';
import type { Failure } from './failure.ts';

type Steps<T> = AsyncGenerator<Failure, T, undefined>;

/** Takes a step that may fail: its value, or the end of the story it is part of. */
export async function* need<T>(outcome: Result<T, Failure> | Promise<Result<T, Failure>>): Steps<T> {
  const result = await outcome;
  if (result.ok) return result.value;
  yield result.error;
  throw new Error('A story went on after it had failed.');
}

/** Tells a story of steps that may fail, each taken with `yield* need(step)`: the first failure ends it and is its result. */
export const story = async <T>(steps: () => Steps<T>): Promise<Result<T, Failure>> => {
  const told = steps();
  const end = await told.next();
  if (end.done === true) return success(end.value);
  // Lets a story tidy up in its `finally`; nobody looks at what is returned here.
  await told.return(undefined as T);
  return failure(end.value);
};
