import { exceeds, type Meter } from './budget.ts';
import type { Finding, Judgement } from './finding.ts';
import type { Level, Verdict } from './level.ts';
import { budgetId, measures } from './measures.ts';
import type { Rule } from './rule-kind.ts';

/** A commit as a report names it. */
export interface CommitName {
  readonly id: string;
  /** When it was committed, ISO 8601. */
  readonly at: string;
  readonly subject: string;
}

/** What a judgement said of a commit, as far as a summary tells it: its size does not grow with the findings. */
export interface CommitDigest {
  readonly commit: CommitName;
  readonly verdict: Verdict;
  /** The rules that found something, with how much, and what they found first. */
  readonly rules: ReadonlyMap<string, { readonly findings: number; readonly first: Finding }>;
  readonly meters: readonly Pick<Meter, 'id' | 'used' | 'limit'>[];
}

/** Takes of a judgement what a summary tells. */
export const digestJudgement = (commit: CommitName, { verdict, findings, meters }: Judgement): CommitDigest => {
  const rules = new Map<string, { findings: number; first: Finding }>();
  for (const finding of findings) {
    const known = rules.get(finding.rule);
    if (known === undefined) rules.set(finding.rule, { findings: 1, first: finding });
    else known.findings += 1;
  }
  return { commit, verdict, rules, meters: meters.map(({ id, used, limit }) => ({ id, used, limit })) };
};

/** A finding with the commit it was in. */
interface PastFinding {
  readonly commit: CommitName;
  readonly finding: Finding;
}

/** What a rule would have said. */
export interface RuleInPast {
  readonly id: string;
  readonly level: Level;
  /** Commits it found something in. */
  readonly commits: number;
  readonly findings: number;
  /** The first findings of the newest of those commits. */
  readonly samples: readonly PastFinding[];
}

/** How large commits were by a limit. Percentiles are by nearest rank, over all commits: each is the value of one of them. */
export interface BudgetInPast {
  readonly id: string;
  readonly limit: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly max: number;
  /** Commits over the limit. */
  readonly over: number;
}

/** What a policy would have said of past commits. */
export interface ReplaySummary {
  readonly commits: number;
  /** When the oldest and the newest of them were committed, ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Every rule in force, the one that found something in most commits first; also those that never did. */
  readonly rules: readonly RuleInPast[];
  /** Every limit in force: budgets in their usual order, then the limits of rules. */
  readonly budgets: readonly BudgetInPast[];
}

// Enough to see what a rule is about; who wants more runs `check` on the commit.
const mostSamples = 5;

const ruleInPast = ({ id, level }: Rule, digests: readonly CommitDigest[]): RuleInPast => {
  const found = digests.flatMap(({ commit, rules }) => {
    const seen = rules.get(id);
    return seen === undefined ? [] : [{ commit, ...seen }];
  });
  return {
    id,
    level,
    commits: found.length,
    findings: found.reduce((sum, { findings }) => sum + findings, 0),
    samples: found.slice(0, mostSamples).map(({ commit, first }) => ({ commit, finding: first })),
  };
};

/** The smallest value that at least so many percent of the values do not exceed; 0 of none. */
const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;

const budgetInPast = (id: string, digests: readonly CommitDigest[]): BudgetInPast => {
  const meters = digests.flatMap((digest) => digest.meters.filter((meter) => meter.id === id));
  const used = meters.map((meter) => meter.used).sort((one, other) => one - other);
  return {
    id,
    limit: meters[0]?.limit ?? 0,
    p50: percentile(used, 50),
    p75: percentile(used, 75),
    p90: percentile(used, 90),
    p95: percentile(used, 95),
    max: percentile(used, 100),
    over: meters.filter(exceeds).length,
  };
};

const budgetOrder = measures.map(budgetId);

/** Sums up what was said of commits, which come newest first. `rules` are those in force. */
export const summariseReplay = (rules: readonly Rule[], digests: readonly CommitDigest[]): ReplaySummary => {
  const ids = [...new Set(digests.flatMap(({ meters }) => meters.map(({ id }) => id)))].sort();
  const ordered = [...budgetOrder.filter((id) => ids.includes(id)), ...ids.filter((id) => !budgetOrder.includes(id))];
  const verdicts = { pass: 0, warn: 0, block: 0 };
  for (const { verdict } of digests) verdicts[verdict] += 1;
  const times = digests.map(({ commit }) => commit.at).sort();
  return {
    commits: digests.length,
    from: times[0] ?? '',
    to: times.at(-1) ?? '',
    verdicts,
    rules: rules
      .map((rule) => ruleInPast(rule, digests))
      .sort((one, other) => other.commits - one.commits || (one.id < other.id ? -1 : 1)),
    budgets: ordered.map((id) => budgetInPast(id, digests)),
  };
};
