import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { boundEvent, checkChain, entriesOf, failure, success, type JournalEntry, type Result } from '#core';
import type { Clock, Failure, FindSecrets, Journal, JournalCheck, JournalWishes } from '#app';
import { sha256 } from '../digest.ts';
import { LockBusy, underLock, type LockOptions } from '../file-lock.ts';
import { once } from '../once.ts';
import { loadSecretFinder } from '../secrets/secrets.ts';
import { explainRefusal } from '../system-refusal.ts';
import { appendEvent } from './append.ts';
import { listFiles, readJournalFile, readTip } from './files.ts';
import { createRedactEvent } from './redact-event.ts';

export interface JournalOptions extends LockOptions {
  readonly clock: Clock;
  /** Loads the scanner of secrets; the one there is when left out. */
  readonly loadSecretFinder?: () => Promise<FindSecrets>;
}

/** The journal in a folder, which need not be there. */
export const openJournal = (folder: string, options: JournalOptions): Journal => {
  const redact = createRedactEvent(once(options.loadSecretFinder ?? loadSecretFinder));
  return {
    append: async (event) =>
      keeping(folder, async () => {
        const bounded = boundEvent(await redact(event), sha256);
        const written = await underLock(
          join(folder, 'lock'),
          async (held) => appendEvent(folder, bounded, options.clock, held),
          options,
        );
        return written.ok ? success({ ...written.value, event: bounded }) : written;
      }),
    read: async (wishes = {}) => reading(folder, async () => readEntries(folder, wishes)),
    verify: async () => reading(folder, async () => verify(folder)),
  };
};

const keeping = async <T>(folder: string, write: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
  try {
    return await write();
  } catch (error) {
    const why = error instanceof LockBusy ? error.message : explainRefusal(error);
    return failure({
      reason: 'cannot-keep',
      message: `The journal of this worktree cannot be written in ${folder}: ${why}.`,
      remedy: 'Make sure that the disk has room and that you may write there, then try again.',
    });
  }
};

const reading = async <T>(folder: string, read: () => Promise<T>): Promise<Result<T, Failure>> => {
  try {
    return success(await read());
  } catch (error) {
    return failure({
      reason: 'unreadable',
      message: `The journal of this worktree cannot be read in ${folder}: ${explainRefusal(error)}.`,
      remedy: 'Make sure that you may read it, then try again.',
    });
  }
};

const isOf =
  (task: string | undefined) =>
  ({ event }: JournalEntry): boolean =>
    task === undefined || (event.kind !== 'foreign' && event.task === task);

const readEntries = async (
  folder: string,
  { task, last = Infinity }: JournalWishes,
): Promise<readonly JournalEntry[]> => {
  // From the newest file on, as far back as is asked for.
  const newestFirst: JournalEntry[] = [];
  for (const file of (await listFiles(folder)).toReversed()) {
    if (newestFirst.length >= last) break;
    const entries = entriesOf(await readJournalFile(folder, file), sha256).filter(isOf(task));
    newestFirst.push(...entries.toReversed());
  }
  return newestFirst.slice(0, last).toReversed();
};

const look = async (folder: string): Promise<JournalCheck> => {
  // First: what is written meanwhile stands in the files that are read after it, and is not missing then.
  const tip = await readTip(folder);
  const files = [];
  for (const file of await listFiles(folder)) files.push(await readJournalFile(folder, file));
  return checkChain(files, tip, sha256);
};

// Longer than it takes to write an entry.
const moment = 100;

const verify = async (folder: string): Promise<JournalCheck> => {
  const found = await look(folder);
  if (found.breaks.length === 0) return found;
  // It may have been read while a line was being written.
  await setTimeout(moment);
  return look(folder);
};
