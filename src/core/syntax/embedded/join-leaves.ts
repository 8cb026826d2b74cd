import { present } from '../../present.ts';
import { flawAt, flawedLines } from '../function-entity.ts';
import type { Leaves } from '../leaves.ts';

/** The leaves of a part of a file, and the line of the file that a line of the part is. */
interface Part {
  /** Undefined where they could not be read. */
  readonly leaves: Leaves | undefined;
  readonly lineOf: (line: number) => number;
}

/** Several lines of a part may stand in one line of the file; that does not make it crammed. */
const addStatements = (statements: Map<number, number>, { leaves, lineOf }: Part): void => {
  for (const [line, count] of leaves?.statements ?? []) {
    statements.set(lineOf(line), Math.max(count, statements.get(lineOf(line)) ?? 0));
  }
};

/** The leaves of a file that is made of parts, in their order; undefined where those of a part could not be read. */
export const joinLeaves = (parts: readonly Part[]): Leaves | undefined => {
  const comments: Leaves['comments'][number][] = [];
  const ends: number[] = [];
  const statements = new Map<number, number>();
  const flaws: number[] = [];
  let leaves = 0;
  for (const part of parts) {
    if (part.leaves === undefined) return undefined;
    const { texts, ends: ownEnds, comments: own, flaw } = part.leaves;
    // What is read as words ends with its part.
    for (let leaf = 0; leaf < texts.length; leaf++) ends.push((ownEnds[leaf] ?? texts.length) + leaves);
    for (const { text, before } of own) comments.push({ text, before: before + leaves });
    for (const line of flawedLines(flaw)) flaws.push(part.lineOf(line));
    addStatements(statements, part);
    leaves += texts.length;
  }
  const joined = {
    texts: parts.flatMap((part) => part.leaves?.texts ?? []),
    lines: parts.flatMap((part) => part.leaves?.lines.map(part.lineOf) ?? []),
    called: parts.flatMap((part) => part.leaves?.called ?? []),
    ends,
    comments,
    statements,
  };
  return { ...joined, ...present('flaw', flawAt(flaws)) };
};
