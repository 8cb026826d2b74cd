import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reportFormats, writeBudget, type CheckReport } from '#core';

const hostile = 'one\n\u001B[31mtwo\u009B2J\u0007\rthree';

const report: CheckReport = {
  verdict: 'block',
  findings: [
    {
      id: '0123456789ab',
      rule: `r${hostile}`,
      kind: 'k',
      level: 'block',
      path: `src/${hostile}.py`,
      line: 3,
      message: `m ${hostile}`,
      because: `b ${hostile}`,
    },
  ],
  meters: [{ id: `m${hostile}`, used: 3, limit: 2, byClass: { code: 3 }, counts: ['code'], estimated: false }],
  base: 'abcdef0123456789',
  mode: `fix${hostile}`,
  modeTitle: `Fix ${hostile}`,
  policy: `drafts/${hostile} (in the working tree)`,
  policyPath: 'drafts/next.yaml',
  policyRevision: null,
  notes: [`n ${hostile}`],
  version: '1.2.3',
};

describe('a report of hostile words', () => {
  for (const [name, write] of Object.entries(reportFormats))
    it(`lets no control sign through in ${name}`, () => {
      assert.doesNotMatch(write(report), /[^\P{Cc}\n]/u);
    });

  it('keeps each thing on its line in text', () => {
    const lines = reportFormats.text(report).split('\n');
    assert.equal(lines.length, 6);
    assert.match(lines[1] ?? '', /^ {4}r.* b one\\n\\u001b\[31mtwo/);
    assert.match(lines[4] ?? '', /^Blocked: 1 finding\. Mode fixone/);
  });

  it('means the same in JSON, whatever is escaped', () => {
    const document = JSON.parse(reportFormats.json(report)) as { findings: readonly { because: string }[] };
    assert.equal(document.findings[0]?.because, `b ${hostile}`);
  });
});

describe('a report', () => {
  it('names the mode by its title as well in Markdown, and begins with the notes', () => {
    const told = {
      ...report,
      mode: 'linter-refactor',
      modeTitle: 'Linter/Refactor',
      notes: ['The policy was tried out.'],
    };
    const text = reportFormats.markdown(told);
    assert.match(
      text,
      /^> Note: The policy was tried out\.\n\n## Codex Governor: Blocked\n\nMode Linter\/Refactor \(`linter-refactor`\), /,
    );
    assert.match(
      reportFormats.markdown({ ...told, mode: null, notes: [] }),
      /^## Codex Governor: Blocked\n\nMode none, /,
    );
  });

  it('tells in JSON the file and the commit of the policy apart', () => {
    const told = { ...report, policyPath: '.codex/governance.yaml', policyRevision: 'abcdef' };
    const document = JSON.parse(reportFormats.json(told)) as Record<string, unknown>;
    assert.deepEqual([document['policy_path'], document['policy_revision']], ['.codex/governance.yaml', 'abcdef']);
  });

  it('of a budget keeps its columns whatever a file is called', () => {
    const entity = { name: 'f|g', kind: 'function', line: 2, column: 1, endLine: 3, complexity: 4 } as const;
    const file = {
      path: 'src/p|q.py',
      status: 'modified',
      added: 1_200,
      deleted: 0,
      binary: false,
      class: 'code',
      addedLines: [{ start: 1, end: 1_200 }],
      functions: [entity],
    } as const;
    const text = writeBudget({ meters: [] }, [file], ['Look.']);
    assert.match(text, /^> Note: Look\.\n\n# Budget\n/);
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && line.includes(String.raw`p\|q`));
    assert.equal(rows.length, 2);
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 5, row);
  });
});
