import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Entry } from './reference.ts';

/** What a reference tool said of its corpora: numbers by the digest of a file, no path and nothing of its text. */
export interface Recording {
  /** Name and version. */
  readonly tool: string;
  /** The archives that it was run on, as they are named where they come from. */
  readonly corpora: readonly string[];
  /** By digest; a file in which the tool found nothing has an empty list. */
  readonly files: ReadonlyMap<string, readonly Entry[]>;
}

/** The same, a list for each kind of value: it compresses to a third of what a list for each entry does. */
interface Columns {
  readonly tool: string;
  readonly corpora: readonly string[];
  readonly digests: string;
  /** Entries in each file. */
  readonly counts: readonly number[];
  /** The first line of each file, then the distance to the line before. */
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  readonly complexities: readonly number[];
  /** What is to be added to the complexity; none where the tool has no other variant. */
  readonly modifications: readonly number[];
  readonly names: readonly string[];
}

const digestLength = 16;
const byPlace = (one: Entry, other: Entry): number =>
  one.line - other.line || one.column - other.column || Number(one.name > other.name) - Number(one.name < other.name);

/** The same recording gives the same bytes. */
export function packRecording({ tool, corpora, files }: Recording): Buffer {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const entries = sorted.map(([, list]) => list.toSorted(byPlace));
  const all = entries.flat();
  const columns: Columns = {
    tool,
    corpora,
    digests: sorted.map(([digest]) => digest).join(''),
    counts: entries.map((list) => list.length),
    lines: entries.flatMap((list) => list.map(({ line }, at) => line - (list[at - 1]?.line ?? 0))),
    columns: all.map(({ column }) => column),
    complexities: all.map(({ complexity }) => complexity),
    modifications: all.flatMap(({ complexity, modified }) => (modified === undefined ? [] : [modified - complexity])),
    names: all.map(({ name }) => name),
  };
  const text = Buffer.from(JSON.stringify(columns));
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

export function unpackRecording(bytes: Buffer): Recording {
  const { tool, corpora, digests, counts, ...columns } = JSON.parse(
    brotliDecompressSync(bytes).toString('utf8'),
  ) as Columns;
  const files = new Map<string, readonly Entry[]>();
  let next = 0;
  counts.forEach((count, file) => {
    const entries: Entry[] = [];
    for (let line = 0; entries.length < count; next += 1) {
      line += columns.lines[next] ?? 0;
      const [column = 0, complexity = 0] = [columns.columns[next], columns.complexities[next]];
      const modification = columns.modifications[next];
      const modified = modification === undefined ? {} : { modified: complexity + modification };
      entries.push({ line, column, name: columns.names[next] ?? '', complexity, ...modified });
    }
    files.set(digests.slice(file * digestLength, (file + 1) * digestLength), entries);
  });
  return { tool, corpora, files };
}

/** Where the recording of a language is kept. */
export const recordingFile = (language: string): string =>
  join(fileURLToPath(new URL('recorded/', import.meta.url)), `${language}.json.br`);

/** Undefined when the language has none yet. */
export function readRecording(language: string): Recording | undefined {
  const file = recordingFile(language);
  return existsSync(file) ? unpackRecording(readFileSync(file)) : undefined;
}
