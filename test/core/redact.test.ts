import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { redactSecrets, spansWithin } from '../../src/core/redact.ts';

const span = (start: number, end: number, what = 'token') => ({ start, end, what });

describe('redacting secrets', () => {
  it('puts a visible marker in place of each secret and counts them', () => {
    assert.deepEqual(redactSecrets('a SECRET b KEY', [span(11, 14, 'AWS access key'), span(2, 8)]), {
      text: 'a [redacted: token] b [redacted: AWS access key]',
      count: 2,
    });
  });

  it('makes one of secrets that overlap, and two of neighbours', () => {
    assert.deepEqual(redactSecrets('abcdef', [span(0, 4), span(2, 6, 'key')]), { text: '[redacted: token]', count: 1 });
    assert.equal(redactSecrets('abcd', [span(0, 2), span(2, 4, 'key')]).text, '[redacted: token][redacted: key]');
  });

  it('clips what leads out of the text and ignores what is empty', () => {
    assert.deepEqual(redactSecrets('abc', [span(-5, 1), span(2, 99), span(1, 1), span(7, 9)]), {
      text: '[redacted: token]b[redacted: token]',
      count: 2,
    });
  });

  it('lets no kind of secret break out of its marker', () => {
    assert.equal(redactSecrets('x', [span(0, 1, 'a]\n# b')]).text, '[redacted: a # b]');
  });

  it('leaves no sign of any secret, whatever the order, and all else as it was', () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.nat(12)), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.string({ minLength: 30, maxLength: 30, unit: fc.constantFrom('α', 'β', 'γ', 'δ') }),
        spans,
        (text, places) => {
          const all = places.map(([start, length]) => span(start, start + length, 'x'));
          const redacted = redactSecrets(text, all);
          assert.deepEqual(redactSecrets(text, all.toReversed()), redacted);
          const kept = text
            .split('')
            .filter((_, at) => all.every(({ start, end }) => at < start || at >= end))
            .join('');
          assert.equal(redacted.text.replaceAll('[redacted: x]', ''), kept);
        },
      ),
    );
  });

  it('cuts spans to a part of the text', () => {
    assert.deepEqual(spansWithin([span(0, 3), span(4, 8), span(9, 12)], 5, 10), [span(0, 3), span(4, 5)]);
  });
});
