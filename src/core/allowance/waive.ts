import type { Finding } from '../finding.ts';
import { matchesAny } from '../glob.ts';
import { measureOf } from '../measures.ts';
import type { Policy } from '../policy/policy.ts';
import { mayWaive } from '../policy/waivable.ts';
import { claimedBy, grantOf, type Waiver } from './allowance.ts';
import { waiversOf, type Allowed } from './allowed.ts';

/** A finding with the path at the base of its file, under which a waiver may name it. */
export interface FindingAtBase {
  readonly finding: Finding;
  readonly pathAtBase: string;
}

/** True for a finding that a waiver is for, whoever gave it. */
export const isForFinding = (waiver: Waiver, { finding, pathAtBase }: FindingAtBase): boolean => {
  if (measureOf(finding.rule) !== undefined) return false;
  if (waiver.finding !== undefined && waiver.finding !== finding.id) return false;
  if (waiver.rule !== undefined && waiver.rule !== finding.rule) return false;
  if (waiver.in.length === 0) return waiver.finding !== undefined;
  const inside = matchesAny(waiver.in);
  return inside(finding.path) || inside(pathAtBase);
};

const givenBy = (
  waivers: readonly Waiver[],
  { roles }: Pick<Policy, 'roles'>,
  found: FindingAtBase,
): Waiver | undefined =>
  waivers.find(
    (waiver) =>
      isForFinding(waiver, found) &&
      roles.some((role) => role.id === waiver.role && mayWaive(role, found.finding.rule)),
  );

/** Findings with who allowed them, or would. Budgets are no business of waivers. */
export const waiveFindings = (
  allowed: Allowed,
  policy: Pick<Policy, 'roles'>,
  findings: readonly FindingAtBase[],
): readonly Finding[] => {
  const [granted, lifting, claimed] = [
    waiversOf(allowed.granted),
    waiversOf(allowed.lifting),
    waiversOf(allowed.claimed),
  ];
  return findings.map((found): Finding => {
    const { finding } = found;
    const waiver = givenBy(granted, policy, found);
    if (waiver !== undefined) return { ...finding, waiver: grantOf(waiver) };
    const lift = givenBy(lifting, policy, found);
    if (lift !== undefined) return claimedBy(finding, lift, true);
    const claim = givenBy(claimed, policy, found);
    return claim === undefined ? finding : claimedBy(finding, claim, false);
  });
};
