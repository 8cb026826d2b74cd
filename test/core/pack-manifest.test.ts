import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { PackItem, PackProblem } from '../../src/core/context-pack/context-pack.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { writePackManifest } from '../../src/core/context-pack/manifest.ts';

const anyItem: fc.Arbitrary<PackItem> = fc.record(
  {
    id: fc.string(),
    path: fc.string(),
    anchor: fc.string(),
    digest: fc.string(),
    tokens: fc.nat(),
    rank: fc.nat(5),
    title: fc.string(),
    cut: fc.array(fc.string(), { maxLength: 2 }),
    redacted: fc.nat(3),
  },
  { requiredKeys: ['id', 'path', 'digest', 'tokens', 'rank', 'title', 'cut', 'redacted'] },
);
const anyProblem: fc.Arbitrary<PackProblem> = fc.record({
  item: fc.string(),
  kind: fc.constantFrom('missing', 'stale', 'dead-anchor', 'over-budget'),
  message: fc.string(),
  remedy: fc.string(),
});

const item = (parts: Partial<PackItem>): PackItem => ({
  id: 'a',
  path: 'a.md',
  digest: 'd',
  tokens: 1,
  rank: 1,
  title: 'A',
  cut: [],
  redacted: 0,
  ...parts,
});

describe('the manifest of a pack', () => {
  it('writes JSON with sorted keys and no blanks', () => {
    assert.equal(
      canonicalJson({ b: [1, null, 'x'], a: { d: undefined, c: true } }),
      '{"a":{"c":true},"b":[1,null,"x"]}',
    );
  });

  it('is the same JSON value again when parsed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order of items, problems or keys', () => {
    // Items that differ in nothing the pack manifest tells are one and the same to it.
    const items = fc.uniqueArray(anyItem, {
      selector: ({ rank, path, anchor, id }) => canonicalJson([rank, path, anchor ?? '', id]),
    });
    fc.assert(
      fc.property(items, fc.array(anyProblem), fc.infiniteStream(fc.nat()), (all, problems, stream) => {
        const shuffle = <T>(values: readonly T[]): readonly T[] =>
          values
            .map((value) => ({ value, at: stream.next().value ?? 0 }))
            .sort((one, other) => one.at - other.at)
            .map(({ value }) => value);
        const turned = shuffle(all).map(
          (each) => Object.fromEntries(Object.entries(each).toReversed()) as unknown as PackItem,
        );
        assert.equal(writePackManifest(turned, shuffle(problems)), writePackManifest(all, problems));
      }),
    );
  });

  it('sorts items by rank, then path', () => {
    const manifest = writePackManifest([item({ rank: 2, path: 'a' }), item({ path: 'b' }), item({ path: 'B' })], []);
    assert.deepEqual(
      [...manifest.matchAll(/"path":"(\w)"/g)].map(([, path]) => path),
      ['B', 'b', 'a'],
    );
  });

  it('changes with what was read, with what was left out, and with what is missing', () => {
    const base = writePackManifest([item({})], []);
    const problem: PackProblem = { item: 'b', kind: 'missing', message: 'm', remedy: 'r' };
    for (const other of [
      writePackManifest([item({ digest: 'e' })], []),
      writePackManifest([item({ cut: ['X'] })], []),
      writePackManifest([item({ redacted: 1 })], []),
      writePackManifest([item({ anchor: 'x' })], []),
      writePackManifest([item({})], [problem]),
    ])
      assert.notEqual(other, base);
  });

  it('does not change with a title, a token count or the words of a problem', () => {
    const problem: PackProblem = { item: 'b', kind: 'stale', message: '30 days', remedy: 'r' };
    assert.equal(
      writePackManifest([item({ title: 'B', tokens: 9 })], [{ ...problem, message: '31 days' }]),
      writePackManifest([item({})], [problem]),
    );
  });
});
