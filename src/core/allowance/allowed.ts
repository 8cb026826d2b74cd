import { compareText } from '../order.ts';
import type { Policy } from '../policy/policy.ts';
import { isExpired, type Allowance, type Approval, type Waiver } from './allowance.ts';
import { checkAllowance } from './check.ts';
import type { AllowanceFile } from './read.ts';

/** The waivers and approvals there are while a change is judged. */
export interface Allowances {
  /** The day, in UTC: `2026-11-22`. */
  readonly today: string;
  /** As they stand at the base: what was reviewed. */
  readonly base: readonly AllowanceFile[];
  /** As they stand now, in the change or the working tree. */
  readonly now: readonly AllowanceFile[];
  /** Paths of those that stand now and of which the platform reports a review by their role, verified: they count too. */
  readonly verified: readonly string[];
  /** True where somebody is only told, and what is claimed may lift a block to a warning. Never where it is decided. */
  readonly claimsLift?: boolean;
  /**
   * Paths of those that stand now and that a person gave while a governed run asked: their claims lift a block to a warning
   * there, and no other claims do. Never in a check.
   */
  readonly given?: readonly string[];
}

/** Those that can be used, apart. */
export interface Allowed {
  /** They count. */
  readonly granted: readonly Allowance[];
  /** They would count if they were reviewed, and lift a block to a warning already. */
  readonly lifting: readonly Allowance[];
  /** They would count if they were reviewed, and change nothing before. */
  readonly claimed: readonly Allowance[];
}

const byPath = (one: AllowanceFile, other: AllowanceFile): number => compareText(one.path, other.path);

const noneAllowed: Allowed = { granted: [], lifting: [], claimed: [] };

/** What a file gives under a policy; undefined where anything is wrong with it. */
export const validIn = (policy: Policy, file: AllowanceFile): Allowance | undefined =>
  checkAllowance(file, { policy }).some(({ severity }) => severity === 'error') ? undefined : file.allowance;

/** True where the base has the very same text of it. */
export const isOfBase = ({ base }: Allowances, { path, text }: AllowanceFile): boolean =>
  base.some((file) => file.path === path && file.text === text);

/** What counts, and what is only claimed. Those that expired or are wrong are neither. */
export const weighAllowances = (allowances: Allowances | undefined, policy: Policy): Allowed => {
  if (allowances === undefined) return noneAllowed;
  const { today, base, now, verified, claimsLift = false, given = [] } = allowances;
  // The first that fits is the one that is told, whatever the order they were read in.
  const inForce = (files: readonly AllowanceFile[]): readonly Allowance[] =>
    [...files].sort(byPath).flatMap((file) => {
      const allowance = validIn(policy, file);
      return allowance === undefined || isExpired(allowance, today) ? [] : [allowance];
    });
  const written = now.filter((file) => !isOfBase(allowances, file));
  const isVerified = ({ path }: AllowanceFile): boolean => verified.includes(path);
  const lifts = ({ path }: AllowanceFile): boolean => claimsLift || given.includes(path);
  const unreviewed = written.filter((file) => !isVerified(file));
  return {
    granted: inForce([...base, ...written.filter(isVerified)]),
    lifting: inForce(unreviewed.filter(lifts)),
    claimed: inForce(unreviewed.filter((file) => !lifts(file))),
  };
};

export const waiversOf = (allowances: readonly Allowance[]): readonly Waiver[] =>
  allowances.filter((allowance) => allowance.kind === 'waiver');

export const approvalsOf = (allowances: readonly Allowance[]): readonly Approval[] =>
  allowances.filter((allowance) => allowance.kind === 'approval');
