import {
  judge,
  writeStatus,
  reportFormats,
  type Budget,
  type ChangedFile,
  type CheckReport,
  type Mode,
  type Policy,
} from '#core';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { assert as holds, constantFrom, nat, property, record, uniqueArray } from 'fast-check';
import { describe, it } from 'mocha';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const budget = (measure: Budget['measure'], limit: number): Budget => ({
  measure,
  limit,
  counts: ['code', 'test', 'docs', 'data'],
  level: 'block',
  because: 'Handbook, §6 Budgets.',
});

const mode: Mode = {
  id: 'refactor',
  title: 'Refactor',
  label: 'Refactor',
  goal: 'Simpler code.',
  budgets: [budget('lines', 10), budget('files', 2), budget('complexity', 3)],
  writes: { allow: [['src/**']], deny: ['src/generated/**'] },
  reads: { deny: [] },
  commands: { allow: [], deny: [] },
  duties: [],
  context: [],
  contextTokens: 1000,
  instructions: [],
  specRequired: false,
  because: '',
};

const policy: Policy = {
  title: 'Test',
  codex: 'active',
  modeRequired: false,
  classes: [],
  budgets: [budget('lines', 1000)],
  roles: [],
  modes: [mode],
  contextTokens: 1000,
  context: [],
  gates: [],
  phases: [],
  prompt: { lintLevel: 'warn', avoid: [], patterns: [], guards: [], stopWhen: [], doneWhen: [] },
  run: { limits: { minutes: 60 }, corrections: 2 },
  rules: [
    {
      id: 'readme-is-settled',
      kind: 'protected-path',
      in: ['README.md'],
      except: [],
      modes: [],
      with: {},
      level: 'warn',
      because: 'Handbook, §2.',
    },
  ],
  acceptance: [],
  results: [],
  origins: new Map(),
  sources: [],
};

const file = (path: string, lines: number, more: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: lines,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: lines === 0 ? [] : [{ start: 5, end: 4 + lines }],
  functions: [],
  ...more,
});

const why = ({ message }: { readonly message: string }): string => message;

const judgeFiles = (files: readonly ChangedFile[], scope: readonly string[] = []) =>
  judge({ policy, mode, scope, change: { base: 'abc', files }, files, hash });

describe('judge', () => {
  it('passes a change that keeps every budget and stays in its lane', () => {
    const { verdict, findings } = judgeFiles([file('src/a.py', 10)]);
    assert.deepEqual({ verdict, findings }, { verdict: 'pass', findings: [] });
  });

  it('puts the finding on the first line past the limit', () => {
    const { verdict, findings } = judgeFiles([file('src/a.py', 4), file('src/b.py', 8)]);
    assert.equal(verdict, 'block');
    assert.deepEqual(
      findings.map(({ rule, path, line }) => [rule, path, line]),
      [['budget.lines', 'src/b.py', 11]],
    );
  });

  it('only warns when no finding blocks', () => {
    const { verdict, findings } = judge({
      policy,
      scope: [],
      change: { base: 'abc', files: [] },
      files: [file('README.md', 1)],
      hash,
    });
    assert.equal(verdict, 'warn');
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['readme-is-settled'],
    );
  });

  it('holds a change without a mode to the budgets of the policy alone', () => {
    const { meters } = judge({ policy, scope: [], change: { base: 'abc', files: [] }, files: [], hash });
    assert.deepEqual(
      meters.map(({ id, limit }) => [id, limit]),
      [['budget.lines', 1000]],
    );
  });

  it('names the lane and the declared scope apart', () => {
    const { findings } = judgeFiles([file('src/generated/a.py', 1), file('docs/b.md', 1)], ['src/**']);
    assert.deepEqual(
      findings.map(({ rule, path }) => `${rule} ${path}`),
      ['write-scope.mode docs/b.md', 'write-scope.task docs/b.md', 'write-scope.mode src/generated/a.py'],
    );
  });

  it('takes neither a move nor a change of mode for a way round a protected path', () => {
    const moved = file('elsewhere.md', 0, { from: 'README.md', status: 'renamed', class: 'docs' });
    for (const [operation, changed] of [
      ['delete', moved],
      ['add', file('README.md', 0, { from: 'x.md', status: 'renamed', class: 'docs' })],
      ['modify', file('README.md', 0, { class: 'docs' })],
    ] as const) {
      const rules = policy.rules.map((rule) => ({ ...rule, with: { operations: [operation] } }));
      const change = { base: 'abc', files: [changed] };
      const { findings } = judge({ policy: { ...policy, rules }, scope: [], change, files: [changed], hash });
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ['readme-is-settled'],
        operation,
      );
    }
  });

  it('does not pass a program whose functions could not be read', () => {
    const { functions: _functions, ...unread } = file('src/a.ts', 1);
    const { verdict, findings } = judgeFiles([unread]);
    assert.equal(verdict, 'block');
    assert.deepEqual(
      findings.map(({ rule, path }) => [rule, path]),
      [['budget.complexity', 'src/a.ts']],
    );
    assert.deepEqual(findings.map(why), [
      'Nothing is known of the functions of this file: its text could not be read. Check once more, or leave it out of the rule with `except`.',
    ]);
    assert.deepEqual(judgeFiles([{ ...unread, unread: 'it is larger than 5 MB' }]).findings.map(why), [
      'Nothing is known of the functions of this file: it is larger than 5 MB. Make it smaller, store it outside of the repository, or leave it out of the rule with `except`.',
    ]);
    assert.deepEqual(judgeFiles([{ ...unread, after: '((((' }]).findings.map(why), [
      'Nothing is known of the functions of this file: it is nested too deeply, or the parser of its language is missing. Split it up, or leave it out of the rule with `except`.',
    ]);
    const { functions: _none, ...text } = file('src/a.sql', 1);
    assert.equal(judgeFiles([text]).verdict, 'pass');
  });

  it('keeps the id of a finding when lines move and when the file is renamed', () => {
    const complex = { name: 'choose', kind: 'function', column: 1, complexity: 5 } as const;
    const at = (line: number, more: Partial<ChangedFile>) =>
      judgeFiles([file('src/a.py', 1, { functions: [{ ...complex, line, endLine: line + 3 }], ...more })]).findings;
    const [here] = at(5, {});
    const [moved] = at(40, { addedLines: [{ start: 41, end: 41 }] });
    const [renamed] = at(5, { path: 'src/z.py', from: 'src/a.py', status: 'renamed' });
    assert.ok(here !== undefined && here.rule === 'budget.complexity');
    assert.deepEqual([moved?.id, renamed?.id], [here.id, here.id]);
  });

  it('tells two findings of one rule in one file apart', () => {
    const anonymous = { name: 'arrow function', kind: 'function', column: 1, complexity: 5 } as const;
    const functions = [
      { ...anonymous, line: 5, endLine: 6 },
      { ...anonymous, line: 7, endLine: 8 },
    ];
    const ids = judgeFiles([file('src/a.ts', 4, { functions })]).findings.map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
  });

  it('does not care in which order the files come', () => {
    const some = uniqueArray(
      record({
        path: constantFrom('src/a.py', 'src/b.py', 'docs/c.md', 'README.md', 'src/generated/d.py'),
        added: nat({ max: 12 }),
      }),
      { selector: ({ path }) => path },
    );
    holds(
      property(some, (sketch) => {
        const files = sketch.map(({ path, added }) => file(path, added));
        assert.deepEqual(judgeFiles(files), judgeFiles(files.toReversed()));
      }),
    );
  });
});

describe('the status bar text', () => {
  it('shows lines, files and highest complexity', () => {
    const functions = [{ name: 'f', kind: 'function', line: 5, column: 1, endLine: 9, complexity: 3 }] as const;
    const { meters } = judgeFiles([file('src/a.py', 7, { functions })]);
    assert.equal(writeStatus('Refactor', meters), 'Refactor 7/10 · 1/2 files · CC 3/3');
  });

  it('marks what counts unsaved text', () => {
    const { meters } = judgeFiles([file('src/a.py', 7, { estimated: true })]);
    assert.equal(writeStatus('Refactor', meters), 'Refactor ~7/10 · ~1/2 files · CC ~0/3');
  });
});

describe('a report', () => {
  const nasty = 'src/a,b: <"&>|%\u0007.py';
  const report: CheckReport = {
    ...judgeFiles([file(nasty, 30), file('docs/b.md', 1)]),
    base: 'abc',
    mode: 'refactor',
    policy: '.codex/governance.yaml',
    policyPath: '.codex/governance.yaml',
    policyRevision: null,
    notes: [],
    version: '1.2.3',
  };

  for (const [name, write] of Object.entries(reportFormats))
    it(`in ${name} is the same bytes each time and names every finding`, () => {
      assert.equal(write(report), write(report));
      const plain = name === 'github' ? decodeURIComponent(write(report)) : write(report);
      for (const { rule, id } of report.findings)
        assert.ok(plain.includes(rule) && plain.includes(id), `${rule} ${id}`);
    });

  it('in text lets no control sign of a name reach the terminal', () => {
    assert.doesNotMatch(reportFormats.text(report), /[^\P{Cc}\n]/u);
  });

  it('in JSON has the fields of the contract', () => {
    const document: unknown = JSON.parse(reportFormats.json(report));
    assert.ok(typeof document === 'object' && document !== null);
    for (const key of ['verdict', 'findings', 'meters', 'base', 'mode', 'policy']) assert.ok(key in document, key);
  });

  it('in JUnit has no character that XML forbids', () => {
    const text = reportFormats.junit(report);
    assert.ok(!text.includes('\u0007'));
    assert.match(text, /&lt;&quot;&amp;&gt;/);
  });

  it('in GitHub form keeps a path from ending its property', () => {
    assert.match(reportFormats.github(report), /file=src\/a%2Cb%3A /);
  });
});
