import { lstat, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { systemCode } from '../system-refusal.ts';

// What the system has room for in the address of a socket, with a zero at its end, is 104 bytes on macOS.
const longestAddress = 103;

const prefix = 'codex-governor-engine-';
const ownName = /^codex-governor-engine-[0-9A-Za-z]{6}$/;
const socketName = 's';

/** Milliseconds in which an engine that has made its folder listens there. */
const longestStart = 5_000;

/** Where the folders of sockets are made, best first. */
const parents = (): readonly string[] => [...new Set([tmpdir(), '/tmp'])];

/** Where the socket of a folder lies. */
export const socketIn = (folder: string): string => join(folder, socketName);

/** Makes a folder for a socket that nobody else may look into. Throws where the system has no room for its address. */
export const makeSocketFolder = async (): Promise<string> => {
  for (const parent of parents()) {
    const folder = join(parent, prefix);
    if (Buffer.byteLength(socketIn(`${folder}XXXXXX`)) <= longestAddress) return mkdtemp(folder);
  }
  throw new Error(`No socket can be made: the path of the temporary folder ${tmpdir()} is too long.`);
};

/**
 * Whether whoever listened at a socket is gone. The system says so itself, also of a process in another container, whose
 * number would tell nothing here: only of a socket that nobody holds it refuses the connection.
 */
const isDeserted = async (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const made = connect(socket);
    made.once('connect', () => {
      made.destroy();
      resolve(false);
    });
    made.once('error', (error) => resolve(systemCode(error) === 'ECONNREFUSED'));
  });

const isLeft = async (folder: string): Promise<boolean> => {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0) return false;
  if (Date.now() - found.mtimeMs < longestStart) return false;
  const held = await readdir(folder);
  return held.length === 0 || (held.length === 1 && held[0] === socketName && (await isDeserted(socketIn(folder))));
};

/**
 * Removes the folder of an engine of this person that was killed and could not do it itself; true: it is gone. None that
 * somebody listens in, and nothing that is not exactly as it was made here. What the system refuses stays.
 */
export const clearSocketFolder = async (folder: string): Promise<boolean> => {
  try {
    if (!ownName.test(basename(folder)) || !(await isLeft(folder))) return false;
    await rm(socketIn(folder), { force: true });
    // Only if it is empty: nothing of anybody else goes with it.
    await rmdir(folder);
    return true;
  } catch (error) {
    // Somebody else was faster, or it may not be removed: then it stays, and harms nobody.
    if (systemCode(error) === undefined) throw error;
    return false;
  }
};

/** Removes what engines of this person have left that were killed. */
export const clearSocketFolders = async (): Promise<void> => {
  for (const parent of parents()) {
    const names = await readdir(parent).catch(() => []);
    const folders = names.filter((name) => ownName.test(name)).map((name) => join(parent, name));
    await Promise.all(folders.map(async (folder) => clearSocketFolder(folder)));
  }
};
