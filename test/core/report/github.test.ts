import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { reportFormats, type Finding } from '#core';
import { anyReport, findingOf, findingsOf, reportOf } from './reports.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string): string => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

/** Reads a line as GitHub's runner does; undefined for one that is only logged. */
const readCommand = (line: string): Command | undefined => {
  const found = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
  if (found === null) return undefined;
  const [, name = '', words = '', message = ''] = found;
  const properties = words
    .split(',')
    .filter(Boolean)
    .map((word): readonly [string, string] => [
      word.slice(0, word.indexOf('=')),
      unescapeProperty(word.slice(word.indexOf('=') + 1)),
    ]);
  return { name, properties: Object.fromEntries(properties), message: unescapeData(message) };
};

const linesOf = (findings: readonly Finding[]): readonly string[] =>
  reportFormats.github(reportOf(findings)).split('\n').slice(0, -1);
const commandsOf = (findings: readonly Finding[]): readonly Command[] =>
  linesOf(findings).flatMap((line) => readCommand(line) ?? []);

// A control sign may be obeyed by whatever shows the log; a line break is escaped.
const tamed = (text: string): string => text.replace(/[^\P{Cc}\r\n]/gu, '\uFFFD');

describe('GitHub annotations', () => {
  it('say what the findings say, whatever is in them', () => {
    fc.assert(
      fc.property(anyReport, ({ findings }) => {
        const few = findings.slice(0, 10);
        const read = commandsOf(few);
        assert.equal(read.length, few.length);
        for (const { path, line, column, rule, id, level, message, because } of few) {
          const expected: Command = {
            name: { block: 'error', warn: 'warning', info: 'notice' }[level],
            properties: {
              ...(path === '' ? {} : { file: tamed(path), line: String(line), col: String(column) }),
              title: tamed(`${rule} [${id}]`),
            },
            message: tamed(`${message} ${because}`),
          };
          assert.ok(
            read.some((command) => JSON.stringify(command) === JSON.stringify(expected)),
            JSON.stringify([expected, read], null, 2),
          );
        }
      }),
    );
  });

  it('stand one on a line, and nothing else is a command', () => {
    fc.assert(
      fc.property(anyReport, ({ findings }) => {
        const many = [...findings, ...findings, ...findings];
        for (const line of linesOf(many)) {
          assert.doesNotMatch(line, /\p{Cc}/u);
          const command = readCommand(line);
          if (command === undefined) assert.doesNotMatch(line, /^\s*::|##\[/);
          else assert.match(command.name, /^(?:error|warning|notice)$/);
        }
      }),
    );
  });

  it('come with the most severe first', () => {
    const findings = (['info', 'block', 'warn', 'block'] as const).map((level, index) =>
      findingOf({ level, message: `${index}.`, because: '' }),
    );
    assert.deepEqual(
      commandsOf(findings).map(({ name, message }) => `${name} ${message.trim()}`),
      ['error 1.', 'error 3.', 'warning 2.', 'notice 0.'],
    );
  });

  it('are no more than GitHub shows: ten of each kind, the rest in the log, and a notice says so', () => {
    const findings = [
      ...findingsOf(12),
      ...findingsOf(3, { level: 'warn', path: '::stop-commands::x' }),
      ...findingsOf(10, { level: 'info', message: '##[add-mask]x' }),
    ];
    const read = commandsOf(findings);
    const count = (name: string): number => read.filter((command) => command.name === name).length;
    assert.deepEqual([count('error'), count('warning'), count('notice')], [10, 3, 10]);
    const last = read.at(-1);
    assert.equal(last?.properties['title'], 'Codex Governor');
    assert.equal(last.message, '3 more findings stand in the log of this step: GitHub shows 10 of each kind.');
    const logged = linesOf(findings).filter((line) => readCommand(line) === undefined);
    assert.deepEqual(logged, [
      'block  src/a.py:3  Number 10. (no-requests [00000000000a])',
      'block  src/a.py:3  Number 11. (no-requests [00000000000b])',
      'info  src/a.py:3  ## [add-mask]x (no-requests [000000000009])',
    ]);
  });

  it('are all there where none is too many', () => {
    const findings = [...findingsOf(10), ...findingsOf(10, { level: 'info' })];
    assert.equal(commandsOf(findings).length, 20);
    assert.equal(linesOf(findings).length, 20);
    assert.match(linesOf(findingsOf(11)).at(-2) ?? '', /::1 more finding stands in the log/);
  });

  it('are none where nothing was found', () => assert.equal(reportFormats.github(reportOf([])), ''));
});
