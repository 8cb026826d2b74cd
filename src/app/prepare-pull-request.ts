import {
  failure,
  ruleKinds,
  rulesInForce,
  sectionOf,
  success,
  writePullRequest,
  type LinkedSpec,
  type PullRequestFacts,
  type Result,
  type ReviewedChange,
  type SpecLink,
  type Task,
} from '#core';
import { fail, type Failure } from './failure.ts';
import { standardOfTask } from './law.ts';
import type { MeasureFrom, Repository, TaskStore } from './ports.ts';
import { review, type ReviewPorts, type Standard } from './review.ts';
import { readTaskState } from './task-state.ts';

/** The text of a pull request, with what a visitor may want to say beside it. */
export interface PreparedPullRequest {
  readonly title: string;
  readonly text: string;
  /** True when neither the task nor the branch has changed anything. */
  readonly empty: boolean;
}

export interface PullRequestPorts extends ReviewPorts {
  readonly store: TaskStore;
}

const linkSpec = async (repository: Pick<Repository, 'read'>, spec: SpecLink): Promise<LinkedSpec> => {
  const text = await repository.read(spec.path);
  if (text === undefined) return { ...spec, state: 'no-file' };
  if (spec.anchor === undefined) return { ...spec, state: 'found' };
  const section = sectionOf(text, spec.anchor);
  if (section.ok) return { ...spec, state: 'found', heading: section.value.heading.text };
  const { nearest } = section.error;
  return { ...spec, state: 'dead-anchor', ...(nearest === undefined ? {} : { heading: nearest.text }) };
};

const reviewFrom = async (
  ports: PullRequestPorts,
  standard: Standard,
  from: MeasureFrom,
  signal: AbortSignal | undefined,
): Promise<Result<ReviewedChange, Failure>> => {
  const reviewed = await review(ports, standard, from, signal === undefined ? {} : { signal });
  if (!reviewed.ok) return reviewed;
  const rules = rulesInForce(standard.policy, standard.mode, standard.scope);
  const { change, files, judgement } = reviewed.value;
  return success({
    change,
    files,
    judgement,
    evaluated: rules.map(({ id }) => id),
    functionRules: rules.filter(({ kind }) => ruleKinds.get(kind)?.readsFunctions === true).map(({ id }) => id),
  });
};

// The branch as CI sees it: from where it left the default branch, earlier commits of the branch included.
const reviewAsCi = async (
  ports: PullRequestPorts,
  standard: Standard,
  signal: AbortSignal | undefined,
): Promise<PullRequestFacts['ci']> => {
  const base = await ports.repository.mergeBase();
  if (!base.ok) return { unknown: base.error.message };
  if (base.value === null) return { unknown: 'There is no default branch to compare with.' };
  const reviewed = await reviewFrom(ports, standard, { revision: base.value }, signal);
  return reviewed.ok ? reviewed.value : { unknown: reviewed.error.message };
};

const titleOf = (task: Task): string => {
  const [line = ''] = task.goal.split('\n');
  return line.length <= 72 ? line : `${line.slice(0, 71)}…`;
};

/** Fills the pull-request text of this worktree's task from facts. */
export const preparePullRequest = async (
  ports: PullRequestPorts,
  signal?: AbortSignal,
): Promise<Result<PreparedPullRequest, Failure>> => {
  const state = await readTaskState(ports.repository, ports.store);
  if (!state.ok) return state;
  if (state.value.state === 'none')
    return failure(
      fail('no-task', 'This worktree has no Codex task to prepare a pull request for.', 'Start one first.'),
    );
  const { task } = state.value;
  if (state.value.state === 'parked')
    return failure(
      fail(
        'no-task',
        `The task belongs to ${task.base.branch ?? 'another branch'}, and ${state.value.on} is checked out.`,
        'Switch back to its branch first.',
      ),
    );
  const standard = standardOfTask(task);
  if (!standard.ok) return standard;
  const since = await reviewFrom(ports, standard.value, { task: task.base }, signal);
  if (!since.ok) return since;
  const [ci, files, specs] = await Promise.all([
    reviewAsCi(ports, standard.value, signal),
    ports.repository.files(),
    Promise.all(task.specs.map((spec) => linkSpec(ports.repository, spec))),
  ]);
  if (!files.ok) return files;
  const there = new Set(files.value);
  const facts: PullRequestFacts = {
    ...standard.value,
    task,
    specs,
    since: since.value,
    ci,
    isThere: (path) => there.has(path),
    ...(task.override === undefined ? {} : { override: task.override }),
  };
  const empty = since.value.change.files.length === 0 && ('unknown' in ci || ci.change.files.length === 0);
  return success({ title: titleOf(task), text: writePullRequest(facts), empty });
};
