import { fail, need, story, type Failure } from '#app';
import { counted, failure, grouped, languageOf, printable, success, type FunctionReading, type Result } from '#core';
import { openReaders, walkPaths, type FunctionsOfFile, type Readers, type WalkedFile } from '#repo';
import { compileLess } from '../compile-less.ts';
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

const cancelled = fail('cancelled', 'It was cancelled before all files were read.');

const isKnown = ({ path }: WalkedFile): boolean => languageOf(path) !== undefined;

const reasons = {
  unread: 'could not be read',
  'no-text': 'could not be read as text',
  foreign: 'its language is not supported',
} as const;

const reasonOrder = ['unread', 'no-text', 'foreign'] as const;

/** A file that functions may be missing of: it has none listed for a reason, or does not parse from a line on. */
type Gap = { readonly path: string } & ({ readonly why: keyof typeof reasons } | { readonly line: number });
type Flawed = Extract<Gap, { readonly line: number }>;

const gapOf = (path: string, reading: FunctionsOfFile): readonly Gap[] => {
  if (reading === null) return [{ path, why: 'unread' }];
  if (reading === 'no-text') return [{ path, why: reading }];
  if (reading.foreign === true) return [{ path, why: 'foreign' }];
  return reading.flaw === undefined ? [] : [{ path, line: reading.flaw.line }];
};

const functionsIn = (reading: FunctionsOfFile): FunctionReading['functions'] =>
  reading === null || reading === 'no-text' ? [] : reading.functions;

// More lines than these would bury what else is said of a large tree.
const mostFlaws = 3;

const placeOf = ({ path, line }: Flawed): string => `${path}:${line}`;

const countFlaws = (flawed: readonly Flawed[]): string => {
  const first = flawed.slice(0, mostFlaws).map(placeOf).join(', ');
  const more = flawed.length > mostFlaws ? ` and ${grouped(flawed.length - mostFlaws)} more` : '';
  const files = counted(flawed.length, 'file does', 'files do');
  return `${files} not parse, so functions may be missing: ${first}${more}.`;
};

/** What is said of files that do not parse: of a few, and of those that were named, in a line each. */
const tellFlaws = (flawed: readonly Flawed[], wasNamed: (path: string) => boolean): readonly string[] => {
  const isFew = flawed.length <= mostFlaws;
  const own = flawed.filter(({ path }) => isFew || wasNamed(path));
  const others = flawed.filter(({ path }) => !isFew && !wasNamed(path));
  return [
    ...own.map((file) => `${placeOf(file)}: this file does not parse from here on; functions may be missing.`),
    ...(others.length === 0 ? [] : [countFlaws(others)]),
  ];
};

/** Says which functions are not listed; the exit code. */
const tellGaps = (terminal: Terminal, gaps: readonly Gap[], wasNamed: (path: string) => boolean): ExitCode => {
  const missing = reasonOrder.flatMap((why) =>
    gaps
      // In a folder other languages are passed over.
      .filter((gap) => 'why' in gap && gap.why === why && (why !== 'foreign' || wasNamed(gap.path)))
      .map(({ path }) => `${path}: ${reasons[why]}, so its functions are not listed.`),
  );
  const flawed = gaps.filter((gap) => 'line' in gap);
  for (const line of [...missing, ...tellFlaws(flawed, wasNamed)]) sayLine(terminal, line);
  // A file that could not be read may hide anything: that is no clean answer.
  return missing.length > 0 ? 2 : 0;
};

/** How far it is. */
export const tellReading = (done: number, files: number): string =>
  `Reading functions: ${grouped(done)} of ${counted(files, 'file')}`;

/** Prints the functions of files as they are read, in order; gives the files that some may be missing of. */
const listAll = async (
  { signal, ...terminal }: Terminal,
  files: readonly WalkedFile[],
  format: FunctionsOptions['format'],
  reading: AsyncIterable<readonly FunctionsOfFile[]>,
): Promise<Result<readonly Gap[], Failure>> => {
  const progress = drawProgress(terminal, (done) => tellReading(done, files.length));
  const gaps: Gap[] = [];
  let read = 0;
  for await (const batch of reading) {
    const from = read;
    read += batch.length;
    // One write for many: a large tree has tens of thousands of functions.
    const lines: string[] = [];
    for (const [index, { path }] of files.slice(from, read).entries()) {
      const told = batch[index] ?? null;
      gaps.push(...gapOf(path, told));
      for (const entity of functionsIn(told)) lines.push(write[format]({ path, ...entity }));
    }
    if (lines.length > 0) {
      progress.clear();
      terminal.out(lines.join(''));
    }
    progress.show(read);
  }
  progress.clear();
  return signal.aborted ? failure(cancelled) : success(gaps);
};

/** Starts what will read: where a folder is walked, which a name tells well enough, it gets ready meanwhile. */
const start = ({ signal }: Terminal, paths: readonly string[], { over = 0, why }: FunctionsOptions): Readers =>
  openReaders({
    over,
    signal,
    ...(why === undefined ? {} : { wanted: { steps: why } }),
    ahead: paths.some((path) => languageOf(path) === undefined),
  });

/** The same batches; from the first one on, as all threads are up by then, V8 compiles less. */
const inHaste = async function* <Batch>(reading: AsyncIterable<Batch>): AsyncGenerator<Batch, void> {
  let asBefore: (() => void) | undefined;
  try {
    for await (const batch of reading) {
      asBefore ??= compileLess();
      yield batch;
    }
  } finally {
    asBefore?.();
  }
};

export const list = (terminal: Terminal, paths: readonly string[], options: FunctionsOptions) =>
  story<ExitCode>(async function* () {
    const readers = start(terminal, paths, options);
    try {
      const { files, memory } = yield* need(walkPaths(paths, terminal.folder, terminal.environment));
      const known = files.filter(isKnown);
      const places = known.map(({ place }) => place);
      const reading = inHaste(readers.read(places, options.cache ? memory : undefined));
      const gaps = yield* need(listAll(terminal, known, options.format, reading));
      const unknown = files.filter((file) => !isKnown(file)).map(({ path }): Gap => ({ path, why: 'foreign' }));
      const named = new Set(files.filter(({ isNamed }) => isNamed).map(({ path }) => path));
      return tellGaps(terminal, [...gaps, ...unknown], (path) => named.has(path));
    } finally {
      await readers.dispose();
    }
  });
