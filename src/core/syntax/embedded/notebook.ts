import { positionAt, unixLinesOf, type Lines, type Position } from '../../lines.ts';
import { present } from '../../present.ts';
import { flawAt, flawedLines, type FunctionEntity, type ReadFunctions } from '../function-entity.ts';
import { leavesOfWords, type Leaves, type ReadLeaves } from '../leaves.ts';
import { joinLeaves } from './join-leaves.ts';
import { pythonOf } from './magics.ts';
import { readCells, type Cell } from './notebook-cells.ts';

/*
 * Jupyter notebooks (nbformat 3 and 4): every code cell is a Python text of its own, because each is run on its own. So what
 * a later cell defines anew is reported both times. Lines and columns are those of the file. Cells in another language
 * (`%%bash`, or by their metadata) hold no functions for us; a notebook whose kernel runs another language is foreign.
 */

/** Where a place of a cell stands in the file. */
const placesInCell = ({ text, offsets }: Cell, lines: Lines): ((line: number, column: number) => Position) => {
  const { starts } = unixLinesOf(text);
  const last = Math.max(0, text.length - 1);
  return (line, column) => {
    const index = Math.min(last, (starts[line - 1] ?? last) + column - 1);
    return positionAt(lines, offsets[index] ?? 0);
  };
};

const moveEntity = (entity: FunctionEntity, place: (line: number, column: number) => Position): FunctionEntity => {
  const { line, column, endLine, steps, kind, name } = entity;
  const moved = place(line, column);
  return {
    ...entity,
    ...moved,
    name: kind === 'block' ? name.replace(/ \d+$/, ` ${moved.line}`) : name,
    // A line of a cell may stand in several lines of the file.
    endLine: Math.max(moved.line, place(endLine, 1).line),
    ...(steps === undefined ? {} : { steps: steps.map((step) => ({ ...step, ...place(step.line, step.column) })) }),
  };
};

/** Reads the functions of notebooks by a reader of Python. */
export const notebookFunctions =
  (readPython: ReadFunctions): ReadFunctions =>
  (path, file, wanted) => {
    const notebook = readCells(file);
    if (notebook === undefined) return undefined;
    // Where the JSON is broken, it cannot be told what else would be said of the language.
    if (!notebook.isPython) return notebook.brokenAt === undefined ? { functions: [], foreign: true } : undefined;
    const lines = unixLinesOf(file);
    const flaws = notebook.brokenAt === undefined ? [] : [positionAt(lines, notebook.brokenAt).line];
    const functions = notebook.cells.flatMap((cell) => {
      const python = cell.isPython ? pythonOf(cell.text) : undefined;
      const reading = python === undefined ? undefined : readPython(path, python, wanted);
      const place = placesInCell(cell, lines);
      for (const line of flawedLines(reading?.flaw)) flaws.push(place(line, 1).line);
      return (reading?.functions ?? []).map((entity) => moveEntity(entity, place));
    });
    return { functions, ...present('flaw', flawAt(flaws)) };
  };

/** The leaves of a notebook's cells: Python by its grammar, all else by words. Outputs and metadata have none. */
export const notebookLeaves =
  (readPython: ReadLeaves): ReadLeaves =>
  (file): Leaves | undefined => {
    const notebook = readCells(file);
    if (notebook === undefined) return undefined;
    const lines = unixLinesOf(file);
    return joinLeaves(
      notebook.cells.map((cell) => {
        const python = cell.isPython && notebook.isPython ? pythonOf(cell.text) : undefined;
        const place = placesInCell(cell, lines);
        const leaves = python === undefined ? leavesOfWords(cell.text) : readPython(python);
        return { leaves, lineOf: (line) => place(line, 1).line };
      }),
    );
  };
