import { success, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from './git.ts';
import { splitRecords } from './working-files.ts';

// A regular file, executable or not. The text of a link is a path, and a submodule has none.
export const isFile = (mode: string): boolean => mode.startsWith('100');

/** The id of the blob at a path of the base. */
export type FindBlob = (path: string) => Promise<string | undefined>;
/** Blobs of regular files by path. */
export type Entries = ReadonlyMap<string, string>;

/** The regular files of the base. */
export interface BaseTree {
  /** Their blobs by path. */
  readonly list: () => Promise<Result<Entries, Failure>>;
  readonly find: FindBlob;
}

/** The tree before the first commit. */
export const emptyTree: BaseTree = { list: async () => success(new Map()), find: async () => undefined };

/** The blobs of the regular files of a tree, or of the part of it that pathspecs name, by path. */
export const listEntries = async (
  git: Git,
  tree: string,
  ...pathspecs: readonly string[]
): Promise<Result<Entries, Failure>> => {
  const answer = await git.run(['ls-tree', '-r', '-z', '--full-tree', tree, '--', ...pathspecs]);
  if (!answer.ok) return answer;
  const entries = new Map<string, string>();
  for (const record of splitRecords(answer.value.output)) {
    const end = record.indexOf('\t');
    const [mode = '', , id = ''] = record.slice(0, end).split(' ');
    if (isFile(mode)) entries.set(record.slice(end + 1), id);
  }
  return success(entries);
};
