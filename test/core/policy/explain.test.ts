import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainRule, tellOrigins, tellParts } from '../../../src/core/policy/explain.ts';
import type { Explanation } from '../../../src/core/policy/explanation.ts';
import { kinds, layer, merge } from './layers.ts';

const base = layer(
  'codex-governor:base',
  'budgets: { lines: { limit: 300, because: General } }',
  'modes:',
  '  fix: { budgets: { lines: { limit: 200, raised-by: boss, because: Small } }, writes: { allow: [src/], deny: [src/x/] }, because: Lane }',
  'rules: [{ id: no-env, kind: anything, in: [a/, b/], except: [c], modes: [fix], level: block, because: Secrets }]',
);
const own = layer(
  'own',
  'budgets: { lines: 500 }',
  'modes: { docs: {} }',
  'rules: [{ id: no-env, kind: anything, in: [b/, a/], except: [c], modes: [fix], level: warn, because: Less }]',
);
const { policy } = merge(base, own);

const explain = (id: string): Explanation => {
  const explained = explainRule(policy, id, kinds);
  assert.ok(explained.ok);
  return explained.value;
};

describe('explaining a budget', () => {
  it('says where its level came from, and who may raise it', () => {
    const starter = layer('codex-governor:starter', 'budgets: { lines: { limit: 600, level: warn, raised-by: boss } }');
    const mine = layer('mine', 'extends: ["codex-governor:starter"]', 'budgets: { lines: { limit: 1000 } }');
    const explained = explainRule(merge(starter, mine).policy, 'budget.lines', kinds);
    assert.ok(explained.ok);
    assert.deepEqual(explained.value.demands.flatMap(tellParts), [
      'Level: `warn` from codex-governor:starter, line 2',
      'May be raised by: `boss` from codex-governor:starter, line 2',
    ]);
  });
});

describe('explaining a rule', () => {
  it('says what it is, where it holds, why, how to mend it and who wrote it', () => {
    assert.deepEqual(explain('no-env'), {
      id: 'no-env',
      kind: 'anything',
      title: 'anything',
      about: 'anything. Looks for anything.',
      remedy: 'Mend anything.',
      in: ['a/', 'b/'],
      except: ['c'],
      modes: ['fix'],
      options: {},
      demands: [
        {
          says: 'It holds in a/, b/, not in c, in the modes fix.',
          level: 'block',
          because: 'Secrets',
          origins: [
            { source: 'codex-governor:base', line: 5, value: 'block' },
            { source: 'own', line: 4, value: 'warn' },
          ],
        },
      ],
    });
  });

  it('says of a budget what it is in every mode and without one', () => {
    assert.deepEqual(
      explain('budget.lines').demands.map(({ mode, says, because, origins }) => ({
        mode,
        says,
        because,
        from: origins[0]?.source,
      })),
      [
        {
          mode: undefined,
          says: 'At most 300 (lines added plus deleted; counted: code, test, docs, data). Nobody may raise it.',
          because: 'General',
          from: 'codex-governor:base',
        },
        {
          mode: 'fix',
          says: 'At most 200 (lines added plus deleted; counted: code, test, docs, data). Nobody may raise it.',
          because: 'Small',
          from: 'codex-governor:base',
        },
        {
          mode: 'docs',
          says: 'At most 300 (lines added plus deleted; counted: code, test, docs, data). Nobody may raise it.',
          because: 'General',
          from: 'codex-governor:base',
        },
      ],
    );
    assert.deepEqual(explain('budget.complexity').demands, []);
  });

  it('says of the lane where each mode may write', () => {
    const { demands } = explain('write-scope.mode');
    assert.deepEqual(
      demands.map(({ mode, says, because }) => `${mode}: ${says} ${because}`),
      ['fix: It may write only in src/. Never in src/x/. Lane', 'docs: It may write anywhere. '],
    );
    assert.deepEqual(
      demands[0]?.origins.map(({ value }) => value),
      ['src/', 'src/x/'],
    );
  });

  it('says of the scope of a task that the task declares it', () =>
    assert.match(explain('write-scope.task').demands[0]?.says ?? '', /scope that was declared/));

  it('says of the kill switch whether it is on, and who set it', () => {
    const frozen = merge(base, layer('own', 'codex: frozen', 'modes: { fix: {} }'));
    const explained = explainRule(frozen.policy, 'kill-switch', kinds);
    assert.ok(explained.ok);
    const [demand] = explained.value.demands;
    assert.equal(demand?.says, 'Codex is frozen.');
    assert.equal(demand.origins[0]?.source, 'own');
    assert.equal(explain('kill-switch').demands[0]?.says, 'Codex may work.');
  });

  it('says of what is wrong with waivers how much it weighs, and nothing twice', () => {
    for (const [rule, level] of [
      ['waiver.unused', 'info'],
      ['approval.unused', 'info'],
      ['approval.expired', 'warn'],
      ['waiver.invalid', 'warn'],
    ] as const) {
      const { about, demands } = explain(rule);
      assert.equal(demands[0]?.level, level, rule);
      assert.notEqual(demands[0].says, about);
    }
  });

  it('says of a policy that is broken why that may not merge, and what to do', () => {
    const { title, remedy, demands } = explain('policy.broken');
    assert.deepEqual([title, demands[0]?.level], ['Policy that cannot be read', 'block']);
    assert.match(remedy, /^Correct the policy in the same change/);
  });

  it('offers the nearest rule for one that is none', () => {
    const explained = explainRule(policy, 'budget.line', kinds);
    assert.ok(!explained.ok);
    assert.deepEqual(explained.error, {
      message: 'There is no rule `budget.line`. Did you mean `budget.lines`?',
      replacement: 'budget.lines',
    });
    const lost = explainRule(policy, 'zzzzzz', kinds);
    assert.ok(!lost.ok);
    assert.match(lost.error.message, /^There is no rule `zzzzzz`\. There are `no-env`, `budget\.lines`/);
  });
});

const tell = (of: typeof policy, path: string): string => tellOrigins(of.origins.get(path) ?? []);

describe('telling where a value came from', () => {
  it('says where it was written and what it overruled', () =>
    assert.equal(
      tell(policy, 'modes.fix.budgets.lines'),
      '`200` from codex-governor:base, line 4; overrules `500` (own, line 2)',
    ));

  it('names every policy that says the same', () => {
    const { policy: same } = merge(layer('a', 'codex: frozen'), layer('b', 'codex: frozen'));
    assert.equal(tell(same, 'codex'), '`frozen` from a, line 2 and b, line 2');
  });

  it('says of a default that it is one', () => assert.equal(tell(policy, 'codex'), '`active` from the default'));

  it('is empty where nothing is known of it', () => assert.equal(tell(policy, 'nothing'), ''));
});
