import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { quote, wordingOf } from '../../src/core/lost-tests.ts';
import type { ChangedFile } from '../../src/core/rule-kind.ts';
import type { Squeeze } from '../../src/core/syntax/leaf-edit.ts';

const told = (written: string, squeeze: Partial<Squeeze>): string => {
  const file: ChangedFile = {
    path: 'tests/a',
    status: 'modified',
    added: 0,
    deleted: 1,
    binary: false,
    class: 'test',
    addedLines: [],
    before: written,
    after: '',
  };
  return wordingOf(file, { kind: 'assertion', line: 1, what: written, ...squeeze });
};
const tellAssertion = (written: string): string => told(written, { source: [1, written.split('\n').length] });

// Made up, and put together here so that nobody takes it for one.
const token = ['ghp', '16C7e42F292c6912E7710c838347Ae178B4a'].join('_');

describe('what is told of what was deleted', () => {
  const assertions: readonly (readonly [written: string, told: string])[] = [
    ['expect(add(1, 2)).toBe(3);', 'expect(add(…'],
    ['expect(\n  await store.load(1),\n).toBe(3);', 'expect(store.load(…'],
    ['expect(total).toBe(3);', 'expect(total…'],
    ['assert vat(0) == 0', 'assert vat(…'],
    ['assert not vat(0)', 'assert vat(…'],
    ['assert total == 3', 'assert …'],
    ['self.assertEqual(vat(1), 2)', 'self.assertEqual(vat(…'],
    ['assert_eq!(vat(1), 2);', 'assert_eq!(vat(…'],
    ['t.Fatal("none")', 't.Fatal(…'],
  ];
  for (const [written, name] of assertions)
    it(`is of an assertion what it calls: ${name}`, () => assert.equal(tellAssertion(written), name));

  it('is nothing that may be a secret', () => {
    for (const written of [
      `assert "${token}" in log`,
      `expect('${token}').toBe(read())`,
      `assert_output ${token}`,
      `assertEquals(\`${token}\`, read())`,
    ])
      assert.doesNotMatch(`${tellAssertion(written)} ${told(written, {})}`, /16C7/, written);
    assert.doesNotMatch(told('', { kind: 'comment', what: `token: ${token}` }), /16C7/);
    assert.doesNotMatch(told('', { kind: 'test', what: `signs in with ${token}` }), /16C7/);
  });

  it('is the name of a test, of a long one how it begins', () => {
    assert.equal(
      told('', { kind: 'test', what: 'test_http2_is_negotiated_over_tls13' }),
      'test_http2_is_negotiated_over_tls13',
    );
    assert.equal(quote('x'.repeat(61)), `“${'x'.repeat(60)}…”`);
  });
});
