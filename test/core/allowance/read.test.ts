import { allowanceKindOf, allowanceSchema, checkAllowance, readAllowance, type AllowanceKind } from '#core';
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { describe, it } from 'mocha';
import { aBudget, aMode, aPolicy, aRule } from '../policies.ts';
import { approvalText, aWaiver, anApproval, waiverText } from './allowances.ts';

const policy = aPolicy({
  roles: [
    { id: 'architect', title: 'Architect', mayRaise: [], mayWaive: [['no-*']] },
    { id: 'boss', title: 'Boss', mayRaise: ['lines'], mayWaive: [] },
    { id: 'clerk', title: 'Clerk', mayRaise: [], mayWaive: [] },
  ],
  modes: [
    aMode({
      budgets: [
        aBudget({ measure: 'lines', limit: 20, raisedBy: 'boss' }),
        aBudget({ measure: 'files', limit: 2, raisedBy: 'clerk' }),
        aBudget({ measure: 'complexity', limit: 10 }),
      ],
    }),
  ],
  rules: [aRule({ id: 'no-env' }), aRule({ id: 'spec-stays' })],
});

const told = (kind: AllowanceKind, text: string, files?: readonly string[]): readonly string[] => {
  const file = readAllowance(kind, 'x.yaml', text);
  return checkAllowance(file, { policy, ...(files === undefined ? {} : { files }) }).map(
    ({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code} ${message}`,
  );
};

const wrong: readonly [title: string, kind: AllowanceKind, text: string, says: RegExp][] = [
  ['an empty file', 'waiver', '', /^1:1 error empty-file This file is empty\. Write what it has to say/],
  ['a list', 'approval', '- budget: lines\n', /^1:1 error not-a-map An approval is a map/],
  ['a tab', 'waiver', 'rule: a\n\tin: b\n', /^2:1 error tab A tab indents this line/],
  ['a tag', 'waiver', `${waiverText({ adr: undefined })}adr: !!js x\n`, /custom-tag A file holds data only/],
  [
    'a key that is none',
    'waiver',
    waiverText({ scope: ['src/'] }),
    /^7:1 error unknown-key `scope` is not a key of `waiver`/,
  ],
  [
    'no date',
    'waiver',
    waiverText({ until: undefined }),
    /missing-key `waiver` needs the key `until`\. The last day on which/,
  ],
  [
    'a date that is none',
    'waiver',
    waiverText({ until: '2026-02-30' }),
    /^6:8 error bad-format `waiver\.until` does not fit: a date is year, month and day/,
  ],
  ['no person', 'approval', approvalText({ who: undefined }), /`approval` needs the key `who`/],
  [
    'an empty reason',
    'waiver',
    waiverText({ reason: '' }),
    /^5:9 error bad-format `waiver\.reason` does not fit: say it in words/,
  ],
  [
    'a reason of blanks',
    'waiver',
    waiverText({ reason: ' \t ' }),
    /^5:9 error bad-format `waiver\.reason` does not fit: say it in words/,
  ],
  ['a person of blanks', 'approval', approvalText({ who: '  ' }), /bad-format `approval\.who` does not fit: say it/],
  [
    'an id that is a number',
    'waiver',
    `${waiverText({ rule: undefined })}finding: 123456789012\n`,
    /wrong-type `waiver\.finding` must be a text/,
  ],
  ['an id that is none', 'waiver', waiverText({ finding: 'abc' }), /the id of a finding has twelve signs/],
  [
    'nothing it allows',
    'waiver',
    waiverText({ rule: undefined, in: undefined }),
    /it has to name a `finding`, or a `rule` and the places/,
  ],
  [
    'a rule without a place',
    'waiver',
    waiverText({ in: undefined }),
    /it has to name a `finding`, or a `rule` and the places/,
  ],
  ['no place in the list', 'waiver', waiverText({ in: [] }), /`waiver\.in` must be a list with at least one item/],
  [
    'nothing it holds for',
    'approval',
    approvalText({ mode: undefined }),
    /it has to say for what it holds: a `mode`, or a `scope`/,
  ],
  ['a budget that is none', 'approval', approvalText({ budget: 'line' }), /Did you mean `lines`/],
  [
    'a role that is none',
    'waiver',
    waiverText({ role: 'architct' }),
    /^4:7 error unknown-role .*Did you mean `architect`/,
  ],
  [
    'a role that may waive nothing',
    'waiver',
    waiverText({ role: 'boss' }),
    /^4:7 error role-may-not-waive The role `boss` may not waive `no-env`\. `architect` may\.$/,
  ],
  [
    'a role that may waive another rule',
    'waiver',
    waiverText({ rule: 'spec-stays' }),
    /The role `architect` may not waive `spec-stays`\. By the policy nobody may: give a role `may-waive`/,
  ],
  [
    'a role that may waive nothing, with an id',
    'waiver',
    waiverText({ rule: undefined, in: undefined, finding: '0123456789ab', role: 'boss' }),
    /may not waive anything/,
  ],
  [
    'a rule that is none',
    'waiver',
    waiverText({ rule: 'no-enf' }),
    /^1:7 error unknown-rule The policy has no rule `no-enf`\. Did you mean `no-env`\?$/,
  ],
  [
    'a budget',
    'waiver',
    waiverText({ rule: 'budget.lines' }),
    /^1:7 error budget-not-waived `budget\.lines` is a budget, and a budget is not waived/,
  ],
  ['a glob that leads out', 'waiver', waiverText({ in: ['../x'] }), /bad-glob Paths start from the root/],
  ['a mode that is none', 'approval', approvalText({ mode: 'fixx' }), /unknown-mode .*Did you mean `fix`/],
  [
    'a role that may not raise',
    'approval',
    approvalText({ budget: 'files', role: 'clerk' }),
    /role-may-not-raise The role `clerk` may not raise the budget `files`\. By the policy nobody may\.$/,
  ],
  [
    'a role that another budget names',
    'approval',
    approvalText({ role: 'architect' }),
    /The role `architect` may not raise the budget `lines`\. `boss` may, by the policy\.$/,
  ],
  [
    'a budget that nobody may raise',
    'approval',
    approvalText({ budget: 'complexity' }),
    /may not raise the budget `complexity`/,
  ],
];

describe('a waiver or an approval, read', () => {
  for (const [title, kind, text, says] of wrong)
    it(`tells of ${title}`, () => {
      const problems = told(kind, text);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', says);
    });

  it('says what it says', () => {
    assert.deepEqual(aWaiver('w', { finding: '0123456789ab', adr: 'docs/adr/1.md' }).allowance, {
      kind: 'waiver',
      path: '.codex/governance/waivers/w.yaml',
      finding: '0123456789ab',
      rule: 'no-env',
      in: ['src/a.py'],
      who: 'Ada <ada@example.org>',
      role: 'architect',
      reason: 'It is legacy.',
      until: '2026-12-31',
      adr: 'docs/adr/1.md',
    });
    assert.deepEqual(anApproval('a', { scope: ['src/'] }).allowance, {
      kind: 'approval',
      path: '.codex/governance/approvals/a.yaml',
      measure: 'lines',
      limit: 40,
      mode: 'fix',
      scope: ['src/'],
      who: 'Ada <ada@example.org>',
      role: 'boss',
      reason: 'It is legacy.',
      until: '2026-12-31',
    });
    assert.deepEqual(told('waiver', waiverText()), []);
    assert.deepEqual(told('waiver', waiverText({ rule: undefined, in: undefined, finding: '0123456789ab' })), []);
    assert.deepEqual(told('approval', approvalText()), []);
    assert.deepEqual(told('approval', approvalText({ mode: undefined, scope: ['src/'] })), []);
  });

  it('takes a date without quotes, and a byte order mark', () => {
    const text = `\uFEFF${waiverText({ until: undefined })}until: 2026-12-31\n`;
    assert.deepEqual(told('waiver', text), []);
  });

  it('may be for a file that is yet to come, but stands on a decision that is there', () => {
    const text = waiverText({ in: ['src/new.py'], adr: 'docs/adr/0002.md' });
    assert.deepEqual(told('waiver', text, ['docs/adr/0001.md']), [
      '7:6 warning dead-glob There is no file `docs/adr/0002.md` in this repository. Did you mean `docs/adr/0001.md`?',
    ]);
    assert.deepEqual(told('waiver', text, ['docs/adr/0002.md']), []);
  });

  it('is known by its place', () => {
    const kinds = [
      '.codex/governance/waivers/a.yaml',
      '.codex/governance/approvals/a.b.yml',
      '.codex/governance/waivers/deep/a.yaml',
      '.codex/governance/waivers/README.md',
      'x/.codex/governance/waivers/a.yaml',
    ].map(allowanceKindOf);
    assert.deepEqual(kinds, ['waiver', 'approval', undefined, undefined, undefined]);
  });

  it('fits its JSON Schema where it is right', () => {
    const right = { who: 'A', role: 'r', reason: 'R', until: '2026-12-31' };
    const table: readonly [AllowanceKind, object, boolean][] = [
      ['waiver', { ...right, rule: 'a', in: ['b'] }, true],
      ['waiver', { ...right, finding: '0123456789ab' }, true],
      ['waiver', { ...right, rule: 'a' }, false],
      ['waiver', { ...right, finding: '0123456789ab', more: 1 }, false],
      ['approval', { ...right, budget: 'lines', limit: 3, mode: 'm' }, true],
      ['approval', { ...right, budget: 'lines', limit: 3 }, false],
    ];
    const ajv = new Ajv({ strict: false, formats: { date: true } });
    for (const [kind, document, fits] of table)
      assert.equal(ajv.validate(allowanceSchema(kind), document), fits, JSON.stringify(document));
  });
});
