// Where the tests keep their folders: in memory, when the machine lends enough of it. Git, VS Code and a browser make and
// remove files by the ten thousand, which a disk takes several times as long for.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryFolder } from '../scripts/temporary-folder.ts';

/** What Linux calls a file system in memory. */
const inMemory = 0x01_02_19_94;

const gigabyte = 2 ** 30;

export interface MemoryPlace {
  /** Where Linux lends memory as files. */
  readonly path?: string;
  /**
   * Bytes that have to be free: several times what the tests have at once, as the programs they start need some too. With 0 a
   * disk is taken as well.
   */
  readonly least?: number;
}

/** A new folder in memory; undefined where there is none, too little, or no program may be run from it. */
export function lendMemory({ path = '/dev/shm', least = 4 * gigabyte }: MemoryPlace = {}): TemporaryFolder | undefined {
  const free = Math.min(freeIn(path), process.availableMemory());
  if (free < least) return undefined;
  const folder = makeFolder(path);
  if (folder === undefined) return undefined;
  if (runsPrograms(folder.path)) return folder;
  folder.dispose();
  return undefined;
}

/** Bytes; none where there is no such folder, or one on a disk. */
function freeIn(path: string): number {
  try {
    const { type, bavail, bsize } = statfsSync(path);
    return type === inMemory ? bavail * bsize : 0;
  } catch {
    return 0;
  }
}

function makeFolder(parent: string): TemporaryFolder | undefined {
  try {
    const path = mkdtempSync(join(parent, 'codex-governor-tests-'));
    // As the usual place has it: some tests go on as another user, in folders of their own below.
    chmodSync(path, 0o1777);
    return { path, dispose: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
  } catch {
    return undefined;
  }
}

/** The tests bring programs of their own, and a container often forbids to run any from there. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}
