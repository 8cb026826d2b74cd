import type { WorkingTree } from './ports.ts';

/** What came of reading files of the working tree, by path; what is in neither is not there. */
export interface ReadTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** Why one cannot be read, in a sentence. */
  readonly unread: ReadonlyMap<string, string>;
}

/** Reads files one after the other. One that cannot be read does not keep the others from it, and is not taken for an empty one. */
export const readTexts = async (repository: Pick<WorkingTree, 'read'>, paths: Iterable<string>): Promise<ReadTexts> => {
  const texts = new Map<string, string>();
  const unread = new Map<string, string>();
  for (const path of new Set(paths)) {
    const read = await repository.read(path);
    if (!read.ok) unread.set(path, read.error.message);
    else if (read.value !== undefined) texts.set(path, read.value);
  }
  return { texts, unread };
};
