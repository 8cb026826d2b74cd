import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sweepParts } from './durable-file.ts';
import { systemCode } from './system-refusal.ts';

/** A lock that is held. */
export interface Held {
  /** False where somebody has taken the lock over, as its owner seemed to be dead: a process that slept, say. */
  readonly isMine: () => Promise<boolean>;
}

export interface LockOptions {
  /** How long to wait for it, in milliseconds. */
  readonly patience?: number;
  /**
   * For a work that may take longer than a lock lasts: it is touched each time so many milliseconds have gone by, and who
   * comes meanwhile does not stand in a line.
   */
  readonly touchEvery?: number;
}

/** Nobody got the lock in time; `message` tells who holds it. */
export class LockBusy extends Error {}

// A lock is held for a few milliseconds. Where the owner cannot be asked for, one this old was left behind.
const oldest = 30_000;
// Between making the file and writing the owner into it there is next to nothing.
const oldestUnsigned = 3_000;
const usualPatience = 10_000;

interface Owner {
  readonly pid: number;
  readonly host: string;
}

const parseOwner = (text: string): Owner | undefined => {
  const [, pid, host] = /^(\d+) (\S+) [0-9a-f]{32}\n$/.exec(text) ?? [];
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host };
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that we may not signal is there.
    return systemCode(error) !== 'ESRCH';
  }
};

const here = hostname().replaceAll(/\s/g, '_') || 'localhost';

/** True where whoever made the lock is dead, as far as can be told from here. */
const isLeftBehind = async (path: string, text: string): Promise<boolean> => {
  const owner = parseOwner(text);
  if (owner?.host === here && !isRunning(owner.pid)) return true;
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > (owner === undefined ? oldestUnsigned : oldest);
};

const readIfThere = async (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });

/*
 * Of all who would remove one and the same lock only one gets it by moving it away. Where it has become another's lock in the
 * meantime, that one is put back; its owner looks before writing whether it is still there.
 */
const removeLeft = async (path: string, text: string): Promise<void> => {
  const aside = `${path}.${randomBytes(8).toString('hex')}.part`;
  try {
    await rename(path, aside);
    if ((await readIfThere(aside)) !== text) await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
  await sweepParts(dirname(path));
};

const take = async (path: string, mark: string): Promise<boolean> => {
  try {
    await writeFile(path, mark, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
};

const nameOwner = (text: string | undefined): string => {
  const owner = parseOwner(text ?? '');
  return owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
};

/** Who holds a lock, in words: `process 4711 on box`; undefined where nobody does who is alive. */
export const holderOf = async (path: string): Promise<string | undefined> => {
  const text = await readIfThere(path);
  return text === undefined || (await isLeftBehind(path, text)) ? undefined : nameOwner(text);
};

const acquire = async (path: string, mark: string, patience: number): Promise<void> => {
  const end = Date.now() + patience;
  await mkdir(dirname(path), { recursive: true });
  for (let tries = 0; !(await take(path, mark)); tries += 1) {
    const text = await readIfThere(path);
    if (text !== undefined && (await isLeftBehind(path, text))) await removeLeft(path, text);
    else if (Date.now() > end) throw new LockBusy(`${nameOwner(text)} holds it`);
    // Not in step with the others who wait.
    else await setTimeout(1 + Math.random() * Math.min(25, 2 + tries));
  }
};

// Those of this process wait in a line, without asking the disk.
const lines = new Map<string, Promise<unknown>>();

const inLine = async <T>(path: string, isLasting: boolean, work: () => Promise<T>): Promise<T> => {
  const before = lines.get(path);
  if (before !== undefined && isLasting) throw new LockBusy('this process holds it');
  const mine = (async () => {
    await before?.catch(() => undefined);
    return work();
  })();
  lines.set(path, mine);
  try {
    return await mine;
  } finally {
    if (lines.get(path) === mine) lines.delete(path);
  }
};

/** Touches a lock again and again, so that nobody takes it for one that was left behind. */
const keepYoung = (path: string, isMine: Held['isMine'], every: number): (() => void) => {
  const touch = async (): Promise<void> => {
    const now = new Date();
    if (await isMine()) await utimes(path, now, now);
  };
  // One that cannot be touched now is touched with the next beat.
  const timer = setInterval(() => void touch().catch(() => undefined), every).unref();
  return () => clearInterval(timer);
};

/**
 * Does a work while no other process does one under the same lock, which is a file. The lock of a process that died is taken
 * over. Throws `LockBusy` where nobody gets it in time, and what the system refuses.
 */
export const underLock = async <T>(
  path: string,
  work: (held: Held) => Promise<T>,
  { patience = usualPatience, touchEvery }: LockOptions = {},
): Promise<T> =>
  inLine(path, touchEvery !== undefined, async () => {
    const mark = `${process.pid} ${here} ${randomBytes(16).toString('hex')}\n`;
    await acquire(path, mark, patience);
    const isMine = async (): Promise<boolean> => (await readIfThere(path)) === mark;
    const rest = touchEvery === undefined ? undefined : keepYoung(path, isMine, touchEvery);
    try {
      return await work({ isMine });
    } finally {
      rest?.();
      if (await isMine()) await rm(path, { force: true });
    }
  });
