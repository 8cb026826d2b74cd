import {
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
import type { Failure } from './failure.ts';
import { standardOfTask } from './law.ts';
import type { MeasureFrom, Repository, TaskStore } from './ports.ts';
import { review, type ReviewPorts, type Standard } from './review.ts';
import { need, story } from './story.ts';
import { readActiveTask } from './task-state.ts';

/** The text of a pull request, with what a visitor may want to say beside it. */
export interface PreparedPullRequest {
  /** The id of its task. */
  readonly task: string;
  readonly title: string;
  readonly text: string;
  /** True when neither the task nor the branch has changed anything. */
  readonly empty: boolean;
}

export interface PullRequestPorts extends ReviewPorts {
  readonly store: TaskStore;
}

const linkSpec = async (repository: Pick<Repository, 'read'>, spec: SpecLink): Promise<LinkedSpec> => {
  const read = await repository.read(spec.path);
  const text = read.ok ? read.value : undefined;
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
): Promise<Result<PullRequestFacts['ci'], Failure>> => {
  const base = await ports.repository.mergeBase();
  if (!base.ok) return success({ unknown: base.error.message });
  if (base.value === null) return success({ unknown: 'There is no default branch to compare with.' });
  const reviewed = await reviewFrom(ports, standard, { revision: base.value }, signal);
  if (reviewed.ok || reviewed.error.reason === 'cancelled') return reviewed;
  return success({ unknown: reviewed.error.message });
};

/** The title of a task's pull request: the first line of its goal, cut to what hosts show. */
export const titleOfPullRequest = (task: Task): string => {
  const [line = ''] = task.goal.split('\n');
  return line.length <= 72 ? line : `${line.slice(0, 71)}…`;
};

const isEmpty = ({ since, ci }: PullRequestFacts): boolean =>
  since.change.files.length === 0 && ('unknown' in ci || ci.change.files.length === 0);

/** Fills the pull-request text of this worktree's task from facts. */
export const preparePullRequest = (
  ports: PullRequestPorts,
  signal?: AbortSignal,
): Promise<Result<PreparedPullRequest, Failure>> =>
  story(async function* () {
    const task = yield* need(readActiveTask(ports.repository, ports.store));
    const standard = yield* need(standardOfTask(task));
    const since = yield* need(reviewFrom(ports, standard, { task: task.base }, signal));
    const ci = yield* need(reviewAsCi(ports, standard, signal));
    const files = new Set(yield* need(ports.repository.files()));
    const specs = await Promise.all(task.specs.map((spec) => linkSpec(ports.repository, spec)));
    const facts: PullRequestFacts = {
      ...standard,
      task,
      specs,
      since,
      ci,
      isThere: (path) => files.has(path),
      ...(task.override === undefined ? {} : { override: task.override }),
    };
    return { task: task.id, title: titleOfPullRequest(task), text: writePullRequest(facts), empty: isEmpty(facts) };
  });
