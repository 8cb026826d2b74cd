import {
  deriveSeed,
  drawSample,
  failure,
  isOfCodex,
  pathOfAudit,
  present,
  ruleKinds,
  rulesFound,
  scoreAudit,
  sealAudit,
  success,
  turnSwitch,
  writeAudit,
  writeRemediation,
  type AuditedCommit,
  type AuditLaw,
  type AuditRecord,
  type AuditReport,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import { workingTree } from '../law-place.ts';
import { readLaw } from '../law.ts';
import type { PastCommit } from '../past.ts';
import type { Repository } from '../ports.ts';
import type { ReplayPorts } from '../replay.ts';
import { need, story } from '../story.ts';
import { readAuditsThere, type AuditsThere } from './audit-switch.ts';
import { auditCommit } from './judge-past.ts';

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

export type AuditPorts = ReplayPorts & JournalPorts;

/** An audit, with what the reader should know of it. */
export interface Audited {
  readonly report: AuditReport;
  readonly notes: readonly string[];
}

const noAudit: Failure = fail(
  'no-policy',
  'The policy does not say how to audit.',
  'Add a section `audit` that says which commits are those of Codex.',
);

const noCommits = (since: string | undefined): Failure =>
  fail(
    'no-change',
    `There is no commit of Codex ${since === undefined ? 'here' : `since ${since}`} that could be drawn.`,
    'Look at `audit.commits` in the policy: it says which commits are those of Codex.',
  );

const day = 86_400_000;

/** The newest commit, and the commits of Codex that may be drawn. */
const findCommits = (
  repository: Pick<Repository, 'pastCommits'>,
  law: AuditLaw,
  since: string | undefined,
): Promise<
  Result<{ readonly head: PastCommit; readonly drawn: readonly PastCommit[]; readonly isShallow: boolean }, Failure>
> =>
  story(async function* () {
    const newest = yield* need(repository.pastCommits({ last: 1, merges: true }));
    const [head] = newest.commits;
    const merges = law.commits.branches.length > 0;
    const past = yield* need(repository.pastCommits({ ...present('since', since), merges }));
    const from = head === undefined || law.days === undefined ? 0 : Date.parse(head.at) - law.days * day;
    const drawn = past.commits.filter((commit) => isOfCodex(law.commits)(commit) && Date.parse(commit.at) >= from);
    if (head === undefined || drawn.length === 0) return yield* need(failure(noCommits(since)));
    return { head, drawn, isShallow: past.isShallow };
  });

interface Draw {
  readonly seed: string;
  readonly size: number;
  readonly follows: string | null;
  /** True where nobody chose anything. */
  readonly counts: boolean;
}

// Who may lift a freeze has to pass with more, so that luck does not do it.
const timesToLift = 2;

const decideDraw = (
  { hash }: Pick<AuditPorts, 'hash'>,
  law: AuditLaw,
  { since, sample, seed }: AuditOptions,
  { head, there }: { readonly head: PastCommit; readonly there: AuditsThere },
): Draw => {
  const counts = since === undefined && sample === undefined && seed === undefined;
  const { next } = there.switch;
  if (counts && next !== undefined) return { ...next, size: law.sample * timesToLift, counts };
  return { seed: seed ?? deriveSeed(head, hash), size: sample ?? law.sample, follows: null, counts };
};

interface Concluded {
  readonly law: AuditLaw;
  readonly head: PastCommit;
  readonly draw: Draw;
  readonly population: number;
  readonly commits: readonly AuditedCommit[];
}

const recordOf = (
  { hash }: Pick<AuditPorts, 'hash'>,
  { law, head, draw, population, commits }: Concluded,
  before: readonly AuditRecord[],
): AuditRecord => {
  const score = scoreAudit(commits);
  return sealAudit(
    {
      version: 1,
      number: (before.at(-1)?.number ?? 0) + 1,
      head: head.id,
      at: head.at,
      seed: draw.seed,
      follows: draw.follows,
      commits: population,
      sample: commits.map(({ commit, score: own, findings, unjudged }) => ({
        commit: commit.id,
        score: own,
        findings: findings.length,
        ...present('unjudged', unjudged),
      })),
      score,
      threshold: law.threshold,
      passed: score >= law.threshold && commits.every(({ unjudged }) => unjudged === undefined),
      rules: [...rulesFound(commits)],
    },
    hash,
  );
};

/** Writes files that are not there yet; tells those that were written and those that stood. */
const createAll = (
  repository: Pick<Repository, 'create'>,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<Result<Pick<AuditReport, 'written' | 'stood'>, Failure>> =>
  story(async function* () {
    const written: string[] = [];
    const stood: string[] = [];
    for (const { path, text } of files) {
      const made = await repository.create(path, text);
      if (made.ok) written.push(path);
      else if (made.error.reason === 'exists') stood.push(path);
      else yield* need(made);
    }
    return { written, stood };
  });

const keep = (ports: AuditPorts, record: AuditRecord): Promise<Result<string, Failure>> =>
  story(async function* () {
    const path = pathOfAudit(record);
    yield* need(ports.repository.create(path, writeAudit(record)));
    const { id: audit, head, seed, score, passed } = record;
    yield* need(ports.journal.append({ kind: 'audit-made', audit, head, seed, score, passed, path }));
    return path;
  });

const isAudited = ({ kept }: AuditsThere, head: PastCommit): boolean => kept.records.at(-1)?.head === head.id;

const conclude = (
  ports: AuditPorts,
  concluded: Concluded,
  there: AuditsThere,
  dryRun: boolean,
): Promise<Result<Audited, Failure>> =>
  story(async function* () {
    const { law, head, draw, population, commits } = concluded;
    const record = recordOf(ports, concluded, there.kept.records);
    const again = draw.counts && isAudited(there, head);
    const keeps = draw.counts && !dryRun && !again;
    const kept = keeps ? yield* need(keep(ports, record)) : undefined;
    const remedyOf = (kind: string): string | undefined => ruleKinds.get(kind)?.remedy;
    const files =
      record.passed || law.remediation === undefined || dryRun
        ? []
        : writeRemediation(commits, { folder: law.remediation, seed: draw.seed, remedyOf });
    const made = yield* need(createAll(ports.repository, files));
    const after = keeps
      ? turnSwitch(law, { ...there.kept, records: [...there.kept.records, record] }, ports.hash)
      : there.switch;
    const report: AuditReport = {
      law,
      head: head.id,
      seed: draw.seed,
      counts: draw.counts,
      population,
      commits,
      score: record.score,
      passed: record.passed,
      trend: there.kept.records,
      ...present('frozen', after.frozen),
      lifts: there.switch.frozen !== undefined && after.frozen === undefined,
      ...present('kept', kept),
      ...made,
    };
    const note = 'This commit was audited already, so nothing is kept of it a second time.';
    return { report, notes: again && !dryRun ? [note] : [] };
  });

/**
 * Draws commits of Codex by a seed, computes their checks again by the law that held for each, and scores them. An audit in which
 * nobody chose anything is kept in the reviewed tree: the kill switch goes by these.
 */
export const auditCodex = (
  ports: AuditPorts,
  options: AuditOptions,
  signal?: AbortSignal,
): Promise<Result<Audited, Failure>> =>
  story(async function* () {
    const { policy } = yield* need(readLaw(ports.shelf, workingTree(ports.repository)));
    const law = yield* need(policy.audit === undefined ? failure(noAudit) : success(policy.audit));
    const { head, drawn, isShallow } = yield* need(findCommits(ports.repository, law, options.since));
    const there = yield* need(readAuditsThere(ports, law, undefined));
    const draw = decideDraw(ports, law, options, { head, there });
    const sample = drawSample(drawn, { seed: draw.seed, size: draw.size, digest: ports.hash });
    const commits: AuditedCommit[] = [];
    for (const commit of sample) commits.push(yield* need(auditCommit(ports, law, commit, signal)));
    const concluded = { law, head, draw, population: drawn.length, commits };
    const { report, notes } = yield* need(conclude(ports, concluded, there, options.dryRun ?? false));
    const shallow =
      'This is a shallow clone: older commits are not here, and were not drawn from. Fetch the rest with: git fetch --unshallow';
    return { report, notes: isShallow ? [...notes, shallow] : notes };
  });
