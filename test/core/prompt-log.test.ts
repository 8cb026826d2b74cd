import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { endsWithPrompt, nextPromptNumber, targetsNamed, writePromptEntry } from '../../src/core/prompt/log.ts';

const at = '2026-11-22T08:10:05.123Z';

// As the log of the permanent instructions stands: nobody has numbered its entries.
const seed = `# Dev Prompts Log

- 2026-01-04 17:05:20: going forward save every prompt that is shared here in dev_prompts.md
- 2026-01-04 17:05:20: with date time
- 2026-01-04 17:22:21: You are Codex. Act as a senior platform engineer working in repo: master/

Objective:
Enforce Master V1 architectural invariants using automated tests.

You MUST enforce:
- Products MUST NOT import:
  - core/models/*
- 2026-01-04 18:30:22: delete and recreate .txt files
`;

const add = (log: string, text: string, targets: readonly string[] = [], branch: string | null = 'main'): string =>
  log + writePromptEntry(log, nextPromptNumber(log), { at, branch, targets, text });

describe('the log of prompts', () => {
  it('begins as the seed does, and tells number, time, branch and targets', () => {
    assert.equal(
      add('', 'Mend `src/parse.py`.\n\n- and its test\r\n', ['src/parse.py', 'tests/**']),
      [
        '# Dev Prompts Log',
        '',
        '- 2026-11-22T08:10:05Z: [prompt_id: 1] [branch: main] [targets: src/parse.py, tests/**] Mend `src/parse.py`.',
        '',
        '  - and its test',
        '',
      ].join('\n'),
    );
  });

  it('goes on where a team’s own log ends, and counts what has no number', () => {
    const log = add(seed, 'next', [], null);
    assert.equal(log, `${seed}- 2026-11-22T08:10:05Z: [prompt_id: 5] [branch: detached HEAD] next\n`);
    assert.equal(nextPromptNumber(log), 6);
  });

  it('goes on from the highest number there is, however it is written', () => {
    for (const line of [
      '- 2026-01-04T17:05:20Z | prompt_id: 41 | branch: main | hello',
      '- 2026-01-04 17:05:20 (prompt_id 41): hello',
      '- **prompt_id**: 41',
      '  - prompt_id: 41',
      'prompt_id=41',
      '## prompt_id: 41',
      '`prompt_id`: `41`',
    ])
      assert.equal(nextPromptNumber(`# Log\n\n${line}\n- 2026-01-04 17:05:20: another\n`), 42, line);
    assert.equal(nextPromptNumber('- 2026-01-04 17:05:20: what is prompt_id 9999999999 for?\n'), 2);
    assert.equal(nextPromptNumber('We log a prompt_id: 12 for each.\n'), 1);
  });

  it('begins a line of its own after one that was cut off, and keeps the line ends there are', () => {
    const torn = add(`${seed}- 2026-11-22T08:00:00Z: [prompt_id: 5] [bra`, 'x');
    assert.ok(torn.endsWith('[bra\n- 2026-11-22T08:10:05Z: [prompt_id: 6] [branch: main] x\n'));
    const windows = add(seed.replaceAll('\n', '\r\n'), 'one\ntwo');
    assert.ok(windows.endsWith('- 2026-11-22T08:10:05Z: [prompt_id: 5] [branch: main] one\r\n  two\r\n'));
    assert.ok(endsWithPrompt(windows, 'one\ntwo'));
  });

  it('numbers every prompt once, whatever its text, and writes only at the end', () => {
    const unit = fc.constantFrom('a', '\n', '\r', '- 2026-01-04 10:00:00: ', 'prompt_id: 7', ']', ' ', '\u0007');
    const prompt = fc.record({ text: fc.string({ unit, maxLength: 12 }), target: fc.string({ unit, maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(prompt, { maxLength: 8 }), fc.constantFrom('', seed), (prompts, before) => {
        let log: string = before;
        const numbers = new Set<number>();
        for (const { text, target } of prompts) {
          const number = nextPromptNumber(log);
          assert.ok(!numbers.has(number) && number > Math.max(0, ...numbers));
          numbers.add(number);
          const next = add(log, text, [target], target);
          assert.ok(next.startsWith(log) && endsWithPrompt(next, text));
          assert.ok(!next.includes('\u0007'));
          log = next;
        }
        const written = log.split('\n').filter((line) => line.startsWith('- 2026-11-22T08:10:05Z: [prompt_id: '));
        assert.equal(written.length, prompts.length);
      }),
    );
  });

  it('cuts what is too long, and names twenty targets', () => {
    const log = add(
      '',
      'x'.repeat(70_000),
      Array.from({ length: 22 }, (_, index) => `f${index}`),
    );
    assert.match(log, /f18, f19, 2 more\] x+ … \[4,464 more characters\]\n$/);
  });

  it('takes for targets the files, folders and globs that a text names', () => {
    assert.deepEqual(
      targetsNamed('Fix parse() in `src/a b.py` and tests/test_a.py, not docs/; then src/**/*.ts, tests/test_a.py.'),
      ['src/a b.py', 'tests/test_a.py', 'docs/', 'src/**/*.ts'],
    );
    assert.deepEqual(targetsNamed('continue'), []);
  });
});
