import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { describe, it } from 'mocha';
import { format, type Options } from 'prettier';
import { changeOfSyntax, readLeaves, type Leaves, type SyntaxChange } from '#core';
import { loadParsers } from '#repo';
import { squeezePython } from './squeeze-python.ts';

const leavesOf = readLeaves(await loadParsers(['js', 'ts', 'python']));
const read = (path: string, text: string): Leaves => leavesOf(path, text) ?? assert.fail(`${path} was not read`);
const change = (path: string, before: string, after: string): SyntaxChange =>
  changeOfSyntax(read(path, before), read(path, after));
const costOf = ({ added, deleted }: SyntaxChange): number => added + deleted;

interface Source {
  readonly path: string;
  readonly text: string;
}

const listSources = (folder: string, ending: string, least = 4_000): readonly Source[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }))
    .filter(({ text }) => text.length > least && text.length < 40_000);

const rulesOfEslint = join(dirname(createRequire(import.meta.url).resolve('eslint/package.json')), 'lib/rules');
const libraryOfPython = execFileSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], {
  encoding: 'utf8',
}).trim();
const ownRules = fileURLToPath(new URL('../../../src/core/rules', import.meta.url));

/** The text without the lines of its last function that is written like this: the change puts it back. */
const withoutLast = (text: string, head: RegExp): string => {
  const lines = text.split('\n');
  const first = lines.findLastIndex((line) => head.test(line));
  const indent = /^\s*/.exec(lines[first] ?? '')?.[0].length ?? 0;
  const next = lines.findIndex(
    (line, index) => index > first && /\S/.test(line) && (/^\s*/.exec(line)?.[0].length ?? 0) <= indent,
  );
  // A closing bracket at the head's own indentation belongs to it.
  const end = next === -1 ? lines.length : next + (/^\s*[}\])]/.test(lines[next] ?? '') ? 1 : 0);
  return [...lines.slice(0, first), ...lines.slice(end)].join('\n');
};

const minifyJavaScript = (text: string): string =>
  transformSync(text, { loader: 'js', minifyWhitespace: true, legalComments: 'none' }).code;

interface Twin extends Source {
  readonly before: string;
  readonly twin: string;
}

const isMuchShorter = ({ text, twin }: Twin): boolean => twin.split('\n').length < text.split('\n').length * 0.9;

const makeTwins = (sources: readonly Source[], head: RegExp, squeeze: (text: string) => string): readonly Twin[] =>
  sources
    .filter(({ text }) => text.split('\n').some((line) => head.test(line)))
    .map((source) => ({ ...source, before: withoutLast(source.text, head), twin: squeeze(source.text) }))
    .filter(isMuchShorter)
    .slice(0, 25);

const twins = [
  ...makeTwins(
    listSources(rulesOfEslint, '.js'),
    /^\s+(?:async )?function \w+\(|^\s+["\w]+\(.*\) \{$/,
    minifyJavaScript,
  ),
  ...makeTwins(listSources(libraryOfPython, '.py', 8_000), /^\s*(?:async )?def \w+/, squeezePython),
];

describe('a change that is squeezed into fewer lines', () => {
  it('is tried on fifty changes of real code', () => assert.equal(twins.length, 50));

  for (const { path, text, before, twin } of twins) {
    it(`costs what it costs laid out, and is flagged: ${path}`, () => {
      const [laidOut, squeezed] = [change(path, before, text), change(path, before, twin)];
      assert.ok(costOf(laidOut) > 0);
      const [cost, costOfTwin] = [costOf(laidOut), costOf(squeezed)];
      assert.ok(Math.abs(costOfTwin - cost) <= 0.05 * cost, `${cost} nodes laid out, ${costOfTwin} squeezed`);
      assert.ok(squeezed.squeezes.length > 0, 'flagged');
      assert.deepEqual(laidOut.squeezes, [], 'what is laid out is not flagged');
    });
  }
});

describe('a run of a formatter', () => {
  const styles: readonly Options[] = [
    { printWidth: 60, tabWidth: 2, singleQuote: true },
    { printWidth: 140, useTabs: true, semi: false },
    { printWidth: 80, tabWidth: 4, singleQuote: false, trailingComma: 'none', arrowParens: 'avoid' },
    { printWidth: 100, quoteProps: 'consistent', bracketSpacing: false, objectWrap: 'collapse' },
    { printWidth: 40, experimentalOperatorPosition: 'start', trailingComma: 'all', quoteProps: 'preserve' },
  ];
  const sources = [...listSources(rulesOfEslint, '.js').slice(-5), ...listSources(ownRules, '.ts', 2_000).slice(0, 5)];
  // What two hundred lines hold, roughly: the smallest budget that the policies we ship set.
  const budget = 1_500;

  it('is tried on fifty runs', () => assert.equal(sources.length * styles.length, 50));

  for (const { path, text } of sources)
    styles.forEach((style, index) => {
      it(`costs under 2 % of the budget, and is not flagged: ${path} in style ${index + 1}`, async () => {
        const formatted = await format(text, { ...style, filepath: path });
        assert.notEqual(formatted, text);
        const run = change(path, text, formatted);
        assert.ok(costOf(run) < 0.02 * budget, `${costOf(run)} nodes`);
        assert.deepEqual(run.squeezes, []);
      });
    });
});
