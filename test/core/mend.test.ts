import { readExample, openSurroundings, ruleKinds, type Example, type Finding } from '#core';
import { openExampleReaders } from '#repo';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

const readers = await openExampleReaders([]);

type Seen = Pick<Example, 'with' | 'before' | 'after'> & Partial<Pick<Example, 'facts' | 'renamed'>>;

/** What can be done about what a kind sees in a change. */
const mendsOf = (name: string, seen: Seen): readonly Finding['mend'][] => {
  const kind = ruleKinds.get(name);
  assert.ok(kind);
  const { files } = readExample({ title: 'a change', ...seen }, readers);
  const known = { paths: Object.keys(seen.before).sort(), mentions: '', texts: new Map(), facts: new Map() };
  const { sightings } = kind.see({
    options: kind.options.parse(seen.with),
    applies: () => true,
    files,
    change: { base: 'base', files },
    around: openSurroundings(files, known).surroundings,
    isLeft: () => false,
  });
  return sightings.map(({ mend }) => mend);
};

/** The files that a rule offers to create. */
const creates = (
  options: unknown,
  before: Example['before'],
  after: Example['after'],
): readonly (string | undefined)[] =>
  mendsOf('paired-files', { with: options, before, after }).map((mend) =>
    mend !== undefined && 'create' in mend ? mend.create : undefined,
  );

const ways = { when: 'migrations/{id}.up.sql', needs: ['migrations/{id}.down.sql'] };
const up = { 'migrations/2.up.sql': 'two\n' };
const down = { 'migrations/2.down.sql': 'two\n' };

describe('a file that lacks its partner', () => {
  it('is mended by creating it, where the rule tells which one it is', () => {
    assert.deepEqual(creates(ways, {}, up), ['migrations/2.down.sql']);
    assert.deepEqual(creates({ ...ways, changed: true }, {}, up), ['migrations/2.down.sql']);
  });

  it('is not where any of several will do', () => {
    const vague = { ...ways, needs: ['x/{other}.sql', 'x/**'] };
    assert.deepEqual(creates(vague, {}, up), [undefined, undefined]);
    const either = { ...ways, needs: [...ways.needs, 'undo/{id}.sql'], 'one-of': true };
    assert.deepEqual(creates(either, {}, up), [undefined]);
    assert.deepEqual(creates({ ...ways, needs: ['a.sql', 'b.sql'], 'one-of': true }, {}, up), [undefined]);
  });

  it('is not where the partner is there, or was and was taken away: an empty file would settle nothing', () => {
    assert.deepEqual(
      creates(
        { ...ways, mentions: '{id}' },
        { 'migrations/2.down.sql': 'x\n' },
        { ...up, 'migrations/2.down.sql': 'x\n' },
      ),
      [undefined],
    );
    assert.deepEqual(creates(ways, { ...up, ...down }, up), [undefined]);
  });
});

describe('a file that may not be written', () => {
  const restore = [{ restore: 'a.sql' }];
  const edited = { before: { 'a.sql': 'one\n' }, after: { 'a.sql': 'two\n' } };
  const kinds: readonly (readonly [string, unknown])[] = [
    ['protected-path', {}],
    ['generated-path', { by: 'place', sources: ['schema.json'] }],
    ['write-scope', { of: 'the lane', deny: ['**'] }],
  ];

  for (const [kind, options] of kinds) {
    it(`is mended by putting it back as it was, says ${kind}`, () => {
      assert.deepEqual(mendsOf(kind, { with: options, ...edited }), restore);
    });

    it(`is not where it is new, is no text, or became a link, says ${kind}`, () => {
      assert.deepEqual(mendsOf(kind, { with: options, before: {}, after: { 'a.sql': 'two\n' } }), [undefined]);
      assert.deepEqual(mendsOf(kind, { with: options, ...edited, facts: { 'a.sql': { binary: true } } }), [undefined]);
      const linked = mendsOf(kind, { with: options, ...edited, facts: { 'a.sql': { status: 'type-changed' } } });
      assert.deepEqual(linked, [undefined]);
    });
  }

  it('comes back where it was deleted', () => {
    const gone = { before: { 'a.sql': 'one\n' }, after: {} };
    assert.deepEqual(mendsOf('protected-path', { with: {}, ...gone }), restore);
    assert.deepEqual(mendsOf('write-scope', { with: { of: 'the lane', deny: ['**'] }, ...gone }), restore);
  });

  it('is not put back where its mode alone changed, or where it was moved: its text would not do', () => {
    const same = { before: { 'a.sql': 'one\n' }, after: { 'a.sql': 'one\n' } };
    assert.deepEqual(mendsOf('protected-path', { with: {}, ...same, facts: { 'a.sql': { status: 'modified' } } }), [
      undefined,
    ]);
    const moved = { before: { 'a.sql': 'one\n' }, renamed: { 'b.sql': 'a.sql' }, after: { 'b.sql': 'one\n' } };
    assert.deepEqual(mendsOf('protected-path', { with: {}, ...moved }), [undefined]);
  });
});
