import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CacheName } from '../analysis/cache-file.ts';
import { drawToken } from '../chance.ts';
import { sweepParts } from '../durable-file.ts';
import { readOwnFile } from '../own-file.ts';
import { systemCode } from '../system-refusal.ts';

/*
 * Values by key, for the next process: a file with a line for each, which only grows, so that what one process learnt costs no
 * other a rewriting. A line has the digest of itself: what is torn, or two processes wrote through each other, is no value. The
 * first line names the edition of what found the values, and the Node that wrote them; under any other there are none. They are
 * written as V8 copies them: one object in two places is one again, which JSON would make two of.
 */

export interface LineStore {
  /** A copy of what was learnt, the same one each time; undefined where there is none that can be believed. */
  readonly recall: (key: string) => unknown;
  /** Takes a value for the next process. */
  readonly learn: (key: string, value: unknown) => void;
  /** Writes down what was learnt. A store is no promise: where it cannot be written, it is found out again. */
  readonly save: () => Promise<void>;
}

// In bytes. What is beyond that when it is written begins anew with what was of use last.
const usualRoom = 24 * 1024 * 1024;

const encoding = 'latin1';
const separator = '\t';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Of the head as well: what is written under another edition meanwhile has no name that is asked for under this one. */
const nameOf = (head: string, key: string): string => digestOf(`${head}${separator}${key}`);

const sealOf = (name: string, written: string): string => digestOf(`${name}${separator}${written}`);

const lineOf = (name: string, value: unknown): string => {
  const written = serialize(value).toString('base64');
  return [name, sealOf(name, written), written].join(separator);
};

const headOf = ({ edition }: CacheName): string => `codex-governor known ${edition} ${process.version}`;

/** Where the lines of a text begin, by name; the last of a name counts. */
const indexLines = (text: string): ReadonlyMap<string, number> => {
  const index = new Map<string, number>();
  const nameLength = digestOf('').length;
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1)
    if (text[at + nameLength] === separator) index.set(text.slice(at, at + nameLength), at);
  return index;
};

const valueIn = (line: string): { readonly value: unknown } | undefined => {
  const [name = '', digest = '', written = ''] = line.split(separator);
  if (digest !== sealOf(name, written)) return undefined;
  return { value: deserialize(Buffer.from(written, 'base64')) as unknown };
};

const readText = (name: CacheName, room: number): string => {
  const text = readOwnFile(name.file, 2 * room)?.toString(encoding) ?? '';
  return text.startsWith(`${headOf(name)}\n`) ? text : '';
};

const append = async (file: string, lines: readonly string[]): Promise<void> => {
  const opened = await open(file, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW);
  try {
    // Whatever a process that was killed left at the end, the first line is one of its own.
    await opened.writeFile(`\n${lines.join('\n')}\n`, encoding);
  } finally {
    await opened.close();
  }
};

const writeAnew = async (name: CacheName, lines: readonly string[]): Promise<void> => {
  const part = `${name.file}.${drawToken()}.part`;
  try {
    await mkdir(dirname(name.file), { recursive: true });
    await writeFile(part, `${[headOf(name), ...lines].join('\n')}\n`, { mode: 0o600, flag: 'wx', encoding });
    await rename(part, name.file);
    await sweepParts(dirname(name.file));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
};

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

/** Lines from the first on, as many as there is room for. */
const withRoom = (lines: readonly string[], room: number): readonly string[] => {
  let used = 0;
  return lines.filter((line) => (used += line.length + 1) <= room);
};

/** Opens what is kept under a name. `room` is how many bytes it may take. */
export const openLineStore = (name: CacheName, room = usualRoom): LineStore => {
  const head = headOf(name);
  const text = readText(name, room);
  const index = indexLines(text);
  const recalled = new Map<string, { readonly line?: string; readonly value: unknown }>();
  const learnt = new Map<string, unknown>();
  // Who stays writes more than once. In bytes.
  let size = text.length;
  const lookUp = (named: string): { readonly line?: string; readonly value: unknown } => {
    const at = index.get(named);
    if (at === undefined) return { value: undefined };
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? undefined : end);
    const read = valueIn(line);
    return read === undefined ? { value: undefined } : { line, ...read };
  };
  return {
    recall: (key) => {
      const named = nameOf(head, key);
      const found = recalled.get(named) ?? lookUp(named);
      recalled.set(named, found);
      return found.value;
    },
    learn: (key, value) => {
      const named = nameOf(head, key);
      recalled.set(named, { value });
      learnt.set(named, value);
    },
    save: async () => {
      if (learnt.size === 0) return;
      const fresh = [...learnt].map(([named, value]) => lineOf(named, value));
      learnt.clear();
      try {
        const more = lengthOf(fresh);
        if (size > 0 && size + more <= room) {
          size += more;
          return await append(name.file, fresh);
        }
        const used = [...recalled.values()].flatMap(({ line }) => line ?? []);
        const kept = withRoom([...fresh, ...used], room / 2);
        size = lengthOf(kept);
        await writeAnew(name, kept);
      } catch (error) {
        if (systemCode(error) === undefined) throw error;
        // Somebody may have removed the file: the next time it is begun anew.
        size = 0;
      }
    },
  };
};
