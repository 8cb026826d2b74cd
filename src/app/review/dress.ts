import {
  present,
  success,
  wantedOf,
  wantsFunctions,
  wantsSyntax,
  wantsText,
  type ChangedFile,
  type FileChange,
  type FunctionReading,
  type Needs,
  type Result,
  type SyntaxChange,
  type Wanted,
} from '#core';
import type { Failure } from '../failure.ts';
import type { Unread } from '../ports.ts';
import type { ReadFunctions, ReadSyntaxChanges, SourceText } from './reader-ports.ts';

/** A file of a change with its texts, as far as they were read. */
export interface FileSides {
  readonly file: FileChange;
  readonly before?: string | Unread | undefined;
  readonly after?: string | Unread | undefined;
}

const textOf = (side: string | Unread | undefined): string | undefined => (typeof side === 'string' ? side : undefined);

const reasonOf = (...sides: readonly FileSides['after'][]): string | undefined =>
  sides.find((side) => typeof side === 'object')?.unread;

/** What reads texts for whoever shows what is read; all else that they say is read where it is judged. */
export interface Readers {
  readonly readFunctions: ReadFunctions;
  readonly readSyntaxChanges: ReadSyntaxChanges;
}

type PerFile<Value> = Promise<Result<readonly Value[], Failure>>;

interface Sides<Value> {
  readonly earlier?: Value | undefined;
  readonly now?: Value | undefined;
}

/** What is needed of both texts of files, in their order, read in one go; undefined for a file: nothing is. */
const readSides = async <Value>(
  read: (texts: readonly SourceText[], signal?: AbortSignal) => PerFile<Value | undefined>,
  wantedFor: (file: FileChange) => Wanted | undefined,
  files: readonly FileSides[],
  signal?: AbortSignal,
): PerFile<Sides<Value>> => {
  const sources: SourceText[] = [];
  // Where in the sources a text stands; undefined where there is nothing to read.
  const note = (file: FileChange, path: string, text: string | undefined): number | undefined => {
    const wanted = wantedFor(file);
    return text === undefined || wanted === undefined ? undefined : sources.push({ path, text, wanted }) - 1;
  };
  const noted = files.map(({ file, before, after }) => ({
    before: note(file, file.from ?? file.path, textOf(before)),
    after: note(file, file.path, textOf(after)),
  }));
  if (sources.length === 0) return success(files.map(() => ({})));
  const all = await read(sources, signal);
  if (!all.ok) return all;
  const at = (index: number | undefined): Value | undefined => (index === undefined ? undefined : all.value[index]);
  return success(noted.map(({ before, after }) => ({ earlier: at(before), now: at(after) })));
};

/** What the change is in syntax where that is needed, in the order of the files. */
const readSyntax = async (
  { readSyntaxChanges }: Readers,
  needs: Needs,
  files: readonly FileSides[],
  signal?: AbortSignal,
): PerFile<SyntaxChange | undefined> => {
  // A text that was not read cannot be compared.
  const isWanted = ({ file, before, after }: FileSides): boolean =>
    wantsSyntax(needs, file) && wantsText(needs, file) && reasonOf(before, after) === undefined;
  const wanted = files.filter(isWanted);
  if (wanted.length === 0) return success(files.map(() => undefined));
  const edits = wanted.map(({ file, before, after }) => ({
    path: file.path,
    ...present('from', file.from),
    ...present('before', textOf(before)),
    ...present('after', textOf(after)),
  }));
  const read = await readSyntaxChanges(edits, signal);
  if (!read.ok) return read;
  const bySides = new Map(wanted.map((sides, index) => [sides, read.value[index]]));
  return success(files.map((sides) => bySides.get(sides)));
};

/** The functions that were counted; none at all is something else than a text in a language that nobody counts. */
const countedOf = (reading: FunctionReading | undefined): FunctionReading['functions'] | undefined =>
  reading?.foreign === true ? undefined : reading?.functions;

/** Reads the functions and the syntax of files where they are needed, all in one go; gives the files with their texts and that. */
export const dress = async (
  readers: Readers,
  needs: Needs,
  files: readonly FileSides[],
  signal?: AbortSignal,
): Promise<Result<readonly ChangedFile[], Failure>> => {
  const wantedOfFunctions = (file: FileChange): Wanted | undefined =>
    wantsFunctions(needs, file) ? wantedOf(needs, file) : undefined;
  const functions = await readSides(readers.readFunctions, wantedOfFunctions, files, signal);
  if (!functions.ok) return functions;
  const syntax = await readSyntax(readers, needs, files, signal);
  if (!syntax.ok) return syntax;
  return success(
    files.map(({ file, before, after }, index) => {
      const { earlier, now } = functions.value[index] ?? {};
      return {
        ...file,
        ...present('before', textOf(before)),
        ...present('after', textOf(after)),
        ...present('unread', reasonOf(before, after)),
        ...present('functions', countedOf(now)),
        ...present('foreign', now?.foreign),
        ...present('flaw', now?.flaw),
        ...present('functionsBefore', countedOf(earlier)),
        ...present('flawBefore', earlier?.flaw),
        ...present('syntax', syntax.value[index]),
      };
    }),
  );
};
