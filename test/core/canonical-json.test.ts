import { writeStableJson } from '#core';
import assert from 'node:assert/strict';
import { assert as holds, jsonValue, property } from 'fast-check';
import { describe, it } from 'mocha';
import { canonicalJson } from '../../src/core/canonical-json.ts';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, reversed(entry)] as const)
      .toReversed(),
  );
};

describe('canonical JSON', () => {
  it('holds the value, in the same bytes whatever the order of its keys', () => {
    holds(
      property(jsonValue(), (value) => {
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
        assert.deepEqual(JSON.parse(writeStableJson(value)), JSON.parse(JSON.stringify(value)));
        assert.equal(canonicalJson(reversed(value)), canonicalJson(value));
        assert.equal(writeStableJson(reversed(value)), writeStableJson(value));
      }),
    );
  });

  it('is laid out as everyone lays it out where it is to be read', () => {
    const value = { a: [1, { b: 'x' }, []], b: {}, c: null };
    assert.equal(writeStableJson(value), `${JSON.stringify(value, null, 2)}\n`);
  });

  it('leaves out what is undefined, and has null for it in a list', () => {
    assert.equal(canonicalJson({ b: undefined, a: [undefined, 1] }), '{"a":[null,1]}');
  });

  it('sorts keys that look like numbers as text too', () => {
    assert.equal(canonicalJson({ 2: 'b', 10: 'a' }), '{"10":"a","2":"b"}');
  });
});
