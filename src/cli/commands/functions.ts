import { fail, need, story, type Failure } from '#app';
import { counted, failure, languageOf, printable, success, type Result } from '#core';
import { openReaders, walkPaths, type FunctionsOfFile, type Readers, type WalkedFile } from '#repo';
import { relative, resolve, sep } from 'node:path';
import { sayLine } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { drawProgress } from '../progress.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface FunctionsOptions {
  readonly format: 'jsonl' | 'text';
  readonly over?: number;
  readonly why?: true;
  /** False: what earlier runs read of files that did not change is read again. */
  readonly cache: boolean;
}

type Entity = Documents['function'];

const tellStep = (path: string, { line, column, what, adds }: NonNullable<Entity['steps']>[number]): string =>
  `  ${`+${adds}`.padStart(4)}  ${path}:${line}:${column}  ${what}`;

const write: Record<FunctionsOptions['format'], (entity: Entity) => string> = {
  jsonl: ({ path, name, kind, line, complexity, steps }) =>
    `${JSON.stringify({ path, name, kind, line, complexity, steps })}\n`,
  text: ({ path, name, line, complexity, steps = [] }) =>
    [`${String(complexity).padStart(4)}  ${path}:${line}  ${name}`, ...steps.map((step) => tellStep(path, step))]
      .map((told) => `${printable(told)}\n`)
      .join(''),
};

const cancelled = fail('cancelled', 'It was cancelled before every file was read.');

const isKnown = ({ path }: WalkedFile): boolean => languageOf(path) !== undefined;

/** True for a file that was named itself, and not a folder around it. */
const isNamed = (named: readonly string[], folder: string): ((path: string) => boolean) => {
  const asked = new Set(named.map((path) => relative(folder, resolve(folder, path)).split(sep).join('/')));
  return (path) => asked.has(path);
};

/** Files that no functions are listed of: those that could not be read, and those in a language that nobody counts. */
interface Unlisted {
  readonly unread: readonly string[];
  readonly foreign: readonly string[];
}

/** Prints the functions of files as they are read, in order. */
const listAll = async (
  { signal, ...terminal }: Terminal,
  files: readonly WalkedFile[],
  format: FunctionsOptions['format'],
  reading: AsyncIterable<readonly FunctionsOfFile[]>,
): Promise<Result<Unlisted, Failure>> => {
  const progress = drawProgress(terminal, (read) => `Reading functions: ${read} of ${counted(files.length, 'file')}`);
  const unread: string[] = [];
  const foreign: string[] = [];
  let read = 0;
  for await (const batch of reading) {
    const paths = files.slice(read, (read += batch.length)).map(({ path }) => path);
    unread.push(...paths.filter((_, index) => batch[index] === null));
    foreign.push(...paths.filter((_, index) => batch[index] === 'foreign'));
    // One write for many: a large tree has tens of thousands of functions.
    const lines = paths.flatMap((path, index) => {
      const functions = batch[index];
      return Array.isArray(functions) ? functions.map((entity) => write[format]({ path, ...entity })) : [];
    });
    if (lines.length > 0) progress.clear();
    terminal.out(lines.join(''));
    progress.show(read);
  }
  progress.clear();
  return signal.aborted ? failure(cancelled) : success({ unread, foreign });
};

/** Starts what will read: where a folder is walked, which a name tells well enough, it gets ready meanwhile. */
const start = ({ signal }: Terminal, paths: readonly string[], { over = 0, why }: FunctionsOptions): Readers =>
  openReaders({
    over,
    signal,
    ...(why === undefined ? {} : { wanted: { steps: why } }),
    ahead: paths.some((path) => languageOf(path) === undefined),
  });

export const list = (terminal: Terminal, paths: readonly string[], options: FunctionsOptions) =>
  story<ExitCode>(async function* () {
    const readers = start(terminal, paths, options);
    try {
      const { files, memory } = yield* need(walkPaths(paths, terminal.folder, terminal.environment));
      const known = files.filter(isKnown);
      const places = known.map(({ place }) => place);
      const reading = readers.read(places, options.cache ? memory : undefined);
      const { unread, foreign } = yield* need(listAll(terminal, known, options.format, reading));
      const unknown = files.filter((file) => !isKnown(file)).map(({ path }) => path);
      // In a folder other languages are passed over.
      const strange = [...unknown, ...foreign].filter(isNamed(paths, terminal.folder));
      const missing = [
        ...unread.map((path) => `${path}: could not be read, so its functions are not listed.`),
        ...strange.map((path) => `${path}: its language is not read, so its functions are not listed.`),
      ];
      for (const line of missing) sayLine(terminal, line);
      // A file that could not be read may hide anything: that is no clean answer.
      return missing.length > 0 ? 2 : 0;
    } finally {
      await readers.dispose();
    }
  });
