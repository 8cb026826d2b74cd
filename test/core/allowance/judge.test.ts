import { judge, type Allowances, type ChangedFile, type Finding, type Judgement } from '#core';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { aBudget, aMode, aPolicy, aRule } from '../policies.ts';
import { allowances, anApproval, aWaiver, claimed, merged, type Parts } from './allowances.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const mode = aMode({
  budgets: [
    aBudget({ measure: 'lines', limit: 20, raisedBy: 'boss' }),
    aBudget({ measure: 'complexity', limit: 3, raisedBy: 'boss' }),
    aBudget({ measure: 'files', limit: 9, raisedBy: 'clerk' }),
  ],
  writes: { allow: [['src/**']], deny: [] },
});

const policy = aPolicy({
  roles: [
    { id: 'architect', title: 'Architect', mayRaise: [], mayWaive: [['no-*', 'write-scope.mode']] },
    { id: 'boss', title: 'The Boss', mayRaise: ['lines', 'complexity'], mayWaive: [] },
    { id: 'clerk', title: 'Clerk', mayRaise: [], mayWaive: [['no-env']] },
  ],
  modes: [mode],
  rules: [
    aRule({ id: 'no-env', in: ['src/**'], because: 'Settings have a place.' }),
    aRule({ id: 'no-net', in: ['lib/**'] }),
    aRule({ id: 'spec-stays', in: ['src/spec.md'] }),
    aRule({ id: 'no-more', in: ['src/**'], modes: ['another'] }),
  ],
});

const file = (path: string, lines = 1, more: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: lines,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: [{ start: 5, end: 4 + lines }],
  functions: [],
  ...more,
});

const judged = (files: readonly ChangedFile[], given?: Allowances): Judgement =>
  judge({
    policy,
    mode,
    scope: [],
    change: { base: 'abc', files },
    files,
    hash,
    ...(given === undefined ? {} : { allowances: given }),
  });

const only = (findings: readonly Finding[], rule: string): Finding => {
  const [found, another] = findings.filter((finding) => finding.rule === rule);
  assert.ok(found !== undefined && another === undefined, `one finding of ${rule}`);
  return found;
};

/** `rule level message` of what is found about waivers and approvals themselves. */
const flaws = ({ findings }: Judgement): readonly string[] =>
  findings
    .filter(({ kind }) => kind === 'waiver' || kind === 'approval')
    .map(({ rule, level, line, message }) => `${rule} ${level} ${line} ${message}`);

const given = { who: 'Ada <ada@example.org>', reason: 'It is legacy.', until: '2026-12-31' };
const waiverGrant = { path: '.codex/governance/waivers/w.yaml', role: 'architect', ...given };
const approvalGrant = { path: '.codex/governance/approvals/a.yaml', role: 'boss', ...given };

describe('a waiver', () => {
  const [plain] = judged([file('src/a.py')]).findings;

  it('of the base keeps the finding, says who allowed it, and takes it out of the verdict', () => {
    const { verdict, findings } = judged([file('src/a.py')], merged(aWaiver('w')));
    assert.equal(verdict, 'pass');
    assert.deepEqual(findings, [{ ...plain, waiver: waiverGrant }]);
    assert.equal(judged([file('src/a.py'), file('src/b.py')], merged(aWaiver('w'))).verdict, 'block');
  });

  it('may name the finding by its id', () => {
    const byId = aWaiver('w', { rule: undefined, in: undefined, finding: plain?.id });
    const { verdict, findings } = judged([file('src/a.py')], merged(byId));
    assert.deepEqual([verdict, findings.map(({ waiver }) => waiver?.path)], ['pass', [waiverGrant.path]]);
  });

  it('names a file by its path at the base, or now', () => {
    const moved = file('src/z.py', 1, { from: 'src/a.py', status: 'renamed' });
    for (const path of ['src/a.py', 'src/z.py']) {
      const { findings } = judged([moved], merged(aWaiver('w', { in: [path] })));
      assert.deepEqual(only(findings, 'no-env').waiver, waiverGrant);
    }
  });

  for (const [title, parts] of [
    ['another finding', { finding: 'ffffffffffff' }],
    ['another rule', { rule: 'no-net' }],
    ['another place', { in: ['src/b.py'] }],
    ['a role that may not', { role: 'boss' }],
    ['no role at all', { role: 'nobody' }],
    ['a time that is over', { until: '2026-11-21' }],
  ] as const)
    it(`for ${title} allows nothing`, () => {
      const { verdict, findings } = judged([file('src/a.py')], merged(aWaiver('w', parts)));
      assert.equal(verdict, 'block');
      const { waiver, claim } = only(findings, 'no-env');
      assert.deepEqual([waiver, claim], [undefined, undefined]);
    });

  it('holds on its last day', () => {
    assert.equal(judged([file('src/a.py')], merged(aWaiver('w', { until: '2026-11-22' }))).verdict, 'pass');
  });

  it('lifts no budget, however it names it', () => {
    const files = [file('src/z.py', 30)];
    const found = only(judged(files).findings, 'budget.lines');
    const byId = aWaiver('w', { rule: undefined, in: undefined, finding: found.id });
    const asRule = aWaiver('w', { rule: 'budget.lines', in: ['src/**'] });
    for (const waiver of [byId, asRule]) {
      const judgement = judged(files, merged(waiver));
      assert.equal(only(judgement.findings, 'budget.lines').waiver, undefined);
      assert.match(flaws(judgement)[0] ?? '', /^waiver\.invalid .* a budget is not waived/);
    }
  });

  it('lifts a write scope where the policy lets its role', () => {
    const outside = file('docs/a.md', 1, { class: 'docs' });
    const waiver = aWaiver('w', { rule: 'write-scope.mode', in: ['docs/'] });
    assert.equal(judged([outside], merged(waiver)).verdict, 'pass');
  });

  it('is claimed, and changes nothing, while only the change has it', () => {
    const { verdict, findings } = judged([file('src/a.py')], claimed(aWaiver('w')));
    assert.equal(verdict, 'block');
    assert.deepEqual(findings, [{ ...plain, claim: waiverGrant }]);
  });

  it('is claimed as it was changed, and counts as it was merged', () => {
    const [old, wider] = [aWaiver('w'), aWaiver('w', { in: ['src/**'] })];
    const { findings } = judged([file('src/a.py'), file('src/b.py')], allowances({ base: [old], now: [wider] }));
    const marks = findings.map(({ path, waiver, claim }) => [path, waiver !== undefined, claim !== undefined]);
    assert.deepEqual(marks, [
      ['src/a.py', true, false],
      ['src/b.py', false, true],
    ]);
  });

  it('lifts as a claim only where it was given, the others stay claims', () => {
    const [given, other] = [aWaiver('w'), aWaiver('a', { in: ['src/**'] })];
    const { findings } = judged([file('src/a.py'), file('src/b.py')], {
      ...claimed(other, given),
      given: [given.path],
    });
    assert.deepEqual(
      findings.map(({ path, level, claim }) => [path, level, claim?.path]),
      [
        ['src/a.py', 'warn', given.path],
        ['src/b.py', 'block', other.path],
      ],
    );
  });

  it('turns a block into a warning where claims may, under the same id, and no warning into less', () => {
    const lifting = { ...claimed(aWaiver('w')), claimsLift: true };
    const { verdict, findings } = judged([file('src/a.py')], lifting);
    assert.deepEqual([verdict, findings], ['warn', [{ ...plain, level: 'warn', claim: waiverGrant }]]);
  });

  it('counts with a review that the platform vouches for', () => {
    const { path } = aWaiver('w');
    assert.equal(judged([file('src/a.py')], { ...claimed(aWaiver('w')), verified: [path] }).verdict, 'pass');
    const wrong = aWaiver('w', { role: 'boss' });
    assert.equal(judged([file('src/a.py')], { ...claimed(wrong), verified: [path] }).verdict, 'block');
  });

  it('stays in force for the change that removes it', () => {
    const { verdict } = judged([file('src/a.py')], allowances({ base: [aWaiver('w')] }));
    assert.equal(verdict, 'pass');
  });
});

const waiverOf = (rule: string): Allowances => merged(aWaiver('w', { rule, in: ['src/a.py'] }));

describe('what is wrong with a waiver', () => {
  const elsewhere = [file('src/b.py', 1, { class: 'docs' })];

  it('weighs when it expired and this change would need it, or wrote it; else it is only told', () => {
    const late = aWaiver('w', { until: '2026-11-21' });
    const message = 'This waiver of no-env expired: 2026-11-21 was its last day, so it allows nothing any more.';
    assert.deepEqual(flaws(judged([file('src/a.py')], merged(late))), [`waiver.expired warn 6 ${message}`]);
    assert.deepEqual(flaws(judged([], claimed(late))), [`waiver.expired warn 6 ${message}`]);
    const { verdict, ...judgement } = judged([], merged(late));
    assert.deepEqual([verdict, flaws({ verdict, ...judgement })], ['pass', [`waiver.expired info 6 ${message}`]]);
  });

  it('does not tell of one that the change removes or renews', () => {
    const late = aWaiver('w', { until: '2026-11-21' });
    assert.deepEqual(flaws(judged([file('src/a.py')], allowances({ base: [late] }))), []);
    assert.deepEqual(flaws(judged([file('src/a.py')], allowances({ base: [late], now: [aWaiver('w')] }))), []);
  });

  it('tells that it is not valid, at its line', () => {
    const wrong = aWaiver('w', { role: 'boss' });
    const message = 'This waiver allows nothing. The role `boss` may not waive `no-env`. `architect` and `clerk` may.';
    assert.deepEqual(flaws(judged([], merged(wrong))), [`waiver.invalid info 4 ${message}`]);
    assert.deepEqual(flaws(judged([], claimed(wrong))), [`waiver.invalid warn 4 ${message}`]);
  });

  it('tells that it names a finding its role may not waive, or another rule than the finding has', () => {
    const found = judged([file('src/spec.md')]).findings.find(({ rule }) => rule === 'spec-stays');
    const flawsOf = (parts: Parts) => flaws(judged([file('src/spec.md')], merged(aWaiver('w', parts))));
    assert.match(
      flawsOf({ rule: undefined, in: undefined, finding: found?.id })[0] ?? '',
      /^waiver\.invalid warn 2 This waiver allows nothing\. The role architect may not waive spec-stays\.$/,
    );
    assert.match(
      flawsOf({ in: undefined, finding: found?.id })[0] ?? '',
      /^waiver\.invalid warn 1 .*The finding is of spec-stays, and it names another rule\.$/,
    );
  });

  it('tells that the change touches just what it is for, and does not need it', () => {
    const quiet = aRule({ id: 'no-env', kind: 'diff-budget', with: { measure: 'lines', limit: 99 } });
    const calm = { policy: aPolicy({ ...policy, rules: [quiet] }) };
    const touch = (files: readonly ChangedFile[], parts: Parts, of: Partial<Allowances> = {}) => {
      const waiver = aWaiver('w', parts);
      const there = { ...merged(waiver), ...of };
      return flaws(judge({ ...calm, scope: [], change: { base: 'a', files }, files, hash, allowances: there }));
    };
    const message =
      'This change touches what this waiver of no-env is for, and does not need it. Unless other work does, remove it.';
    assert.deepEqual(touch([file('src/a.py')], {}), [`waiver.unused info 1 ${message}`]);
    assert.equal(touch([file('src/a.py', 0, { status: 'deleted' })], {}).length, 1);
    assert.equal(touch([file('src/z.py', 1, { from: 'src/a.py', status: 'renamed' })], {}).length, 1);
    assert.equal(touch([file('src/a.py')], { in: ['src/a.py', 'src/b.py'], finding: 'ffffffffffff' }).length, 1);
    assert.deepEqual(
      [
        touch([file('src/b.py')], {}),
        touch([file('src/a.py', 1, { estimated: true })], {}),
        // One change shows nothing about a whole place, nor about files it does not touch.
        touch([file('src/a.py')], { in: ['src/*.py'] }),
        touch([file('src/a.py')], { in: ['src/'] }),
        touch([file('src/a.py')], { in: ['src/a.py', 'src/b.py'] }),
        touch([file('src/a.py')], { in: undefined, finding: 'ffffffffffff' }),
        touch([file('src/a.py')], { rule: undefined, finding: 'ffffffffffff' }),
        // The change is what brings it.
        touch([file('src/a.py')], {}, { base: [] }),
      ],
      [[], [], [], [], [], [], [], []],
    );
  });

  it('does not tell so of a rule that was not in force, or did not look there', () => {
    const files = [file('src/a.py')];
    for (const rule of ['no-more', 'no-net']) assert.deepEqual(flaws(judged(files, waiverOf(rule))), [], rule);
    assert.deepEqual(flaws(judged(elsewhere, waiverOf('no-env'))), []);
  });
});

describe('an approval', () => {
  const large = [file('src/z.py', 30)];
  const policyOf = judged(large, merged(aWaiver('w', { in: ['src/**'] })));

  const approved = (files: readonly ChangedFile[], parts: Parts = {}): Judgement => {
    const waiver = aWaiver('w', { in: ['src/**'] });
    return judged(files, merged(waiver, anApproval('a', parts)));
  };

  it('raises the limit of its budget, and the meter says by whom', () => {
    assert.equal(policyOf.verdict, 'block');
    const { verdict, meters } = approved(large);
    assert.equal(verdict, 'pass');
    const [meter] = meters;
    assert.deepEqual([meter?.used, meter?.limit, meter?.approval], [30, 40, { ...approvalGrant, raisedFrom: 20 }]);
  });

  it('is not enough where the work grew beyond it', () => {
    const { verdict, findings } = approved([file('src/z.py', 41)]);
    assert.equal(verdict, 'block');
    assert.equal(
      only(findings, 'budget.lines').message,
      '41 lines changed, 40 allowed (code 41). The Boss may approve more.',
    );
  });

  for (const [title, parts, files] of [
    ['another mode', { mode: 'other' }, large],
    ['another budget', { budget: 'complexity' }, large],
    ['a role that the budget does not name', { role: 'architect' }, large],
    ['less than the policy allows', { limit: 10 }, large],
    ['a time that is over', { until: '2026-11-21' }, large],
    ['a scope that the work leaves', { mode: undefined, scope: ['src/z.py'] }, [...large, file('src/y.py', 1)]],
    [
      'a scope the file came from elsewhere to',
      { scope: ['src/z.py'] },
      [file('src/z.py', 30, { from: 'src/x.py', status: 'renamed' })],
    ],
  ] as const)
    it(`for ${title} raises nothing`, () => {
      const judgement = approved(files, parts);
      assert.equal(judgement.verdict, 'block');
      assert.deepEqual([judgement.meters[0]?.limit, judgement.meters[0]?.approval], [20, undefined]);
    });

  it('holds in its scope, whatever changes that does not count', () => {
    const lock = file('package-lock.json', 500, { class: 'lock' });
    const parts = { mode: undefined, scope: ['src/'] };
    assert.equal(approved([...large, lock], parts).meters[0]?.limit, 40);
  });

  it('is the highest of several', () => {
    const several = merged(anApproval('a', { limit: 35 }), anApproval('b', { limit: 50 }), anApproval('c'));
    const [meter] = judged(large, several).meters;
    assert.deepEqual([meter?.limit, meter?.approval?.path], [50, '.codex/governance/approvals/b.yaml']);
  });

  it('is claimed while only the change has it, and may lift where it would be enough', () => {
    const plain = only(judged(large).findings, 'budget.lines');
    const claim = claimed(anApproval('a'));
    assert.deepEqual(only(judged(large, claim).findings, 'budget.lines'), { ...plain, claim: approvalGrant });
    const lifted = judged(large, { ...claim, claimsLift: true });
    assert.deepEqual(only(lifted.findings, 'budget.lines'), { ...plain, level: 'warn', claim: approvalGrant });
    assert.equal(lifted.meters[0]?.limit, 20, 'what is claimed moves no limit');
    const beyond = only(judged([file('src/z.py', 41)], { ...claim, claimsLift: true }).findings, 'budget.lines');
    assert.deepEqual([beyond.level, beyond.claim], ['block', undefined]);
  });

  it('lifts as a claim only where it was given, however much others claim', () => {
    const [given, more] = [anApproval('given', { limit: 35 }), anApproval('more', { limit: 90 })];
    const found = (lines: number) => {
      const both = { ...claimed(more, given), given: [given.path] };
      const { level, claim } = only(judged([file('src/z.py', lines)], both).findings, 'budget.lines');
      return [level, claim?.path];
    };
    assert.deepEqual(
      [found(35), found(36)],
      [
        ['warn', given.path],
        ['block', more.path],
      ],
    );
    const gone = { ...claimed(more), given: [given.path] };
    assert.equal(judged(large, gone).verdict, 'block', 'what does not stand there lifts nothing');
  });

  it('lifts of several functions only those that it would allow', () => {
    const functions = [5, 30].map((complexity, index) => ({
      name: 'arrow function',
      kind: 'function' as const,
      line: 5 + 2 * index,
      column: 1,
      endLine: 6 + 2 * index,
      complexity,
    }));
    const claim = { ...claimed(anApproval('a', { budget: 'complexity', limit: 9 })), claimsLift: true };
    const found = judged([file('src/z.py', 4, { functions })], claim).findings.filter(
      ({ rule }) => rule === 'budget.complexity',
    );
    // The ids of functions without a name tell them apart by their order: in doubt nothing is lifted.
    assert.deepEqual(
      found.map(({ line, level }) => [line, level]),
      [
        [5, 'block'],
        [7, 'block'],
      ],
    );
    const named = functions.map((one, index) => ({ ...one, name: `f${index}` }));
    assert.deepEqual(
      judged([file('src/z.py', 4, { functions: named })], claim)
        .findings.filter(({ rule }) => rule === 'budget.complexity')
        .map(({ line, level }) => [line, level]),
      [
        [5, 'warn'],
        [7, 'block'],
      ],
    );
  });

  it('does not make up for what nobody can see', () => {
    const { functions: _functions, ...unread } = file('src/z.py');
    const raised = merged(anApproval('a', { budget: 'complexity', limit: 99 }));
    const finding = only(judged([unread], raised).findings, 'budget.complexity');
    assert.deepEqual([finding.level, finding.claim], ['block', undefined]);
    assert.doesNotMatch(finding.message, /may approve more/);
  });

  it('tells that it expired, and that it raises nothing', () => {
    const late = anApproval('a', { until: '2026-11-21' });
    const expired =
      'This approval of 40 for budget.lines expired: 2026-11-21 was its last day, so it allows nothing any more.';
    assert.deepEqual(flaws(judged(large, merged(late))), [`approval.expired warn 7 ${expired}`]);
    assert.deepEqual(flaws(judged([file('src/z.py')], merged(late))), [`approval.expired info 7 ${expired}`]);
    assert.deepEqual(flaws(judged([], merged(anApproval('a', { limit: 20 })))), [
      'approval.unused info 2 This approval of 20 for budget.lines raises nothing: the policy allows as much, or sets no such budget.',
    ]);
    assert.match(
      flaws(judged([], merged(anApproval('a', { budget: 'files' }))))[0] ?? '',
      /^approval\.invalid info 5 /,
    );
  });

  it('is offered by its role where the budget names one that may', () => {
    assert.match(only(judged(large).findings, 'budget.lines').message, / The Boss may approve more\.$/);
    const many = Array.from({ length: 10 }, (_, index) => file(`src/${index}.md`, 1, { class: 'docs' }));
    assert.equal(only(judged(many).findings, 'budget.files').message, '10 files touched, 9 allowed (docs 10).');
  });
});
