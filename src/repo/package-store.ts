import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure, PackageStore } from '#app';
import { readText, replaceFile } from './durable-file.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';

// The id is the name of a file of the repository: what could lead elsewhere has none.
const placeOf = (folder: string, id: string): string =>
  join(folder, `${encodeURIComponent(id).replaceAll('.', '%2E')}.json`);

const keeping = async <T>(
  reason: 'unreadable' | 'cannot-keep',
  folder: string,
  work: () => Promise<T>,
): Promise<Result<T, Failure>> => {
  try {
    return success(await work());
  } catch (error) {
    return failure({
      reason,
      message: `How far packages are cannot be ${reason === 'unreadable' ? 'read from' : 'kept in'} ${folder}: ${explainRefusal(error)}.`,
      remedy: 'Make sure that the disk has room and that you may write there, then run it again.',
    });
  }
};

/** How far packages are, in a folder that need not be there: a file for each. */
export const openPackageStore = (folder: string): PackageStore => ({
  read: async (id) => keeping('unreadable', folder, async () => readText(placeOf(folder, id))),
  keep: async (id, text) => keeping('cannot-keep', folder, async () => replaceFile(placeOf(folder, id), text)),
  drop: async (id) => {
    await rm(placeOf(folder, id), { force: true }).catch((error: unknown) => {
      // Somebody holds on to it (Windows): all of its steps are done, so nothing is done twice.
      if (systemCode(error) === undefined) throw error;
    });
  },
});
