import {
  compilePattern,
  failure,
  present,
  scoreCommit,
  success,
  trailersOf,
  unjudgedCommit,
  type AuditedCommit,
  type AuditLaw,
  type Policy,
  type Result,
} from '#core';
import { readAllowancesAt } from '../allowance/allowances.ts';
import { fail, type Failure } from '../failure.ts';
import { judgeOneCommit } from '../past/judge-one-commit.ts';
import { atRevision } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';
import type { PastCommit } from '../past/past.ts';
import type { ReplayPorts } from '../past/replay.ts';
import type { Standard } from '../review/review.ts';
import { modeToJudgeBy } from '../law/standing.ts';
import { need, story } from '../story.ts';

const severalModes = (modes: readonly string[]): Failure =>
  fail('mode-required', `It brought in commits of several modes (${modes.join(', ')}), and a change has one.`);

/** The mode that a commit names, by the trailer that the audit reads it from; for a merge that names none, what it brought in. */
const modeNamed = (
  { repository }: ReplayPorts,
  { modeIn, mode }: AuditLaw,
  commit: PastCommit,
): Promise<Result<string | undefined, Failure>> =>
  story(async function* () {
    const form = modeIn === undefined ? undefined : compilePattern(modeIn, 'search');
    if (form === undefined) return mode;
    const namedIn = (message: string): readonly string[] =>
      trailersOf(message).flatMap((line) => form.exec(line)?.[1]?.trim() ?? []);
    const [own] = namedIn(commit.message);
    if (own !== undefined) return own;
    const brought = yield* need(repository.messagesMerged(commit));
    const modes = [...new Set(brought.flatMap(namedIn))].sort();
    return modes.length > 1 ? yield* need(failure(severalModes(modes))) : (modes[0] ?? mode);
  });

const stopped: Failure = fail('cancelled', 'It was cancelled before all commits were judged.');

/** The law that held when a commit was made: that of the commit before it, with what was allowed there on that day. */
const standardThen = (ports: ReplayPorts, audit: AuditLaw, commit: PastCommit): Promise<Result<Standard, Failure>> =>
  story(async function* () {
    const { parent, at } = commit;
    const before = yield* need(
      parent === null
        ? failure(fail('no-policy', 'It is the first commit, so no policy held before it.'))
        : success(parent),
    );
    const { policy }: { policy: Policy } = yield* need(readLaw(ports.shelf, atRevision(ports.repository, before)));
    const mode = yield* need(modeToJudgeBy(policy, yield* need(modeNamed(ports, audit, commit))));
    const allowances = yield* need(readAllowancesAt(ports.repository, before, at.slice(0, 10)));
    return { policy, scope: [], allowances, ...present('mode', mode) };
  });

const judgeOne = (
  ports: ReplayPorts,
  audit: AuditLaw,
  commit: PastCommit,
  signal: AbortSignal | undefined,
): Promise<Result<AuditedCommit, Failure>> =>
  story(async function* () {
    const standard = yield* need(standardThen(ports, audit, commit));
    const { findings } = yield* need(judgeOneCommit(ports, commit, standard, signal));
    const { id, at, subject } = commit;
    return scoreCommit(audit, { id, at, subject }, findings);
  });

const isStopped = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Computes the checks of a past commit again, by the law that held then. What cannot be judged is told, and counts as nothing held. */
export const auditCommit = async (
  ports: ReplayPorts,
  audit: AuditLaw,
  commit: PastCommit,
  signal: AbortSignal | undefined,
): Promise<Result<AuditedCommit, Failure>> => {
  if (isStopped(signal)) return failure(stopped);
  const { id, at, subject } = commit;
  try {
    const judged = await judgeOne(ports, audit, commit, signal);
    if (judged.ok || judged.error.reason === 'cancelled') return judged;
    return success(unjudgedCommit({ id, at, subject }, judged.error.message));
  } catch (error) {
    // A reader of texts has no other way to tell that git was stopped under it.
    if (isStopped(signal)) return failure(stopped);
    throw error;
  }
};
