import { approvalsFor, coveringScope, raisableOf, ruleBy, type ChangedFile, type Finding, type Meter } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { aBudget, aMode, aPolicy } from '../policies.ts';

const boss = { id: 'boss', title: 'The Boss', mayRaise: ['lines' as const], mayWaive: [] };
const mode = aMode({
  budgets: [
    aBudget({ measure: 'lines', limit: 20, raisedBy: 'boss' }),
    aBudget({ measure: 'files', limit: 3, raisedBy: 'boss' }),
  ],
});
const policy = aPolicy({ roles: [boss], budgets: [aBudget({ measure: 'lines', limit: 20 })], modes: [mode] });

const meter = (id: string, used: number, limit: number): Meter => ({
  id,
  used,
  limit,
  byClass: {},
  counts: [],
  estimated: false,
});

const found = (rule: string, parts: Partial<Finding> = {}): Finding => ({
  id: rule,
  rule,
  kind: '',
  level: 'block',
  path: 'src/a.py',
  line: 1,
  message: '',
  because: '',
  ...parts,
});

const [lines, files, within] = [
  meter('budget.lines', 30, 20),
  meter('budget.files', 4, 3),
  meter('budget.lines', 20, 20),
];

const ask = (findings: readonly Finding[], meters: readonly Meter[] = [lines, files]) =>
  approvalsFor(ruleBy(findings, { meters, stood: [] }), { policy, mode });

const file = (path: string, parts: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: [],
  functions: [],
  ...parts,
});

describe('the budgets that an approval raises', () => {
  it('are those that are exceeded and that a role of the policy may raise, in the mode of the work', () => {
    assert.deepEqual(raisableOf([lines, files], { policy, mode }), [{ meter: lines, role: boss }]);
    assert.deepEqual(raisableOf([within], { policy, mode }), []);
    assert.deepEqual(raisableOf([lines], { policy }), [], 'without a mode nobody may');
    assert.deepEqual(raisableOf([meter('migrations', 3, 1)], { policy, mode }), [], 'a rule is no budget');
  });

  it('let an action through that nothing else blocks', () => {
    const expected = { ok: true, value: [{ meter: lines, role: boss }] };
    assert.deepEqual(ask([found('budget.lines'), found('no-env', { level: 'warn' })]), expected);
  });

  it('are approved for the scope of the work, and for the files beyond it that count', () => {
    const changed = [
      file('src/a.py'),
      file('app/[id].ts', { from: 'src/b.ts', status: 'renamed' }),
      file('src/c.ts', { from: 'docs/c.ts', status: 'renamed' }),
      file('yarn.lock', { class: 'lock' }),
    ];
    const scopeOf = (scope: readonly string[]) => coveringScope('lines', { policy, mode }, { scope, files: changed });
    assert.deepEqual(scopeOf(['src/']), ['src/', 'app/\\[id\\].ts', 'docs/c.ts']);
    assert.deepEqual(scopeOf(['**']), ['**']);
    assert.deepEqual(scopeOf([]), [], 'what holds anywhere is not narrowed');
    assert.deepEqual(
      coveringScope('lines', { policy }, { scope: ['x/'], files: [file('src/a.py')] }),
      ['x/', 'src/a.py'],
      'without a mode the budgets of the policy count',
    );
    assert.deepEqual(coveringScope('complexity', { policy, mode }, { scope: ['x/'], files: changed }), ['x/']);
  });

  it('let no other action through, and it is told why', () => {
    assert.deepEqual(
      [
        ask([found('budget.lines'), found('no-env'), found('no-env'), found('a-rule')]),
        ask([found('budget.lines'), found('budget.files')]),
        ask([found('budget.lines')], [within]),
        ask([found('budget.lines', { level: 'warn' })]),
      ].map((answer) => (answer.ok ? 'it would' : answer.error)),
      [
        'An approval raises budgets alone, and this is blocked by more: `a-rule` and `no-env`.',
        'No approval lifts `budget.files` here: no role of the policy may raise it, or it could not be counted.',
        'No approval lifts `budget.lines` here: no role of the policy may raise it, or it could not be counted.',
        'Nothing blocks this, so there is nothing to approve.',
      ],
    );
  });
});
