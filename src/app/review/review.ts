import {
  classifyBy,
  failure,
  looksAround,
  needsOfAll,
  present,
  rulesInForce,
  success,
  uniteNeeds,
  wantsText,
  type Allowances,
  type Change,
  type ChangedFile,
  type FileChange,
  type Hash,
  type Judgement,
  type Mode,
  type Needs,
  type Policy,
  type Result,
} from '#core';
import { briefOf, nothingGathered, type Court, type Gathered } from './court.ts';
import { dress, type FileSides, type Readers } from './dress.ts';
import { fail, type Failure } from '../failure.ts';
import { gather } from './gather.ts';
import type { MeasuredChange, MeasureFrom, Repository } from '../ports.ts';

export interface ReviewPorts extends Readers {
  readonly repository: Repository;
  readonly hash: Hash;
  readonly court: Court;
}

/** The law a change is held to: a policy, the mode of the work if it has one, and the scope it declared. */
export interface Standard {
  readonly policy: Policy;
  readonly mode?: Mode;
  readonly scope: readonly string[];
  /** The paths of documents that the work was linked to. */
  readonly linked?: readonly string[];
  /** The waivers and approvals there are; left out: none. */
  readonly allowances?: Allowances;
}

/** A change with the texts and functions that are needed of it. */
export interface Reading {
  readonly change: Change;
  readonly files: readonly ChangedFile[];
  readonly measured: MeasuredChange;
  readonly needs: Needs;
  /** What it was read for. */
  readonly standard: Standard;
  /** What was gathered of the repository around it. */
  readonly known: Gathered;
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

/** A measured change that may be read and judged, and never typed into. */
export type ReadableChange = Omit<MeasuredChange, 'lookUp' | 'uncommitted'>;

type ReadingOf<Measured extends ReadableChange> = Omit<Reading, 'measured'> & { readonly measured: Measured };

// Texts come many at a time; those of a very large change all at once would start a git for every hundred of them.
const atOnce = 200;

const readFiles = async (
  ports: Omit<ReviewPorts, 'repository'>,
  { change, readBefore, readAfter }: ReadableChange,
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

/** The rules that a standard puts in force, and what has to be read for them. */
export const demandsOf = ({ policy, mode, scope }: Standard) => {
  const rules = rulesInForce(policy, mode, scope);
  return { rules, needs: needsOfAll(rules) };
};

interface ReadFor {
  readonly standard: Standard;
  readonly needs: Needs;
  readonly signal?: AbortSignal | undefined;
}

/** Reads what is needed of a change that was measured, and gathers what the rules in force ask for around it. */
export const readMeasured = async <Measured extends ReadableChange>(
  ports: Omit<ReviewPorts, 'repository'>,
  measured: Measured,
  { standard, needs, signal }: ReadFor,
): Promise<Result<ReadingOf<Measured>, Failure>> => {
  const files = await readFiles(ports, measured, needs, signal);
  if (!files.ok) return files;
  const { change } = measured;
  const known = { ...nothingGathered, ...present('base', measured.base) };
  return gather(ports, { change, files: files.value, measured, needs, standard, known }, { signal });
};

/** Measures a change with git and reads what the rules in force, and whoever asks, need of it. */
export const readChange = async (
  ports: ReviewPorts,
  standard: Standard,
  from: MeasureFrom,
  { needs: more = {}, last, ...options }: ReadOptions = {},
): Promise<Result<Reading, Failure>> => {
  const { rules, needs: own } = demandsOf(standard);
  const needs = uniteNeeds([own, more]);
  // Who looks around may ask for any of them later, when what only the measurement holds is gone.
  const wants = looksAround(rules) ? () => true : (file: FileChange) => wantsText(needs, file);
  const measured = await ports.repository.measure(from, {
    classify: classifyBy(standard.policy.classes),
    wants,
    ...(last === undefined ? {} : { last: last.measured }),
    ...options,
  });
  if (!measured.ok) return measured;
  if (last !== undefined && measured.value === last.measured) return success(last);
  return readMeasured(ports, measured.value, { standard, needs, signal: options.signal });
};

/** What the standard says of a change that was read. */
export const judgeReading = async <Read extends Pick<Reading, 'change' | 'files' | 'known'>>(
  { court }: Pick<ReviewPorts, 'court'>,
  standard: Standard,
  reading: Read,
  signal?: AbortSignal,
): Promise<Result<Read & Pick<Review, 'judgement'>, Failure>> => {
  const judged = await court.judge(briefOf(standard, reading), signal);
  return judged.ok ? success({ ...reading, judgement: judged.value }) : judged;
};

/** Measures, reads and judges in one go. */
export const review = async (
  ports: ReviewPorts,
  standard: Standard,
  from: MeasureFrom,
  options: ReadOptions = {},
): Promise<Result<Review, Failure>> => {
  const reading = await readChange(ports, standard, from, options);
  return reading.ok ? judgeReading(ports, standard, reading.value, options.signal) : reading;
};
