import {
  classifyBy,
  countDifference,
  failure,
  judge,
  languageOf,
  success,
  type Change,
  type ChangedFile,
  type FileChange,
  type Judgement,
  type Mode,
  type Policy,
  type Result,
} from '#core';
import { fail, type Failure } from './failure.ts';
import type { Hash, LoadFunctions, MeasuredChange, MeasureFrom, MeasureOptions, Repository } from './ports.ts';

export interface ReviewPorts {
  readonly repository: Repository;
  readonly loadFunctions: LoadFunctions;
  readonly hash: Hash;
}

/** The law a change is held to: a policy, the mode of the work if it has one, and the scope it declared. */
export interface Standard {
  readonly policy: Policy;
  readonly mode?: Mode;
  readonly scope: readonly string[];
}

/** A change with the texts and functions that rules look at. */
export interface Reading {
  readonly change: Change;
  readonly files: readonly ChangedFile[];
  readonly measured: MeasuredChange;
}

export interface Review extends Reading {
  readonly judgement: Judgement;
}

type ReadFunctions = Awaited<ReturnType<LoadFunctions>>;

const present = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };

const dress = (
  file: FileChange,
  texts: { readonly before?: string | undefined; readonly after?: string | undefined },
  functions: ReadFunctions,
): ChangedFile => ({
  ...file,
  ...present('before', texts.before),
  ...present('after', texts.after),
  ...present('functions', texts.after === undefined ? undefined : functions(file.path, texts.after)),
  ...present(
    'functionsBefore',
    texts.before === undefined ? undefined : functions(file.from ?? file.path, texts.before),
  ),
});

const isReadable = (file: FileChange): boolean => !file.binary && languageOf(file.path) !== undefined;

// Texts come many at a time; those of a very large change all at once would start a git for every hundred of them.
const atOnce = 200;

const dressAll = async (
  { change, readBefore, readAfter }: MeasuredChange,
  functions: ReadFunctions,
  signal: AbortSignal | undefined,
): Promise<Result<readonly ChangedFile[], Failure>> => {
  const dressed: ChangedFile[] = [];
  for (let next = 0; next < change.files.length; next += atOnce) {
    if (signal?.aborted === true) return failure(fail('cancelled', 'It was cancelled before the change was read.'));
    const reading = change.files.slice(next, next + atOnce).map(async (file) => {
      if (!isReadable(file)) return file;
      const [before, after] = await Promise.all([readBefore(file.from ?? file.path), readAfter(file.path)]);
      return dress(file, { before, after }, functions);
    });
    dressed.push(...(await Promise.all(reading)));
  }
  return success(dressed);
};

/** Measures a change with git and reads what the rules need of it. */
export const readChange = async (
  ports: ReviewPorts,
  policy: Policy,
  from: MeasureFrom,
  options: Omit<MeasureOptions, 'classify'> = {},
): Promise<Result<Reading, Failure>> => {
  const measured = await ports.repository.measure(from, { classify: classifyBy(policy.classes), ...options });
  if (!measured.ok) return measured;
  const { change } = measured.value;
  const functions = await ports.loadFunctions(change.files.filter(isReadable).map(({ path }) => path));
  const files = await dressAll(measured.value, functions, options.signal);
  return files.ok ? success({ change, files: files.value, measured: measured.value }) : files;
};

const estimate = (
  known: FileChange | undefined,
  path: string,
  before: string | undefined,
  after: string,
  policy: Policy,
) => {
  const { added, deleted, addedLines } = countDifference(before ?? '', after);
  const file: FileChange = {
    ...(known ?? {
      path,
      status: 'modified',
      binary: false,
      class: classifyBy(policy.classes)(path, undefined),
    }),
    added,
    deleted,
    addedLines,
    estimated: true,
  };
  return file;
};

/**
 * The reading as it will be once unsaved texts are saved; starts no process. A text whose file git neither knew at the
 * base nor lists as changed is left out: it is ignored, or not yet on disk.
 */
export const readUnsaved = async (
  ports: ReviewPorts,
  policy: Policy,
  reading: Reading,
  unsaved: ReadonlyMap<string, string>,
): Promise<Reading> => {
  const functions = await ports.loadFunctions([...unsaved.keys()]);
  const files = new Map(reading.files.map((file) => [file.path, file]));
  for (const [path, after] of unsaved) {
    const known = files.get(path);
    const before = await reading.measured.readBefore(known?.from ?? path);
    if (known === undefined && before === undefined) continue;
    const file = estimate(known, path, before, after, policy);
    if (file.status === 'modified' && file.added + file.deleted === 0) files.delete(path);
    else files.set(path, dress(file, { before, after }, functions));
  }
  const sorted = [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { ...reading, files: sorted, change: { ...reading.change, files: sorted } };
};

/** What the standard says of a change that was read. */
export const judgeReading = (ports: Pick<ReviewPorts, 'hash'>, standard: Standard, reading: Reading): Review => ({
  ...reading,
  judgement: judge({ ...standard, change: reading.change, files: reading.files, hash: ports.hash }),
});

/** Measures, reads and judges in one go. */
export const review = async (
  ports: ReviewPorts,
  standard: Standard,
  from: MeasureFrom,
  options: Omit<MeasureOptions, 'classify'> = {},
): Promise<Result<Review, Failure>> => {
  const reading = await readChange(ports, standard.policy, from, options);
  return reading.ok ? success(judgeReading(ports, standard, reading.value)) : reading;
};
