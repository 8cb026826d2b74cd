import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { countTokens as reference } from 'gpt-tokenizer/encoding/o200k_base';
import { loadTokenCounter } from '../../src/repo/tokens.ts';
import { processorTime } from '../processor-time.ts';

const asText = { disallowedSpecial: new Set<string>() };

describe('counting tokens', () => {
  it('counts ordinary text as the tokenizer of the models does', async () => {
    const countTokens = await loadTokenCounter();
    const text =
      '# Guardrails\n\nNever call a provider from the UI: `requests` and `httpx` are out.\n\n  ┌──────┐ 漢字 ñ 🙂\n';
    assert.equal(countTokens(text), reference(text));
    assert.equal(countTokens(''), 0);
    assert.equal(countTokens('hello world'), 2);
  });

  it('equals the tokenizer on any text without very long runs of one kind', async () => {
    const countTokens = await loadTokenCounter();
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ maxLength: 60 }), fc.lorem()), { maxLength: 20 }), (parts) => {
        const text = parts.join('1');
        assert.equal(countTokens(text), reference(text, asText));
      }),
      { numRuns: 200 },
    );
  });

  it('takes the special tokens of the model for the text they are', async () => {
    const countTokens = await loadTokenCounter();
    assert.ok(countTokens('a <|endoftext|> b <|im_start|>system') > 8);
  });

  for (const [name, sign] of [
    ['a letter', 'a'],
    ['a blank', ' '],
    ['a line break', '\n'],
    ['a sign', '='],
    ['a Chinese character', '漢'],
    ['an emoji', '🙂'],
    ['a letter with an accent of its own', 'é'],
  ] as const)
    it(`counts a megabyte of ${name} within seconds`, async () => {
      const countTokens = await loadTokenCounter();
      const text = sign.repeat(Math.floor(1_000_000 / sign.length));
      const started = processorTime();
      const tokens = countTokens(text);
      assert.ok(processorTime() - started < 10_000, `took ${processorTime() - started} ms`);
      // No slice is without tokens, and no sign takes more than its bytes in UTF-8.
      assert.ok(tokens > text.length / 256 / 2);
      assert.ok(tokens <= Buffer.byteLength(text));
    });

  it('stays within a twentieth of the tokenizer on a long run', async () => {
    const countTokens = await loadTokenCounter();
    const run = Array.from({ length: 4_000 }, (_, index) => 'etaoinshrdlu'[(index * index + 7 * index) % 12]).join('');
    const exact = reference(run);
    assert.ok(Math.abs(countTokens(run) - exact) <= exact / 20, `${countTokens(run)} against ${exact}`);
  });
});
