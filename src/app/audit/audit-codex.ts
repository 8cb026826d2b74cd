import {
  drawSample,
  pathOfAudit,
  present,
  ruleKinds,
  rulesFound,
  scoreAudit,
  sealAudit,
  turnSwitch,
  writeAudit,
  writeRemediation,
  type AuditedCommit,
  type AuditLaw,
  type AuditRecord,
  type AuditReport,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { PastCommit } from '../past/past.ts';
import type { Repository } from '../ports.ts';
import type { ReplayPorts } from '../past/replay.ts';
import { need, story } from '../story.ts';
import { readAuditLaw } from './audit-law.ts';
import { readAuditsThere, type AuditsThere } from './audit-switch.ts';
import { auditCommit } from './judge-past.ts';
import { decideDraw, findCommits, type AuditOptions, type Draw } from './draw.ts';

export type AuditPorts = ReplayPorts & JournalPorts;

/** An audit, with what the reader should know of it. */
export interface Audited {
  readonly report: AuditReport;
  readonly notes: readonly string[];
}

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

const remedyOf = (kind: string): string | undefined => ruleKinds.get(kind)?.remedy;

/** What a failed audit asks to be put right, where the policy names a folder for it. */
const remediationFor = ({ law, commits, draw }: Concluded, { passed }: AuditRecord) =>
  passed || law.remediation === undefined
    ? []
    : writeRemediation(commits, { folder: law.remediation, seed: draw.seed, remedyOf });

/** Why Codex is frozen once an audit is kept. A failed one lifts nothing: what is written to lift, a commit has to bring. */
const frozenAfter = (
  { hash }: Pick<AuditPorts, 'hash'>,
  law: AuditLaw,
  { kept, switch: now }: AuditsThere,
  record: AuditRecord | undefined,
): AuditsThere['switch']['frozen'] => {
  if (record === undefined) return now.frozen;
  const { frozen } = turnSwitch(law, { ...kept, records: [...kept.records, record] }, hash);
  return frozen ?? (record.passed ? undefined : now.frozen);
};

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
    const files = dryRun ? [] : remediationFor(concluded, record);
    const made = yield* need(createAll(ports.repository, files));
    const frozen = frozenAfter(ports, law, there, keeps ? record : undefined);
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
      ...present('frozen', frozen),
      lifts: there.switch.frozen !== undefined && frozen === undefined,
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
    const { law, notes: told } = yield* need(readAuditLaw(ports, options));
    const { head, drawn, isShallow } = yield* need(findCommits(ports.repository, law, options));
    const there = yield* need(readAuditsThere(ports, law, undefined));
    const draw = decideDraw(ports, law, options, { head, there });
    const sample = drawSample(drawn, { seed: draw.seed, size: draw.size, digest: ports.hash });
    const commits: AuditedCommit[] = [];
    for (const commit of sample) commits.push(yield* need(auditCommit(ports, law, commit, signal)));
    const concluded = { law, head, draw, population: drawn.length, commits };
    const { report, notes } = yield* need(conclude(ports, concluded, there, options.dryRun ?? false));
    const shallow =
      'This is a shallow clone: older commits are not here, and were not drawn from. Fetch the rest with: git fetch --unshallow';
    return { report, notes: [...told, ...notes, ...(isShallow ? [shallow] : [])] };
  });
