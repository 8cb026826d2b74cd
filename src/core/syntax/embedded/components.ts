import { present } from '../../present.ts';
import { flawAt, flawedLines, type FunctionReading, type ReadFunctions } from '../function-entity.ts';
import { leavesOfWords, type Leaves, type ReadLeaves } from '../leaves.ts';
import { joinLeaves } from './join-leaves.ts';
import { findScripts, type Framework, type ScriptBlock } from './script-blocks.ts';

/*
 * Vue and Svelte components: each script block is a text of its own, read as JavaScript or TypeScript where it stands, so
 * that lines and columns are those of the file. What templates compute is not counted.
 */

/** Spaces for all that stands on a line. A mark of the byte order stays: it takes no column. */
export const blankOut = (text: string): string => text.replace(/[^\r\n\uFEFF]/g, ' ');

/** The file up to the end of the block, with spaces for all before it. */
const isolate = (text: string, { from, to }: ScriptBlock): string =>
  blankOut(text.slice(0, from)) + text.slice(from, to);

/** The line of an offset, 1-based. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Reads the functions of components; undefined where a script is in a language that is not read, or none gets through it. */
export const componentFunctions =
  (framework: Framework, readScript: ReadFunctions): ReadFunctions =>
  (path, text, wanted) => {
    const { scripts, openAt } = findScripts(framework, text);
    const readings = scripts.map((block) =>
      block.ending === undefined ? undefined : readScript(`${path}.${block.ending}`, isolate(text, block), wanted),
    );
    const read = readings.filter((reading): reading is FunctionReading => reading !== undefined);
    if (read.length < readings.length) return undefined;
    const functions = read.flatMap((reading) => reading.functions);
    const flaws = read.flatMap(({ flaw }) => flawedLines(flaw));
    if (openAt !== undefined) flaws.push(lineAt(text, openAt));
    return { functions, ...present('flaw', flawAt(flaws)) };
  };

/** The leaves of a component: scripts by their grammars, all else by words. */
export const componentLeaves =
  (framework: Framework, readers: { readonly ts: ReadLeaves; readonly tsx: ReadLeaves }): ReadLeaves =>
  (text): Leaves | undefined => {
    const { scripts } = findScripts(framework, text);
    const parts: (Leaves | undefined)[] = [];
    let last = 0;
    for (const block of scripts) {
      parts.push(leavesOfWords(blankOut(text.slice(0, last)) + text.slice(last, block.from)));
      const isolated = isolate(text, block);
      parts.push(
        block.ending === undefined ? leavesOfWords(isolated) : readers[block.ending === 'ts' ? 'ts' : 'tsx'](isolated),
      );
      last = block.to;
    }
    parts.push(leavesOfWords(blankOut(text.slice(0, last)) + text.slice(last)));
    return joinLeaves(parts.map((leaves) => ({ leaves, lineOf: (line) => line })));
  };
