import assert from 'node:assert/strict';
import { mergeLayers, readLayer, type Finding, type Judgement, type Policy, type Task } from '#core';
import { lineOfRule } from '../../src/editor/policy/policy-lines.ts';
import {
  nameRepository,
  noRepositoryWords,
  tellFindings,
  untrustedWords,
  writeSight,
} from '../../src/editor/status-words.ts';

const task = (goal: string, branch: string): Task => ({
  version: 1,
  id: 'one',
  mode: 'fix',
  goal,
  scope: [],
  specs: [],
  slots: {},
  base: { branch, commit: 'a'.repeat(40), snapshot: 'b'.repeat(40), digestOnly: [] },
  law: [],
  packDigest: 'c'.repeat(64),
  startedAt: '2026-01-02T03:04:05.000Z',
});

const finding = (rule: string, level: Finding['level'] = 'block'): Finding => ({
  id: rule,
  rule,
  kind: 'any',
  level,
  path: 'a.py',
  line: 1,
  message: 'No.',
  because: '',
});

const meter = (id: string, used: number): Judgement['meters'][number] => ({
  id,
  used,
  limit: 10,
  byClass: {},
  counts: ['code'],
  estimated: false,
});

const judged = (findings: readonly Finding[], meters: Judgement['meters'] = []): Judgement => ({
  verdict: findings.some(({ level }) => level === 'block') ? 'block' : 'warn',
  findings,
  meters,
});

describe('the words of the status bar', () => {
  it('count all findings alike in the bar and in speech, where the figures do not tell them', () => {
    const over = [finding('budget.lines'), finding('budget.complexity')];
    const meters = [meter('budget.lines', 11), meter('budget.complexity', 12), meter('budget.new-files', 11)];
    assert.deepEqual(tellFindings(judged([], meters)), { text: '', spoken: 'No findings' });
    assert.deepEqual(tellFindings(judged(over, meters)), { text: '', spoken: 'Blocked by 2 findings' });
    assert.deepEqual(tellFindings(judged([...over, finding('locks'), finding('no-env')], meters)), {
      text: ' · 4 findings',
      spoken: 'Blocked by 4 findings',
    });
    assert.deepEqual(tellFindings(judged([...over, finding('locks', 'warn')], meters)), {
      text: ' · 3 findings',
      spoken: 'Blocked: 3 findings, of which 2 block',
    });
    assert.deepEqual(tellFindings(judged([finding('locks', 'warn')])), { text: ' · 1 finding', spoken: '1 finding' });
  });

  it('leave out what is waived, and say that there is some', () => {
    const grant = { path: 'w.yaml', who: 'Ada', role: 'boss', reason: 'R', until: '2026-12-31' };
    const waived = { ...finding('no-env'), waiver: grant };
    const open = [finding('locks', 'warn'), waived];
    assert.deepEqual(tellFindings({ verdict: 'pass', findings: [waived], meters: [] }), {
      text: '',
      spoken: 'No findings, and 1 waived',
    });
    assert.deepEqual(tellFindings({ verdict: 'warn', findings: open, meters: [] }), {
      text: ' · 1 finding',
      spoken: '1 finding, and 1 waived',
    });
    assert.deepEqual(tellFindings({ verdict: 'block', findings: [...open, finding('no-net')], meters: [] }), {
      text: ' · 2 findings',
      spoken: 'Blocked: 2 findings, of which 1 blocks, and 1 waived',
    });
  });

  it('count a finding of a budget whose figure is not shown, or is within its limit', () => {
    for (const [rule, used] of [
      ['budget.new-files', 11],
      ['budget.complexity', 3],
    ] as const)
      assert.deepEqual(tellFindings(judged([finding(rule)], [meter(rule, used)])), {
        text: ' · 1 finding',
        spoken: 'Blocked by 1 finding',
      });
  });

  it('say how things stand with the policy while there is no task', () => {
    assert.match(writeSight({ state: 'none' }, 'sound').text, /No Codex task$/);
    assert.match(writeSight({ state: 'none' }, 'frozen').text, /Codex frozen$/);
    const audited = writeSight({ state: 'none' }, 'audited');
    assert.match(`${audited.text} ${audited.tooltip}`, /Codex frozen .*its audits say so.*Show Report/s);
    assert.match(writeSight({ state: 'none' }, 'none').text, /No Codex policy$/);
    const broken = writeSight({ state: 'none' }, 'broken');
    assert.match(broken.text, /Policy has errors$/);
    assert.equal(broken.weight, 'warning');
  });

  it('say where a parked task belongs', () => {
    const words = writeSight({ state: 'parked', task: task('Do it', 'feature/a'), on: 'main' }, 'sound');
    assert.match(words.spoken, /of feature\/a is parked, because main is checked out/);
  });

  it('let nothing that comes from elsewhere become markup or a command', () => {
    const goal = '[run](command:evil) <img src=x> `a`\n# b';
    const { tooltip } = writeSight({ state: 'parked', task: task(goal, 'x](command:evil)'), on: '[m](n)' }, 'sound');
    assert.doesNotMatch(tooltip, /(?<!\\)\]\(command:evil/);
    assert.doesNotMatch(tooltip, /(?<!\\)<img/);
    assert.match(
      writeSight({ state: 'failed', failure: { reason: 'git-failed', message: '[a](b)' } }, 'sound').tooltip,
      /^\\\[a\\\]/,
    );
  });

  it('speak what went wrong, and what to do', () => {
    const failure = { reason: 'git-failed', message: 'It failed.', remedy: 'Try again.' } as const;
    const words = writeSight({ state: 'failed', failure }, 'sound');
    assert.equal(words.spoken, 'Codex Governor cannot judge. It failed. Try again.');
    assert.equal(words.weight, 'warning');
  });

  it('name the repository where there are several, after the sign', () => {
    const words = nameRepository(noRepositoryWords('Nothing is open.'), 'solstice');
    assert.equal(words.text, '$(law) solstice: No repository');
    assert.equal(words.spoken, 'solstice: Codex Governor: Nothing is open.');
  });

  it('tell the highest complexity of a file in a folder that is not trusted', () => {
    const words = untrustedWords({ name: 'rank', line: 7, complexity: 13 });
    assert.match(words.text, /restricted · CC 13$/);
    assert.match(words.spoken, /Highest complexity in this file 13, in rank/);
    assert.doesNotMatch(untrustedWords(undefined).tooltip, /Highest/);
  });
});

describe('the line of the policy that says a thing', () => {
  const text = [
    'version: 1',
    'budgets: { lines: { limit: 300, because: All } }',
    'modes:',
    '  fix:',
    '    goal: Fix it.',
    '    budgets:',
    '      lines: { limit: 200, because: Small }',
    '    writes: { allow: [src/**] }',
    'rules:',
    '  - { id: no-env, kind: protected-path, in: [.env], level: block, because: Secrets }',
  ].join('\n');
  const read = (source: string): Policy => mergeLayers([readLayer(source, text)]).policy;

  it('is that of the mode where it has one of its own', () => {
    const policy = read('.codex/governance.yaml');
    assert.equal(lineOfRule(policy, 'budget.lines', 'fix'), 7);
    assert.equal(lineOfRule(policy, 'budget.lines', undefined), 2);
    assert.equal(lineOfRule(policy, 'write-scope.mode', 'fix'), 8);
    assert.equal(lineOfRule(policy, 'no-env', 'fix'), 10);
  });

  it('is none where nobody says it, or another file does', () => {
    assert.equal(lineOfRule(read('.codex/governance.yaml'), 'budget.files', 'fix'), undefined);
    assert.equal(lineOfRule(read('codex-governor:base'), 'budget.lines', 'fix'), undefined);
  });
});
