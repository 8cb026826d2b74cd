import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { readFunctions, type FunctionEntity } from '#core';
import { askMccabe, type Reported } from '../../oracle/references/mccabe.ts';
import { pythonPieces } from './python-pieces.ts';
import { pythonProgram } from './python-programs.ts';
import { demandSteps } from './snippet.ts';

/** What mccabe reports of a text that came with it. */
type Told = readonly [name: string, text: string, entities: Reported[2]];

const askOf = async (question: Parameters<typeof askMccabe>[0]): Promise<readonly Told[]> =>
  (await askMccabe(question)).map(([name, text, entities]) => [
    name,
    text ?? assert.fail(`no text of ${name}`),
    entities,
  ]);

const reader = readFunctions({});
const read = (text: string): readonly FunctionEntity[] =>
  reader('a.py', text)?.functions ?? assert.fail('Python was not read');

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const assertSame = ([name, text, entities]: Told): void => {
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
  let library: readonly Told[];

  before(async () => {
    library = await askOf({ what: 'library' });
  });

  it('equal what it reports of the standard library, entry by entry', () => {
    for (const file of library) assertSame(file);
    const entries = library.reduce((sum, [, , entities]) => sum + entities.length, 0);
    assert.ok(library.length > 300 && entries > 8_000, `only ${library.length} files with ${entries} entries`);
  });

  it('equal what it reports of programs in hostile layouts, entry by entry', async () => {
    // The shortest first: of those that differ it is the one to look at.
    const programs = fc
      .sample(pythonProgram, { numRuns: 2_500, seed: 901 })
      .sort((one, other) => one.newer.length - other.newer.length);
    const told = await askMccabe({ what: 'texts', given: programs.map(({ older }) => older) });
    for (const [at, , entities] of told) assertSame([at, programs[Number(at)]?.newer ?? '', entities]);
    const entries = told.reduce((sum, [, , entities]) => sum + entities.length, 0);
    assert.ok(entries >= 5_000, `only ${entries} entries in the ${told.length} programs that Python accepts`);
    const taken = told.map(([at]) => programs[Number(at)]?.newer).join('\n');
    const refused = pythonPieces().filter((piece) => !taken.includes(piece));
    assert.deepEqual(refused, [], 'no program that Python accepts has these pieces');
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
