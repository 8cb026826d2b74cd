import { readdir, rename, truncate } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { compareText, type JournalEvent } from '#core';
import { moveInto, writeBeside } from '../durable-file.ts';
import { systemCode } from '../system-refusal.ts';
import type { Tail } from './files.ts';

/* What a kill has left of a line lies in `torn`: `.new` until an entry tells of it, `.line` from then on. */

const [untold, told] = ['.new', '.line'];

/** Takes what was cut off out of a file of the journal, and keeps it apart. */
export const setAside = async (folder: string, file: string, { torn, whole }: Tail): Promise<void> => {
  if (torn.length === 0) return;
  const digest = createHash('sha256').update(torn).digest('hex');
  const place = join(folder, 'torn', `${digest}-${torn.length}${untold}`);
  await moveInto(await writeBeside(place, torn), place);
  await truncate(join(folder, file), whole);
};

export interface Untold {
  readonly event: JournalEvent;
  /** To be called when the entry stands. */
  readonly settle: () => Promise<void>;
}

/** What was set aside and stands in no entry yet: a kill may have come in between. */
export const listUntold = async (folder: string): Promise<readonly Untold[]> => {
  const torn = join(folder, 'torn');
  const names = await readdir(torn).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names.sort(compareText).flatMap((name) => {
    const [, digest, bytes] = /^([0-9a-f]{64})-(\d+)\.new$/.exec(name) ?? [];
    if (digest === undefined || bytes === undefined) return [];
    const kept = name.slice(0, -untold.length) + told;
    const event = { kind: 'torn-line', bytes: Number(bytes), digest, kept: `torn/${kept}` } as const;
    return [{ event, settle: async () => rename(join(torn, name), join(torn, kept)) }];
  });
};
