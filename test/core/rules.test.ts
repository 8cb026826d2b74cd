import { guardOfExample, lookAt, nothingKnown, openSurroundings, readExample, ruleKinds, seeExample } from '#core';
import { openExampleReaders } from '#repo';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

const readers = await openExampleReaders([...ruleKinds.values()].flatMap(({ examples }) => examples));

describe('every rule kind', () => {
  for (const kind of ruleKinds.values())
    describe(kind.kind, () => {
      for (const example of kind.examples)
        it(example.title, () => {
          assert.deepEqual(seeExample(kind, example, readers), readExample(example, readers).expected);
        });

      it('has at least ten examples that it objects to, and ten that it lets pass', () => {
        const counts = kind.examples.map((example) => seeExample(kind, example, readers).length);
        const passed = counts.filter((count) => count === 0).length;
        assert.ok(passed >= 10 && counts.length - passed >= 10, `sightings per example: ${counts.join(', ')}`);
      });

      if (kind.looksAround !== true)
        it('looks at nothing but the change, as it says', () => {
          for (const example of kind.examples) {
            const { files } = readExample(example, readers);
            const { surroundings, asks } = openSurroundings(files, nothingKnown);
            const options = kind.options.parse(example.with);
            lookAt(kind, {
              options,
              applies: () => true,
              files,
              change: { base: 'base', files },
              around: surroundings,
              isLeft: () => false,
            });
            assert.deepEqual(asks(), []);
          }
        });

      for (const example of kind.examples.filter(({ guard }) => guard !== undefined))
        it(`tells an agent beforehand: ${example.guard}`, () => {
          assert.equal(guardOfExample(kind, example), example.guard);
        });

      if (kind.guard !== undefined)
        it('tells an agent beforehand what every example holds it to, and where', () => {
          assert.ok(kind.examples.some(({ guard }) => guard !== undefined));
          for (const example of kind.examples)
            assert.match(guardOfExample(kind, { ...example, in: ['docs/**'] }) ?? '', /`docs\/\*\*`/);
        });

      it('says what it is, and how a finding is mended', () => {
        for (const words of [kind.title, kind.manual, kind.remedy]) assert.match(words, /\S/);
      });
    });
});
