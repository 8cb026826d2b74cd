import { ruleKinds } from '#core';
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { inLanes } from '../lanes.ts';
import { findSurvivors } from './find-survivors.ts';

// Each search keeps a core busy.
const lanes = 2;

describe('the branches of a rule kind', () => {
  const kinds = [...ruleKinds.keys()];
  const searches = new Map<string, ReturnType<typeof findSurvivors>>();

  before(() => {
    const begun = inLanes(
      kinds.map((kind) => async () => findSurvivors(kind)),
      lanes,
    );
    for (const [index, search] of begun.entries()) searches.set(kinds[index] ?? '', search);
    // One that fails before its test asks for it is told of by that test.
    void Promise.allSettled(begun);
  });

  for (const kind of kinds)
    it(`are each noticed by an example when left out: ${kind}`, async () => {
      const { survivors } = (await searches.get(kind)) ?? assert.fail('it was not looked at');
      const unnoticed = ['unnoticed:', ...survivors].join('\n    ');
      assert.equal(survivors.length, 0, unnoticed);
    });
});
