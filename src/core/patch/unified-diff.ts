/*
 * Unified diffs as Codex's app-server tells an update: of one file, without names, made by the Rust library `similar`. A line
 * ends there at a line feed, at a carriage return, and at both together, so a library that cuts at line feeds alone reads
 * another text. They say where they belong, so nothing is searched: what does not fit is not the text they were made of.
 */

/** Why a diff cannot be applied: it is none, or it was made of another text. */
export type DiffFault = 'no diff' | 'another text';

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

interface Hunk {
  /** Lines of the text above it. */
  readonly above: number;
  readonly lines: Line[];
}

const splitLines = (text: string): readonly string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];

const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
/** What stands below a last line that no line break ends. */
export const noEnd = '\\ No newline at end of file';

const countOf = ({ lines }: Hunk, mark: '-' | '+'): number =>
  lines.filter((line) => line.mark === ' ' || line.mark === mark).length;

/** A hunk while it is read, and how many lines of each side it has to have. */
interface Open {
  readonly hunk: Hunk;
  readonly before: number;
  readonly after: number;
}

const openHunk = (line: string): Open | undefined => {
  const [match, start, before = '1', , after = '1'] = head.exec(line) ?? [];
  if (match === undefined) return undefined;
  // Where no line is taken away, the number is that of the line above.
  const above = Number(start) - (Number(before) === 0 ? 0 : 1);
  return { hunk: { above, lines: [] }, before: Number(before), after: Number(after) };
};

const isFull = ({ hunk, before, after }: Open): boolean =>
  countOf(hunk, '-') === before && countOf(hunk, '+') === after;

/** Takes a line of a hunk; false where it is none. */
const takeLine = ({ hunk }: Open, line: string): boolean => {
  const mark = line.slice(0, 1);
  const last = hunk.lines.at(-1);
  if (line.trimEnd() === noEnd && last !== undefined) {
    hunk.lines.splice(-1, 1, { ...last, text: last.text.replace(/\n$/, '') });
    return true;
  }
  if (mark !== ' ' && mark !== '-' && mark !== '+') return false;
  hunk.lines.push({ mark, text: line.slice(1) });
  return true;
};

const readHunks = (diff: string): readonly Hunk[] | undefined => {
  const hunks: Open[] = [];
  for (const line of splitLines(diff)) {
    const open = hunks.at(-1);
    const fresh = open === undefined || isFull(open) ? openHunk(line) : undefined;
    if (fresh !== undefined) hunks.push(fresh);
    else if (open === undefined || !takeLine(open, line)) return undefined;
  }
  return hunks.every(isFull) ? hunks.map(({ hunk }) => hunk) : undefined;
};

/** A text as a diff leaves it; an empty diff leaves it as it is. */
export const applyDiff = (text: string, diff: string): { readonly text: string } | { readonly fault: DiffFault } => {
  const hunks = readHunks(diff);
  if (hunks === undefined) return { fault: 'no diff' };
  const lines = splitLines(text);
  const parts: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    if (hunk.above < at || hunk.above > lines.length) return { fault: 'another text' };
    parts.push(...lines.slice(at, hunk.above));
    at = hunk.above;
    for (const { mark, text: line } of hunk.lines) {
      if (mark !== '+' && lines[at] !== line) return { fault: 'another text' };
      if (mark !== '+') at += 1;
      if (mark !== '-') parts.push(line);
    }
  }
  return { text: [...parts, ...lines.slice(at)].join('') };
};
