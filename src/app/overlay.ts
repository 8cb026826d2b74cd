import {
  carryFunctions,
  countDifference,
  success,
  wantsText,
  type ChangedFile,
  type FileChange,
  type FileClass,
  type Result,
  type TextFunctions,
} from '#core';
import { dress, present, type FileSides } from './dress.ts';
import type { Failure } from './failure.ts';
import type { MeasuredChange, PathFacts } from './ports.ts';
import type { Reading, ReviewPorts } from './review.ts';

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

/** An edit as a file of the change; undefined where it leaves the file as it was at the base. */
const measureEdit = (edit: Edit, known: FileChange | undefined): FileChange | undefined => {
  const from = edit.from ?? known?.from;
  const status = statusOf({ ...edit, ...present('from', from) }, known);
  if (status === 'deleted' && edit.before === undefined) return undefined;
  const { added, deleted, addedLines } = countDifference(edit.before ?? '', edit.after ?? '');
  if (status === 'modified' && added + deleted === 0) return undefined;
  const counted = { added, deleted, binary: false, class: edit.class, addedLines, estimated: true } as const;
  return { ...placeOf(edit.path, from, status), status, ...counted };
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

/** Counts edits and reads what the reading needs of them. */
export const readEdits = async (
  { readFunctions }: Pick<ReviewPorts, 'readFunctions'>,
  reading: Reading,
  edits: readonly Edit[],
  signal?: AbortSignal,
): Promise<Result<readonly Overlaid[], Failure>> => {
  const known = new Map(reading.files.map((file) => [file.path, file]));
  const measured = edits.map((edit) => ({ edit, file: measureEdit(edit, known.get(edit.path)) }));
  const sides = measured.flatMap(({ edit: { before, after }, file }): readonly FileSides[] => {
    if (file === undefined) return [];
    return [wantsText(reading.needs, file) ? { file, before, after } : { file }];
  });
  const dressed = await dress(readFunctions, reading.needs, sides, signal);
  if (!dressed.ok) return dressed;
  const byPath = new Map(dressed.value.map((file) => [file.path, file]));
  return success(measured.map(({ edit, file }) => ({ edit, file: file && byPath.get(file.path) })));
};

// Its lines are not those of a text: what was measured of it stays.
const isApart = (known: ChangedFile | undefined): boolean => known?.binary === true || known?.special !== undefined;

/**
 * The edit that an unsaved text is; undefined where nothing can be estimated of it, so that what was measured of the file
 * stays: it is binary, a link, too large, or stored by a program; git ignores it, or it is not on disk yet.
 */
const editOf = async (
  { readBefore }: MeasuredChange,
  known: ChangedFile | undefined,
  { path, text, facts }: { readonly path: string; readonly text: string; readonly facts: PathFacts },
): Promise<Edit | undefined> => {
  const after = isApart(known) ? undefined : facts.store(text);
  if (after === undefined) return undefined;
  const before = await readBefore(known?.from ?? path);
  if (typeof before === 'object' || (known === undefined && before === undefined)) return undefined;
  return { path, ...present('before', before), after, class: facts.class };
};

/** The last reading without a flaw of each text that was typed, by its path. */
export type LastGood = Map<string, TextFunctions>;

const textFunctions = (
  text: string | undefined,
  functions: ChangedFile['functions'],
  flaw: ChangedFile['flaw'],
): TextFunctions | undefined =>
  text === undefined || functions === undefined || flaw !== undefined ? undefined : { text, functions };

/**
 * A typed file with the functions that an open bracket hides, as they were last read: while it was typed, when it was saved,
 * or at the base. What parses is remembered instead.
 */
const carry = (lastGood: LastGood, saved: ChangedFile | undefined, file: ChangedFile): ChangedFile => {
  const { before, after, functions, functionsBefore, flaw, flawBefore } = file;
  if (after === undefined || functions === undefined) return file;
  if (flaw === undefined) {
    lastGood.set(file.path, { text: after, functions });
    return file;
  }
  const last =
    lastGood.get(file.path) ??
    textFunctions(saved?.after, saved?.functions, saved?.flaw) ??
    textFunctions(before, functionsBefore, flawBefore);
  return last === undefined ? file : { ...file, functions: carryFunctions(last, { text: after, functions }) };
};

/**
 * The reading as it will be once unsaved texts are saved. Git is asked only of files it was not asked of before. Of a text
 * that does not parse at the moment, functions that were not touched keep their numbers; what parses goes into `lastGood`.
 */
export const readUnsaved = async (
  ports: Pick<ReviewPorts, 'readFunctions'>,
  reading: Reading,
  unsaved: ReadonlyMap<string, string>,
  signal?: AbortSignal,
  lastGood: LastGood = new Map(),
): Promise<Result<Reading, Failure>> => {
  const facts = await reading.measured.lookUp([...unsaved.keys()]);
  if (!facts.ok) return facts;
  const known = new Map(reading.files.map((file) => [file.path, file]));
  const found = await Promise.all(
    [...unsaved].map(async ([path, text]) => {
      const told = facts.value.get(path);
      return told && editOf(reading.measured, known.get(path), { path, text, facts: told });
    }),
  );
  const edits = found.flatMap((edit) => edit ?? []);
  const overlaid = await readEdits(ports, reading, edits, signal);
  if (!overlaid.ok) return overlaid;
  const carried = overlaid.value.map(({ edit, file }) => ({
    edit,
    file: file && carry(lastGood, known.get(file.path), file),
  }));
  return success(overlay(reading, carried));
};
