import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions, type FunctionEntity } from '#core';
import { askEslint, type Complained } from '../../oracle/references/eslint.ts';
import { componentSnippets } from './component-snippets.ts';
import { demandSteps } from './snippet.ts';

const read = readFunctions({ typescript });
const tell = ({ kind, line, column, complexity, modified }: Complained | FunctionEntity): string =>
  `${kind} ${line}:${column} ${complexity}/${modified}`;

describe('functions of components, against ESLint with the parsers of Vue and Svelte', () => {
  for (const { what, path, text } of componentSnippets) {
    it(`equal what it reports of scripts in ${path} with ${what}`, () => {
      const reading = read(path, text) ?? assert.fail('it is not read');
      const asked = askEslint(path, text) ?? assert.fail('ESLint cannot read it');
      assert.deepEqual(reading.functions.map(tell).toSorted(), asked.map(tell).toSorted());
      assert.equal(reading.flaw, undefined);
      demandSteps(read, path, text);
    });
  }
});
