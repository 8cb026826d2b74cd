import { explainActionRule } from './action-rules.ts';
import { exceeds, type Meter } from './budget.ts';
import { unwaived, type Finding, type Judgement } from './finding.ts';
import type { Verdict } from './level.ts';
import { explainAllowanceRule } from './allowance/rules.ts';
import { killSwitch } from './policy/explain-own.ts';
import { ruleKinds } from './rules/index.ts';

/** What a policy says of one action. */
export interface Ruling {
  /** `block`: it may not be done. What stood there before it never blocks it. */
  readonly verdict: Verdict;
  /** What the action brings: findings that were not there before it, and exceeded budgets that it makes grow. */
  readonly findings: readonly Finding[];
  /** The meters as they are after it; none where it changes no file. */
  readonly meters: readonly Meter[];
  /** The meters as they are without it. */
  readonly stood: readonly Meter[];
}

const verdictOf = (findings: readonly Finding[]): Verdict => {
  const levels = new Set(unwaived(findings).map(({ level }) => level));
  if (levels.has('block')) return 'block';
  return levels.has('warn') ? 'warn' : 'pass';
};

/** The ruling that findings make by themselves. */
export const ruleBy = (
  findings: readonly Finding[],
  { meters, stood }: Pick<Ruling, 'meters' | 'stood'> = { meters: [], stood: [] },
): Ruling => ({ verdict: verdictOf(findings), findings, meters, stood });

/** The budgets that are exceeded, and more so than before. */
const growing = (before: Judgement, after: Judgement): ReadonlySet<string> => {
  const used = new Map(before.meters.map((meter) => [meter.id, meter.used]));
  return new Set(
    after.meters.filter((meter) => exceeds(meter) && meter.used > (used.get(meter.id) ?? 0)).map(({ id }) => id),
  );
};

/** Findings that stood before a patch and stand after it, in files that it touches: it may have made them worse. */
export const heldOver = (before: Judgement, after: Judgement, touched: ReadonlySet<string>): readonly Finding[] => {
  const known = new Set(before.findings.map(({ id }) => id));
  return unwaived(after.findings).filter(({ id, path }) => known.has(id) && touched.has(path));
};

/**
 * What a patch brings, by what is said of the change without it and with it. Findings are known by their ids, which stay the
 * same while lines move. `again` are the ids of those that stood there and that the patch alone would make, too: it writes on
 * in a place where it may not, or makes a function still worse. The kill switch stops every patch.
 */
export const ruleOnPatch = (before: Judgement, after: Judgement, again: ReadonlySet<string>): Ruling => {
  const known = new Map(before.findings.map((finding) => [finding.id, finding]));
  const grown = growing(before, after);
  const isNew = ({ id, waiver }: Finding): boolean => {
    const old = known.get(id);
    // What was waived and is no more counts as if it came.
    return old === undefined || (old.waiver !== undefined && waiver === undefined);
  };
  const brought = after.findings.filter(
    (finding) => isNew(finding) || again.has(finding.id) || grown.has(finding.rule) || finding.rule === killSwitch,
  );
  return ruleBy(brought, { meters: after.meters, stood: before.meters });
};

const placeOf = ({ path, line }: Finding): string => (path === '' ? '' : ` ${path}:${line}`);

/** How a person fixes a finding, in one sentence; empty where nothing can be said. */
export const remedyOf = ({ rule, kind }: Finding): string =>
  ruleKinds.get(kind)?.remedy ?? explainActionRule(rule)?.remedy ?? explainAllowanceRule(rule)?.remedy ?? '';

const mostTold = 12;

const weights = { block: 0, warn: 1, info: 2 } as const;

/** What an action brings, a line for each of the weightiest findings: its rule, where, what, why and how to mend it. */
export const tellRuled = ({ findings }: Pick<Ruling, 'findings'>): readonly string[] => {
  const told = [...unwaived(findings)].sort((one, other) => weights[one.level] - weights[other.level]);
  const lines = told.slice(0, mostTold).map((finding) => {
    const { rule, level, message, because } = finding;
    const remedy = remedyOf(finding);
    return `- ${rule} (${level})${placeOf(finding)}: ${message} Why: ${because}${remedy === '' ? '' : ` Mend: ${remedy}`}`;
  });
  const more = told.length - mostTold;
  return [...lines, ...(more > 0 ? [`- … and ${more} more.`] : [])];
};

const heads = {
  block:
    'Refused by the policy of this repository; nothing was done. Mend what is named and try again, or do without it:',
  warn: 'Allowed; the policy of this repository asks for a look at:',
  pass: 'Allowed by the policy of this repository.',
} as const;

/**
 * A ruling in words for the agent, for it to do better in the same turn, with what the action brings. Findings that were
 * waived are left out.
 */
export const tellRuling = (ruling: Ruling): string => [heads[ruling.verdict], ...tellRuled(ruling)].join('\n');
