import {
  allowanceRules,
  isEmptyPullRequest,
  needsOf,
  pullRequestNeeds,
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
import { judgeStanding } from './check-change.ts';
import type { Failure } from './failure.ts';
import type { StandingPorts } from './ground.ts';
import { findingOfFreeze } from './kill-switch.ts';
import type { Law } from './law.ts';
import type { WorkingTree } from './ports.ts';
import { readChange, type ReadOptions, type ReviewPorts } from './review.ts';
import { takeStanding, type Standing } from './standing.ts';
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
  /** What the reader should know of how it was made; the text says it as well. */
  readonly notes: readonly string[];
}

export type PullRequestPorts = ReviewPorts & StandingPorts;

const linkSpec = async (repository: Pick<WorkingTree, 'read'>, spec: SpecLink): Promise<LinkedSpec> => {
  const read = await repository.read(spec.path);
  const text = read.ok ? read.value : undefined;
  if (text === undefined) return { ...spec, state: 'no-file' };
  if (spec.anchor === undefined) return { ...spec, state: 'found' };
  const section = sectionOf(text, spec.anchor);
  if (section.ok) return { ...spec, state: 'found', heading: section.value.heading.text };
  const { nearest } = section.error;
  return { ...spec, state: 'dead-anchor', ...(nearest === undefined ? {} : { heading: nearest.text }) };
};

interface Reviewed extends ReviewedChange {
  /** True where only what is committed was reviewed, and there is more. */
  readonly isPart: boolean;
}

const reviewBy = async (
  ports: PullRequestPorts,
  standing: Standing,
  options: Pick<ReadOptions, 'committed' | 'signal'>,
): Promise<Result<Reviewed, Failure>> => {
  const { policy, mode, scope, allowances } = standing.standard;
  const reading = await readChange(ports, standing.standard, standing.from, { needs: pullRequestNeeds, ...options });
  if (!reading.ok) return reading;
  const judgement = await judgeStanding(ports, standing, reading.value, options.signal);
  if (!judgement.ok) return judgement;
  const rules = rulesInForce(policy, mode, scope);
  const { change, files, measured } = reading.value;
  return success({
    change,
    files,
    policy,
    ...(mode === undefined ? {} : { mode }),
    judgement: judgement.value,
    evaluated: [...rules.map(({ id }) => id), ...(allowances === undefined ? [] : allowanceRules)],
    functionRules: rules.filter((rule) => needsOf(rule).functions !== undefined).map(({ id }) => id),
    isPart: measured.uncommitted === true,
  });
};

interface AsCi extends Pick<PullRequestFacts, 'ci' | 'onceCommitted'> {
  /** Where CI stands; undefined where that is not known. */
  readonly standing?: Standing;
}

/*
 * The branch as CI sees it: from where it left the default branch, earlier commits of the branch included, by the law
 * there and not by the task's, which may be a change of the policy that nobody merged. A declared scope is the task's
 * own affair: earlier commits may lie outside of it. What is not committed CI does not see; what it will say of that is
 * told apart.
 */
const reviewAsCi = async (
  ports: PullRequestPorts,
  { mode }: Task,
  options: Pick<ReadOptions, 'signal'>,
): Promise<Result<AsCi, Failure>> => {
  const told = await story<AsCi>(async function* () {
    const base = yield* need(ports.repository.mergeBase());
    if (base === null) return { ci: { unknown: 'There is no default branch to compare with.' } };
    const standing = yield* need(takeStanding(ports, { base, ci: true, mode }));
    const ci = yield* need(reviewBy(ports, standing, { ...options, committed: true }));
    return ci.isPart
      ? { ci, onceCommitted: yield* need(reviewBy(ports, standing, options)), standing }
      : { ci, standing };
  });
  if (told.ok || told.error.reason === 'cancelled') return told;
  return success({ ci: { unknown: told.error.message } });
};

const isSameLaw = (one: Law, other: Law): boolean => JSON.stringify(one.texts) === JSON.stringify(other.texts);

const otherLaw = 'The policy this task began under is not the one at the base. CI judges by the one at the base.';

const notCommitted =
  'Not everything here is committed, and CI sees commits only. The text tells what it will count once all is committed.';

/** The title of a task's pull request: the first line of its goal, cut to what hosts show. */
export const titleOfPullRequest = (task: Task): string => {
  const [line = ''] = task.goal.split('\n');
  return line.length <= 72 ? line : `${line.slice(0, 71)}…`;
};

/** Fills the pull-request text of this worktree's task from facts. */
export const preparePullRequest = (
  ports: PullRequestPorts,
  signal?: AbortSignal,
): Promise<Result<PreparedPullRequest, Failure>> =>
  story(async function* () {
    const task = yield* need(readActiveTask(ports.repository, ports.store));
    const standing = yield* need(takeStanding(ports, {}));
    const options = signal === undefined ? {} : { signal };
    const since = yield* need(reviewBy(ports, standing, options));
    const { standing: atBase, ...asCi } = yield* need(reviewAsCi(ports, task, options));
    const files = new Set(yield* need(ports.repository.files()));
    const specs = await Promise.all(task.specs.map((spec) => linkSpec(ports.repository, spec)));
    const notes = atBase === undefined || isSameLaw(atBase.law, standing.law) ? [] : [otherLaw];
    const freeze = standing.freeze ?? atBase?.freeze;
    const facts: PullRequestFacts = {
      task,
      specs,
      since,
      ...asCi,
      notes,
      isThere: (path) => files.has(path),
      ...(freeze === undefined ? {} : { freeze: findingOfFreeze(freeze, ports.hash) }),
      ...(task.override === undefined ? {} : { override: task.override }),
    };
    const text = writePullRequest(facts);
    return {
      task: task.id,
      title: titleOfPullRequest(task),
      text,
      empty: isEmptyPullRequest(facts),
      notes: [...notes, ...(asCi.onceCommitted === undefined ? [] : [notCommitted])],
    };
  });
