import type { FileStatus, LineRange } from '#core';

/** One file of a comparison of two trees, as git tells it. */
export interface ComparedFile {
  readonly path: string;
  /** The path before, for a renamed file. */
  readonly from?: string;
  readonly status: FileStatus;
  readonly added: number;
  readonly deleted: number;
  readonly binary: boolean;
  /** Modes and blob ids on both sides; zeros where the file is not there. */
  readonly modeBefore: string;
  readonly modeAfter: string;
  readonly blobBefore: string;
  readonly blobAfter: string;
}

type Told = Omit<ComparedFile, 'added' | 'deleted' | 'binary'>;
type Counted = Pick<ComparedFile, 'added' | 'deleted' | 'binary'>;

const statuses: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  T: 'type-changed',
};

interface Part {
  readonly files: readonly ComparedFile[];
  /** Where the records after it begin. */
  readonly end: number;
}

/** Reads one comparison: first a record for each file with modes, ids and status, then one for each with its counts. */
const readPart = (records: readonly string[], start: number): Part => {
  const told: Told[] = [];
  let at = start;
  while (records[at]?.startsWith(':') === true) {
    const file = readTold(records, at);
    told.push(file);
    at += file.from === undefined ? 2 : 3;
  }
  const files = told.map((file): ComparedFile => {
    const counts = readCounted(records[at] ?? '', file);
    at += file.from === undefined ? 1 : 3;
    return { ...file, ...counts };
  });
  return { files, end: at };
};

const demandEnd = (records: readonly string[], at: number): void => {
  if (records.length !== at + 1 || records[at] !== '') throw new Error('git diff-tree said more than was asked');
};

/** Reads `git diff-tree --raw --numstat -z`. Throws on anything else: it would be a git we do not know. */
export const parseComparison = (output: string): readonly ComparedFile[] => {
  const records = output.split('\0');
  const { files, end } = readPart(records, 0);
  demandEnd(records, end);
  return files;
};

/** Reads the same of many commits, as `--stdin --always` tells them: each after its id, in the order of the ids. */
export const parseComparisons = (output: string, ids: readonly string[]): readonly (readonly ComparedFile[])[] => {
  const records = output.split('\0');
  let at = 0;
  const comparisons = ids.map((id) => {
    if (records[at] !== id) throw new Error(`git diff-tree told of another commit than ${id}`);
    const { files, end } = readPart(records, at + 1);
    at = end;
    return files;
  });
  demandEnd(records, at);
  return comparisons;
};

const header = /^:([0-7]+) ([0-7]+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]*$/;

const readTold = (records: readonly string[], at: number): Told => {
  const [first = '', one = '', two = ''] = records.slice(at, at + 3);
  const word = (place: number): string => header.exec(first)?.[place] ?? '';
  const status = statuses[word(5)];
  if (status === undefined) throw new Error(`git diff-tree told a file in a way that is not known: ${first}`);
  const paths = status === 'renamed' ? { path: two, from: one } : { path: one };
  return { ...paths, status, modeBefore: word(1), modeAfter: word(2), blobBefore: word(3), blobAfter: word(4) };
};

const readCounted = (record: string, { path, from }: Told): Counted => {
  const [, added = '', deleted = '', named] = /^([0-9]+|-)\t([0-9]+|-)\t([^]*)$/.exec(record) ?? [];
  if (named !== (from === undefined ? path : '')) throw new Error(`git diff-tree counted another file than ${path}`);
  const binary = added === '-';
  return { added: binary ? 0 : Number(added), deleted: binary ? 0 : Number(deleted), binary };
};

/** Takes a patch without context (`-U0`) piece by piece, and keeps of it where its added lines stand. */
export interface HunkReader {
  readonly take: (piece: Buffer) => void;
  /** For each patch, in git's order, the lines it added; a file that changed its type has two patches. */
  readonly patches: () => readonly (readonly LineRange[])[];
}

// No line that matters is longer.
const telling = 128;
const newline = 10;

export const createHunkReader = (): HunkReader => {
  const patches: LineRange[][] = [];
  let line = '';
  let content = 0;
  const readLine = (): void => {
    if (content > 0) {
      // A line that tells of a missing last newline belongs to the one before.
      if (!line.startsWith('\\')) content -= 1;
    } else if (line.startsWith('diff --git ')) patches.push([]);
    else if (line.startsWith('@@ ')) content = readHunk(line, patches.at(-1));
  };
  return {
    take: (piece) => {
      let from = 0;
      for (;;) {
        const end = piece.indexOf(newline, from);
        const until = end === -1 ? piece.length : end;
        line += piece.toString('latin1', from, Math.min(until, from + telling - line.length));
        if (end === -1) return;
        readLine();
        line = '';
        from = end + 1;
      }
    },
    patches: () => patches,
  };
};

/** Adds the range of a hunk; how many lines of content follow its header. */
const readHunk = (line: string, ranges: LineRange[] | undefined): number => {
  const [, before, start, after] = /^@@ -[0-9]+(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@/.exec(line) ?? [];
  if (start === undefined || ranges === undefined) throw new Error(`git wrote a hunk that is not known: ${line}`);
  const added = Number(after ?? 1);
  if (added > 0) ranges.push({ start: Number(start), end: Number(start) + added - 1 });
  return Number(before ?? 1) + added;
};
