import { open, mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chainStart,
  failure,
  readJournalLine,
  success,
  writeJournalLine,
  type ChainEnd,
  type JournalEvent,
  type JournalTip,
  type Result,
} from '#core';
import type { Clock, Failure } from '#app';
import { sha256 } from '../digest.ts';
import type { Held } from '../file-lock.ts';
import { isFull, listFiles, nameOf, readTail, readTip, writeTip } from './files.ts';
import { listUntold, setAside } from './torn.ts';

/** Where the next entry goes. */
interface Ending {
  /** The file the last entry is in; undefined where there is none, or it is full: a new one begins. */
  readonly file: string | undefined;
  /** The size of that file. */
  readonly size: number;
  /** The last entry; undefined where there is none. */
  readonly last: ChainEnd | undefined;
}

const damaged = (folder: string, what: string): Failure => ({
  reason: 'journal-damaged',
  message: `The journal of this worktree cannot be continued: ${what}.`,
  remedy: `Look at what happened to ${folder}, then move that folder away: a new journal begins.`,
});

/** Looks at the end of the journal, and takes apart what a kill has left there. */
const findEnd = async (folder: string): Promise<Result<Ending, Failure>> => {
  for (const file of (await listFiles(folder)).toReversed()) {
    const tail = await readTail(join(folder, file));
    await setAside(folder, file, tail);
    // A kill may have come before the first line of a new file.
    if (tail.line === undefined) continue;
    const line = readJournalLine(tail.line, sha256);
    if (line === undefined) return failure(damaged(folder, `the last line of ${file} is not as it was written`));
    const last = { number: line.entry.number, digest: line.digest };
    return success(isFull(tail) ? { file: undefined, size: 0, last } : { file, size: tail.whole, last });
  }
  return success({ file: undefined, size: 0, last: undefined });
};

interface Start {
  readonly after: ChainEnd;
  /** What there is to tell first. */
  readonly events: readonly JournalEvent[];
}

/** What the next line hangs on. Entries that were there and are gone leave a gap in the numbers, so that it stays seen. */
const findStart = (folder: string, last: ChainEnd | undefined, tip: JournalTip): Result<Start, Failure> => {
  const known = last ?? chainStart;
  if (tip === undefined || tip === 'damaged' || tip.number < known.number) return success({ after: known, events: [] });
  if (tip.number === known.number)
    return tip.digest === known.digest
      ? success({ after: known, events: [] })
      : failure(damaged(folder, `entry ${tip.number} is not the one that was written`));
  return success({
    after: tip,
    events: [{ kind: 'entries-missing', from: known.number + 1, to: tip.number }],
  });
};

/** Writes at the end of a file, down to the disk; what was written in part only is taken away again. */
const writeAtEnd = async (path: string, text: string, size: number): Promise<void> => {
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(text);
    await file.datasync();
  } catch (error) {
    // Where even that cannot be done, the next writer sets it aside.
    await truncate(path, size).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
};

const lostLock: Failure = {
  reason: 'cannot-keep',
  message: 'The journal was taken over by another process before the entry was written; nothing was written.',
  remedy: 'Try again.',
};

export interface Appended {
  readonly number: number;
  readonly at: string;
}

/** Writes an event at the end of the journal in a folder; only under its lock. */
export const appendEvent = async (
  folder: string,
  event: JournalEvent,
  clock: Clock,
  held: Held,
): Promise<Result<Appended, Failure>> => {
  await mkdir(folder, { recursive: true });
  const end = await findEnd(folder);
  if (!end.ok) return end;
  const start = findStart(folder, end.value.last, await readTip(folder));
  if (!start.ok) return start;
  const untold = await listUntold(folder);
  const at = clock.now();
  let last = start.value.after;
  let text = '';
  for (const next of [...start.value.events, ...untold.map((torn) => torn.event), event]) {
    const line = writeJournalLine({ at, event: next }, last, sha256);
    text += `${line.text}\n`;
    last = line.end;
  }
  if (!(await held.isMine())) return failure(lostLock);
  const file = end.value.file ?? nameOf(start.value.after.number + 1);
  await writeAtEnd(join(folder, file), text, end.value.size);
  await writeTip(folder, last);
  for (const torn of untold) await torn.settle();
  return success({ number: last.number, at });
};
