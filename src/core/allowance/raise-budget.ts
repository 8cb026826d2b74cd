import type { Budget, Meter } from '../budget.ts';
import { pathAtBase } from '../change.ts';
import type { Finding } from '../finding.ts';
import { matchesAny } from '../glob.ts';
import type { Mode } from '../mode.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChangedFile } from '../rule-kind.ts';
import { claimedBy, grantOf, type Allowance, type Approval } from './allowance.ts';
import { approvalsOf, type Allowed } from './allowed.ts';
import { raisingRole } from './check.ts';

/** What a change is held to, and its files. */
export interface Held {
  readonly policy: Policy;
  readonly mode?: Mode;
  readonly files: readonly ChangedFile[];
}

interface Answer {
  readonly findings: readonly Finding[];
  readonly meter?: Meter;
}

/** True for an approval that is for this work: of its mode, and of nothing beyond its scope. */
export const isForWork = (
  { measure, mode, scope }: Approval,
  budget: Pick<Budget, 'measure' | 'counts'>,
  held: Pick<Held, 'mode' | 'files'>,
): boolean => {
  if (measure !== budget.measure || (mode !== undefined && mode !== held.mode?.id)) return false;
  if (scope.length === 0) return true;
  const inside = matchesAny(scope);
  return held.files
    .filter((file) => budget.counts.includes(file.class))
    .every((file) => inside(file.path) && inside(pathAtBase(file)));
};

const highest = (approvals: readonly Approval[], above: number): Approval | undefined =>
  approvals.reduce<Approval | undefined>(
    (best, next) => (next.limit > (best?.limit ?? above) ? next : best),
    undefined,
  );

const raised = (meter: Meter | undefined, budget: Budget, approval: Approval | undefined): Pick<Answer, 'meter'> => {
  if (meter === undefined) return {};
  if (approval === undefined) return { meter };
  return { meter: { ...meter, approval: { ...grantOf(approval), raisedFrom: budget.limit } } };
};

const withLift = (meter: Meter | undefined, lift: Approval | undefined): Meter | undefined =>
  meter === undefined || lift === undefined ? meter : { ...meter, lifted: lift.limit };

const placeOf = ({ path, line, column }: Finding): string => JSON.stringify([path, line, column]);

/**
 * Those that a higher limit would end. Ids tell like findings apart by their order, which a higher limit changes, and the
 * place of a sum moves with the limit: so what is left must have neither id nor place in common with it.
 */
const endedBy = (findings: readonly Finding[], left: readonly Finding[]): ReadonlySet<Finding> => {
  const [ids, places] = [new Set(left.map(({ id }) => id)), new Set(left.map(placeOf))];
  return new Set(findings.filter((finding) => !ids.has(finding.id) && !places.has(placeOf(finding))));
};

/**
 * What is found of a budget, held to the highest limit that somebody approved; a finding says who may approve more. `ask`
 * asks the rule of the budget under a limit.
 */
export const askBudget = (allowed: Allowed, budget: Budget, held: Held, ask: (limit: number) => Answer): Answer => {
  const role = raisingRole(held.policy, budget);
  const fitting = (approvals: readonly Approval[]): readonly Approval[] =>
    approvals.filter((approval) => approval.role === role?.id && isForWork(approval, budget, held));
  const approval = highest(fitting(approvalsOf(allowed.granted)), budget.limit);
  const limit = approval?.limit ?? budget.limit;
  const { findings, meter } = ask(limit);
  const lift = highest(fitting(approvalsOf(allowed.lifting)), limit);
  const told = raised(withLift(meter, lift), budget, approval);
  if (findings.length === 0 || role === undefined) return { findings, ...told };
  const claimedIn = (claims: readonly Allowance[]): ((finding: Finding) => Approval | undefined) => {
    const claim = highest(fitting(approvalsOf(claims)), limit);
    const ended = claim === undefined ? undefined : endedBy(findings, ask(claim.limit).findings);
    return (finding) => (ended?.has(finding) === true ? claim : undefined);
  };
  const [liftOf, claimOf] = [claimedIn(allowed.lifting), claimedIn(allowed.claimed)];
  const raisable = endedBy(findings, ask(Number.MAX_SAFE_INTEGER).findings);
  return {
    findings: findings.map((finding) => {
      if (!raisable.has(finding)) return finding;
      const offered = { ...finding, message: `${finding.message} ${role.title} may approve more.` };
      const lift = liftOf(finding);
      if (lift !== undefined) return claimedBy(offered, lift, true);
      const claim = claimOf(finding);
      return claim === undefined ? offered : claimedBy(offered, claim, false);
    }),
    ...told,
  };
};
