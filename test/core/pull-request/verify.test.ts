import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { readRecord, writeRecord, type PullRequestRecord } from '../../../src/core/pull-request/record.ts';
import { findDiscrepancies, toleratesOwn } from '../../../src/core/pull-request/verify.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const record: PullRequestRecord = {
  version: 1,
  task: '20261122-101112-0a1b2c3d',
  goal: 'Make it <!-- pure --> -- and “fast”.',
  mode: 'fix',
  scope: ['src/**'],
  specs: [{ path: 'SPEC.md', anchor: 'guardrails' }],
  head: 'a'.repeat(40),
  ci: { base: 'b'.repeat(40), files: 2, added: 10, deleted: 3, verdict: 'warn', findings: ['0123456789ab'] },
  since: { base: 'b'.repeat(40), law: 'c'.repeat(64), clean: true, figures: ['- Files changed: 2 (≤ 5)'] },
};

const facts = [
  '## Codex Mode',
  '',
  '- [x] Fix (`fix`)',
  '- [ ] Docs (`docs`)',
  '',
  '## Scope',
  '',
  'Goal, as it was given:',
  '',
  '```text',
  'Make it pure.',
  '```',
  '',
  '## Acceptance',
  '',
  '- [x] Small',
  '- [ ] No network (failed: `net` (2 findings))',
  '- [ ] Documents are true (not checked)',
  '',
  '## Complexity',
  '',
  'Since the task began, from `0123456789ab`:',
  '',
  '- Files changed: 2 (≤ 5)',
  '- LOC delta: +10 −3, 13 lines (≤ 20)',
  '',
  'As CI counts it, from `0123456789ab` (these are the figures that decide):',
  '',
  '- Files changed: 2 (≤ 5)',
  '- LOC delta: +10 −3, 13 lines (≤ 20)',
  '',
  '## Findings',
  '',
  '- block: `src/a.py:3`: requests is imported. (`net`, 9ebce010c4f2)',
  '- warn: `src/b.py:7`: requests is imported. (`net`, 1ebce010c4f2)',
  '',
  '## Rollback',
  '',
  '- Kill switch: Flip the flag.',
  '',
].join('\n');

const lines = facts.split('\n');
const told = (text: string, expected = facts): readonly string[] =>
  findDiscrepancies(text, expected).map(({ line, kind, written = '', expected: wanted = '' }) =>
    [line, kind, written, wanted].join('|'),
  );
const withLine = (number: number, text: string | undefined): string =>
  lines.flatMap((line, index) => (index + 1 === number ? (text ?? []) : [line])).join('\n');

const lineOf = (text: string): number => lines.indexOf(text) + 1;

const person = lineOf('- [ ] Documents are true (not checked)');

describe('the text of a pull request, held against the facts', () => {
  it('is true as it was filled, also with the line ends of a web form and with blanks behind', () => {
    assert.deepEqual(told(facts), []);
    assert.deepEqual(told(facts.replaceAll('\n', '\r\n')), []);
    assert.deepEqual(told(lines.map((line) => `${line}  `).join('\n')), []);
  });

  it('lies in the very line in which a digit or a tick was flipped, whichever it is', () => {
    let flipped = 0;
    for (const [index, line] of lines.entries())
      for (const { index: at, 0: sign } of line.matchAll(/\d|(?<=^- \[)[ x](?=\])/g)) {
        const other = sign === ' ' ? 'x' : sign === 'x' ? ' ' : String((Number(sign) + 1) % 10);
        const changed = `${line.slice(0, at)}${other}${line.slice(at + 1)}`;
        if (line.endsWith('(not checked)')) continue;
        assert.deepEqual(told(withLine(index + 1, changed)), [`${index + 1}|changed|${changed}|${line}`]);
        flipped += 1;
      }
    assert.ok(flipped > 50, `${flipped}`);
  });

  it('misses each line that is gone, at its place', () => {
    for (const [index, line] of lines.entries()) {
      if (line === '') continue;
      const found = told(withLine(index + 1, undefined));
      assert.ok(found.length > 0, line);
    }
    const last = lineOf('- Kill switch: Flip the flag.');
    assert.deepEqual(told(withLine(last, undefined)), [`${last - 2}|missing||- Kill switch: Flip the flag.`]);
  });

  it('leaves boxes that no rule covers to the person, in either way', () => {
    assert.deepEqual(told(withLine(person, '- [x] Documents are true (not checked)')), []);
    assert.deepEqual(told(withLine(person, '- [x] Documents are mostly true (not checked)')).length, 1);
    // A box that is covered does not become the person's by what its text ends with.
    const ticked = facts.replace('- [x] Small', '- [x] Small (not checked)');
    assert.equal(told(ticked.replace('[x] Small', '[ ] Small'), ticked).length, 1);
  });

  it('lets its author write, in sections and paragraphs of their own', () => {
    const own = [
      'What I want to say: it was hard.',
      '- a bullet of mine',
      '### Try it',
      '- [ ] on staging',
      '- [x] at home',
    ];
    assert.deepEqual(told(`${facts}\n${own.join('\n\n')}\n`), []);
    assert.deepEqual(told(withLine(person + 1, 'A word on these.')), []);
    assert.deepEqual(told(`${facts}\n## Notes\n\n\`\`\`md\n- [x] Small\n- Files changed: 0\n\`\`\`\n`), []);
  });

  it('takes nothing that reads like a fact', () => {
    const afterFindings = lineOf('## Rollback') - 1;
    assert.deepEqual(told(withLine(person + 1, '- [x] All tests pass')), [`${person + 1}|added|- [x] All tests pass|`]);
    assert.deepEqual(told(`${facts}\n## Notes\n\n- Files changed: 1 (≤ 5)\n`), [
      `${lines.length + 3}|added|- Files changed: 1 (≤ 5)|`,
    ]);
    assert.deepEqual(told(`${facts}\n## Acceptance\n\n- [x] Everything\n`).length, 2);
    assert.deepEqual(told(withLine(afterFindings, '- block: nothing else')), [
      `${afterFindings}|added|- block: nothing else|`,
    ]);
  });

  it('misses what nobody sees', () => {
    const from = lineOf('## Findings') - 1;
    const [head, tail] = [lines.slice(0, from).join('\n'), lines.slice(from).join('\n')];
    const kinds = (text: string) => [...new Set(findDiscrepancies(text, facts).map(({ kind }) => kind))];
    assert.deepEqual(kinds(`${head}\n<!--\n${tail}\n-->\n`), ['missing']);
    assert.deepEqual(kinds(`${head}\n<!--\n${tail}`), ['hidden']);
    assert.deepEqual(kinds(`${head}\n~~~\n${tail}\n~~~\n`), ['hidden']);
    assert.deepEqual(kinds(`${head}\n\`\`\`\n${tail}`), ['hidden']);
    assert.deepEqual(kinds(facts.replaceAll('```', '``')).includes('changed'), true);
  });

  it('allows its author what only their machine could settle, where nobody counts again', () => {
    const [covered, after] = [person - 1, lineOf('## Rollback')];
    const byCi = facts
      .replace('- [ ] No network (failed: `net` (2 findings))', '- [x] No network')
      .replace(/^- block: .*\n- warn: .*$/m, 'None.');
    assert.deepEqual(findDiscrepancies(facts, byCi, toleratesOwn), []);
    assert.deepEqual(
      findDiscrepancies(facts, byCi).map(({ line }) => line),
      [covered, after],
    );
    // The other way round it is a lie all the same.
    assert.deepEqual(
      findDiscrepancies(byCi, facts, toleratesOwn).map(({ kind }) => kind),
      ['changed', 'missing', 'missing'],
    );
  });

  it('is looked through in a moment, however long', () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `- block: \`src/${at}.py:1\`: it is so. (\`net\`, ${at})`);
    const long = facts.replace(/^- block: .*$/m, many.join('\n'));
    assert.deepEqual(told(long, long), []);
    assert.equal(told(long.replace('src/1999.py:1', 'src/1999.py:2'), long).length, 1);
  });
});

const isTouched = (changed: string): boolean => {
  const read = readRecord(`${facts}\n${changed}`, digest);
  return !read.ok || read.value.touched !== undefined;
};

describe('the record of what a pull request was filled from', () => {
  const written = writeRecord(record, digest);
  const text = `${facts}\n${written}`;

  it('is read as it was written, and stands in one comment', () => {
    assert.equal(written.split('<!--').length, 2);
    assert.equal(written.indexOf('--', 4), written.length - 4);
    const read = readRecord(text, digest);
    assert.deepEqual(read, { ok: true, value: { record, line: lines.length + 1 } });
    assert.equal(readRecord(text.replaceAll('\n', '\r\n'), digest).ok, true);
    assert.equal(writeRecord(record, digest), written);
  });

  it('is not there, or not alone', () => {
    assert.deepEqual(readRecord(facts, digest), {
      ok: false,
      error: {
        message:
          'This text has no record of what it was filled from: it was not filled by `codex-governor pr`, or the comment at its end is gone.',
      },
    });
    const twice = readRecord(`${text}\n${written}`, digest);
    assert.equal(twice.ok ? '' : twice.error.message, 'This text has more than one record.');
  });

  it('is told from one that was touched, whichever sign it is', () => {
    // The last line end stands behind the comment.
    for (let at = 0; at < written.length - 1; at += 1) {
      const other = written[at] === '7' ? '8' : '7';
      assert.ok(isTouched(`${written.slice(0, at)}${other}${written.slice(at + 1)}`), `sign ${at}`);
      assert.ok(isTouched(`${written.slice(0, at)}${written.slice(at + 1)}`), `without sign ${at}`);
    }
  });
});
