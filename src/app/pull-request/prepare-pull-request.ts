import {
  isEmptyPullRequest,
  present,
  tellFigures,
  writePullRequest,
  writeRecord,
  type PullRequestFacts,
  type PullRequestRecord,
  type Result,
  type Task,
} from '#core';
import type { Failure } from '../failure.ts';
import { claimGates, type ClaimedChange } from '../gates/claim-gates.ts';
import { findingOfFreeze } from '../law/kill-switch.ts';
import { countChange } from '../review/measure-change.ts';
import { recordClasses } from '../phases.ts';
import type { ReadOptions } from '../review/review.ts';
import {
  digestOfLaw,
  notCommitted,
  notesOnLaw,
  reviewAsCi,
  reviewBy,
  surroundingsOf,
  tellCi,
  type AsCi,
  type PullRequestPorts,
  type Reviewed,
} from './review-pull-request.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { readActiveTask } from '../task/task-state.ts';

/** The text of a pull request, with what a visitor may want to say beside it. */
export interface PreparedPullRequest {
  /** The id of its task. */
  readonly task: string;
  readonly title: string;
  readonly text: string;
  /** True when neither the task nor the branch has changed anything. */
  readonly empty: boolean;
  /** What the reader should know of how it was made; the text says it as well. */
  readonly notes: readonly string[];
}

/** The title of a task's pull request: the first line of its goal, cut to what hosts show. */
export const titleOfPullRequest = (task: Task): string => {
  const [line = ''] = task.goal.split('\n');
  return line.length <= 72 ? line : `${line.slice(0, 71)}…`;
};

/** Whether the task began with nothing that is not counted: who has the commits alone counts the same. */
const isClean = (
  ports: PullRequestPorts,
  { base }: Task,
  { standard }: Standing,
  { change }: Reviewed,
  options: Pick<ReadOptions, 'signal'>,
): Promise<Result<boolean, Failure>> =>
  story(async function* () {
    if (base.commit === null) return false;
    const { classes } = standard.policy;
    const whole = yield* need(countChange(ports, { revision: base.commit }, { classes, ...options }));
    const told = (files: typeof change.files): string =>
      JSON.stringify(files.map(({ path, from, added, deleted }) => [path, from, added, deleted]));
    return told(whole.files) === told(change.files);
  });

const recordOf = (
  { hash }: Pick<PullRequestPorts, 'hash'>,
  task: Task,
  { law }: Standing,
  reviewed: {
    readonly since: Reviewed;
    readonly ci: AsCi['ci'];
    readonly clean: boolean;
    readonly head: string | null;
  },
): PullRequestRecord => ({
  version: 1,
  task: task.id,
  goal: task.goal,
  mode: task.mode,
  scope: [...task.scope],
  ...present('slice', task.slice && { ...task.slice }),
  specs: [...task.specs],
  ...present('override', task.override && { ...task.override, problems: [...task.override.problems] }),
  head: reviewed.head,
  ci: 'unknown' in reviewed.ci ? null : tellCi(reviewed.ci),
  since: {
    base: task.base.commit,
    law: digestOfLaw(hash, law),
    clean: reviewed.clean,
    figures: [...tellFigures(reviewed.since)],
  },
});

/** What gates are asked for: the whole branch as it is now, by the law that decides. */
const claimedChange = (since: Reviewed, { ci, onceCommitted }: Omit<AsCi, 'standing'>): ClaimedChange => {
  const deciding = 'unknown' in ci ? since : ci;
  const { change } = onceCommitted ?? deciding;
  return { policy: deciding.policy, mode: since.mode, change, bases: [since.change.base, change.base] };
};

/** Fills the pull-request text of this worktree's task from facts. */
export const preparePullRequest = (
  ports: PullRequestPorts,
  signal?: AbortSignal,
): Promise<Result<PreparedPullRequest, Failure>> =>
  story(async function* () {
    const task = yield* need(readActiveTask(ports.repository, ports.store));
    const standing = yield* need(takeStanding(ports, {}));
    const options = present('signal', signal);
    const since = yield* need(reviewBy(ports, standing, options));
    const { standing: atBase, ...asCi } = yield* need(reviewAsCi(ports, task, options));
    const { commit: head } = yield* need(ports.repository.head());
    yield* need(recordClasses(ports, task.id, since.policy, since.change.files));
    const clean = yield* need(isClean(ports, task, standing, since, options));
    const gates = yield* need(claimGates(ports, claimedChange(since, asCi), signal));
    const record = { ...recordOf(ports, task, standing, { since, ci: asCi.ci, clean, head }), ...gates.record };
    const notes = notesOnLaw(record.since.law, atBase && digestOfLaw(ports.hash, atBase.law));
    const freeze = standing.freeze ?? atBase?.freeze;
    const facts: PullRequestFacts = {
      task,
      since,
      ...asCi,
      ...gates.facts,
      notes,
      ...(yield* need(surroundingsOf(ports, task.specs))),
      ...present('freeze', freeze && findingOfFreeze(freeze, ports.hash)),
      ...present('override', task.override),
    };
    return {
      task: task.id,
      title: titleOfPullRequest(task),
      text: `${writePullRequest(facts)}\n${writeRecord(record, ports.hash)}`,
      empty: isEmptyPullRequest(facts),
      notes: [...notes, ...(asCi.onceCommitted === undefined ? [] : [notCommitted])],
    };
  });
