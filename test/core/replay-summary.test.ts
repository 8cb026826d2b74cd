import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  digestJudgement,
  summariseReplay,
  writeReplayMarkdown,
  writeReplayText,
  type CommitDigest,
  type Finding,
  type Judgement,
  type ReplayReport,
  type Rule,
} from '#core';

const rule = (id: string, level: Rule['level'] = 'warn'): Rule => ({
  id,
  kind: 'protected-path',
  in: [],
  except: [],
  modes: [],
  with: {},
  level,
  because: 'It is so.',
});

const finding = (of: string, message: string, path = 'src/a.py'): Finding => ({
  id: 'abcdef012345',
  rule: of,
  kind: 'protected-path',
  level: 'warn',
  path,
  line: 3,
  message,
  because: 'It is so.',
});

const meter = (id: string, used: number, limit = 10): Judgement['meters'][number] => ({
  id,
  used,
  limit,
  byClass: {},
  counts: [],
  estimated: false,
});

/** The commit of a day in January, the judgement left to the test. */
const onDay = (day: number, judgement: Partial<Judgement>): CommitDigest =>
  digestJudgement(
    { id: String(day).repeat(20), at: `2026-01-${10 + day}T12:00:00.000Z`, subject: `day ${day}` },
    { verdict: 'pass', findings: [], meters: [], ...judgement },
  );

const reportOf = (rules: readonly Rule[], digests: readonly CommitDigest[]): ReplayReport => ({
  summary: summariseReplay(rules, digests),
  total: digests.length,
  complete: true,
  mode: null,
  policy: '.codex/governance.yaml (in the working tree)',
  notes: [],
});

const three = [
  onDay(3, {
    verdict: 'block',
    findings: [finding('b', 'The first.'), finding('b', 'The second.'), finding('a', 'Another.')],
    meters: [meter('budget.lines', 30), meter('z', 1)],
  }),
  onDay(2, {
    verdict: 'warn',
    findings: [finding('b', 'Once more.')],
    meters: [meter('budget.lines', 10), meter('z', 0)],
  }),
  onDay(1, { meters: [meter('budget.lines', 0), meter('z', 0)] }),
];

describe('what a policy would have said of past commits', () => {
  it('is told rule by rule, the one with most commits first, also of rules that said nothing', () => {
    const { rules, commits, from, to, verdicts } = summariseReplay(
      [rule('a'), rule('c', 'info'), rule('b', 'block')],
      three,
    );
    assert.deepEqual(
      rules.map(({ id, level, commits, findings }) => [id, level, commits, findings]),
      [
        ['b', 'block', 2, 3],
        ['a', 'warn', 1, 1],
        ['c', 'info', 0, 0],
      ],
    );
    assert.deepEqual(
      rules[0]?.samples.map(({ commit, finding }) => [commit.subject, finding.message]),
      [
        ['day 3', 'The first.'],
        ['day 2', 'Once more.'],
      ],
    );
    assert.deepEqual([commits, from.slice(0, 10), to.slice(0, 10)], [3, '2026-01-11', '2026-01-13']);
    assert.deepEqual(verdicts, { pass: 1, warn: 1, block: 1 });
  });

  it('shows the newest five findings of a rule', () => {
    const many = [9, 8, 7, 6, 5, 4].map((day) => onDay(day, { findings: [finding('a', `On ${day}.`)] }));
    const [only] = summariseReplay([rule('a')], many).rules;
    assert.deepEqual(
      [only?.commits, only?.samples.map(({ finding }) => finding.message)],
      [6, ['On 9.', 'On 8.', 'On 7.', 'On 6.', 'On 5.']],
    );
  });

  it('tells budgets first, in their usual order, and commits over the limit', () => {
    const { budgets } = summariseReplay([], three);
    assert.deepEqual(budgets, [
      { id: 'budget.lines', limit: 10, p50: 10, p75: 30, p90: 30, p95: 30, max: 30, over: 1 },
      { id: 'z', limit: 10, p50: 0, p75: 1, p90: 1, p95: 1, max: 1, over: 0 },
    ]);
  });

  it('has percentiles by nearest rank: values that are there, that so many commits do not exceed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 60 }), (used) => {
        const digests = used.map((lines, index) => onDay(index, { meters: [meter('budget.lines', lines)] }));
        const [budget] = summariseReplay([], digests).budgets;
        assert.ok(budget !== undefined);
        assert.equal(budget.max, Math.max(...used));
        for (const [percent, value] of [
          [50, budget.p50],
          [75, budget.p75],
          [90, budget.p90],
          [95, budget.p95],
        ] as const) {
          const below = used.filter((lines) => lines <= value).length;
          const under = used.filter((lines) => lines < value).length;
          assert.ok(used.includes(value) && below * 100 >= percent * used.length, `${value} is p${percent}`);
          assert.ok(under * 100 < percent * used.length, `${value} is the smallest such`);
        }
      }),
    );
  });

  it('is written in columns for a terminal', () => {
    assert.equal(
      writeReplayText(reportOf([rule('a'), rule('b', 'block')], three)),
      [
        '3 commits, 2026-01-11 to 2026-01-13. Mode none, policy .codex/governance.yaml (in the working tree).',
        'Pass 1 (33.3 %), Pass with warnings 1 (33.3 %), Blocked 1 (33.3 %).',
        '',
        'Rule  Level  Commits   Share  Findings',
        'b     block        2  66.7 %         3',
        '    such as 333333333333  src/a.py:3  The first.',
        'a     warn         1  33.3 %         1',
        '    such as 333333333333  src/a.py:3  Another.',
        '',
        'Budget         p50  p75  p90  p95  max  Limit  Over it   Share',
        'Lines changed   10   30   30   30   30     10        1  33.3 %',
        'z                0    1    1    1    1     10        0   0.0 %',
        '',
      ].join('\n'),
    );
  });

  it('is written as Markdown that no name and no subject breaks out of', () => {
    const odd = digestJudgement(
      { id: '7'.repeat(40), at: '2026-01-17T00:00:00.000Z', subject: '# | *loud* `tick`' },
      { verdict: 'warn', findings: [finding('a', 'It is | so.', 'a`b|c.py')], meters: [] },
    );
    const report = {
      ...reportOf([rule('a')], [odd]),
      mode: 'fix',
      modeTitle: 'Fix',
      notes: ['Few.'],
      complete: false,
      total: 9,
    };
    assert.equal(
      writeReplayMarkdown(report),
      [
        '> Note: It was stopped after 1 of 9 commits, the newest first.',
        '>',
        '> Note: Few.',
        '',
        '## Codex Governor: what the policy would have said',
        '',
        '1 commit, 2026-01-17 to 2026-01-17. Mode Fix (`fix`), policy .codex/governance.yaml (in the working tree).',
        '',
        'Pass 0 (0.0 %), Pass with warnings 1 (100.0 %), Blocked 0 (0.0 %).',
        '',
        '| Rule | Level | Commits | Share | Findings |',
        '| :-- | :-- | --: | --: | --: |',
        '| `a` | warn | 1 | 100.0 % | 1 |',
        '',
        'No budget holds here.',
        '',
        '## The newest findings',
        '',
        '### a',
        '',
        '- `777777777777` \\# \\| \\*loud\\* \\`tick\\`: ``a`b|c.py:3`` It is \\| so.',
        '',
      ].join('\n'),
    );
  });

  it('lets no control sign past to a terminal', () => {
    const odd = onDay(1, { findings: [finding('a', 'Red \u001B[31m.', 'a\nb.py')] });
    const text = writeReplayText({ ...reportOf([rule('a')], [odd]), policy: 'p\u001B.yaml' });
    assert.ok(!text.includes('\u001B'));
    assert.match(text, /a\\nb\.py:3/);
  });
});
