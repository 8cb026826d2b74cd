import { timingSafeEqual } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { present } from '#core';
import { readText, replaceFile } from '../durable-file.ts';

/** Where a warm engine listens, and how who asks proves that they may read what only its owner may. */
export interface EngineAddress {
  /** What it was built of: one that is built otherwise is not believed. */
  readonly build: string;
  readonly pid: number;
  /** The root of the worktree that it judges, absolute. */
  readonly root: string;
  readonly socket: string;
  /** Of one that stays without a window: the digest of the environment it judges in. A window says nothing of its own. */
  readonly surroundings?: string;
  readonly token: string;
}

const fileIn = (ownFolder: string): string => join(ownFolder, 'engine.json');

const parse = (text: string): EngineAddress | undefined => {
  try {
    const value = JSON.parse(text) as Record<keyof EngineAddress, unknown> | null;
    if (typeof value !== 'object' || value === null) return undefined;
    const { build, pid, root, socket, surroundings, token } = value;
    const texts = [build, root, socket, token, surroundings ?? 'any'];
    if (typeof pid !== 'number' || !texts.every((part) => typeof part === 'string' && part !== '')) return undefined;
    return { build, pid, root, socket, token, ...present('surroundings', surroundings) } as EngineAddress;
  } catch {
    return undefined;
  }
};

/** True for what belongs to this person, and what nobody else may look into. */
const isPersonal = async (path: string, kind: 'isFile' | 'isDirectory' | 'isSocket'): Promise<boolean> =>
  lstat(path).then(
    (found) => found[kind]() && found.uid === process.getuid?.() && (kind === 'isSocket' || (found.mode & 0o077) === 0),
    () => false,
  );

/** The address in a folder that we keep for a worktree; undefined where there is none, or it is not this person's own. */
export const readAddress = async (ownFolder: string): Promise<EngineAddress | undefined> => {
  const file = fileIn(ownFolder);
  if (!(await isPersonal(file, 'isFile'))) return undefined;
  const address = parse((await readText(file).catch(() => undefined)) ?? '');
  if (address === undefined) return undefined;
  // Whoever may write into the repository could have it point at a program of their own.
  const checks = [isPersonal(dirname(address.socket), 'isDirectory'), isPersonal(address.socket, 'isSocket')];
  return (await Promise.all(checks)).every(Boolean) ? address : undefined;
};

export const writeAddress = async (ownFolder: string, address: EngineAddress): Promise<void> =>
  replaceFile(fileIn(ownFolder), `${JSON.stringify(address)}\n`);

/** Whether it is this very engine whose address is told. */
export const isAddressOf = async (ownFolder: string, { token }: Pick<EngineAddress, 'token'>): Promise<boolean> => {
  const found = parse((await readText(fileIn(ownFolder)).catch(() => undefined)) ?? '');
  return found?.token === token;
};

/** Removes an address, unless another engine has put its own there. */
export const removeAddress = async (ownFolder: string, address: EngineAddress): Promise<void> => {
  if (await isAddressOf(ownFolder, address)) await rm(fileIn(ownFolder), { force: true });
};

/** Whether a token is the right one, in a time that does not tell how much of it is. */
export const isToken = (given: unknown, token: string): boolean => {
  const [one, other] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
};
