import { keptLines, type KeptLines } from '../line-difference/line-difference.ts';
import { groupBy } from '../group.ts';
import { firstFrom } from '../order.ts';
import { identityOf, isNameless, type FunctionEntity } from './function-entity.ts';

/*
 * Which function of a file is which of the base. A name that both have once is enough. All else (callbacks, blocks,
 * overloads) is told by the lines that the edit kept: by order alone, a callback put in above would get the number of
 * the one below it, so that old debt would block and new debt would pass.
 */

export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

type Functions = readonly FunctionEntity[];
type Pairs = Map<FunctionEntity, FunctionEntity>;

/** The kept lines of an entity, as numbers of kept lines; the end is exclusive. */
interface Span {
  readonly first: number;
  readonly end: number;
}

const spanOf = (lines: readonly number[], { line, endLine }: FunctionEntity): Span => ({
  first: firstFrom(lines, line),
  end: firstFrom(lines, endLine + 1),
});

const sizeOf = ({ line, endLine }: FunctionEntity): number => endLine - line + 1;

/** What is left to pair, and what was paired. `pairs` leads from a function to the one it was at the base. */
interface Pairing {
  readonly rest: Sides<Functions>;
  readonly pairs: Pairs;
}

const settle = ({ rest }: Pairing, pairs: Pairs): Pairing => {
  const taken = new Set(pairs.values());
  return {
    pairs,
    rest: {
      before: rest.before.filter((entity) => !taken.has(entity)),
      after: rest.after.filter((entity) => !pairs.has(entity)),
    },
  };
};

const pairInOrder = (
  pairing: Pairing,
  key: (side: keyof Sides<unknown>, entity: FunctionEntity) => string,
): Pairing => {
  const before = groupBy(pairing.rest.before, (entity) => key('before', entity));
  const pairs = new Map(pairing.pairs);
  for (const entity of pairing.rest.after) {
    const earlier = before.get(key('after', entity))?.shift();
    if (earlier !== undefined) pairs.set(entity, earlier);
  }
  return settle(pairing, pairs);
};

/** Pairs those of which each side has one of that key, and no more. */
const pairOnlyOnes = (
  pairing: Pairing,
  key: (side: keyof Sides<unknown>, entity: FunctionEntity) => string | undefined,
): Pairing => {
  const group = (side: keyof Sides<unknown>): Map<string, FunctionEntity[]> =>
    groupBy(pairing.rest[side], (entity) => key(side, entity) ?? '');
  const before = group('before');
  const pairs = new Map(pairing.pairs);
  for (const [name, [entity, ...others]] of group('after')) {
    const [earlier, ...earlierOthers] = before.get(name) ?? [];
    if (entity === undefined || earlier === undefined || others.length + earlierOthers.length > 0 || name === '')
      continue;
    pairs.set(entity, earlier);
  }
  return settle(pairing, pairs);
};

// A nameless function may be another one, even where each side has only one.
const nameOf = (_side: unknown, entity: FunctionEntity): string | undefined =>
  isNameless(entity) ? undefined : identityOf(entity);

const placeOf = (line: number, { kind, column, endLine }: FunctionEntity, shift: number): string =>
  `${kind} ${line + shift}:${column}-${endLine + shift}`;

// A function whose lines were all kept, none put in and none taken out, is the one that stood in those lines: also
// where its name was made by what is around it, such as a class that was renamed.
const pairUntouched = (pairing: Pairing, { before: linesBefore, after: linesAfter }: KeptLines): Pairing => {
  const keyOf = (side: keyof Sides<unknown>, entity: FunctionEntity): string => {
    if (side === 'before') return placeOf(entity.line, entity, 0);
    const { first, end } = spanOf(linesAfter, entity);
    const shift = (linesBefore[first] ?? Number.NaN) - entity.line;
    const isWhole = end - first === sizeOf(entity) && linesBefore[end - 1] === entity.endLine + shift;
    return isWhole ? placeOf(entity.line, entity, shift) : 'touched';
  };
  const sameName = pairInOrder(pairing, (side, entity) => `${keyOf(side, entity)} ${identityOf(entity)}`);
  return pairInOrder(sameName, keyOf);
};

/** How alike two functions of one identity are; 0 where kept lines stand between them, so that they are two. */
const likeness = (kept: KeptLines, before: FunctionEntity, after: FunctionEntity): number => {
  const [was, is] = [spanOf(kept.before, before), spanOf(kept.after, after)];
  if (was.first > is.end || is.first > was.end) return 0;
  const shared = Math.max(0, Math.min(was.end, is.end) - Math.max(was.first, is.first));
  const share = (2 * shared) / (sizeOf(before) + sizeOf(after));
  return share * 1000 + (before.complexity === after.complexity ? 0.1 : 0) + 0.01;
};

// More pairs than this would take long; they are compared in order then.
const mostCompared = 250_000;

const compareInOrder = (kept: KeptLines, { before, after }: Sides<Functions>, pairs: Pairs): void => {
  let next = 0;
  for (const entity of after) {
    const at = before.findIndex((earlier, index) => index >= next && likeness(kept, earlier, entity) > 0);
    const earlier = before[at];
    if (earlier === undefined) continue;
    pairs.set(entity, earlier);
    next = at + 1;
  }
};

/** The pairs, in the order of both sides, that are most alike all together. */
const compareAll = (kept: KeptLines, { before, after }: Sides<Functions>, pairs: Pairs): void => {
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const gain = (row: number, column: number): number => {
    const [earlier, entity] = [before[row], after[column]];
    const value = earlier === undefined || entity === undefined ? 0 : likeness(kept, earlier, entity);
    return value === 0 ? -1 : value + at(row + 1, column + 1);
  };
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      best[row * width + column] = Math.max(gain(row, column), at(row + 1, column), at(row, column + 1));
  for (let row = 0, column = 0; row < before.length && column < after.length;) {
    const [earlier, entity] = [before[row], after[column]];
    if (at(row, column) === at(row + 1, column)) row++;
    else if (at(row, column) === at(row, column + 1)) column++;
    else {
      if (earlier !== undefined && entity !== undefined) pairs.set(entity, earlier);
      [row, column] = [row + 1, column + 1];
    }
  }
};

const pairByLines = (pairing: Pairing, kept: KeptLines): Pairing => {
  const before = groupBy(pairing.rest.before, identityOf);
  const pairs = new Map(pairing.pairs);
  for (const [identity, after] of groupBy(pairing.rest.after, identityOf)) {
    const sides = { before: before.get(identity) ?? [], after };
    const compare = sides.before.length * after.length > mostCompared ? compareInOrder : compareAll;
    compare(kept, sides, pairs);
  }
  return settle(pairing, pairs);
};

type TextOf = (side: keyof Sides<unknown>, entity: FunctionEntity) => string;

// With its identity, and without the space around its lines: what was wrapped was moved further in.
const textsOf = ({ before, after }: Sides<string>): TextOf => {
  const lines = { before: before.split('\n'), after: after.split('\n') };
  return (side, entity) =>
    [identityOf(entity), ...lines[side].slice(entity.line - 1, entity.endLine).map((line) => line.trim())].join('\n');
};

/** Leads from each function of a file to the one it was at the base; new ones are left out. Both lists in file order. */
export const pairFunctions = (
  functions: Sides<Functions>,
  texts: Sides<string> | undefined,
): ReadonlyMap<FunctionEntity, FunctionEntity> => {
  const named = pairOnlyOnes({ rest: functions, pairs: new Map() }, nameOf);
  if (named.rest.before.length === 0 || named.rest.after.length === 0) return named.pairs;
  if (texts === undefined) return pairInOrder(named, (_side, entity) => identityOf(entity)).pairs;
  const kept = keptLines(texts.before, texts.after);
  const textOf = textsOf(texts);
  const unedited = pairOnlyOnes(pairUntouched(named, kept), textOf);
  // What was moved has its text still. What only has its name was moved and edited.
  const moved = pairInOrder(pairByLines(unedited, kept), textOf);
  return pairInOrder(moved, (side, entity) => nameOf(side, entity) ?? `${side} has no name`).pairs;
};
