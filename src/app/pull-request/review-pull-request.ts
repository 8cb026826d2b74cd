import {
  allowanceRules,
  countLines,
  needsOf,
  present,
  pullRequestNeeds,
  rulesInForce,
  sectionOf,
  success,
  type Hash,
  type LinkedSpec,
  type PullRequestFacts,
  type PullRequestRecord,
  type Result,
  type ReviewedChange,
  type SpecLink,
  type Task,
} from '#core';
import { judgeStanding } from '../review/check-change.ts';
import type { Failure } from '../failure.ts';
import type { ClaimPorts } from '../gates/claim-gates.ts';
import type { StandingPorts } from '../ground.ts';
import type { Law } from '../law/law.ts';
import type { WorkingTree } from '../ports.ts';
import { readChange, type ReadOptions, type ReviewPorts } from '../review/review.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';

export type PullRequestPorts = ReviewPorts & StandingPorts & ClaimPorts;

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

/** What the text tells of the repository around the change: where specs lead now, and which files there are. */
export const surroundingsOf = (
  { repository }: Pick<PullRequestPorts, 'repository'>,
  specs: readonly SpecLink[],
): Promise<Result<Pick<PullRequestFacts, 'specs' | 'isThere'>, Failure>> =>
  story(async function* () {
    const files = new Set(yield* need(repository.files()));
    const linked = await Promise.all(specs.map((spec) => linkSpec(repository, spec)));
    return { specs: linked, isThere: (path: string) => files.has(path) };
  });

/** A change as it was reviewed for the text of a pull request. */
export interface Reviewed extends ReviewedChange {
  /** True where only what is committed was reviewed, and there is more. */
  readonly isPart: boolean;
}

/** Reviews what a standing measures. */
export const reviewBy = async (
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

export interface AsCi extends Pick<PullRequestFacts, 'onceCommitted'> {
  readonly ci: Reviewed | { readonly unknown: string };
  /** Where CI stands; undefined where that is not known. */
  readonly standing?: Standing;
}

/*
 * The branch as CI sees it: from where it left the default branch, earlier commits of the branch included, by the law
 * there and not by the task's, which may be a change of the policy that nobody merged. A declared scope is the task's
 * own affair: earlier commits may lie outside of it. What is not committed CI does not see; what it will say of that is
 * told apart.
 */
export const reviewAsCi = async (
  ports: PullRequestPorts,
  { mode, slice }: Task,
  options: Pick<ReadOptions, 'signal'>,
): Promise<Result<AsCi, Failure>> => {
  const told = await story<AsCi>(async function* () {
    const base = yield* need(ports.repository.mergeBase());
    if (base === null) return { ci: { unknown: 'There is no default branch to compare with.' } };
    const standing = yield* need(takeStanding(ports, { base, ci: true, mode, ...present('slice', slice) }));
    const ci = yield* need(reviewBy(ports, standing, { ...options, committed: true }));
    return ci.isPart
      ? { ci, onceCommitted: yield* need(reviewBy(ports, standing, options)), standing }
      : { ci, standing };
  });
  if (told.ok || told.error.reason === 'cancelled') return told;
  return success({ ci: { unknown: told.error.message } });
};

/** The digest of all texts of a law. */
export const digestOfLaw = (hash: Hash, law: Law): string => hash(JSON.stringify(law.texts));

const otherLaw = 'The policy this task began under is not the one at the base. CI judges by the one at the base.';

export const notCommitted =
  'Not everything here is committed, and CI sees commits only. The text tells what it will count once all is committed.';

/** What is said where a task began under another law than that at the base; both are told by their digests. */
export const notesOnLaw = (began: string, atBase: string | undefined): readonly string[] =>
  atBase === undefined || atBase === began ? [] : [otherLaw];

/** What CI counts, as a record keeps it. */
export const tellCi = ({ change, judgement }: Reviewed): NonNullable<PullRequestRecord['ci']> => ({
  base: change.base,
  files: change.files.length,
  ...countLines(change.files),
  verdict: judgement.verdict,
  findings: judgement.findings.map(({ id }) => id).sort(),
});
