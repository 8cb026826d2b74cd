import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions, skimFunctions } from '#core';
import { kinds } from '../../../src/core/syntax/javascript/skim/kinds.ts';
import { componentSnippets } from './component-snippets.ts';
import { javaScriptSnippets } from './javascript-snippets.ts';
import { root, sampleFiles } from './sample-files.ts';
import { leftTexts, toldTexts, type SkimText } from './skim-texts.ts';

const read = readFunctions({ typescript });

/** That the skim says what the parser says, or nothing; tells whether it said something. */
const isTold = (path: string, text: string): boolean => {
  const skimmed = skimFunctions(path, text);
  if (skimmed === undefined) return false;
  assert.deepEqual(skimmed, read(path, text, { once: true }), `${path}\n${text.length < 3_000 ? text : ''}`);
  return true;
};

const snippets: readonly SkimText[] = [...javaScriptSnippets, ...componentSnippets];

/** Words and signs that change what is around them. */
const bits =
  '( ) { } [ ] < > => = ? : ?. ?? && || ` " \' / * ... , ; @ # ! ++ -- ** += ~ - \\ // /* */ ${ \n <a> </a> <b/> 1 .5 0x a?b:c (a) ' +
  'async await yield function class static get set new return if else case default in of as satisfies type interface enum namespace ' +
  'export import const let readonly extends implements infer keyof is asserts typeof void for while do try catch switch throw this super';
const bit = fc.constantFrom(...bits.split(' '));

/** An edit: at a share of the text, so many signs are taken out, and a bit is put in. */
const edit = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), out: fc.nat({ max: 3 }), bit });

const edited = (text: string, edits: readonly { share: number; out: number; bit: string }[]): string =>
  edits.reduce((text, { share, out, bit }) => {
    const at = Math.floor(share * text.length);
    return `${text.slice(0, at)} ${bit} ${text.slice(at + out)}`;
  }, text);

describe('functions of JavaScript and TypeScript that are skimmed', function () {
  this.timeout(60_000);

  for (const { path, text } of toldTexts) {
    it(`are those of the parser: ${path}: ${text.slice(0, 60).trim()}`, () => assert.ok(isTold(path, text), text));
  }

  for (const { path, text } of leftTexts) {
    it(`are left to the parser: ${path}: ${text.slice(0, 60).trim()}`, () =>
      assert.equal(skimFunctions(path, text), undefined));
  }

  it('are left to the parser where more than their numbers is wanted', () => {
    assert.ok(isTold('a.ts', 'const a = () => b && c;\n'));
    assert.equal(skimFunctions('a.ts', 'const a = 1;\n', { steps: true }), undefined);
    assert.equal(skimFunctions('a.ts', 'const a = 1;\n', { cognitive: true }), undefined);
    assert.equal(skimFunctions('a.py', 'a = 1\n'), undefined);
  });

  it('are those of the parser in every snippet, most of which are told', () => {
    const told = snippets.filter(({ path, text }) => isTold(path, text));
    assert.ok(told.length > snippets.length * 0.8, `${told.length} of ${snippets.length}`);
  });

  it('know every keyword as a name where it may be one, and as a word behind a dot', () => {
    for (const [word, kind] of Object.entries(kinds).filter(([, kind]) => kind >= kinds.break)) {
      assert.ok(isTold('a.ts', `a.${word} = () => ({ ${word}: b && c });\n`), word);
      const isReserved = kind < kinds.abstract || kind === kinds.await;
      assert.equal(isTold('a.ts', `var ${word} = () => 1;\n`), !isReserved, word);
    }
  });

  for (const [folder, every, share] of [
    ['src', 8, 0.97],
    // Texts of other languages within texts, and files that wait at their top level, are left to the parser.
    ['test', 2, 0.85],
    ['node_modules', 40, 0.97],
  ] as const) {
    it(`are those of the parser in files of ${folder}, and most files are told`, () => {
      const paths = sampleFiles(join(root, folder), every);
      const told = paths.filter((path) => isTold(path, readFileSync(path, 'utf8')));
      assert.ok(paths.length > 50 && told.length >= paths.length * share, `${told.length} of ${paths.length}`);
    });
  }

  it('are those of the parser, or left to it, in texts that were edited anywhere', () => {
    const pool = [...toldTexts, ...snippets];
    fc.assert(
      fc.property(fc.constantFrom(...pool), fc.array(edit, { minLength: 1, maxLength: 2 }), ({ path, text }, edits) => {
        isTold(path, edited(text, edits));
      }),
      { numRuns: 4_000 },
    );
  });
});
