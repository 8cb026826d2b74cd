import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sweepParts } from '../durable-file.ts';
import { systemCode } from '../system-refusal.ts';

/*
 * A file of lines, one for each file that was read, its name in JSON first; above them a line with the edition of what read
 * them and the digest of the rest. Another edition, a torn file, one that is not ours: all of them are no cache, and the
 * next run writes a new one in their place. It is moved there whole, so that two processes at once do each other no harm:
 * what one of them learnt is lost, and is read again.
 */

/** Where what was read is kept between runs, and by which edition of our readers. */
export interface CacheName {
  readonly file: string;
  readonly edition: string;
}

// In characters: what some 50,000 files take. What was written last stands first, and the end is cut.
const mostKept = 32 * 1024 * 1024;

// All of it is ASCII: bytes of one kind are text in a fraction of the time.
const encoding = 'latin1';

const headOf = (edition: string, body: Uint8Array): string =>
  `codex-governor functions ${edition} ${createHash('sha256').update(body).digest('hex')}`;

const keyOf = (line: string): string => line.slice(0, line.indexOf('\t'));

const readIfThere = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    // Whatever keeps it from being read, the files themselves can be.
    if (systemCode(error) === undefined) throw error;
    return Buffer.alloc(0);
  }
};

/** A value as a line has it: JSON in ASCII, without tabs and line breaks. */
export const inAscii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The lines of a cache by the names of their files, in JSON; none where there is none that can be believed. */
export const loadCache = ({ file, edition }: CacheName): ReadonlyMap<string, string> => {
  const bytes = readIfThere(file);
  const end = bytes.indexOf('\n');
  const body = bytes.subarray(end + 1);
  if (end === -1 || bytes.toString(encoding, 0, end) !== headOf(edition, body)) return new Map();
  return new Map(
    body
      .toString(encoding)
      .split('\n')
      .map((line) => [keyOf(line), line]),
  );
};

const linesWithRoom = (lines: Iterable<string>): readonly string[] => {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += line.length + 1;
    if (used > mostKept) break;
    kept.push(line);
  }
  return kept;
};

/**
 * Keeps what was learnt, before what was there. A cache is no promise: where it cannot be written, the next run reads
 * again.
 */
export const saveCache = async (name: CacheName, learnt: readonly string[]): Promise<void> => {
  if (learnt.length === 0) return;
  const lines = new Map(learnt.map((line) => [keyOf(line), line]));
  // As it is by now: another process may have learnt something, too.
  for (const [key, line] of loadCache(name)) if (!lines.has(key)) lines.set(key, line);
  const body = Buffer.from(linesWithRoom(lines.values()).join('\n'), encoding);
  const part = `${name.file}.${randomBytes(8).toString('hex')}.part`;
  try {
    await mkdir(dirname(name.file), { recursive: true });
    const head = Buffer.from(`${headOf(name.edition, body)}\n`, encoding);
    await writeFile(part, Buffer.concat([head, body]), { mode: 0o600, flag: 'wx' });
    await rename(part, name.file);
    await sweepParts(dirname(name.file));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    await rm(part, { force: true }).catch(() => undefined);
  }
};
