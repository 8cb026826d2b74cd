import {
  countFrom,
  present,
  success,
  wantsText,
  type ChangedFile,
  type CountDifference,
  type FileChange,
  type FileClass,
  type Result,
} from '#core';
import { dress, type FileSides, type Readers } from './dress.ts';
import type { Failure } from '../failure.ts';
import type { Reading } from './review.ts';

/** A file as it would be: its text at the base, where it was there, and its text then, where it will be. */
export interface Edit {
  readonly path: string;
  /** The path at the base, where the file is moved. */
  readonly from?: string;
  readonly before?: string;
  readonly after?: string;
  readonly class: FileClass;
}

const statusOf = ({ from, before, after }: Edit, known: FileChange | undefined): FileChange['status'] => {
  if (after === undefined) return 'deleted';
  if (from !== undefined) return 'renamed';
  if (known !== undefined && known.status !== 'deleted') return known.status;
  return before === undefined ? 'added' : 'modified';
};

type Place = Pick<FileChange, 'path' | 'from'>;

const placeOf = (path: string, from: string | undefined, status: FileChange['status']): Place => {
  if (from === undefined) return { path };
  // A file that was moved and is gone now is gone from where it was.
  if (status === 'deleted') return { path: from };
  return { path, from };
};

// What was measured is in its class by the attributes that count: those of the base, where the change edits them.
const classesOf = (edit: Edit, known: FileChange | undefined): Pick<FileChange, 'class' | 'classBefore'> =>
  known === undefined ? { class: edit.class } : { class: known.class, ...present('classBefore', known.classBefore) };

/** An edit as a file of the change; undefined where it leaves the file as it was at the base. */
const measureEdit = (edit: Edit, known: FileChange | undefined, count: CountDifference): FileChange | undefined => {
  const from = edit.from ?? known?.from;
  const status = statusOf({ ...edit, ...present('from', from) }, known);
  if (status === 'deleted' && edit.before === undefined) return undefined;
  const { added, deleted, addedLines } = count(edit.after ?? '');
  if (status === 'modified' && added + deleted === 0) return undefined;
  const counted = { added, deleted, binary: false, addedLines, estimated: true } as const;
  return { ...placeOf(edit.path, from, status), status, ...counted, ...classesOf(edit, known) };
};

/** A reading with edits in it. */
export interface Overlaid {
  readonly edit: Edit;
  /** What the edit makes of its file, with all that is needed of it; undefined: no change is left. */
  readonly file: ChangedFile | undefined;
}

/** The reading as it will be once the edits are made. What it counts of them is an estimate, and says so. */
export const overlay = (reading: Reading, overlaid: readonly Overlaid[]): Reading => {
  const files = new Map(reading.files.map((file) => [file.path, file]));
  for (const { edit, file } of overlaid) {
    files.delete(edit.path);
    if (edit.from !== undefined) files.delete(edit.from);
    if (file !== undefined) files.set(file.path, file);
  }
  const sorted = [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { ...reading, files: sorted, change: { ...reading.change, files: sorted } };
};

/** How the edits of a file are counted: from its text at the base, which stays the same while the file is edited. */
export type CountEdits = (edit: Edit) => CountDifference;

const countOf: CountEdits = ({ before }) => countFrom(before ?? '');

/** Remembers of every file the text that edits are counted from, cut into lines. */
export const rememberBases = (): {
  readonly count: CountEdits;
  readonly forget: (kept: { has(path: string): boolean }) => void;
} => {
  const bases = new Map<string, { readonly before: string; readonly count: CountDifference }>();
  return {
    count: ({ path, before = '' }) => {
      const known = bases.get(path);
      if (known?.before === before) return known.count;
      const count = countFrom(before);
      bases.set(path, { before, count });
      return count;
    },
    forget: (kept) => {
      for (const path of bases.keys()) if (!kept.has(path)) bases.delete(path);
    },
  };
};

interface ReadEditsOptions {
  readonly count?: CountEdits;
  readonly signal?: AbortSignal | undefined;
}

/** Counts edits and reads what the reading needs of them. */
export const readEdits = async (
  ports: Readers,
  reading: Reading,
  edits: readonly Edit[],
  { count = countOf, signal }: ReadEditsOptions = {},
): Promise<Result<readonly Overlaid[], Failure>> => {
  const known = new Map(reading.files.map((file) => [file.path, file]));
  const measured = edits.map((edit) => ({ edit, file: measureEdit(edit, known.get(edit.path), count(edit)) }));
  const sides = measured.flatMap(({ edit: { before, after }, file }): readonly FileSides[] => {
    if (file === undefined) return [];
    return [wantsText(reading.needs, file) ? { file, before, after } : { file }];
  });
  const dressed = await dress(ports, reading.needs, sides, signal);
  if (!dressed.ok) return dressed;
  const byPath = new Map(dressed.value.map((file) => [file.path, file]));
  return success(measured.map(({ edit, file }) => ({ edit, file: file && byPath.get(file.path) })));
};
