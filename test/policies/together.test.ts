import { ruleKinds, type Policy } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainRule, tellOrigins } from '../../src/core/policy/explain.ts';
import { mergeLayers } from '../../src/core/policy/merge.ts';
import type { Layer } from '../../src/core/policy/read.ts';
import { lawOf, layerOf, modeOf, shippedNames } from './in-force.ts';

const weight = { info: 0, warn: 1, block: 2 } as const;

const errorsOf = (...some: readonly Layer[]): readonly string[] =>
  mergeLayers(some)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);

const shape = ({ kind, in: places, except, modes, with: options = {} }: Policy['rules'][number]): string =>
  JSON.stringify([kind, places.toSorted(), except.toSorted(), modes.toSorted(), options]);

// The documents the policies come from contradict each other; a repository may still name several in `extends`.
describe('the policies of the seeds together', () => {
  const names = shippedNames.filter((name) => name !== 'starter');
  const layers = names.map(layerOf);
  const policy = lawOf(...layers);
  for (const [at, one] of layers.entries())
    for (const [step, other] of layers.slice(at + 1).entries())
      it(`${names[at] ?? ''} and ${names[at + 1 + step] ?? ''} stand side by side, whichever comes first`, () => {
        assert.deepEqual([...errorsOf(one, other), ...errorsOf(other, one)], []);
      });

  it('are one law without an error, in any order', () => {
    assert.deepEqual([...errorsOf(...layers), ...errorsOf(...layers.toReversed())], []);
  });

  it('allow in no mode more than one of them allows there', () => {
    for (const layer of layers)
      for (const mode of lawOf(layer).modes)
        for (const { measure, limit, level } of mode.budgets) {
          const found = modeOf(policy, mode.id).budgets.find((budget) => budget.measure === measure);
          assert.ok(found, `${mode.id} has ${measure}`);
          assert.ok(found.limit <= limit, `${layer.source} ${mode.id}: ${measure} ${found.limit} of ${limit}`);
          assert.ok(weight[found.level] >= weight[level], `${layer.source} ${mode.id}: ${measure} ${found.level}`);
        }
  });

  it('hold every rule of each, at the level it has there at least', () => {
    for (const layer of layers)
      for (const rule of lawOf(layer).rules) {
        const found = policy.rules.find((one) => one.id === rule.id && shape(one) === shape(rule));
        assert.ok(found, `${layer.source}: ${rule.id}`);
        assert.ok(weight[found.level] >= weight[rule.level], `${layer.source}: ${rule.id} ${found.level}`);
      }
  });

  // A waiver, and a role that may waive, name a rule by its id: it has to be the same rule whatever else is named in `extends`.
  it('give no two laws the same id', () => {
    for (const some of [layers, layers.toReversed()]) {
      const twice = mergeLayers(some).problems.filter(({ code }) => code === 'rule-twice');
      assert.deepEqual(
        twice.map(({ message }) => message),
        [],
      );
    }
  });

  it('let nobody raise what their people disagree on', () => {
    const files = policy.budgets.find(({ measure }) => measure === 'files');
    assert.deepEqual([files?.limit, files?.level, files?.raisedBy], [5, 'block', undefined]);
  });

  it('explain which of them won, and what it overruled', () => {
    const explained = explainRule(policy, 'budget.files', ruleKinds);
    assert.ok(explained.ok);
    const everywhere = explained.value.demands.find(({ mode }) => mode === undefined);
    assert.ok(everywhere);
    assert.match(everywhere.because, /Codex Execution Pack, Small PR slices rules/);
    const tells = tellOrigins(everywhere.origins);
    assert.match(tells, /^`5` from codex-governor:pr-chain, line \d+; overrules /);
    assert.match(tells, /`8` \(codex-governor:execution-packages, line \d+\)/);
    assert.match(tells, /`6` \(codex-governor:master-laws, line \d+\)/);
  });

  it('keep the two files of master-laws where all others would allow five', () => {
    assert.equal(modeOf(policy, 'two-files').budgets.find(({ measure }) => measure === 'files')?.limit, 2);
  });
});
