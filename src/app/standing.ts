import { failure, success, type Result, type Task } from '#core';
import { fail, type Failure } from './failure.ts';
import { findMode, policyPath, readLaw, standardOfTask, type Law } from './law.ts';
import type { MeasureFrom, PolicyShelf, Repository, TaskStore } from './ports.ts';
import type { Standard } from './review.ts';
import { readTaskState } from './task-state.ts';

export interface StandingPorts {
  readonly repository: Repository;
  readonly store: TaskStore;
  readonly shelf: PolicyShelf;
}

/** What `check`, `change` and `pr` may be told about where to measure from and what to hold it to. */
export interface StandingOptions {
  readonly base?: string;
  readonly mode?: string;
  readonly ci?: boolean;
  readonly policy?: string;
}

/** The standard a change is held to, and where it is measured from. */
export interface Standing {
  readonly standard: Standard;
  readonly from: MeasureFrom;
  /** Printed as `policy`: where the law was read. */
  readonly policy: string;
  /** True when the change declares a Codex task: by a task of this worktree, or by naming a mode. */
  readonly declaresTask: boolean;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

const workingTree = (ports: StandingPorts, path?: string): Promise<Result<Law, Failure>> =>
  readLaw(ports.shelf, {
    readFrom: 'the working tree',
    readText: (file) => ports.repository.read(file),
    ...(path === undefined ? {} : { path }),
  });

const atRevision = (ports: StandingPorts, revision: string): Promise<Result<Law, Failure>> =>
  readLaw(ports.shelf, {
    readFrom: revision.slice(0, 12),
    readText: (file) => ports.repository.readAt(revision, file),
  });

interface LawRead {
  readonly law: Law;
  readonly notes: readonly string[];
}

const readLawFor = async (
  ports: StandingPorts,
  revision: string | null,
  options: StandingOptions,
): Promise<Result<LawRead, Failure>> => {
  if (options.policy !== undefined) {
    const law = await workingTree(ports, options.policy);
    return law.ok
      ? success({ law: law.value, notes: [`Tried out the policy ${options.policy}; it is not the law of the base.`] })
      : law;
  }
  if (revision !== null) {
    const law = await atRevision(ports, revision);
    if (law.ok) return success({ law: law.value, notes: [] });
    if (law.error.reason !== 'no-policy') return law;
  }
  if (options.ci === true)
    return failure(
      fail(
        'no-policy',
        `The base ${revision ?? ''} has no ${policyPath}, and in CI only the base makes the law.`,
        'Merge a policy into the base branch first.',
      ),
    );
  const law = await workingTree(ports);
  const notes = ['The base has no policy: tried out the one in the working tree, which is not yet law.'];
  return law.ok ? success({ law: law.value, notes }) : law;
};

const chooseMode = (law: Law, options: StandingOptions): Result<Pick<Standard, 'mode'>, Failure> => {
  if (options.mode !== undefined) {
    const mode = findMode(law.policy, options.mode);
    return mode.ok ? success({ mode: mode.value }) : mode;
  }
  if (!law.policy.modeRequired) return success({});
  const known = law.policy.modes.map(({ id }) => id).join(', ');
  return failure(
    fail(
      'mode-required',
      'This policy judges a change by its mode, and none was named.',
      `Add --mode with one of: ${known}.`,
    ),
  );
};

const standAtRevision = async (
  ports: StandingPorts,
  revision: string | null,
  options: StandingOptions,
): Promise<Result<Standing, Failure>> => {
  const read = await readLawFor(ports, revision, options);
  if (!read.ok) return read;
  const chosen = chooseMode(read.value.law, options);
  if (!chosen.ok) return chosen;
  return success({
    standard: { policy: read.value.law.policy, scope: [], ...chosen.value },
    from: revision === null ? { empty: true } : { revision },
    policy: options.policy ?? `${policyPath} at ${read.value.law.readFrom}`,
    declaresTask: options.mode !== undefined,
    notes: read.value.notes,
  });
};

/** Decides base, law and mode: the task of this worktree, unless a base is named. */
export const takeStanding = async (
  ports: StandingPorts,
  options: StandingOptions,
): Promise<Result<Standing, Failure>> => {
  if (options.base !== undefined) {
    const commit = await ports.repository.resolve(options.base);
    return commit.ok ? standAtRevision(ports, commit.value, options) : commit;
  }
  const state = await readTaskState(ports.repository, ports.store);
  if (!state.ok) return state;
  if (state.value.state === 'active') return standOnTask(state.value.task, options);
  const base = await ports.repository.mergeBase();
  if (!base.ok) return base;
  const standing = await standAtRevision(ports, base.value, options);
  if (!standing.ok || state.value.state !== 'parked') return standing;
  const parked = `The task of ${state.value.task.base.branch ?? 'this worktree'} is parked while ${state.value.on} is checked out; it was not used.`;
  return success({ ...standing.value, notes: [parked, ...standing.value.notes] });
};

const standOnTask = (task: Task, options: StandingOptions): Result<Standing, Failure> => {
  if (options.mode !== undefined && options.mode !== task.mode)
    return failure(
      fail(
        'task-active',
        `The task of this worktree runs in mode ${task.mode}, which is frozen until it ends; --mode ${options.mode} cannot change it.`,
        'Finish or abandon the task, or name a base with --base.',
      ),
    );
  const standard = standardOfTask(task);
  if (!standard.ok) return standard;
  return success({
    standard: standard.value,
    from: { task: task.base },
    policy: `${policyPath} as of the start of the task`,
    declaresTask: true,
    notes: [],
  });
};
