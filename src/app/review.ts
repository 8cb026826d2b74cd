import {
  classifyBy,
  failure,
  judge,
  needsOfAll,
  rulesInForce,
  success,
  uniteNeeds,
  wantsText,
  type Change,
  type ChangedFile,
  type Judgement,
  type Mode,
  type Needs,
  type Policy,
  type Result,
} from '#core';
import { dress, type FileSides } from './dress.ts';
import { fail, type Failure } from './failure.ts';
import type {
  Hash,
  MeasuredChange,
  MeasureFrom,
  ReadFacts,
  ReadFunctions,
  ReadSyntaxChanges,
  Repository,
} from './ports.ts';

export interface ReviewPorts {
  readonly repository: Repository;
  readonly readFacts: ReadFacts;
  readonly readFunctions: ReadFunctions;
  readonly readSyntaxChanges: ReadSyntaxChanges;
  readonly hash: Hash;
}

/** The law a change is held to: a policy, the mode of the work if it has one, and the scope it declared. */
export interface Standard {
  readonly policy: Policy;
  readonly mode?: Mode;
  readonly scope: readonly string[];
}

/** A change with the texts and functions that are needed of it. */
export interface Reading {
  readonly change: Change;
  readonly files: readonly ChangedFile[];
  readonly measured: MeasuredChange;
  readonly needs: Needs;
}

export interface Review extends Reading {
  readonly judgement: Judgement;
}

export interface ReadOptions {
  /** Reads what is staged instead of the working tree. */
  readonly staged?: boolean;
  /** Reads the tree of HEAD instead. */
  readonly committed?: boolean;
  /** What is needed beside what the rules in force look at. */
  readonly needs?: Needs;
  /** An earlier reading with the same standard and options: given back as it is where nothing has changed since. */
  readonly last?: Reading;
  readonly signal?: AbortSignal;
}

type MeasuredTexts = Pick<MeasuredChange, 'change' | 'readBefore' | 'readAfter'>;

// Texts come many at a time; those of a very large change all at once would start a git for every hundred of them.
const atOnce = 200;

const readFiles = async (
  ports: Omit<ReviewPorts, 'repository'>,
  { change, readBefore, readAfter }: MeasuredTexts,
  needs: Needs,
  signal: AbortSignal | undefined,
): Promise<Result<readonly ChangedFile[], Failure>> => {
  const read: ChangedFile[] = [];
  for (let next = 0; next < change.files.length; next += atOnce) {
    if (signal?.aborted === true) return failure(fail('cancelled', 'It was cancelled before the change was read.'));
    const reading = change.files.slice(next, next + atOnce).map(async (file): Promise<FileSides> => {
      if (!wantsText(needs, file)) return { file };
      const [before, after] = await Promise.all([readBefore(file.from ?? file.path), readAfter(file.path)]);
      return { file, before, after };
    });
    const dressed = await dress(ports, needs, await Promise.all(reading), signal);
    if (!dressed.ok) return dressed;
    read.push(...dressed.value);
  }
  return success(read);
};

/** What has to be read of any change that is held to the standard. */
export const needsOfStandard = ({ policy, mode, scope }: Standard): Needs =>
  needsOfAll(rulesInForce(policy, mode, scope));

/** Measures a change with git and reads what the rules in force, and whoever asks, need of it. */
export const readChange = async (
  ports: ReviewPorts,
  standard: Standard,
  from: MeasureFrom,
  { needs: more = {}, last, ...options }: ReadOptions = {},
): Promise<Result<Reading, Failure>> => {
  const needs = uniteNeeds([needsOfStandard(standard), more]);
  const measured = await ports.repository.measure(from, {
    classify: classifyBy(standard.policy.classes),
    wants: (file) => wantsText(needs, file),
    ...(last === undefined ? {} : { last: last.measured }),
    ...options,
  });
  if (!measured.ok) return measured;
  if (last !== undefined && measured.value === last.measured) return success(last);
  const files = await readFiles(ports, measured.value, needs, options.signal);
  const { change } = measured.value;
  return files.ok ? success({ change, files: files.value, measured: measured.value, needs }) : files;
};

/** What the standard says of a change that was read. */
export const judgeReading = <Read extends Pick<Reading, 'change' | 'files'>>(
  ports: Pick<ReviewPorts, 'hash'>,
  standard: Standard,
  reading: Read,
): Read & Pick<Review, 'judgement'> => ({
  ...reading,
  judgement: judge({ ...standard, change: reading.change, files: reading.files, hash: ports.hash }),
});

/** Reads and judges a change that was measured. */
export const reviewMeasured = async (
  ports: Omit<ReviewPorts, 'repository'>,
  standard: Standard,
  measured: MeasuredTexts,
  { needs, signal }: { readonly needs: Needs; readonly signal?: AbortSignal | undefined },
): Promise<Result<Judgement, Failure>> => {
  const files = await readFiles(ports, measured, needs, signal);
  if (!files.ok) return files;
  const { change } = measured;
  return success(judgeReading(ports, standard, { change, files: files.value }).judgement);
};

/** Measures, reads and judges in one go. */
export const review = async (
  ports: ReviewPorts,
  standard: Standard,
  from: MeasureFrom,
  options: ReadOptions = {},
): Promise<Result<Review, Failure>> => {
  const reading = await readChange(ports, standard, from, options);
  return reading.ok ? success(judgeReading(ports, standard, reading.value)) : reading;
};
