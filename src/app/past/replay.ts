import {
  classifyBy,
  counted,
  digestJudgement,
  failure,
  present,
  success,
  summariseReplay,
  wantsText,
  type CommitDigest,
  type Judgement,
  type Needs,
  type ReplayReport,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import { findFreeze } from '../law/kill-switch.ts';
import { tellLaw, workingTree, type LawPlace } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';
import type { MeasuredCommit, PastCommit, PastCommits } from './past.ts';
import type { PolicyShelf } from '../ports.ts';
import { demandsOf, judgeReading, readMeasured, type ReviewPorts, type Standard } from '../review/review.ts';
import { modeToJudgeBy } from '../law/standing.ts';
import { need, story } from '../story.ts';

export interface ReplayPorts extends ReviewPorts {
  readonly shelf: PolicyShelf;
}

export interface ReplayOptions {
  /** How many commits; fewer where there are fewer; left out: all there are. */
  readonly last?: number;
  /** A day or a revision: what was committed since; left out: from the first commit on. */
  readonly since?: string;
  /** Judges merges too, each as one change; left out: they are left out, and what they brought in. */
  readonly merges?: boolean;
  readonly mode?: string;
  /** A policy to try out instead of the one of the working tree. */
  readonly policy?: LawPlace;
}

/** A commit with what the policy says of it. */
export interface ReplayedCommit {
  readonly commit: PastCommit;
  readonly judgement: Judgement;
}

/** Follows a replay while it runs. */
export interface ReplayWatch {
  /** Told of each commit, and of how many there are. */
  readonly onCommit?: (replayed: ReplayedCommit, total: number) => void;
  readonly signal?: AbortSignal;
}

const stopped: Failure = fail('cancelled', 'It was cancelled before a commit was judged.');

const deepen = 'Fetch the rest with: git fetch --unshallow';

const demandCommits = (
  { commits, isShallow }: PastCommits,
  since: string | undefined,
): Result<readonly PastCommit[], Failure> => {
  if (commits.length > 0) return success(commits);
  const where = since === undefined ? 'here' : `since ${since}`;
  const message = `There is no commit ${where} that the policy could be tried on.`;
  return failure(isShallow ? fail('no-change', message, deepen) : fail('no-change', message));
};

const notesOf = (
  { commits, isShallow, mergesLeftOut }: PastCommits,
  last: number | undefined,
  { policy, mode }: Standard,
): readonly string[] => [
  ...(isShallow && commits.length < (last ?? Number.POSITIVE_INFINITY)
    ? [`This is a shallow clone: older commits are not here. ${deepen}`]
    : []),
  ...(mergesLeftOut > 0 ? [`What came in by ${counted(mergesLeftOut, 'merge')} was left out.`] : []),
  ...(mode !== undefined && findFreeze(policy) !== undefined
    ? ['The kill switch of the policy is on. It stops tasks from now on, so past commits were judged without it.']
    : []),
];

/** Judges a commit that was measured. */
const judgeCommit = async (
  ports: ReplayPorts,
  measured: MeasuredCommit,
  reading: { readonly standard: Standard; readonly needs: Needs; readonly signal: AbortSignal | undefined },
): Promise<Result<ReplayedCommit, Failure>> => {
  try {
    const read = await readMeasured(ports, measured, reading);
    if (!read.ok) return read;
    const judged = await judgeReading(ports, reading.standard, read.value, reading.signal);
    return judged.ok ? success({ commit: measured.commit, judgement: judged.value.judgement }) : judged;
  } catch (error) {
    // A reader of texts has no other way to tell that git was stopped under it.
    if (reading.signal?.aborted === true) return failure(stopped);
    throw error;
  }
};

/** Judges commits one after the other until the signal; gives those that were judged by then. */
const judgeAll = async (
  ports: ReplayPorts,
  standard: Standard,
  commits: readonly PastCommit[],
  { onCommit, signal }: ReplayWatch,
): Promise<Result<readonly CommitDigest[], Failure>> => {
  const { needs } = demandsOf(standard);
  const measuring = ports.repository.measureCommits(commits, {
    classify: classifyBy(standard.policy.classes),
    wants: (file) => wantsText(needs, file),
    ...(signal === undefined ? {} : { signal }),
  });
  const digests: CommitDigest[] = [];
  for await (const measured of measuring) {
    const judged = measured.ok ? await judgeCommit(ports, measured.value, { standard, needs, signal }) : measured;
    // What was judged before it was stopped is worth telling.
    if (!judged.ok) return judged.error.reason === 'cancelled' && digests.length > 0 ? success(digests) : judged;
    digests.push(digestJudgement(judged.value.commit, judged.value.judgement));
    onCommit?.(judged.value, commits.length);
  }
  return success(digests);
};

/**
 * What a policy would have said of the last commits, each judged against its parent as `check` would have judged it there.
 * Where it is stopped, it tells of the commits that were judged by then.
 */
export const replayPolicy = (
  ports: ReplayPorts,
  { last, since, merges = false, mode: named, policy: place }: ReplayOptions,
  watch: ReplayWatch = {},
): Promise<Result<ReplayReport, Failure>> =>
  story(async function* () {
    const law = yield* need(readLaw(ports.shelf, place ?? workingTree(ports.repository)));
    const mode = yield* need(modeToJudgeBy(law.policy, named));
    const standard: Standard = { policy: law.policy, scope: [], ...(mode === undefined ? {} : { mode }) };
    const past = yield* need(
      ports.repository.pastCommits({ ...present('last', last), ...present('since', since), merges }),
    );
    const commits = yield* need(demandCommits(past, since));
    const digests = yield* need(judgeAll(ports, standard, commits, watch));
    return {
      summary: summariseReplay(demandsOf(standard).rules, digests),
      total: commits.length,
      complete: digests.length === commits.length,
      mode: mode?.id ?? null,
      ...(mode === undefined ? {} : { modeTitle: mode.title }),
      policy: tellLaw(law),
      notes: notesOf(past, last, standard),
    };
  });
