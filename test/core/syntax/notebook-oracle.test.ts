import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { readFunctions } from '#core';
import { askMccabe, type Reported } from '../../oracle/references/mccabe.ts';
import { pythonProgram } from './python-programs.ts';

/** A cell, and what mccabe reports of it where it is a file of its own. */
interface Cell {
  readonly text: string;
  readonly entities: Reported[2];
}

// What IPython adds, in front of the program: mccabe is asked of the program alone.
const magics = ['%matplotlib inline\n', '!pip install "a\n', '?print(\n', 'x = !ls (\n'];

const read = readFunctions({});

const notebookOf = (cells: readonly Cell[]): string => {
  const written = cells.map(({ text }, at) => ({
    cell_type: 'code',
    source: [magics[at % magics.length], ...text.split(/(?<=\n)/)],
  }));
  return JSON.stringify({ cells: written, metadata: { kernelspec: { language: 'python' } } }, null, 1);
};

/** The lines of a notebook in which the sources of its cells begin, behind the magic. */
const startsIn = (notebook: string): readonly number[] =>
  notebook.split('\n').flatMap((line, at) => (line === '   "source": [' ? at + 3 : []));

const wantedOf = (cells: readonly Cell[], starts: readonly number[]): readonly string[] =>
  cells.flatMap(({ entities }, at) =>
    entities.map(([name, line, , last, complexity]) => {
      const shift = (starts[at] ?? 0) - 1;
      const named = name.replace(/ \d+$/, ` ${line + shift}`);
      return `${named} ${line + shift}-${last + shift} ${complexity}`;
    }),
  );

describe('functions of notebooks, against mccabe', function () {
  this.timeout(60_000);

  it('equal what it reports of each cell as a file of its own, entry by entry', async () => {
    const texts = fc
      .sample(pythonProgram, { numRuns: 3_500, seed: 903 })
      .map(({ older }) => older)
      .filter((text) => !text.includes('\r') && !text.startsWith('\uFEFF'));
    const told = await askMccabe({ what: 'texts', given: texts });
    const cells = told.map(([at, , entities]): Cell => ({ text: texts[Number(at)] ?? '', entities }));
    for (let first = 0; first < cells.length; first += 5) {
      const five = cells.slice(first, first + 5);
      const notebook = notebookOf(five);
      const found = read('a.ipynb', notebook)?.functions.map(
        ({ name, line, endLine, complexity }) => `${name} ${line}-${endLine} ${complexity}`,
      );
      assert.deepEqual(found?.toSorted(), wantedOf(five, startsIn(notebook)).toSorted(), notebook);
    }
    const entries = cells.reduce((sum, { entities }) => sum + entities.length, 0);
    assert.ok(entries >= 1_000, `only ${entries} entries in ${cells.length} cells`);
  });
});
