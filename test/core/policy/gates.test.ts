import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkLayer } from '../../../src/core/policy/check.ts';
import { completePolicy } from '../../../src/core/policy/complete.ts';
import { explainRule } from '../../../src/core/policy/explain.ts';
import type { Explanation } from '../../../src/core/policy/explanation.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { ruleKinds } from '../../../src/core/rules/index.ts';
import { kinds, layer, merge } from './layers.ts';

const explained = (policy: Policy): Explanation => {
  const told = explainRule(policy, 'unit', ruleKinds);
  assert.ok(told.ok);
  return told.value;
};

const gate = (rest = '', id = 'unit'): string =>
  `gates: [{ id: ${id}, commands: [{ run: pytest }], reads: [{ format: junit, path: unit.xml }], because: b${rest} }]`;

const told = (...lines: readonly string[]): readonly string[] => {
  const own = layer('own', 'modes: { fix: {} }', ...lines);
  const { policy } = merge(own);
  return [...own.problems, ...checkLayer(own, { policy, kinds })].map(({ code, message }) => `${code}: ${message}`);
};

describe('gates of a policy', () => {
  it('have their defaults', () => {
    const { policy, problems } = merge(layer('own', 'modes: { fix: {} }', gate(), 'gate-minutes: 15'));
    assert.deepEqual(problems, []);
    assert.equal(policy.gateMinutes, 15);
    assert.deepEqual(policy.gates, [
      {
        id: 'unit',
        title: 'Unit',
        moment: 'pr',
        in: [],
        except: [],
        modes: [],
        commands: [{ run: 'pytest', folder: '', minutes: 10 }],
        reads: [{ format: 'junit', path: 'unit.xml' }],
        demands: [],
        breaks: [],
        because: 'b',
      },
    ]);
  });

  it('list ways to be broken, of which every policy may name more', () => {
    const one = '{ file: a.py, find: ensure(), put: "" }';
    const base = layer('base', gate(`, breaks: [${one}]`));
    const own = layer('own', gate(`, breaks: [${one}, { file: b.py, put: x }]`));
    const { policy, problems } = merge(base, own);
    assert.deepEqual(problems, []);
    assert.deepEqual(policy.gates[0]?.breaks, [
      { file: 'a.py', find: 'ensure()', put: '' },
      { file: 'b.py', put: 'x' },
    ]);
  });

  it('refuse a way that breaks nothing, or something out of the repository', () => {
    assert.deepEqual(told(gate(', breaks: [{ file: a.py, find: x, put: x }]')), [
      'empty-break: It puts back what it finds, so nothing would be broken.',
    ]);
    assert.match(String(told(gate(', breaks: [{ file: ../a.py, put: x }]'))), /^bad-path: `\.\.\/a\.py` is no place/);
  });

  it('are merged to the strictest of their demands', () => {
    const base = layer(
      'base',
      gate(', demands: { tests: { at-least: 10 }, skipped: { at-most: 3 } }'),
      'gate-minutes: 10',
    );
    const own = layer(
      'own',
      gate(', title: Ours, demands: { tests: { at-least: 5 }, skipped: { at-most: 1 } }'),
      'gate-minutes: 20',
    );
    const { policy, problems } = merge(base, own);
    assert.deepEqual(policy.gates[0]?.demands, [
      { measure: 'skipped', atMost: 1 },
      { measure: 'tests', atLeast: 10 },
    ]);
    assert.deepEqual([policy.gates.length, policy.gates[0]?.title, policy.gateMinutes], [1, 'Ours', 10]);
    assert.deepEqual(
      problems.map(({ code, source, message }) => [code, source, message.slice(0, 30)]),
      [
        ['no-effect', 'own', '`at-least: 5` has no effect: t'],
        ['no-effect', 'own', '`gate-minutes: 20` has no effe'],
      ],
    );
    assert.deepEqual(
      policy.origins.get('gates.unit.demands.skipped.at-most')?.map(({ source, value }) => [source, value]),
      [
        ['own', '1'],
        ['base', '3'],
      ],
    );
  });

  it('both hold where two policies mean different ones, and so does a line that they cover', () => {
    const acceptance = 'pull-request: { acceptance: [{ id: t, text: Tested, covered-by: [unit] }] }';
    const { policy, problems } = merge(layer('base', gate(), acceptance), layer('own', gate(', in: [src/**]')));
    assert.deepEqual(
      policy.gates.map(({ id, in: places }) => [id, places]),
      [
        ['unit', []],
        ['unit.2', ['src/**']],
      ],
    );
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['gate-twice', 'warning']],
    );
    assert.deepEqual(policy.acceptance[0]?.coveredBy, ['unit', 'unit.2']);
  });

  it('are told what is wrong with them', () => {
    assert.deepEqual(told(gate()), []);
    const one = (message: RegExp, ...lines: readonly string[]): void => {
      const all = told(...lines);
      assert.equal(all.length, 1, all.join('\n'));
      assert.match(all[0] ?? '', message);
    };
    one(/^bad-command: `\|` means something to a shell only/, gate().replace('run: pytest', "run: 'pytest | tee'"));
    one(/^bad-path: `\.\.\/x` is no place/, gate().replace('run: pytest', 'run: pytest, folder: ../x'));
    one(/^bad-path: `\/tmp\/x` is no place/, gate().replace('unit.xml', '/tmp/x'));
    one(/^bad-path: /, gate().replace('unit.xml', '.git/x'));
    one(
      /^unknown-measure: .*`testz`\. It measures `tests` and `skipped`/,
      gate(', demands: { testz: { at-least: 1 } }'),
    );
    one(
      /^unknown-measure: .*reads no result yet/,
      gate(', demands: { tests: { at-least: 1 } }').replace(/reads: \[.*?\], /, ''),
    );
    one(/^empty-demand: /, gate(', demands: { tests: {} }'));
    one(
      /^unknown-result: There is no result `p59`\. Did you mean `p95`/,
      gate(', result: p59'),
      'pull-request: { results: [{ id: p95, title: P }] }',
    );
    assert.deepEqual(
      told(gate(', result: tests.unit'), 'pull-request: { results: [{ id: tests, title: T, kinds: [unit] }] }'),
      [],
    );
    one(
      /^unknown-result: /,
      gate(', result: tests'),
      'pull-request: { results: [{ id: tests, title: T, kinds: [unit] }] }',
    );
    one(/^unknown-mode: /, gate(', modes: [fixx]'));
    one(/^duplicate-id: /, gate('', 'budget.lines'));
    one(/^duplicate-id: /, gate('', 'kill-switch'));
    const number = (rest: string): string => gate().replace('format: junit, path: unit.xml', `format: number, ${rest}`);
    assert.deepEqual(told(number("name: p95, pattern: 'p95: ([(]?[0-9]+) (?:ms)'")), []);
    one(/^missing-key: A number needs a `name`/, number('path: p95'));
    one(/^taken-name: /, number('name: tests'));
    one(/^no-group: /, number("name: p95, pattern: 'p95: [0-9]+'"));
    one(/^no-group: /, number("name: p95, pattern: '(a)(b)'"));
    one(
      /^unused-key: Only the format `number` has `unit`/,
      gate().replace('path: unit.xml', 'path: unit.xml, unit: ms'),
    );
    one(/^missing-key: `lcov` is read from a file/, gate().replace('junit, path: unit.xml', 'lcov'));
    one(
      /^unknown-rule: There is no rule, budget or gate `unti`\. Did you mean `unit`/,
      gate(),
      'pull-request: { acceptance: [{ id: t, text: T, covered-by: [unti] }] }',
    );
  });

  it('are explained', () => {
    const { policy } = merge(
      layer('own', gate(', in: [src/**], modes: [fix], demands: { tests: { at-least: 1200 } }')),
    );
    const explanation = explained(policy);
    assert.deepEqual(
      explanation.demands.map(({ says }) => says),
      ['Runs `pytest`. A change in `src/**` needs it, in the mode `fix`. `tests` has to be at least 1,200.'],
    );
    assert.deepEqual(
      explanation.demands[0]?.origins.map(({ source }) => source),
      ['own'],
    );
    assert.match(explanation.remedy, /codex-governor gate run unit/);
    const nightly = merge(layer('own', gate(', moment: nightly'))).policy;
    assert.match(String(explained(nightly).demands[0]?.says), /It is run apart from changes\./);
  });

  it('are offered where they may cover a line, as results are where a gate fills one', () => {
    const { policy } = merge(layer('own', gate(), 'pull-request: { results: [{ id: p95, title: P }] }'));
    const desk = { kinds: ruleKinds, shipped: [], policy };
    const block = 'gates:\n  - id: unit\n    result: \n';
    const labels = (of: string, line: number, column: number): readonly string[] =>
      completePolicy(of, { line, column }, desk).map(({ label }) => label);
    assert.deepEqual(labels(block, 3, 13), ['p95']);
    const cover = 'gates:\n  - id: extra\npull-request:\n  acceptance:\n    - id: t\n      covered-by:\n        - \n';
    const offered = labels(cover, 7, 11);
    assert.ok(
      offered.includes('unit') && offered.includes('extra') && offered.includes('budget.lines'),
      offered.join(),
    );
  });
});
