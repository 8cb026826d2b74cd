import { scoreAudit, scoreCommit, type AuditedCommit, type Finding } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOfCodex } from '../../src/core/audit/sample.ts';
import { lawOf, layerOf } from './in-force.ts';

const law = lawOf(layerOf('dawsos'));

/** A commit in which these rules found something. */
const commit = (...rules: readonly string[]): AuditedCommit => {
  const { audit } = law;
  assert.ok(audit);
  const findings = rules.map((rule): Finding => {
    const level = law.rules.find(({ id }) => id === rule)?.level ?? 'block';
    return { id: rule, rule, kind: 'k', level, path: 'a', line: 1, message: 'm', because: 'b' };
  });
  return scoreCommit(audit, { id: 'c', at: '2026-11-02T10:00:00.000Z', subject: 's' }, findings);
};

const scoreOf = (...broken: readonly (readonly string[])[]): number =>
  scoreAudit([0, 1, 2].map((at) => commit(...(broken[at] ?? []))));

const brokenIn = (rule: string): readonly string[] =>
  commit(rule).checks.flatMap(({ id, outcome }) => (outcome === 'held' ? [] : [`${id} ${outcome}`]));

describe('the audit of dawsos', () => {
  it('draws three, asks for 90, and looks at the six things of the document', () => {
    assert.equal(law.audit?.sample, 3);
    assert.equal(law.audit?.threshold, 90);
    assert.deepEqual(
      law.audit?.checks.map(({ id }) => id),
      ['complexity', 'row-level-security', 'rights', 'freshness', 'observability', 'tests'],
    );
    assert.deepEqual(brokenIn('budget.complexity'), ['complexity broken']);
    assert.deepEqual(brokenIn('sql-names-its-user'), ['row-level-security broken']);
    assert.deepEqual(brokenIn('exports-ask-for-rights'), ['rights broken']);
    assert.deepEqual(brokenIn('freshness-gate-file-stays'), ['freshness broken']);
    assert.deepEqual(brokenIn('capabilities-have-spans'), ['observability warned']);
    assert.deepEqual(brokenIn('tests-and-gates-stay-firm'), ['tests broken']);
    assert.deepEqual(brokenIn('no-secrets'), ['others broken']);
    assert.deepEqual(brokenIn('guardrails-hold'), ['row-level-security broken', 'rights broken', 'freshness broken']);
  });

  it('passes with one slip, and fails with a guardrail that fell and anything else', () => {
    assert.equal(scoreOf(), 100);
    assert.equal(scoreOf(['exports-ask-for-rights']), 92.3);
    assert.equal(scoreOf(['budget.lines'], ['tests-and-gates-stay-firm']), 94.8);
    assert.equal(scoreOf(['exports-ask-for-rights'], ['budget.lines']), 89.7);
    assert.equal(scoreOf(['guardrails-stay']), 76.9);
  });

  it('knows the commits that this extension words, what Codex signs, and merges of its branches', () => {
    const { audit } = law;
    assert.ok(audit);
    const is = isOfCodex(audit.commits);
    const told = (message: string, isMerge = false): boolean => is({ author: 'Ada <a@b>', message, isMerge });
    assert.equal(told('fix: a\n\nCodex-Task: t1\nCodex-Mode: infra'), true);
    assert.equal(told('fix: a\n\nCo-authored-by: Codex <noreply@openai.com>'), true);
    assert.equal(told('Merge pull request #7 from dawsos/codex/metrics\n\nMetrics', true), true);
    assert.equal(told('fix: a\n\nCo-authored-by: Mara <mara@dawsos.example>'), false);
    assert.equal(told("Merge branch 'feature/metrics'", true), false);
  });
});
