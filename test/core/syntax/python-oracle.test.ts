import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { readFunctions, type FunctionEntity } from '#core';
import { pythonProgram } from './python-programs.ts';
import { demandSteps } from './snippet.ts';

/** A text with what mccabe reports of it: entity, line, column, last line, complexity. */
type Reported = readonly [name: string, text: string, entities: readonly (readonly [string, ...number[]])[]];

const script = fileURLToPath(new URL('mccabe-oracle.py', import.meta.url));
const reader = readFunctions({});
const read = (text: string): readonly FunctionEntity[] =>
  reader('a.py', text)?.functions ?? assert.fail('Python was not read');

/** The first Python on the path that has mccabe; there may be several, and only the system's gets its packages. */
const findPython = (): string => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const pythons = folders.map((folder) => join(folder, 'python3'));
  const found = pythons.find((python) => spawnSync(python, ['-c', 'import mccabe, ast; ast.TryStar']).status === 0);
  return (
    found ?? assert.fail('Python 3.11 or newer with mccabe is needed: install the packages python3 and python3-mccabe.')
  );
};

const askMccabe = (python: string, texts?: readonly string[]): readonly Reported[] => {
  const input = texts === undefined ? {} : { input: JSON.stringify(texts) };
  const asked = spawnSync(python, [script, ...(texts === undefined ? [] : ['-'])], {
    ...input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  assert.equal(asked.status, 0, asked.stderr);
  return asked.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Reported => JSON.parse(line));
};

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const assertSame = ([name, text, entities]: Reported): void => {
  const wanted = entities.map((entity) => entity.join(' ')).sort(byText);
  const found = read(text).map(({ name, line, column, endLine, complexity }) =>
    [name, line, column, endLine, complexity].join(' '),
  );
  assert.deepEqual(found.sort(byText), wanted, `${name}\n${text.length < 2_000 ? text : ''}`);
};

// The function that is being typed in may change, and so may the names of blocks below it, which hold their line.
const keyOf = ({ name, line, complexity }: FunctionEntity, shift: number): string =>
  `${name.replace(/ \d+$/, '')} ${line + shift} ${complexity}`;

const countKept = (text: string, typed: string, at: number): readonly [kept: number, all: number] => {
  const line = text.slice(0, at).split('\n').length;
  const shift = typed.split('\n').length - text.split('\n').length;
  const others = read(text).filter((entity) => entity.line > line || entity.endLine < line);
  const now = new Set(read(typed).map((entity) => keyOf(entity, 0)));
  const kept = others.filter((entity) => now.has(keyOf(entity, entity.line > line ? shift : 0)));
  return [kept.length, others.length];
};

describe('functions of Python texts, against mccabe', function () {
  this.timeout(60_000);
  let python: string;
  let library: readonly Reported[];

  before(() => {
    python = findPython();
    library = askMccabe(python);
  });

  it('equal what it reports of the standard library, entry by entry', () => {
    for (const file of library) assertSame(file);
    const entries = library.reduce((sum, [, , entities]) => sum + entities.length, 0);
    assert.ok(library.length > 300 && entries > 8_000, `only ${library.length} files with ${entries} entries`);
  });

  it('equal what it reports of programs in hostile layouts, entry by entry', () => {
    const programs = askMccabe(python, fc.sample(pythonProgram, { numRuns: 2_000, seed: 901 }));
    for (const program of programs) assertSame(program);
    assert.ok(programs.length > 1_500, `Python accepts only ${programs.length} of 2000 programs`);
  });

  it('are explained by steps that add up', () => {
    for (const [name, text] of library) demandSteps(reader, `${name}.py`, text);
  });

  for (const [what, typed, least] of [
    ['an inserted (', '(', 99],
    ['an inserted [', '[', 99],
    ['an inserted {', '{', 99],
    ['an inserted )', ')', 99],
    ['an inserted "', '"', 99],
    ["an inserted '", "'", 99],
    ['an inserted """', '"""', 90],
    ['a deleted character', '', 99],
  ] as const) {
    it(`change for at most ${100 - least} % of the other functions by ${what}`, () => {
      const files = library.filter(([, text]) => text.length > 4_000);
      const places = fc.sample(fc.tuple(fc.nat(files.length - 1), fc.nat()), { numRuns: 400, seed: 902 });
      let [kept, all] = [0, 0];
      for (const [file, place] of places) {
        const text = files[file]?.[1] ?? '';
        const at = place % text.length;
        const after = text.slice(0, at) + typed + text.slice(typed === '' ? at + 1 : at);
        const [same, others] = countKept(text, after, at);
        kept += same;
        all += others;
      }
      assert.ok(all > 1_000 && (100 * kept) / all >= least, `${kept} of ${all} functions are unchanged`);
    });
  }
});
