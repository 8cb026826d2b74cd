import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leftTo, whyNotLeft } from '../../src/core/leave.ts';
import type { Rule } from '../../src/core/rule-kind.ts';

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  kind: 'forbidden-import',
  in: [],
  except: [],
  modes: [],
  with: {},
  level: 'block',
  because: 'Handbook, §6.',
  ...more,
});

const first = rule('first', { in: ['core/**'], except: ['core/tests/**'] });
const second = rule('second');

const told = (names: readonly string[], inForce: readonly Rule[]): readonly string[] =>
  ['core/a.py', 'core/tests/a.py', 'ui/a.py'].filter(leftTo(second, names, inForce));

describe('what a rule leaves to another', () => {
  it('is left where the other looks, and nowhere else', () => {
    assert.deepEqual(told(['first'], [first, second]), ['core/a.py']);
  });

  it('is left to any of those that it names', () => {
    const ui = rule('ui', { in: ['ui/**'] });
    assert.deepEqual(told(['first', 'ui'], [first, ui, second]), ['core/a.py', 'ui/a.py']);
  });

  it('is left to nobody who is not in force', () => {
    assert.deepEqual(told(['first'], [second]), []);
    assert.deepEqual(told([], [first, second]), []);
  });

  it('is left to nobody milder, of another kind, or below it', () => {
    const inForce: readonly (readonly [Rule[], string])[] = [
      [[{ ...first, level: 'warn' }, second], 'is only `warn`'],
      [[{ ...first, kind: 'forbidden-call' }, second], 'is of the kind `forbidden-call`'],
      [[second, first], 'does not stand above it'],
    ];
    for (const [rules, why] of inForce) {
      assert.deepEqual(told(['first'], rules), [], why);
      const other = rules.find(({ id }) => id === 'first');
      assert.ok(other);
      assert.equal(whyNotLeft(second, other, rules), why);
    }
  });

  it('is never left in a circle', () => {
    const [one, other] = [rule('one'), rule('other')];
    const inForce = [one, other];
    assert.equal(leftTo(one, ['other'], inForce)('a.py'), false);
    assert.equal(leftTo(other, ['one'], inForce)('a.py'), true);
    assert.equal(leftTo(one, ['one'], inForce)('a.py'), false);
  });
});
