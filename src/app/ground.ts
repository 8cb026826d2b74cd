import { failure, success, type Hash, type Result, type Task, type TaskSlice } from '#core';
import { fail, type Failure } from './failure.ts';
import { atRevision, inTheIndex, policyPath, tellLaw, workingTree, type LawPlace } from './law/law-place.ts';
import { readFrozenLaw, readLaw, type Law } from './law/law.ts';
import type { Clock, MeasureFrom, PolicyShelf, Repository, TaskStore } from './ports.ts';
import { need, story } from './story.ts';
import { readTaskState, tellParked, type TaskState } from './task/task-state.ts';

export interface StandingPorts {
  readonly repository: Repository;
  readonly store: TaskStore;
  readonly shelf: PolicyShelf;
  readonly clock: Clock;
  readonly hash: Hash;
}

/** What `check`, `change` and `pr` may be told about where to measure from and what to hold it to. */
export interface StandingOptions {
  /** A revision; left out: the task's base, else where the branch left the default branch. */
  readonly base?: string;
  readonly mode?: string;
  /** The slice that the work says it is of: it is held to what the chain at the base says of that. Only where a commit is the base. */
  readonly slice?: TaskSlice;
  /** Only the base makes the law, no task of this worktree counts, and the base has to be named. */
  readonly ci?: boolean;
  /** What is staged is judged instead of the working tree: what is only in the working tree is no part of it. */
  readonly staged?: boolean;
  /** Paths of waivers and approvals of which the platform reports a review by their role, verified: they count too. */
  readonly verified?: readonly string[];
  /** True where somebody is only told, and what is claimed may lift a block to a warning. Never in CI. */
  readonly claimsLift?: boolean;
  /** True where it is Codex that asks: the kill switch holds then, also for what is done in no mode. */
  readonly byCodex?: boolean;
  /** A policy to try out instead of the law. */
  readonly policy?: LawPlace;
}

/** Where a change is measured from. */
export interface Start {
  readonly from: MeasureFrom;
  /** The task whose work is checked out, even where the measure starts elsewhere. */
  readonly task?: Task;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

/** A start with the law that holds there. */
export interface Ground extends Start {
  readonly law: Law;
}

/** There is no commit that a branch left the default branch at. */
export const noBase: Failure = fail(
  'no-base',
  'Cannot tell where this branch started: no default branch (main, master) shares history with it.',
);

// On the default branch without a remote this is HEAD itself: what is not committed yet is the change.
const startAtBranch = async ({ repository }: StandingPorts): Promise<Result<MeasureFrom, Failure>> => {
  const [head, base] = await Promise.all([repository.head(), repository.mergeBase()]);
  if (!head.ok) return head;
  if (!base.ok) return base;
  if (base.value !== null) return success({ revision: base.value });
  if (head.value.commit === null) return success({ empty: true });
  return failure(noBase);
};

const taskOf = (state: TaskState): Pick<Start, 'task' | 'notes'> => {
  if (state.state === 'active') return { task: state.task, notes: [] };
  return { notes: state.state === 'none' ? [] : [`${tellParked(state)} It was not used.`] };
};

/** Decides where to measure from. */
export const findStart = (ports: StandingPorts, { base, ci }: StandingOptions): Promise<Result<Start, Failure>> =>
  story(async function* () {
    const known = ci === true ? { notes: [] } : taskOf(yield* need(readTaskState(ports.repository, ports.store)));
    if (base !== undefined) return { ...known, from: { revision: yield* need(ports.repository.resolve(base)) } };
    if (known.task !== undefined) return { ...known, from: { task: known.task.base } };
    return { ...known, from: yield* need(startAtBranch(ports)) };
  });

interface LawRead {
  readonly law: Law;
  readonly notes: readonly string[];
}

const tryOut = async ({ shelf }: StandingPorts, place: LawPlace): Promise<Result<LawRead, Failure>> => {
  const law = await readLaw(shelf, place);
  return law.ok
    ? success({ law: law.value, notes: [`The policy ${tellLaw(law.value)} was tried out; it does not apply here.`] })
    : law;
};

/** The law that a change brings, where its base has none: as it would be committed, else as it is on disk. */
const tryWhatIsThere = async (
  { shelf, repository }: StandingPorts,
  base: string,
  staged: boolean,
): Promise<Result<LawRead, Failure>> => {
  const inIndex = staged ? await readLaw(shelf, inTheIndex(repository)) : undefined;
  if (inIndex?.ok === false && inIndex.error.reason !== 'no-policy') return inIndex;
  const law = inIndex?.ok === true ? inIndex : await readLaw(shelf, workingTree(repository));
  if (!law.ok) return law;
  const what = inIndex?.ok === true ? 'the staged policy' : 'the policy of the working tree';
  return success({ law: law.value, notes: [`${base}: ${what} was tried out, which is not yet law.`] });
};

const lawOfBase = async (
  ports: StandingPorts,
  revision: string | undefined,
  { ci = false, staged = false }: StandingOptions,
): Promise<Result<LawRead, Failure>> => {
  if (revision !== undefined) {
    const law = await readLaw(ports.shelf, atRevision(ports.repository, revision));
    if (law.ok) return success({ law: law.value, notes: [] });
    if (law.error.reason !== 'no-policy') return law;
  }
  const base =
    revision === undefined ? 'There is no commit yet' : `The base ${revision.slice(0, 12)} has no ${policyPath}`;
  if (ci)
    return failure(
      fail(
        'no-policy',
        `${base}, and in CI only the base makes the law.`,
        'Merge a policy into the base branch first.',
      ),
    );
  return tryWhatIsThere(ports, base, staged);
};

/** The law for a change that starts there. */
export const lawFor = async (
  ports: StandingPorts,
  { from, task }: Start,
  options: StandingOptions,
): Promise<Result<LawRead, Failure>> => {
  if (options.policy !== undefined) return tryOut(ports, options.policy);
  if (task !== undefined && 'task' in from) {
    const law = readFrozenLaw(task, ports.shelf);
    return law.ok ? success({ law: law.value, notes: [] }) : law;
  }
  return lawOfBase(ports, 'revision' in from ? from.revision : undefined, options);
};

// A base that is guessed may be the change itself, and then there is nothing to judge: it would pass by accident.
const refuseInCi = ({ ci, policy, base }: StandingOptions): Result<void, Failure> => {
  if (ci !== true) return success(undefined);
  if (policy !== undefined)
    return failure(fail('bad-option', 'In CI only the base makes the law, so no other policy can be tried out there.'));
  if (base === undefined)
    return failure(
      fail('no-base', 'In CI the base must be named: only the platform knows what the change starts from.'),
    );
  return success(undefined);
};

/** Decides where to measure from, as far as somebody who judges may. */
export const takeStart = (ports: StandingPorts, options: StandingOptions): Promise<Result<Start, Failure>> =>
  story(async function* () {
    yield* need(refuseInCi(options));
    return yield* need(findStart(ports, options));
  });

/** Decides base and law: those of this worktree's task, unless a base is named. */
export const takeGround = (
  ports: StandingPorts,
  options: StandingOptions,
  begun: Result<Start, Failure> | Promise<Result<Start, Failure>> = takeStart(ports, options),
): Promise<Result<Ground, Failure>> =>
  story(async function* () {
    const start = yield* need(begun);
    const { law, notes } = yield* need(lawFor(ports, start, options));
    return { ...start, law, notes: [...start.notes, ...notes] };
  });
