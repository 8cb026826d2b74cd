import { keptLines, type KeptLines } from '../line-difference/line-difference.ts';
import { byPlace } from '../order.ts';
import { identityOf, type FunctionEntity } from './function-entity.ts';

/*
 * The functions of a text while it is typed and does not parse. One open bracket may make a parser lose, merge or rename
 * the functions below it; they did not change, and a finding about them would come and go with every keystroke. So what the
 * edit left alone keeps what was last read of it, at its new lines.
 */

/** A text and what was read of it. */
export interface TextFunctions {
  readonly text: string;
  readonly functions: readonly FunctionEntity[];
}

/** Where a line of the last text stands now; undefined where it was edited. */
type LineNow = (line: number) => number | undefined;

const lineNowBy = ({ before, after }: KeptLines): LineNow => {
  const now = new Map(before.map((line, index) => [line, after[index]]));
  return (line) => now.get(line);
};

/** The entity at other lines. A block is named after the line it stands in. */
const moveTo = (entity: FunctionEntity, line: number, endLine: number): FunctionEntity => {
  const shift = line - entity.line;
  const { steps } = entity;
  return {
    ...entity,
    name: entity.kind === 'block' ? entity.name.replace(/ \d+$/, ` ${line}`) : entity.name,
    line,
    endLine,
    ...(steps === undefined ? {} : { steps: steps.map((step) => ({ ...step, line: step.line + shift })) }),
  };
};

/** The line before which an entity has to end now: the first kept one of those that followed it. */
const endBefore = ({ endLine }: FunctionEntity, { before, after }: KeptLines): number => {
  const next = before.findIndex((line) => line > endLine);
  const gap = (before[next] ?? endLine + 1) - endLine - 1;
  return (after[next] ?? Infinity) - gap;
};

const isUntouched = ({ line, endLine }: FunctionEntity, lineNow: LineNow): boolean => {
  const shift = (lineNow(line) ?? Number.NaN) - line;
  for (let each = line; each <= endLine; each++) if (lineNow(each) !== each + shift) return false;
  return true;
};

const placeOf = ({ kind, line, column }: FunctionEntity): string => `${kind} ${line}:${column}`;

/** What was read of an entity that the edit is in, unless that reaches over what follows it. */
const carryTouched = (
  entity: FunctionEntity,
  line: number,
  bound: number,
  readAt: ReadonlyMap<string, FunctionEntity>,
): FunctionEntity => {
  const read = readAt.get(placeOf({ ...entity, line }));
  const longest = Math.max(line, Math.min(bound - 1, read?.endLine ?? line + entity.endLine - entity.line));
  return read !== undefined && read.endLine < bound ? read : moveTo(entity, line, longest);
};

const inOrder = (one: FunctionEntity, other: FunctionEntity): number =>
  byPlace(one, other) || other.endLine - one.endLine;

/**
 * The functions of a text that does not parse, told by the last reading of it that did: functions the edit left alone as
 * they were, at their new lines; the one it is in as it is read now, where that stays within its lines; and new ones, which
 * begin in an edited line. In the order of the text.
 */
export const carryFunctions = (last: TextFunctions, now: TextFunctions): readonly FunctionEntity[] => {
  const kept = keptLines(last.text, now.text);
  const lineNow = lineNowBy(kept);
  const readAt = new Map(now.functions.map((entity) => [placeOf(entity), entity]));
  const carried = last.functions.flatMap((entity) => {
    const line = lineNow(entity.line);
    // Its first line is being typed: whether it is still there only the parser may tell.
    if (line === undefined) return [];
    if (isUntouched(entity, lineNow)) return [moveTo(entity, line, line + entity.endLine - entity.line)];
    return [carryTouched(entity, line, endBefore(entity, kept), readAt)];
  });
  const keptNow = new Set(kept.after);
  const names = new Set(carried.map(identityOf));
  const typed = now.functions.filter((entity) => !keptNow.has(entity.line) && !names.has(identityOf(entity)));
  return [...carried, ...typed].toSorted(inOrder);
};
