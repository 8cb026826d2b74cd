import { noEnd } from '../patch/unified-diff.ts';
import { hunksOf, linesWithBreaks, type Hunk } from '../split/hunks.ts';

/** A file with its text before and after; a text that is left out: it is not there. */
interface BothTexts {
  readonly path: string;
  /** Where it was, where it is moved. */
  readonly from?: string;
  readonly before?: string;
  readonly after?: string;
}

/** So many lines that stay are shown around those that do not. */
const around = 3;

/** Hunks that stand so near to each other that what is around them is shown once. */
const groupsOf = (hunks: readonly Hunk[]): readonly (readonly [Hunk, ...Hunk[]])[] => {
  const groups: [Hunk, ...Hunk[]][] = [];
  for (const hunk of hunks) {
    const group = groups.at(-1);
    const end = group?.at(-1)?.before.end;
    if (group !== undefined && end !== undefined && hunk.before.start - end <= 2 * around) group.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
};

/** `12,3`; of no lines, the one above them. */
const tellLines = (start: number, end: number): string => `${end === start ? start : start + 1},${end - start}`;

const marked = (mark: string, lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => (line.endsWith('\n') ? [`${mark}${line.slice(0, -1)}`] : [`${mark}${line}`, noEnd]));

const writeGroup = (group: readonly [Hunk, ...Hunk[]], old: readonly string[], now: readonly string[]) => {
  const [first] = group;
  const last = group.at(-1) ?? first;
  const start = Math.max(0, first.before.start - around);
  const end = Math.min(old.length, last.before.end + around);
  const [from, until] = [first.after.start - (first.before.start - start), last.after.end + (end - last.before.end)];
  const lines = [`@@ -${tellLines(start, end)} +${tellLines(from, until)} @@`];
  let at = start;
  for (const { before, after } of group) {
    lines.push(...marked(' ', old.slice(at, before.start)));
    lines.push(...marked('-', old.slice(before.start, before.end)), ...marked('+', now.slice(after.start, after.end)));
    at = before.end;
  }
  return [...lines, ...marked(' ', old.slice(at, end))];
};

const nowhere = '/dev/null';

/** What becomes of a file, as the lines of a unified diff with its names. */
export const writeDifference = ({ path, from = path, before, after }: BothTexts): readonly string[] => {
  const [old, now] = [linesWithBreaks(before ?? ''), linesWithBreaks(after ?? '')];
  return [
    `--- ${before === undefined ? nowhere : from}`,
    `+++ ${after === undefined ? nowhere : path}`,
    ...groupsOf(hunksOf(before ?? '', after ?? '')).flatMap((group) => writeGroup(group, old, now)),
  ];
};
