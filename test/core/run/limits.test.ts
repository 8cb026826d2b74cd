import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findReachedLimit, tellLimit, type RunUse } from '../../../src/core/run/limits.ts';

const use = (parts: Partial<RunUse>): RunUse => ({ steps: 0, 'tool-calls': 0, tokens: 0, minutes: 0, ...parts });

describe('the limits of a run', () => {
  it('let the last step, call and token that is allowed be used', () => {
    const limits = { steps: 3, 'tool-calls': 3, tokens: 3, minutes: 3 };
    assert.equal(findReachedLimit(limits, use({ steps: 3, 'tool-calls': 3, tokens: 3, minutes: 2 })), undefined);
    for (const measure of ['steps', 'tool-calls', 'tokens'] as const)
      assert.deepEqual(findReachedLimit(limits, use({ [measure]: 4 })), { measure, used: 4, limit: 3 });
  });

  it('end when the time is up, not a minute later', () => {
    assert.deepEqual(findReachedLimit({ minutes: 3 }, use({ minutes: 3 })), { measure: 'minutes', used: 3, limit: 3 });
  });

  it('do not hold what no policy limits', () => {
    assert.equal(findReachedLimit({}, use({ steps: 1e9, 'tool-calls': 1e9, tokens: 1e9, minutes: 1e9 })), undefined);
  });

  it('name one thing, or several', () => {
    assert.deepEqual(
      [tellLimit({ measure: 'tool-calls', limit: 1 }), tellLimit({ measure: 'tokens', limit: 16_000 })],
      ['1 tool call', '16,000 tokens'],
    );
  });
});
