import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding } from '../../../src/core/finding.ts';
import { headingsOf } from '../../../src/core/markdown/markdown.ts';
import { findMigrations } from '../../../src/core/pull-request/migrations.ts';
import { tellFigures, type ReviewedChange } from '../../../src/core/pull-request/figures.ts';
import { writePullRequest, type PullRequestFacts } from '../../../src/core/pull-request/text.ts';
import type { ChangedFile } from '../../../src/core/rule-kind.ts';
import type { Mode } from '../../../src/core/mode.ts';
import { aBudget, aMode, aPolicy } from '../policies.ts';

const file = (path: string, parts: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: 3,
  deleted: 1,
  binary: false,
  class: 'code',
  addedLines: [{ start: 1, end: 3 }],
  ...parts,
});
const entity = (name: string, complexity: number) => ({
  name,
  kind: 'function' as const,
  line: 1,
  column: 1,
  endLine: 9,
  complexity,
});

const finding = (rule: string, id = rule): Finding => ({
  id,
  rule,
  kind: 'k',
  level: 'block',
  path: 'a.py',
  line: 4,
  message: 'It is *too* long.',
  because: 'b',
});

const refactor = aMode({
  id: 'linter-refactor',
  title: 'Linter/Refactor',
  budgets: [aBudget({ measure: 'lines', limit: 200 }), aBudget({ measure: 'complexity', limit: 10 })],
});
const policy = aPolicy({
  modes: [refactor, aMode({ id: 'infra', title: 'Infra' })],
  acceptance: [
    { id: 'deps', text: 'No new dependencies', coveredBy: ['deps', 'locks'] },
    { id: 'small', text: 'Small functions', coveredBy: ['budget.complexity'] },
    { id: 'spans', text: 'Spans added', coveredBy: [] },
    { id: 'rls', text: 'RLS unchanged', coveredBy: ['rls'] },
  ],
  results: [
    { id: 'p95', title: 'p95 (warm)', kinds: [] },
    { id: 'tests', title: 'Tests', kinds: ['unit', 'integration'] },
  ],
  killSwitch: 'Flip the flag.',
});

const review = (
  files: readonly ChangedFile[],
  parts: Partial<ReviewedChange> & { findings?: readonly Finding[] } = {},
): ReviewedChange => ({
  change: { base: '0123456789abcdef', files },
  files,
  policy,
  mode: refactor,
  judgement: { verdict: 'pass', findings: parts.findings ?? [], meters: [] },
  evaluated: ['budget.lines', 'budget.complexity', 'deps', 'locks'],
  functionRules: ['budget.complexity'],
  ...parts,
});

const code = [
  file('a.py', { functions: [entity('f', 4), entity('C.g', 7)] }),
  file('tests/test_a.py', { class: 'test', functions: [], added: 20 }),
];

const facts = (parts: Partial<PullRequestFacts> = {}): PullRequestFacts => ({
  task: { goal: 'Make `f` pure.', scope: ['a.py', 'tests/**'] },
  specs: [{ path: 'SPEC.md', anchor: 'guardrails', state: 'found', heading: 'Guardrails' }],
  since: review(code),
  ci: review(code),
  isThere: () => false,
  ...parts,
});

const sectionIn = (text: string, title: string): string => {
  const headings = headingsOf(text);
  const at = headings.findIndex((heading) => heading.text === title);
  return text.slice(headings[at]?.start, headings[at + 1]?.start);
};
const told = (title: string, parts: Partial<PullRequestFacts> = {}): string =>
  sectionIn(writePullRequest(facts(parts)), title);

const bullets = (scope: readonly string[]) => told('Scope', { task: { goal: 'g', scope } }).match(/^- .*$/gm);

describe('writing the text of a pull request', () => {
  it('has every field of the template in its order', () => {
    assert.deepEqual(
      headingsOf(writePullRequest(facts())).map(({ text }) => text),
      ['Codex Mode', 'Linked Specs', 'Scope', 'Acceptance', 'Complexity', 'Findings', 'Results', 'Rollback'],
    );
  });

  it('lists every mode and ticks the one the work was done in', () => {
    assert.match(told('Codex Mode'), /^- \[x\] Linter\/Refactor \(`linter-refactor`\)\n- \[ \] Infra \(`infra`\)\n/m);
    const { mode: _, ...without } = review(code);
    assert.match(told('Codex Mode', { since: without }), /- \[ \] Linter[\s\S]*No mode was declared\./);
    assert.match(
      told('Codex Mode', { since: review(code, { mode: aMode({ id: 'old', title: 'Old' }) }) }),
      /- \[x\] Old \(`old`\), which the policy does not list/,
    );
  });

  it('links the specs with their sections, and says which lead nowhere', () => {
    const specs = [
      { path: 'SPEC.md', anchor: 'guardrails', state: 'found' as const, heading: 'Guardrails' },
      { path: 'SPEC.md', anchor: 'guardrls', state: 'dead-anchor' as const, heading: 'Guardrails' },
      { path: 'GONE.md', state: 'no-file' as const },
    ];
    assert.equal(
      told('Linked Specs', { specs }),
      [
        '## Linked Specs',
        '',
        '- `SPEC.md` § Guardrails',
        '- `SPEC.md` § guardrls: dead anchor, the document has no such heading; the nearest heading is “Guardrails”',
        '- `GONE.md`: there is no such file',
        '',
        '',
      ].join('\n'),
    );
    assert.match(told('Linked Specs', { specs: [] }), /None linked\./);
  });

  it('gives the scope in at most three bullets, the rest folded into the third and said so', () => {
    assert.deepEqual(bullets(['a', 'b', 'c']), ['- `a`', '- `b`', '- `c`']);
    assert.deepEqual(bullets(['a', 'b', 'c', 'd']), ['- `a`', '- `b`', '- `c`, `d` (2 entries folded into one)']);
    assert.deepEqual(bullets([]), ['- Wherever mode Linter/Refactor may write; no narrower scope was declared.']);
  });

  it('ticks a line only when all that covers it was asked and found nothing', () => {
    assert.equal(
      told('Acceptance'),
      [
        '## Acceptance',
        '',
        'Lines marked “not checked” without a reason are covered by no rule: a person has to check them.',
        '',
        '- [x] No new dependencies',
        '- [x] Small functions',
        '- [ ] Spans added (not checked)',
        '- [ ] RLS unchanged (not checked: `rls` was not asked in this review)',
        '',
        '',
      ].join('\n'),
    );
  });

  it('says which rule failed, also when only CI’s figure breaks it', () => {
    const failed = review(code, { findings: [finding('locks'), finding('locks', 'other')] });
    for (const parts of [{ since: failed }, { ci: failed }, { since: failed, ci: failed }])
      assert.match(told('Acceptance', parts), /^- \[ \] No new dependencies \(failed: `locks` \(2 findings\)\)$/m);
  });

  it('ticks nothing that one of the reviews did not ask, or could not see', () => {
    assert.match(
      told('Acceptance', { ci: review(code, { evaluated: ['deps'] }) }),
      /- \[ \] No new dependencies \(not checked: `locks` was not asked/,
    );
    const go = [...code, file('cmd/main.go')];
    assert.match(
      told('Acceptance', { since: review(go) }),
      /- \[ \] Small functions \(not checked: the functions in `cmd\/main.go` were not read\)/,
    );
    const harmless = [
      ...code,
      file('gone.go', { status: 'deleted' }),
      file('x.yaml'),
      file('gen.go', { class: 'generated' }),
    ];
    assert.match(told('Acceptance', { since: review(harmless) }), /- \[x\] Small functions/);
  });

  it('tells the highest cognitive complexity, and complexity in its variant, where budgets ask for them', () => {
    const budgets = [aBudget({ measure: 'complexity', limit: 9, variant: 'modified' })];
    const files = [file('a.ts', { functions: [{ ...entity('f', 12), modified: 8, cognitive: 20 }] })];
    const tell = (mode: Mode): string => tellFigures(review(files, { mode })).join();
    assert.match(tell(aMode({ budgets })), /Max cyclomatic complexity: 8 in `f` \(`a\.ts:1`\) \(≤ 9\)$/);
    const both = [...budgets, aBudget({ measure: 'cognitive', limit: 15 })];
    assert.match(tell(aMode({ budgets: both })), /Max cognitive complexity: 20 in `f` \(`a\.ts:1`\) \(≤ 15\)$/);
  });

  it('tells both figures, with the split by class, the limits and the most complex function', () => {
    const ci = review([...code, file('old.ts', { added: 1_300, functions: [entity('old', 12)] })]);
    const text = told('Complexity', { ci });
    assert.match(text, /^Since the task began, from `0123456789ab`:$/m);
    assert.match(
      text,
      /^- Files changed: 2\n- LOC delta: \+23 −2, 25 lines \(≤ 200\) \(code \+3 −1, test \+20 −1\)\n- Max cyclomatic complexity: 7 in `C\.g` \(`a\.py:1`\) \(≤ 10\)$/m,
    );
    assert.match(text, /^As CI counts it, from `0123456789ab` \(these are the figures that decide\):$/m);
    assert.match(
      text,
      /^- Files changed: 3\n- LOC delta: \+1,323 −3, 1,326 lines \(≤ 200\)[^\n]*\n- Max cyclomatic complexity: 12 in `old`/m,
    );
  });

  it('does not count the debt that stood there, and says what was not read', () => {
    const debt = file('a.py', { functions: [entity('old', 20)], functionsBefore: [entity('old', 20)] });
    assert.match(
      told('Complexity', { since: review([debt, file('b.go')]) }),
      /^- Max cyclomatic complexity: none changed \(≤ 10\); not read: `b\.go`$/m,
    );
  });

  it('says when CI’s figure could not be measured, and when a number is an estimate', () => {
    assert.match(
      told('Complexity', { ci: { unknown: 'There is no default branch.' } }),
      /As CI counts it: not measured\. There is no default branch\./,
    );
    assert.match(
      told('Complexity', { since: review([file('a.py', { estimated: true })]) }),
      /partly estimated from unsaved text/,
    );
  });

  it('calls every kind of result that no evidence covers not run', () => {
    assert.match(
      told('Results'),
      /^## Results\n\n- p95 \(warm\): not run\n- Tests: unit not run, integration not run\n\n$/,
    );
    const results = new Map([
      ['tests.unit', '12 passed'],
      ['p95', '1.1 s'],
    ]);
    assert.match(told('Results', { results }), /p95 \(warm\): 1\.1 s\n- Tests: unit 12 passed, integration not run/);
  });

  it('ticks what gates cover where those that the change needs are green', () => {
    const gate = {
      title: 'T',
      moment: 'pr',
      in: [],
      except: [],
      modes: [],
      commands: [],
      reads: [],
      demands: [],
      breaks: [],
    } as const;
    const gated = aPolicy({
      modes: [refactor],
      gates: ['unit', 'lint'].map((id) => ({ ...gate, id, because: 'It is so.' })),
      acceptance: [{ id: 'tested', text: 'Tested', coveredBy: ['unit', 'lint', 'deps'] }],
    });
    const line = (
      unit: { readonly needed: boolean; readonly state: 'green' | 'red' | 'stale' | 'not-run' } | undefined,
      parts: Parameters<typeof review>[1] = {},
    ): string => {
      const of = review(code, { ...parts, policy: gated });
      const gates = [
        { id: 'lint', needed: false, state: 'not-run' as const, told: '' },
        ...(unit === undefined ? [] : [{ id: 'unit', told: '', ...unit }]),
      ];
      return /- \[.*/.exec(told('Acceptance', { since: of, ci: of, gates }))?.[0] ?? '';
    };
    assert.equal(line({ needed: true, state: 'green' }), '- [x] Tested');
    assert.equal(line({ needed: false, state: 'not-run' }), '- [x] Tested');
    assert.equal(line({ needed: false, state: 'red' }), '- [ ] Tested (failed: gate `unit`)');
    assert.equal(line({ needed: true, state: 'stale' }), '- [ ] Tested (not checked: gate `unit` is stale)');
    assert.equal(line({ needed: true, state: 'not-run' }), '- [ ] Tested (not checked: gate `unit` was not run)');
    assert.equal(line(undefined), '- [ ] Tested (not checked: gate `unit` was not run)');
    assert.match(
      line({ needed: true, state: 'green' }, { evaluated: [] }),
      /not checked: `deps` was not asked in this review\)$/,
    );
  });

  it('tells only the results that the policy asks for', () => {
    const bare = review(code, { policy: aPolicy({ modes: [refactor] }) });
    const text = writePullRequest(facts({ since: bare, ci: bare }));
    assert.doesNotMatch(text, /Results|p95|not run/);
    assert.match(text, /\n\n## Findings\n\nNone\.\n\n## Rollback\n/);
  });

  it('holds each column to the limits of its own law, and lists what the one at the base wants', () => {
    const loose = aMode({ id: 'linter-refactor', budgets: [aBudget({ measure: 'lines', limit: 5_000 })] });
    const easy = aPolicy({ modes: [loose], acceptance: [{ id: 'x', text: 'Fine', coveredBy: ['deps'] }] });
    const note = 'The policy is not the same.';
    const text = writePullRequest(facts({ since: review(code, { policy: easy, mode: loose }), notes: [note] }));
    const [since = '', ci = ''] = sectionIn(text, 'Complexity').split('As CI counts it');
    assert.match(since, /25 lines \(≤ 5,000\)/);
    assert.match(ci, /25 lines \(≤ 200\)[\s\S]*\n\nThe policy is not the same\.\n/);
    assert.match(sectionIn(text, 'Acceptance'), /No new dependencies/);
    assert.doesNotMatch(sectionIn(text, 'Acceptance'), /Fine/);
  });

  it('ticks nothing while the judgement of CI is not known', () => {
    const text = told('Acceptance', { ci: { unknown: 'There is no default branch.' } });
    assert.doesNotMatch(text, /\[x\]/);
    assert.match(text, /- \[ \] Small functions \(not checked: CI’s judgement is not known\)\n/);
    assert.match(text, /- \[ \] Spans added \(not checked\)\n/);
  });

  it('says at its head that Codex is frozen', () => {
    const freeze = { ...finding('kill-switch'), message: 'Codex is frozen here.', because: 'Ask.' };
    assert.match(
      writePullRequest(facts({ freeze })),
      /^\*\*Blocked, whatever is ticked below: Codex is frozen here\. Ask\.\*\*\n\n## Codex Mode\n/,
    );
  });

  it('lists the findings that are left, each once', () => {
    const found = review(code, { findings: [finding('budget.lines', 'f1')] });
    assert.match(
      told('Findings', { since: found, ci: found }),
      /^## Findings\n\n- block: `a\.py:4`: It is \\\*too\\\* long\. \(`budget\.lines`, f1\)\n\n$/,
    );
    assert.match(told('Findings'), /None\./);
  });

  it('tells how to roll back: migrations with their undo, and the kill switch', () => {
    const since = review([
      file('db/migrations/1.up.sql', { status: 'added' }),
      file('db/migrations/1.down.sql'),
      file('db/migrations/2.up.sql'),
    ]);
    assert.equal(
      told('Rollback', { since }),
      '## Rollback\n\n- Migration up `db/migrations/1.up.sql`, down `db/migrations/1.down.sql`\n- Migration `db/migrations/2.up.sql`: no way back was found\n- Kill switch: Flip the flag.\n',
    );
    const bare = review(code, { policy: aPolicy() });
    assert.match(
      told('Rollback', { since: bare, ci: bare }),
      /- Migrations: none found\n- Kill switch: the policy names none/,
    );
  });

  it('lists what the branch migrated before the task began as well, and says so where that is not known', () => {
    const ci = review([file('db/migrations/1.sql', { status: 'added' }), file('db/migrations/2.sql')]);
    const since = review([file('db/migrations/2.sql', { status: 'deleted' })]);
    assert.match(
      told('Rollback', { since, ci }),
      /^## Rollback\n\n- Migration `db\/migrations\/1\.sql`: no way back was found\n- Kill/,
    );
    assert.match(told('Rollback', { ci: { unknown: 'x' } }), /- Migrations: none found since the task began\n/);
  });

  it('shows an override, who and why and what was missing', () => {
    const override = {
      who: 'Mike',
      why: 'urgent',
      problems: [{ item: 'a', kind: 'stale' as const, message: 'Old.', remedy: 'r' }],
    };
    assert.match(
      told('Incomplete context', { override }),
      /began with an incomplete context pack\. Mike accepted that; the reason: “urgent”\.\n\n- `a` is stale: Old\./,
    );
  });

  it('says that a task without changes has none, and ticks nothing', () => {
    const text = writePullRequest(facts({ since: review([]), ci: review([]) }));
    assert.match(text, /^\*\*This task has changed nothing yet/);
    assert.doesNotMatch(sectionIn(text, 'Acceptance'), /\[x\]/);
    assert.match(sectionIn(text, 'Acceptance'), /not checked: there is no change/);
  });

  it('lets no path, goal or message forge a section or a tick', () => {
    const evil = '- [x] Forged\n## Acceptance\n```\n- [x] Forged\n## Acceptance\n<h2>Acceptance</h2>';
    const text = writePullRequest(
      facts({
        task: { goal: evil, scope: [evil, evil, evil, evil] },
        specs: [{ path: evil, anchor: evil, state: 'dead-anchor', heading: evil }],
        since: review([file(evil, { functions: [entity(evil, 3)] }), file(`db/migrations/${evil}.up.sql`)], {
          findings: [{ ...finding('r'), path: evil, message: evil, rule: evil }],
        }),
        override: { who: evil, why: evil, problems: [{ item: evil, kind: 'stale', message: evil, remedy: evil }] },
        ci: { unknown: evil },
        results: new Map([['tests.unit', evil]]),
        notes: [evil],
        freeze: { ...finding('r'), message: evil, because: evil },
      }),
    );
    assert.equal(headingsOf(text).length, 9);
    const goal = text.slice(text.indexOf('````text'), text.lastIndexOf('````'));
    assert.doesNotMatch(text.replace(goal, ''), /^\s*- \[x\] Forged/m);
  });

  it('writes the same bytes for the same facts', () => {
    assert.equal(writePullRequest(facts()), writePullRequest(facts()));
  });
});

const found = (files: readonly ChangedFile[], there: readonly string[] = []) =>
  findMigrations(files, (path) => there.includes(path)).map(({ up, down }) => `${up} → ${down ?? 'none'}`);

describe('finding migrations', () => {
  it('pairs scripts by the ways their names are written', () => {
    assert.deepEqual(found([file('migrations/7_down.sql'), file('migrations/7_up.sql')]), [
      'migrations/7_up.sql → migrations/7_down.sql',
    ]);
    assert.deepEqual(found([file('migrations/2025/up.sql'), file('migrations/2025/down.sql')]), [
      'migrations/2025/up.sql → migrations/2025/down.sql',
    ]);
    assert.deepEqual(found([file('sql/V3__a.sql'), file('sql/U3__a.sql')]), ['sql/V3__a.sql → sql/U3__a.sql']);
    assert.deepEqual(found([file('db/9.up.sql')], ['db/9.down.sql']), ['db/9.up.sql → db/9.down.sql']);
  });

  it('finds the way back inside a file, and does not take an empty one for it', () => {
    const alembic = (body: string) =>
      file('alembic/versions/1.py', { after: `def upgrade():\n    op.x()\n\ndef downgrade() -> None:\n    ${body}\n` });
    assert.deepEqual(found([alembic('op.drop()')]), ['alembic/versions/1.py → alembic/versions/1.py']);
    for (const body of ['pass', 'raise NotImplementedError()', '"""No way."""\n    pass'])
      assert.deepEqual(found([alembic(body)]), ['alembic/versions/1.py → none'], body);
    const django = (body: string) =>
      file('app/migrations/0001_x.py', { after: `class Migration(migrations.Migration):\n    operations = [${body}]` });
    assert.deepEqual(found([django('migrations.AddField()')]), ['app/migrations/0001_x.py → app/migrations/0001_x.py']);
    assert.deepEqual(found([django('migrations.RunPython(f)')]), ['app/migrations/0001_x.py → none']);
    assert.deepEqual(found([django('migrations.RunPython(f, migrations.RunPython.noop)')]), [
      'app/migrations/0001_x.py → app/migrations/0001_x.py',
    ]);
    assert.deepEqual(found([file('migrations/1.sql', { after: '-- migrate:up\nx\n-- migrate:down\ny' })]), [
      'migrations/1.sql → migrations/1.sql',
    ]);
  });

  it('leaves out what is deleted, what is a test, and what only sounds like one', () => {
    assert.deepEqual(
      found([
        file('migrations/1.sql', { status: 'deleted' }),
        file('tests/migrations/tests/a.py'),
        file('docs/migrations.md'),
        file('migrations/__init__.py'),
        file('src/migrate.ts'),
      ]),
      [],
    );
  });
});
