import { reportFormats, writeBudget, writeStatus, type CheckReport, type Finding, type Judgement } from '#core';
import assert from 'node:assert/strict';
import { parseXml } from '@rgrove/parse-xml';
import { describe, it } from 'mocha';
import { speakStatus, statusTellsAll } from '../../../src/core/report/status.ts';

const grant = {
  path: '.codex/governance/waivers/w one.yaml',
  who: 'Ada <ada@example.org>',
  role: 'architect',
  reason: 'Legacy,\nuntil it is rewritten.',
  until: '2026-12-31',
  adr: 'docs/adr/0003.md',
} as const;

const told = 'Ada <ada@example.org> (architect) until 2026-12-31: Legacy, until it is rewritten. (docs/adr/0003.md)';

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'no-env',
  kind: 'protected-path',
  level: 'block',
  path: `src/${id}.py`,
  line: 3,
  message: 'It reads the environment.',
  because: 'Settings have a place.',
  ...more,
});

const meter = {
  id: 'budget.lines',
  used: 1250,
  limit: 2000,
  byClass: { code: 1250 },
  counts: ['code'],
  estimated: false,
  approval: { ...grant, role: 'boss', raisedFrom: 1000 },
} as const;

const judgement: Judgement = {
  verdict: 'block',
  findings: [finding('a', { waiver: grant }), finding('b', { claim: grant }), finding('c')],
  meters: [meter],
};

const report: CheckReport = {
  ...judgement,
  base: 'abcdef0123456789',
  mode: null,
  policy: 'here',
  policyPath: 'here',
  policyRevision: null,
  notes: [],
  version: '1.2.3',
};

const suppression = (status: string): object => ({
  kind: 'external',
  status,
  justification: told,
  location: {
    physicalLocation: {
      artifactLocation: { uri: '.codex/governance/waivers/w%20one.yaml', uriBaseId: '%SRCROOT%' },
    },
  },
});

describe('a report of what is waived and claimed', () => {
  it('in text tells who, why, until when and where', () => {
    assert.equal(
      reportFormats.text(report),
      [
        'src/a.py:3  waived  It reads the environment.',
        '    no-env [a]  Settings have a place.',
        `    Waived by ${told} [${grant.path}]`,
        'src/b.py:3  block  It reads the environment.',
        '    no-env [b]  Settings have a place.',
        `    Claimed, and not reviewed yet, so it does not count: ${told} [${grant.path}]`,
        'src/c.py:3  block  It reads the environment.',
        '    no-env [c]  Settings have a place.',
        '',
        '  lines 1,250/2,000 (code 1,250), raised from 1,000 by Ada <ada@example.org> (boss) until 2026-12-31',
        'Blocked: 3 findings, 1 of them waived. Mode none, base abcdef012345, policy here.',
        '',
      ].join('\n'),
    );
  });

  it('in JSON holds it in fields of its own', () => {
    const document = JSON.parse(reportFormats.json(report)) as {
      readonly findings: readonly object[];
      readonly meters: readonly object[];
    };
    assert.deepEqual(document.findings, judgement.findings);
    const { approval, byClass, ...plain } = meter;
    const { raisedFrom, ...by } = approval;
    assert.deepEqual(document.meters, [{ ...plain, by_class: byClass, approval: { ...by, raised_from: raisedFrom } }]);
  });

  it('in SARIF suppresses it, outside of the source', () => {
    const [run] = (JSON.parse(reportFormats.sarif(report)) as { runs: readonly { results: readonly object[] }[] }).runs;
    assert.deepEqual(
      run?.results.map((result) => ('suppressions' in result ? result.suppressions : undefined)),
      [[suppression('accepted')], [suppression('underReview')], []],
    );
    const none = reportFormats.sarif({ ...report, findings: [finding('c')] });
    assert.doesNotMatch(none, /suppressions/);
  });

  it('for GitHub only notes what is waived', () => {
    const lines = reportFormats.github(report).split('\n');
    assert.match(lines[0] ?? '', /^::error .* Claimed, and not reviewed yet, so it does not count: Ada/);
    assert.match(lines[1] ?? '', /^::error .*Settings have a place\.$/);
    const waived = lines.filter((line) => line.startsWith('::notice file=src/a.py,line=3,'));
    assert.match(waived.join('\n'), / Waived by Ada <ada@example\.org> \(architect\)/);
    assert.equal(waived.length, 1);
  });

  it('in JUnit skips what is waived', () => {
    const text = reportFormats.junit(report);
    parseXml(text);
    assert.match(text, /tests="4" failures="2" errors="0" skipped="1">/);
    assert.match(text, /<skipped message="Waived by Ada &lt;ada@example\.org&gt; /);
    assert.match(text, /<failure [^>]*>It reads the environment\.\nSettings have a place\.\nClaimed, and not reviewed/);
  });

  it('in Markdown lets no word of it be markup', () => {
    const text = reportFormats.markdown(report);
    assert.match(
      text,
      /^- \*\*waived\*\* `src\/a\.py:3`: .* Waived by Ada \\<ada@example\.org\\> \(architect\) until/m,
    );
    assert.match(text, /^- lines 1,250\/2,000 \(code 1,250\), raised from 1,000 by Ada \\<ada/m);
    assert.match(
      writeBudget(judgement, []),
      /\| Lines changed \| 1,250 of 2,000, raised from 1,000 by Ada \\<ada@example\.org\\> \(boss\) until 2026-12-31 \|/,
    );
  });

  it('in the status bar counts against the raised limit, and waits for nothing that is waived', () => {
    assert.equal(writeStatus('Fix', [meter]), 'Fix 1,250/2,000');
    assert.match(speakStatus('Fix', [meter]), /Lines changed 1,250 of 2,000$/);
    assert.equal(statusTellsAll({ ...judgement, findings: [finding('a', { waiver: grant })] }), true);
    assert.equal(statusTellsAll(judgement), false);
  });
});
