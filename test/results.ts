import assert from 'node:assert/strict';
import type { Failure } from '#app';
import type { Result } from '#core';

/** The value of a result that has to be one. */
export const demand = <T>(result: Result<T, Failure>): T => {
  assert.ok(result.ok, result.ok ? '' : `${result.error.reason}: ${result.error.message}`);
  return result.value;
};

/** The failure of a result that has to be one. */
export const demandFailure = <T>(result: Result<T, Failure>): Failure => {
  assert.ok(!result.ok, 'a failure was expected');
  return result.error;
};
