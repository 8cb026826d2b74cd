import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface CorpusFile {
  /** Relative to the corpus. */
  readonly path: string;
  /** The first 16 hexadecimal digits of the SHA-256 of its bytes. */
  readonly digest: string;
  readonly bytes: Buffer;
}

/** The files with one of these endings, in the order of their paths; each is read when it is asked for. */
export function* corpusFiles(folder: string, endings: readonly string[]): Generator<CorpusFile> {
  const wanted = new Set(endings);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.has(entry.name.slice(entry.name.lastIndexOf('.') + 1).toLowerCase()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    yield { path, bytes, digest: createHash('sha256').update(bytes).digest('hex').slice(0, 16) };
  }
}
