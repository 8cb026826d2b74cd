import { deriveSeed, failure, isOfCodex, present, type AuditLaw, type Hash, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { PastCommit } from '../past/past.ts';
import type { Repository } from '../ports.ts';
import { need, story } from '../story.ts';
import type { AuditsThere } from './audit-switch.ts';
import { weekOf } from './week.ts';

export interface AuditOptions {
  /** A day or a revision: only what was committed since. Whoever names it chooses, so that the audit has no consequences. */
  readonly since?: string;
  /** How many commits; chosen as well. */
  readonly sample?: number;
  /** What the sample is drawn by; chosen as well. */
  readonly seed?: string;
  /** Writes nothing. */
  readonly dryRun?: boolean;
}

const noCommits = (since: string | undefined): Failure =>
  fail(
    'no-change',
    `There is no commit of Codex ${since === undefined ? 'here' : `since ${since}`} that could be drawn.`,
    'Look at `audit.commits` in the policy: it says which commits are those of Codex.',
  );

const cutShort = fail(
  'bad-revision',
  'This is a shallow clone, which holds the newest commits only. A sample of them would be another one elsewhere.',
  'Fetch the rest with: git fetch --unshallow (in CI, check the repository out with its whole history).',
);

/** True where nobody chose anything, so that the audit has consequences. */
export const isDerived = ({ since, sample, seed }: AuditOptions): boolean =>
  since === undefined && sample === undefined && seed === undefined;

const day = 86_400_000;

/** The newest commit, and the commits of Codex that may be drawn. */
export const findCommits = (
  repository: Pick<Repository, 'pastCommits'>,
  law: AuditLaw,
  options: AuditOptions,
): Promise<
  Result<{ readonly head: PastCommit; readonly drawn: readonly PastCommit[]; readonly isShallow: boolean }, Failure>
> =>
  story(async function* () {
    const { since } = options;
    const newest = yield* need(repository.pastCommits({ last: 1, merges: true }));
    const [head] = newest.commits;
    const merges = law.commits.branches.length > 0;
    const past = yield* need(repository.pastCommits({ ...present('since', since), merges }));
    if (past.isShallow && isDerived(options)) return yield* need(failure(cutShort));
    const from = head === undefined || law.days === undefined ? 0 : Date.parse(head.at) - law.days * day;
    const drawn = past.commits.filter((commit) => isOfCodex(law.commits)(commit) && Date.parse(commit.at) >= from);
    if (head === undefined || drawn.length === 0) return yield* need(failure(noCommits(since)));
    return { head, drawn, isShallow: past.isShallow };
  });

export interface Draw {
  readonly seed: string;
  readonly size: number;
  readonly follows: string | null;
  /** True where nobody chose anything. */
  readonly counts: boolean;
}

// Who may lift a freeze has to pass with more, so that luck does not do it.
const timesToLift = 2;

export const decideDraw = (
  { hash }: { readonly hash: Hash },
  law: AuditLaw,
  options: AuditOptions,
  { head, there }: { readonly head: PastCommit; readonly there: AuditsThere },
): Draw => {
  const counts = isDerived(options);
  const { next } = there.switch;
  if (counts && next !== undefined) return { ...next, size: law.sample * timesToLift, counts };
  return {
    seed: options.seed ?? deriveSeed(weekOf(head.at), head.id, hash),
    size: options.sample ?? law.sample,
    follows: null,
    counts,
  };
};
