import {
  success,
  wantedOf,
  wantsFunctions,
  type ChangedFile,
  type FileChange,
  type FunctionReading,
  type Needs,
  type Result,
} from '#core';
import type { Failure } from './failure.ts';
import type { ReadFunctions, SourceText, Unread } from './ports.ts';

/** A file of a change with its texts, as far as they were read. */
export interface FileSides {
  readonly file: FileChange;
  readonly before?: string | Unread | undefined;
  readonly after?: string | Unread | undefined;
}

export const present = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } => (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

const textOf = (side: string | Unread | undefined): string | undefined => (typeof side === 'string' ? side : undefined);

const reasonOf = (...sides: readonly FileSides['after'][]): string | undefined =>
  sides.find((side) => typeof side === 'object')?.unread;

/** Reads the functions that are needed of files, all in one go; gives the files with their texts and functions. */
export const dress = async (
  readFunctions: ReadFunctions,
  needs: Needs,
  files: readonly FileSides[],
  signal?: AbortSignal,
): Promise<Result<readonly ChangedFile[], Failure>> => {
  const sources: SourceText[] = [];
  // Where in the sources a text stands; undefined where there is nothing to read.
  const note = (file: FileChange, path: string, text: string | undefined): number | undefined =>
    text === undefined || !wantsFunctions(needs, file)
      ? undefined
      : sources.push({ path, text, wanted: wantedOf(needs, file) }) - 1;
  const noted = files.map(({ file, before, after }) => ({
    before: note(file, file.from ?? file.path, textOf(before)),
    after: note(file, file.path, textOf(after)),
  }));
  const read =
    sources.length === 0 ? success<readonly (FunctionReading | undefined)[]>([]) : await readFunctions(sources, signal);
  if (!read.ok) return read;
  const readingAt = (at: number | undefined): FunctionReading | undefined =>
    at === undefined ? undefined : read.value[at];
  return success(
    files.map(({ file, before, after }, index) => {
      const [earlier, now] = [readingAt(noted[index]?.before), readingAt(noted[index]?.after)];
      return {
        ...file,
        ...present('before', textOf(before)),
        ...present('after', textOf(after)),
        ...present('unread', reasonOf(before, after)),
        ...present('functions', now?.functions),
        ...present('flaw', now?.flaw),
        ...present('functionsBefore', earlier?.functions),
        ...present('flawBefore', earlier?.flaw),
      };
    }),
  );
};
