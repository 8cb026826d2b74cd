import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { drawToken } from '../chance.ts';
import { sweepParts } from '../durable-file.ts';
import { readOwnFile } from '../own-file.ts';
import { systemCode } from '../system-refusal.ts';

/*
 * What V8 made of a file of ours, kept on disk. It is code, and is run: so it is believed only where nobody else can have
 * written it, it is whole, and it was made of the very same source. V8 itself refuses that of another version or other flags.
 */

const digest = (of: Uint8Array | string): string => createHash('sha256').update(of).digest('hex');

/** The first line: of what it was made, and what follows. */
const headOf = (source: Uint8Array, code: Uint8Array): string =>
  `codex-governor compiled ${digest(source)} ${digest(code)}\n`;

const headLength = headOf(Buffer.alloc(0), Buffer.alloc(0)).length;

// In bytes: several times what the largest of our files takes.
const most = 64 * 1024 * 1024;

/** The code that was kept of a source; undefined where there is none that can be believed. */
export const readCode = (file: string, source: Uint8Array): Buffer | undefined => {
  const bytes = readOwnFile(file, most);
  const code = bytes?.subarray(headLength);
  if (bytes === undefined || code === undefined || code.length === 0) return undefined;
  return bytes.toString('latin1', 0, headLength) === headOf(source, code) ? code : undefined;
};

/** Keeps code for whoever runs the same source next; nothing where it cannot be written, as it can be made again. */
export const keepCode = async (file: string, source: Uint8Array, code: Uint8Array): Promise<void> => {
  // Where owners are not told, nothing would be believed.
  if (process.getuid === undefined) return;
  const part = `${file}.${drawToken()}.part`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(part, Buffer.concat([Buffer.from(headOf(source, code), 'latin1'), code]), {
      mode: 0o600,
      flag: 'wx',
    });
    await rename(part, file);
    await sweepParts(dirname(file));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    await rm(part, { force: true }).catch(() => undefined);
  }
};
