import { open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ChainEnd, JournalFile, JournalTip } from '#core';
import { systemCode } from '../system-refusal.ts';

/*
 * A journal is a folder: `000001.jsonl` and so on hold the entries, each file from the one that it is named after; `tip` tells
 * the last entry, so that an end that was cut off is found; `lock` is there while somebody writes; `torn` holds what kills
 * have left of lines.
 */

// Larger ones are read slowly in an editor.
const fullSize = 4_194_304;

const namePattern = /^(\d{6,})\.jsonl$/;

const numberOf = (name: string): number => Number(namePattern.exec(name)?.[1] ?? 0);

export const nameOf = (number: number): string => `${String(number).padStart(6, '0')}.jsonl`;

const orNothing =
  <T>(nothing: T) =>
  (error: unknown): T => {
    if (systemCode(error) === 'ENOENT') return nothing;
    throw error;
  };

/** The names of the files of a journal, the oldest first; none where there is no journal. */
export const listFiles = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(orNothing<string[]>([]));
  return names.filter((name) => namePattern.test(name)).sort((one, other) => numberOf(one) - numberOf(other));
};

/** A file with one sign for each byte: a byte that was changed is another sign. */
export const readJournalFile = async (folder: string, file: string): Promise<JournalFile> => ({
  file,
  text: await readFile(join(folder, file), 'latin1'),
});

/** The end of a file: its last whole line, and what follows that. */
export interface Tail {
  /** Undefined where there is no whole line. */
  readonly line: string | undefined;
  /** What was cut off while it was written; empty where nothing was. */
  readonly torn: Buffer;
  /** The size of the file without it. */
  readonly whole: number;
}

// A line is half of that at most.
const stretch = 131_072;

const cutTail = (bytes: Buffer, before: number): Tail | undefined => {
  const end = bytes.lastIndexOf(10);
  const start = end < 1 ? -1 : bytes.lastIndexOf(10, end - 1);
  if ((end < 0 || start < 0) && before > 0) return undefined;
  const line = end < 0 ? undefined : bytes.toString('latin1', start + 1, end);
  return { line, torn: bytes.subarray(end + 1), whole: before + end + 1 };
};

/** Reads the end of a file, or all of it where the end tells too little. */
export const readTail = async (path: string): Promise<Tail> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const before = Math.max(0, size - stretch);
    const end = Buffer.alloc(size - before);
    await file.read(end, 0, end.length, before);
    const tail = cutTail(end, before);
    if (tail !== undefined) return tail;
  } finally {
    await file.close();
  }
  const all = await readFile(path);
  return cutTail(all, 0) ?? { line: undefined, torn: all, whole: 0 };
};

export const isFull = ({ whole }: Tail): boolean => whole >= fullSize;

const tipPattern = /^(\d{1,16}) ([0-9a-f]{64})\n$/;

export const readTip = async (folder: string): Promise<JournalTip> => {
  const text = await readFile(join(folder, 'tip'), 'latin1').catch(orNothing(undefined));
  if (text === undefined) return undefined;
  const [, number, digest] = tipPattern.exec(text) ?? [];
  return number === undefined || digest === undefined ? 'damaged' : { number: Number(number), digest };
};

// It only follows the journal, which is on the disk by then: that it is there after a power cut is not needed.
export const writeTip = async (folder: string, { number, digest }: ChainEnd): Promise<void> => {
  const part = join(folder, `tip.${randomBytes(8).toString('hex')}.part`);
  await writeFile(part, `${number} ${digest}\n`, { mode: 0o600 });
  await rename(part, join(folder, 'tip'));
};
