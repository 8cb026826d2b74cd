import { failure, success, type Result } from '../result.ts';
import { seekLines } from './seek-lines.ts';
import type { Chunk, ChunkLine } from './step.ts';

/* How Codex 0.169 edits a text by chunks; see `seek-lines.ts`. */

/** Lines that stand in place of others. */
interface Replacement {
  readonly at: number;
  readonly count: number;
  readonly lines: readonly string[];
}

/** Why a chunk has no place: its lines, or the one above them, are not there. */
export interface NotFound {
  /** The number of the chunk, from 1. */
  readonly chunk: number;
  readonly lacks: 'lines' | 'line above';
}

interface Source {
  readonly lines: readonly string[];
  /** The end of each line; that of the last is empty where the text ends without one. */
  readonly ends: readonly string[];
}

const splitText = (text: string): Source => {
  const lines: string[] = [];
  const ends: string[] = [];
  for (const { 0: whole, 1: line = '', 2: end = '' } of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    if (whole === '') break;
    lines.push(line);
    ends.push(end);
  }
  return { lines, ends };
};

/** The lines without the last one that counts on a side; where it stands on the other side too, it stays there. */
const withoutLast = (lines: readonly ChunkLine[], side: '-' | '+'): readonly ChunkLine[] => {
  const other = side === '-' ? '+' : '-';
  const last = lines.findLastIndex(({ mark }) => mark !== other);
  return lines.flatMap((line, at) => {
    if (at !== last) return [line];
    return line.mark === ' ' ? [{ ...line, mark: other }] : [];
  });
};

// A last empty line of a chunk often means the end of the text, which is no line: without it there may be a place.
const withoutLastEmpty = ({ lines, ...chunk }: Chunk): Chunk => {
  const shorter = withoutLast(lines, '-');
  const lastNew = shorter.findLast(({ mark }) => mark !== '-');
  return { ...chunk, lines: lastNew?.text === '' ? withoutLast(shorter, '+') : shorter };
};

const oldOf = ({ lines }: Chunk): readonly string[] => lines.filter(({ mark }) => mark !== '+').map(({ text }) => text);

/** The replacements that a chunk is where its old lines begin at a place; a line that it keeps stays as it stands. */
const replacementsOf = (chunk: Chunk, start: number): readonly Replacement[] => {
  const found: Replacement[] = [];
  let at = start;
  let count = 0;
  let lines: string[] = [];
  const close = (): void => {
    if (count + lines.length > 0) found.push({ at, count, lines });
    at += count;
    count = 0;
    lines = [];
  };
  for (const { mark, text } of chunk.lines) {
    if (mark === '+') lines.push(text);
    else if (mark === '-') count += 1;
    else {
      close();
      at += 1;
    }
  }
  close();
  return found;
};

interface Placed {
  readonly chunk: Chunk;
  readonly start: number;
}

const place = (lines: readonly string[], chunk: Chunk, from: number): Placed | undefined => {
  const old = oldOf(chunk);
  const start = seekLines(lines, old, from, chunk.atEnd);
  if (start !== undefined) return { chunk, start };
  if (old.at(-1) !== '') return undefined;
  const shorter = withoutLastEmpty(chunk);
  const again = seekLines(lines, oldOf(shorter), from, chunk.atEnd);
  return again === undefined ? undefined : { chunk: shorter, start: again };
};

const placeAll = (lines: readonly string[], chunks: readonly Chunk[]): Result<readonly Replacement[], NotFound> => {
  const replacements: Replacement[] = [];
  let from = 0;
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.below !== undefined) {
      const above = seekLines(lines, [chunk.below], from, false);
      if (above === undefined) return failure({ chunk: index + 1, lacks: 'line above' });
      from = above + 1;
    }
    if (oldOf(chunk).length === 0) {
      // Whatever stands above it: lines that are only put in go to the end.
      replacements.push(...replacementsOf(chunk, lines.length));
      continue;
    }
    const placed = place(lines, chunk, from);
    if (placed === undefined) return failure({ chunk: index + 1, lacks: 'lines' });
    replacements.push(...replacementsOf(placed.chunk, placed.start));
    from = placed.start + oldOf(placed.chunk).length;
  }
  return success(replacements.sort((one, other) => one.at - other.at));
};

/** A text as chunks leave it. Lines that are put in end as the first line of the text does. */
export const applyChunks = (text: string, chunks: readonly Chunk[]): Result<string, NotFound> => {
  const { lines, ends } = splitText(text);
  const placed = placeAll(lines, chunks);
  if (!placed.ok) return placed;
  const usual = ends.find((end) => end !== '') ?? '\n';
  const parts: string[] = [];
  const keep = (from: number, until: number): void => {
    for (let at = from; at < until; at += 1) parts.push(lines[at] ?? '', ends[at] || usual);
  };
  let next = 0;
  for (const { at, count, lines: put } of placed.value) {
    keep(next, at);
    for (const line of put) parts.push(line, usual);
    next = at + count;
  }
  keep(next, lines.length);
  return success(parts.join(''));
};
