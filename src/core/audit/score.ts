import type { Finding } from '../finding.ts';
import type { CommitName } from '../replay-summary.ts';
import { otherChecks, type AuditCheck, type AuditLaw } from './audit.ts';

/** What a check came to in a commit: held, warned of, or broken. */
type CheckOutcome = 'held' | 'warned' | 'broken';

/** A commit that was drawn, with what its checks came to when they were computed again. */
export interface AuditedCommit {
  readonly commit: CommitName;
  /** 0 to 100; 0 where it could not be judged. */
  readonly score: number;
  /** Empty where it could not be judged. */
  readonly checks: readonly { readonly id: string; readonly outcome: CheckOutcome }[];
  /** What counts: of weight warn or block, and waived by nobody. */
  readonly findings: readonly Finding[];
  /** Why it could not be judged; left out where it was. */
  readonly unjudged?: string;
}

const share: Readonly<Record<CheckOutcome, number>> = { held: 1, warned: 0.5, broken: 0 };

const outcomeOf = (findings: readonly Finding[]): CheckOutcome => {
  if (findings.some(({ level }) => level === 'block')) return 'broken';
  return findings.length > 0 ? 'warned' : 'held';
};

// Never up: what misses the threshold by a hair misses it.
const roundDown = (value: number): number => Math.floor(value * 10 + 1e-9) / 10;

/** The checks of an audit with what no check names. */
const checksOf = ({ checks, otherWeight }: AuditLaw): readonly AuditCheck[] => [
  ...checks,
  ...(otherWeight > 0 ? [{ id: otherChecks, title: 'All other rules', rules: [], weight: otherWeight }] : []),
];

/** Scores a commit by its findings: each check gives its weight whole where it held, and half where it was only warned of. */
export const scoreCommit = (law: AuditLaw, commit: CommitName, all: readonly Finding[]): AuditedCommit => {
  const findings = all.filter(({ level, waiver }) => level !== 'info' && waiver === undefined);
  const named = new Set(law.checks.flatMap(({ rules }) => rules));
  const weighed = checksOf(law).map(({ id, rules, weight }) => ({
    id,
    weight,
    outcome: outcomeOf(findings.filter(({ rule }) => (id === otherChecks ? !named.has(rule) : rules.includes(rule)))),
  }));
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const got = weighed.reduce((sum, { weight, outcome }) => sum + weight * share[outcome], 0);
  return {
    commit,
    score: whole === 0 ? 0 : roundDown((100 * got) / whole),
    checks: weighed.map(({ id, outcome }) => ({ id, outcome })),
    findings,
  };
};

/** A commit that could not be judged: it counts as one that broke everything. */
export const unjudgedCommit = (commit: CommitName, unjudged: string): AuditedCommit => ({
  commit,
  score: 0,
  checks: [],
  findings: [],
  unjudged,
});

/** The score of all of them: their mean. */
export const scoreAudit = (commits: readonly AuditedCommit[]): number =>
  commits.length === 0 ? 0 : roundDown(commits.reduce((sum, { score }) => sum + score, 0) / commits.length);

/** The rules that found something in any of them, sorted. */
export const rulesFound = (commits: readonly AuditedCommit[]): readonly string[] =>
  [...new Set(commits.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
