import { spawn } from 'node:child_process';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { edition } from '../analysis/edition.ts';
import { readAddress } from './address.ts';
import { isReached } from './ask.ts';
import { findOwnFolder } from './find-own-folder.ts';
import { residentEnvironment } from './surroundings.ts';

/** The variable that, set to `off`, keeps hooks from starting an engine. */
export const engineVariable = 'CODEX_GOVERNOR_ENGINE';

/** MB that the values of an engine may take before the system ends it; what it does not count, `reside` looks at. */
const mostHeap = 768;

/** Milliseconds in which nobody starts another one: most of that time it is warming up; and one that cannot is not tried at each hook. */
const untilNext = 60_000;

const claimIn = (ownFolder: string): string => join(ownFolder, 'engine-start');

/** Says that one is being started; false where somebody has said so lately. */
const claim = async (ownFolder: string): Promise<boolean> => {
  const age = await stat(claimIn(ownFolder)).then(
    ({ mtimeMs }) => Math.abs(Date.now() - mtimeMs),
    () => Number.POSITIVE_INFINITY,
  );
  if (age < untilNext) return false;
  await mkdir(ownFolder, { recursive: true });
  await writeFile(claimIn(ownFolder), `${process.pid}\n`, { mode: 0o600 });
  return true;
};

/** It works: once it is gone, the next one may be started at once. */
export const dropClaim = async (ownFolder: string): Promise<void> => rm(claimIn(ownFolder), { force: true });

export interface ResidentStart {
  /** A folder in the worktree that it is to judge. */
  readonly folder: string;
  readonly build: string;
  readonly environment: NodeJS.ProcessEnv;
  /** How this program is started: the program of Node, then its words. */
  readonly program: readonly [node: string, ...words: string[]];
  /** What follows these. */
  readonly words: readonly string[];
}

/** One that is there and of the same build answers, or has its reason not to: another would do no better. */
const isServed = async (ownFolder: string, build: string): Promise<boolean> => {
  const address = await readAddress(ownFolder);
  return address?.build === build && (await isReached(address));
};

/**
 * Starts an engine for the worktree that a folder is in, which stays when this process ends: in a session of its own, with
 * nothing of this one but what rulings depend on. It is not waited for. False where none is started: one is there or was
 * started lately, somebody has switched that off, the system has no such sockets, or these are the sources as they stand, which
 * change under it. Never throws.
 */
export const startResident = async (start: ResidentStart): Promise<boolean> => {
  const { folder, build, environment, program, words } = start;
  if (process.getuid === undefined || edition === undefined || environment[engineVariable] === 'off') return false;
  try {
    const place = await findOwnFolder(folder, environment);
    if (place === undefined || (await isServed(place.ownFolder, build)) || !(await claim(place.ownFolder)))
      return false;
    const [node, ...first] = program;
    const child = spawn(node, [`--max-old-space-size=${mostHeap}`, ...first, '--repo', place.root, ...words], {
      cwd: '/',
      env: residentEnvironment(environment),
      detached: true,
      stdio: 'ignore',
    });
    child.once('error', () => undefined);
    child.unref();
    return true;
  } catch {
    return false;
  }
};
