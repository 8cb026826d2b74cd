import { ruleKinds } from '#core';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { inLanes } from '../lanes.ts';
import { endSearches, findSurvivors } from './find-survivors.ts';
import { partsOfKinds } from './kinds.ts';

// Each search keeps a core busy.
const lanes = 2;

describe('the branches of rule kinds', () => {
  const names = [...ruleKinds.keys(), ...partsOfKinds()];
  const searches = new Map<string, ReturnType<typeof findSurvivors>>();

  before(() => {
    const begun = inLanes(
      names.map((name) => async () => findSurvivors(name)),
      lanes,
    );
    for (const [index, search] of begun.entries()) searches.set(names[index] ?? '', search);
    // One that fails before its test asks for it is told of by that test.
    void Promise.allSettled(begun);
  });

  after(endSearches);

  for (const name of names)
    it(`are each noticed by an example when left out: ${name}`, async () => {
      const { survivors } = (await searches.get(name)) ?? assert.fail('it was not looked at');
      const unnoticed = ['unnoticed:', ...survivors].join('\n    ');
      assert.equal(survivors.length, 0, unnoticed);
    });
});
