import { positionAt, unixLinesOf, type Lines, type Place } from '../../lines.ts';
import { present } from '../../present.ts';
import { flawAt, flawedLines } from '../function-entity.ts';
import { noFacts, type Facts, type ReadFacts } from '../facts.ts';
import { pythonOf } from './magics.ts';
import { readCells, type Notebook } from './notebook-cells.ts';
import { blankOut, lineAt } from './components.ts';
import { findScripts, type Framework, type ScriptBlock } from './script-blocks.ts';

/*
 * The facts of notebooks and components, at the lines and columns of the file. All cells of a notebook are one text, and so
 * are all scripts of a component: what one of them imports, the next one uses.
 */

/** The Python of all cells, and where each character of it stands in the file. */
const joinCells = ({ cells }: Notebook): { readonly text: string; readonly offsets: readonly number[] } => {
  const offsets: number[] = [];
  let text = '';
  for (const cell of cells) {
    const python = cell.isPython ? pythonOf(cell.text) : undefined;
    if (python === undefined) continue;
    text += `${python}\n`;
    for (const offset of cell.offsets) offsets.push(offset);
    // The line break behind a cell stands where the cell ends.
    offsets.push((offsets.at(-1) ?? -1) + 1);
  }
  return { text, offsets };
};

type MovePlace = (place: Place) => Place;

/** Moves from places of a text to places of the file that it was taken out of. */
const mover = (text: string, offsets: readonly number[], file: Lines): MovePlace => {
  const { starts } = unixLinesOf(text);
  const offsetOf = (line: number, column: number): number => (starts[line - 1] ?? 0) + column - 1;
  return ({ line, column, endLine, endColumn }) => {
    const [start, end] = [offsetOf(line, column), offsetOf(endLine, endColumn)];
    const from = positionAt(file, offsets[start] ?? 0);
    if (end <= start) return { ...from, endLine: from.line, endColumn: from.column };
    const last = positionAt(file, offsets[end - 1] ?? 0);
    return { ...from, endLine: last.line, endColumn: last.column + 1 };
  };
};

/** The same with every `place` in it moved, however deep it stands. */
const movePlaces = (value: unknown, move: MovePlace): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => movePlaces(item, move));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [
      key,
      key === 'place' ? move(part as Place) : movePlaces(part, move),
    ]),
  );
};

const withFlaw = ({ flaw: _flaw, ...facts }: Facts, lines: readonly number[]): Facts => ({
  ...facts,
  ...present('flaw', flawAt(lines)),
});

/** Reads the facts of notebooks by a reader of Python. A notebook in another language says nothing of Python. */
export const notebookFacts =
  (readPython: ReadFacts): ReadFacts =>
  (path, file) => {
    const notebook = readCells(file);
    if (notebook === undefined) return undefined;
    if (!notebook.isPython) return notebook.brokenAt === undefined ? noFacts : undefined;
    const { text, offsets } = joinCells(notebook);
    const facts = readPython(path, text);
    if (facts === undefined) return undefined;
    const lines = unixLinesOf(file);
    const move = mover(text, offsets, lines);
    const { flaw } = facts;
    const flaws = [
      ...(notebook.brokenAt === undefined ? [] : [positionAt(lines, notebook.brokenAt).line]),
      ...flawedLines(flaw).map((line) => move({ line, column: 1, endLine: line, endColumn: 1 }).line),
    ];
    return withFlaw(movePlaces(facts, move) as Facts, flaws);
  };

/** The file with nothing left of it but its scripts. What one script ends with does not go on in the next. */
const isolateAll = (text: string, scripts: readonly ScriptBlock[]): string => {
  const parts: string[] = [];
  let last = 0;
  for (const { from, to } of scripts) {
    parts.push(blankOut(text.slice(last, from)).replace(/^ /, ';'), text.slice(from, to));
    last = to;
  }
  return parts.join('');
};

/** From the one that takes most to the one that takes least. */
const endings = ['tsx', 'ts', 'jsx', 'js'] as const;

/** Reads the facts of components; undefined where a script is in a language that is not read. */
export const componentFacts =
  (framework: Framework, readScript: ReadFacts): ReadFacts =>
  (path, text) => {
    const { scripts, openAt } = findScripts(framework, text);
    if (scripts.some(({ ending }) => ending === undefined)) return undefined;
    const ending = endings.find((each) => scripts.some((script) => script.ending === each)) ?? 'js';
    const facts = readScript(`${path}.${ending}`, isolateAll(text, scripts));
    if (facts === undefined) return undefined;
    const flaws = [...flawedLines(facts.flaw), ...(openAt === undefined ? [] : [lineAt(text, openAt)])];
    return withFlaw(facts, flaws);
  };
