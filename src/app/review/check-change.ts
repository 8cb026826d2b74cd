import {
  failure,
  present,
  success,
  type Change,
  type ChangedFile,
  type Finding,
  type Judgement,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { StandingOptions, StandingPorts } from '../ground.ts';
import { findingOfFreeze } from '../law/kill-switch.ts';
import { findingOfBreach } from '../law/law-left.ts';
import { tellLaw } from '../law/law-place.ts';
import type { JournalPorts } from '../journal.ts';
import type { History, MeasureFrom } from '../ports.ts';
import { takeHeld } from '../run/recall-given.ts';
import { readUnsaved } from './unsaved.ts';
import { judgeReading, readChange, type Reading, type Review, type ReviewPorts } from './review.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';

/** A judgement with where it came from. */
export interface CheckedChange {
  readonly judgement: Judgement;
  /** The changed files as the rules saw them; empty where a frozen change could not be measured. */
  readonly files: readonly ChangedFile[];
  /** The revision it was measured from: a commit id, or `empty` before the first commit. */
  readonly base: Change['base'];
  /** What it was held to, and where it was measured from. */
  readonly standing: Standing;
  /** Mode id; null when the work declared none. */
  readonly mode: string | null;
  readonly modeTitle?: string;
  /** The law's file and where it was read, as words for a person. */
  readonly policy: string;
  /** The law's file, as a path of the place it was read from. */
  readonly policyPath: string;
  /** The full id of the commit the law was read from; null where it was read from no commit. */
  readonly policyRevision: string | null;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

export interface CheckOptions extends StandingOptions {
  /** Texts that are typed and not saved, by path: they count as they will be once they are saved. */
  readonly unsaved?: ReadonlyMap<string, string>;
}

export type CheckPorts = ReviewPorts & StandingPorts;

type Stop = Pick<Standing, 'freeze' | 'breach'>;

/** What stops a change whatever is in it. */
const findStops = ({ hash }: Pick<ReviewPorts, 'hash'>, { freeze, breach }: Stop): readonly Finding[] => [
  ...(freeze === undefined ? [] : [findingOfFreeze(freeze, hash)]),
  ...(breach === undefined ? [] : [findingOfBreach(breach, hash)]),
];

const withStops = (ports: Pick<ReviewPorts, 'hash'>, stop: Stop, judgement: Judgement): Judgement => {
  const stops = findStops(ports, stop);
  return stops.length === 0
    ? judgement
    : { ...judgement, verdict: 'block', findings: [...stops, ...judgement.findings] };
};

/** What a standing says of a change that was read: what stops it whatever is in it, and all that the policy finds. */
export const judgeStanding = async (
  ports: Pick<ReviewPorts, 'hash' | 'court'>,
  standing: Pick<Standing, 'standard'> & Stop,
  reading: Reading,
  signal?: AbortSignal,
): Promise<Result<Judgement, Failure>> => {
  const judged = await judgeReading(ports, standing.standard, reading, signal);
  return judged.ok ? success(withStops(ports, standing, judged.value.judgement)) : judged;
};

const baseOf = (from: MeasureFrom): string => {
  if ('revision' in from) return from.revision;
  return 'task' in from ? (from.task.commit ?? 'empty') : 'empty';
};

const leftOut = 'Files that are not committed were left out: in CI the commit is judged, not the working tree.';

/** What is said where there is nothing to judge: no finding is no praise then. */
const nothingChanged = ({ change }: Pick<Review, 'change'>, staged: boolean): readonly string[] => {
  if (change.files.length > 0) return [];
  const base = change.base === 'empty' ? 'the beginning' : change.base.slice(0, 12);
  return [`Nothing ${staged ? 'is staged that differs' : 'has changed'} since ${base}, so there was nothing to judge.`];
};

const tell = (
  standing: Standing,
  judged: Pick<CheckedChange, 'judgement' | 'files' | 'base'>,
  notes: readonly string[],
): CheckedChange => {
  const { standard, law } = standing;
  return {
    ...judged,
    standing,
    mode: standard.mode?.id ?? null,
    ...(standard.mode === undefined ? {} : { modeTitle: standard.mode.title }),
    policy: tellLaw(law),
    policyPath: law.path,
    policyRevision: law.revision ?? null,
    notes: [...standing.notes, ...unasked(standing), ...notes],
  };
};

/** Rules that hold in some modes alone were not asked of work that declares none: that they found nothing says nothing. */
const unasked = ({ standard: { policy, mode } }: Standing): readonly string[] => {
  const ids = mode === undefined ? policy.rules.filter(({ modes }) => modes.length > 0).map(({ id }) => id) : [];
  if (ids.length === 0) return [];
  return [`No mode was named, so rules that hold in some modes only were not asked: ${ids.join(', ')}.`];
};

interface ReadOptions {
  readonly staged?: boolean;
  readonly committed?: boolean;
  readonly signal?: AbortSignal;
}

/** A change that was judged already by what the standing holds it to, such as the one that is being typed. */
export const checkReview = (
  ports: Pick<ReviewPorts, 'hash'>,
  standing: Standing,
  review: Review,
  { staged = false }: Pick<ReadOptions, 'staged'> = {},
): CheckedChange =>
  tell(
    standing,
    { judgement: withStops(ports, standing, review.judgement), files: review.files, base: review.change.base },
    [...nothingChanged(review, staged), ...(review.measured.uncommitted === true ? [leftOut] : [])],
  );

const judgeBy = async (
  ports: CheckPorts,
  standing: Standing,
  options: ReadOptions,
  unsaved: ReadonlyMap<string, string>,
): Promise<Result<CheckedChange, Failure>> => {
  const { standard, from } = standing;
  const saved = await readChange(ports, standard, from, options);
  const reading = saved.ok && unsaved.size > 0 ? await readUnsaved(ports, saved.value, unsaved, options.signal) : saved;
  const judged = reading.ok ? await judgeReading(ports, standard, reading.value, options.signal) : reading;
  if (judged.ok) return success(checkReview(ports, standing, judged.value, options));
  const findings = findStops(ports, standing);
  if (findings.length === 0 || judged.error.reason === 'cancelled') return judged;
  // What stops every change does not wait for a measurement that fails.
  const judgement: Judgement = { verdict: 'block', findings, meters: [] };
  const why = `The change itself was not judged: ${judged.error.message}`;
  return success(tell(standing, { judgement, files: [], base: baseOf(from) }, [why]));
};

/** Refuses a base that is the very commit to judge: nothing would have changed, and that is no pass. */
const refuseOwnBase = (repository: Pick<History, 'head'>, { from }: Standing): Promise<Result<void, Failure>> =>
  story(async function* () {
    const { commit } = yield* need(repository.head());
    if (!('revision' in from) || from.revision !== commit) return;
    const message = `The base ${commit.slice(0, 12)} is the commit that is checked out, so there is no change to judge.`;
    yield* need(failure(fail('bad-revision', message, 'Name the commit this change starts from.')));
  });

/** Judges what has changed: since the task began, or since a base. In CI it is the commit that is judged. */
export const checkChange = (
  ports: CheckPorts,
  { unsaved = new Map(), ...options }: CheckOptions,
  signal?: AbortSignal,
): Promise<Result<CheckedChange, Failure>> =>
  story(async function* () {
    const { ci: committed = false, staged = false } = options;
    if (committed && staged)
      yield* need(failure(fail('bad-option', 'In CI the commit is judged, not what is staged.')));
    const standing = yield* need(takeStanding(ports, options));
    if (committed) yield* need(refuseOwnBase(ports.repository, standing));
    const watch = signal === undefined ? {} : { signal };
    return yield* need(judgeBy(ports, standing, { staged, committed, ...watch }, unsaved));
  });

/** Judges what has changed since the task began as its governed runs do: what a person approved in them counts. */
export const checkInRun = (
  ports: CheckPorts & JournalPorts,
  options: Pick<StandingOptions, 'mode'> = {},
  signal?: AbortSignal,
): Promise<Result<CheckedChange, Failure>> =>
  story(async function* () {
    const standing = yield* need(takeHeld(ports, { ...options, ofRun: true }));
    return yield* need(judgeBy(ports, standing, present('signal', signal), new Map()));
  });
