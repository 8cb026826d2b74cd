import { readExample, openSurroundings, ruleKinds, type Example } from '#core';
import { openExampleReaders } from '#repo';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

const readers = await openExampleReaders([]);
const kind = ruleKinds.get('paired-files');

/** The files that a rule offers to create, for a change of these files. */
const creates = (
  options: unknown,
  before: Example['before'],
  after: Example['after'],
): readonly (string | undefined)[] => {
  assert.ok(kind);
  const { files } = readExample({ title: 'a change', with: options, before, after }, readers);
  const known = { paths: Object.keys(before).sort(), mentions: '', texts: new Map(), facts: new Map() };
  const { sightings } = kind.see({
    options: kind.options.parse(options),
    applies: () => true,
    files,
    change: { base: 'base', files },
    around: openSurroundings(files, known).surroundings,
    isLeft: () => false,
  });
  return sightings.map(({ mend }) => mend?.create);
};

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
