import { keptLines } from '../line-difference/line-difference.ts';

/** Lines of a text, 0-based, the end exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Lines of a text before, and the lines of the text after that stand in their place. Either may be none. */
export interface Hunk {
  readonly before: Stretch;
  readonly after: Stretch;
}

/** The lines of a text, each with its line break: joined they are the text. */
export const linesWithBreaks = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const lengthOf = ({ start, end }: Stretch): number => end - start;

/** Lines added plus deleted. */
export const sizeOf = ({ before, after }: Hunk): number => lengthOf(before) + lengthOf(after);

/** What differs between two texts, from the top down, as git would tell it without context. */
export const hunksOf = (before: string, after: string): readonly Hunk[] => {
  const kept = keptLines(before, after);
  const ends = [linesWithBreaks(before).length, linesWithBreaks(after).length] as const;
  const hunks: Hunk[] = [];
  let [old, now] = [0, 0];
  // What is between two kept lines differs; behind the last line of both stands one more that is kept, as it were.
  for (let at = 0; at <= kept.before.length; at += 1) {
    const [nextOld, nextNow] = [(kept.before[at] ?? ends[0] + 1) - 1, (kept.after[at] ?? ends[1] + 1) - 1];
    if (nextOld > old || nextNow > now)
      hunks.push({ before: { start: old, end: nextOld }, after: { start: now, end: nextNow } });
    [old, now] = [nextOld + 1, nextNow + 1];
  }
  return hunks;
};

/** The text before with some of what differs put in; hunks in any order. */
export const applyHunks = (before: string, after: string, hunks: readonly Hunk[]): string => {
  const [old, now] = [linesWithBreaks(before), linesWithBreaks(after)];
  const inOrder = hunks.toSorted(
    (one, other) => one.before.start - other.before.start || one.after.start - other.after.start,
  );
  const parts: string[] = [];
  let at = 0;
  for (const hunk of inOrder) {
    parts.push(...old.slice(at, hunk.before.start), ...now.slice(hunk.after.start, hunk.after.end));
    at = hunk.before.end;
  }
  parts.push(...old.slice(at));
  return parts.join('');
};

const isBlank = (line: string): boolean => line.trim() === '';
const indentOf = (line: string): number => line.length - line.trimStart().length;
/** The line closes something that was opened above: nothing begins with it. */
const closes = (line: string): boolean =>
  /^\s*(?:[)\]}]|<\/|end\b|fi\b|done\b|esac\b|else\b|elif\b|except\b|finally\b|catch\b)/.test(line);

/** Where a new paragraph of the outermost lines begins: what stands above it can stand without it. */
const seamsOf = (lines: readonly string[], { start, end }: Stretch): readonly number[] => {
  const own = lines.slice(start, end);
  const outermost = Math.min(...own.filter((line) => !isBlank(line)).map(indentOf));
  return own.flatMap((line, at) => {
    const isSeam =
      at > 0 && isBlank(own[at - 1] ?? '') && !isBlank(line) && indentOf(line) === outermost && !closes(line);
    return isSeam ? [start + at] : [];
  });
};

const cutStretch = ({ start, end }: Stretch, seams: readonly number[]): readonly Stretch[] => {
  const starts = [start, ...seams];
  return starts.map((from, at) => ({ start: from, end: starts[at + 1] ?? end }));
};

/**
 * Cuts what only adds, or only deletes, where a paragraph of it begins; undefined where that is nowhere, and for lines that
 * stand in the place of others, as nobody can tell which stands for which.
 */
export const cutHunk = (hunk: Hunk, before: string, after: string): readonly Hunk[] | undefined => {
  const [adds, deletes] = [lengthOf(hunk.before) === 0, lengthOf(hunk.after) === 0];
  if (adds === deletes) return undefined;
  const [side, text] = adds ? (['after', after] as const) : (['before', before] as const);
  const seams = seamsOf(linesWithBreaks(text), hunk[side]);
  return seams.length === 0
    ? undefined
    : cutStretch(hunk[side], seams).map((stretch) => ({ ...hunk, [side]: stretch }));
};
