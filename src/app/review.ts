import {
  classifyBy,
  failure,
  judge,
  looksAround,
  needsOfAll,
  nothingKnown,
  rulesInForce,
  success,
  uniteNeeds,
  wantsText,
  type Allowances,
  type Change,
  type ChangedFile,
  type FileChange,
  type Judgement,
  type Known,
  type Mode,
  type Needs,
  type Policy,
  type Result,
} from '#core';
import { dress, type FileSides, type Readers } from './dress.ts';
import { fail, type Failure } from './failure.ts';
import { gather } from './gather.ts';
import type { Hash, MeasuredChange, MeasureFrom, Repository } from './ports.ts';

export interface ReviewPorts extends Readers {
  readonly repository: Repository;
  readonly hash: Hash;
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
  readonly known: Known;
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

// Texts come many at a time; those of a very large change all at once would start a git for every hundred of them.
const atOnce = 200;

const readFiles = async (
  ports: ReviewPorts,
  { change, readBefore, readAfter }: MeasuredChange,
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

/** Measures a change with git and reads what the rules in force, and whoever asks, need of it. */
export const readChange = async (
  ports: ReviewPorts,
  standard: Standard,
  from: MeasureFrom,
  { needs: more = {}, last, ...options }: ReadOptions = {},
): Promise<Result<Reading, Failure>> => {
  const rules = rulesInForce(standard.policy, standard.mode, standard.scope);
  const needs = uniteNeeds([needsOfAll(rules), more]);
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
  const files = await readFiles(ports, measured.value, needs, options.signal);
  if (!files.ok) return files;
  const { change } = measured.value;
  const reading = { change, files: files.value, measured: measured.value, needs, standard, known: nothingKnown };
  return gather(ports, reading, { signal: options.signal });
};

/** What the standard says of a change that was read. */
export const judgeReading = (ports: Pick<ReviewPorts, 'hash'>, standard: Standard, reading: Reading): Review => ({
  ...reading,
  judgement: judge({ ...standard, ...reading, hash: ports.hash }),
});

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
