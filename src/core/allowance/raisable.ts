import { exceeds, type Meter } from '../budget.ts';
import { pathAtBase } from '../change.ts';
import { blocking } from '../finding.ts';
import { globOf, matchesAny } from '../glob.ts';
import { measureOf, type Measure } from '../measures.ts';
import type { Mode } from '../mode.ts';
import type { Policy, Role } from '../policy/policy.ts';
import { listWords } from '../policy/suggest.ts';
import { failure, success, type Result } from '../result.ts';
import type { ChangedFile } from '../rule-kind.ts';
import { budgetFor } from '../rules-in-force.ts';
import type { Ruling } from '../ruling.ts';
import { raisingRole } from './check.ts';

/** What work is held to. */
interface Law {
  readonly policy: Pick<Policy, 'roles' | 'budgets'>;
  /** Left out: the work has none. */
  readonly mode?: Mode;
}

/** A budget that is exceeded, with the role that may approve more of it. */
export interface Raisable {
  readonly meter: Meter;
  readonly role: Role;
}

const roleFor = ({ policy, mode }: Law, { id }: Meter): Role | undefined => {
  const budget = budgetFor(policy, mode, measureOf(id));
  return budget && raisingRole(policy, budget);
};

/** Where an approval has to hold to let a change through: its scope, and each file beyond it that counts. Empty: anywhere. */
export const coveringScope = (
  measure: Measure,
  { policy, mode }: Law,
  { scope, files }: { readonly scope: readonly string[]; readonly files: readonly ChangedFile[] },
): readonly string[] => {
  if (scope.length === 0) return [];
  const counts = budgetFor(policy, mode, measure)?.counts ?? [];
  const inside = matchesAny(scope);
  const beyond = files
    .filter((file) => counts.includes(file.class))
    .flatMap((file) => [file.path, pathAtBase(file)].filter((path) => !inside(path)));
  return [...scope, ...[...new Set(beyond)].sort().map(globOf)];
};

/** The budgets that are exceeded and that some role may approve more of. */
export const raisableOf = (meters: readonly Meter[], law: Law): readonly Raisable[] =>
  meters.filter(exceeds).flatMap((meter) => {
    const role = roleFor(law, meter);
    return role === undefined ? [] : [{ meter, role }];
  });

/**
 * The budgets that have to be approved for an action to be let through. Fails, in words for a person, where no approval helps:
 * something else blocks it too, nobody may raise one of them, or nothing blocks it.
 */
export const approvalsFor = ({ findings, meters }: Ruling, law: Law): Result<readonly Raisable[], string> => {
  const rules = [...new Set(blocking(findings).map(({ rule }) => rule))].sort();
  const others = rules.filter((rule) => measureOf(rule) === undefined);
  if (others.length > 0)
    return failure(`An approval raises budgets alone, and this is blocked by more: ${listWords(others, 'and')}.`);
  const raisable = raisableOf(meters, law).filter(({ meter }) => rules.includes(meter.id));
  const fixed = rules.filter((rule) => !raisable.some(({ meter }) => meter.id === rule));
  if (fixed.length > 0)
    return failure(
      `No approval lifts ${listWords(fixed, 'or')} here: no role of the policy may raise it, or it could not be counted.`,
    );
  return raisable.length === 0 ? failure('Nothing blocks this, so there is nothing to approve.') : success(raisable);
};
