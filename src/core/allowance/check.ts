import type { Budget } from '../budget.ts';
import { measureOf } from '../measures.ts';
import { byPlace } from '../order.ts';
import { indexFiles } from '../policy/check-globs.ts';
import { namesOf, type Remark } from '../policy/check-names.ts';
import { checkHeld } from '../policy/check.ts';
import type { Policy, Problem, Role } from '../policy/policy.ts';
import { placeFault } from '../policy/read.ts';
import { heldIn, knownShape, type Held } from '../policy/shape.ts';
import { listWords, nearestWord } from '../policy/suggest.ts';
import { mayWaive, waivableRules } from '../policy/waivable.ts';
import type { Approval, Waiver } from './allowance.ts';
import { approvalDocument, waiverDocument } from './document.ts';
import { placesIn, type AllowanceFile } from './read.ts';

const error = (key: string, code: string, message: string, replacement?: string): Remark => ({
  path: [key],
  part: 'value',
  severity: 'error',
  code,
  message,
  ...(replacement === undefined ? {} : { replacement }),
});

/** The roles that may waive findings of a rule. */
export const waivingRoles = ({ roles }: Pick<Policy, 'roles'>, rule: string): readonly Role[] =>
  roles.filter((role) => mayWaive(role, rule));

const offerRoles = (roles: readonly Role[]): string =>
  roles.length === 0
    ? 'By the policy nobody may: give a role `may-waive` in a reviewed change.'
    : `${listWords(
        roles.map(({ id }) => id),
        'and',
      )} may.`;

const checkRule = (rule: string, policy: Policy): readonly Remark[] => {
  if (measureOf(rule) !== undefined) {
    const message = `\`${rule}\` is a budget, and a budget is not waived: it is raised by an approval.`;
    return [error('rule', 'budget-not-waived', message)];
  }
  const words = waivableRules(policy.rules);
  if (words.includes(rule)) return [];
  const nearest = nearestWord(rule, words);
  const offer = nearest === undefined ? 'Remove this waiver, or correct the id.' : `Did you mean \`${nearest}\`?`;
  return [error('rule', 'unknown-rule', `The policy has no rule \`${rule}\`. ${offer}`, nearest)];
};

const checkWaiver = ({ rule, role: id }: Waiver, policy: Policy): readonly Remark[] => {
  const role = policy.roles.find((known) => known.id === id);
  const faults = rule === undefined ? [] : checkRule(rule, policy);
  if (role === undefined || faults.length > 0) return faults;
  if (rule === undefined ? role.mayWaive.length > 0 : mayWaive(role, rule)) return [];
  const what = rule === undefined ? 'anything' : `\`${rule}\``;
  const others = rule === undefined ? '' : ` ${offerRoles(waivingRoles(policy, rule))}`;
  return [error('role', 'role-may-not-waive', `The role \`${id}\` may not waive ${what}.${others}`)];
};

/** The budgets that an approval is for: those of its mode, or of every mode and of work without one. */
export const budgetsOf = (policy: Policy, { measure, mode }: Pick<Approval, 'measure' | 'mode'>): readonly Budget[] => {
  const lists =
    mode === undefined
      ? [policy.budgets, ...policy.modes.map(({ budgets }) => budgets)]
      : policy.modes.filter(({ id }) => id === mode).map(({ budgets }) => budgets);
  return lists.flatMap((budgets) => budgets.filter((budget) => budget.measure === measure));
};

/** The role that may raise a budget, as far as the policy lets it; undefined: nobody may. */
export const raisingRole = (
  { roles }: Pick<Policy, 'roles'>,
  { raisedBy, measure }: Pick<Budget, 'raisedBy' | 'measure'>,
): Role | undefined => roles.find(({ id, mayRaise }) => id === raisedBy && mayRaise.includes(measure));

const checkApproval = (approval: Approval, policy: Policy): readonly Remark[] => {
  const { measure, mode, role } = approval;
  const budgets = budgetsOf(policy, approval);
  const isKnown = policy.roles.some(({ id }) => id === role) && (mode === undefined || hasMode(policy, mode));
  // A budget that is not there limits nothing, so nothing is wrong with raising it: it is only not needed.
  if (!isKnown || budgets.length === 0) return [];
  const roles = [...new Set(budgets.flatMap((budget) => raisingRole(policy, budget)?.id ?? []))];
  if (roles.includes(role)) return [];
  const who = roles.length === 0 ? 'By the policy nobody may.' : `${listWords(roles, 'and')} may, by the policy.`;
  return [error('role', 'role-may-not-raise', `The role \`${role}\` may not raise the budget \`${measure}\`. ${who}`)];
};

const hasMode = ({ modes }: Policy, mode: string): boolean => modes.some(({ id }) => id === mode);

const written = ({ allowance, kind }: AllowanceFile): unknown => {
  if (allowance === undefined) return undefined;
  const { role, adr, ...rest } = allowance;
  const places = rest.kind === 'waiver' ? { in: rest.in } : { mode: rest.mode, scope: rest.scope };
  return { role, ...places, ...(kind === 'waiver' && adr !== undefined ? { adr } : {}) };
};

// An exception is often given before the file that needs it is there; the decision it stands on is there before.
const mayComeLater = ({ path: [key] }: Held): boolean => key !== 'adr';

/** What an allowance is checked against. */
export interface AllowedBy {
  readonly policy: Policy;
  /** The files of the repository; left out: globs that match none are not looked for. */
  readonly files?: readonly string[];
}

/**
 * What is wrong with the file of a waiver or an approval: its form, names nothing has, a role that may not give it. With an
 * error among them it allows nothing.
 */
export const checkAllowance = (file: AllowanceFile, { policy, files }: AllowedBy): readonly Problem[] => {
  const { allowance, kind, path } = file;
  if (allowance === undefined) return file.problems;
  const names = namesOf(policy, []);
  const index = files === undefined ? undefined : indexFiles(files);
  const shape = knownShape(kind === 'waiver' ? waiverDocument : approvalDocument);
  const remarks = [
    ...heldIn(shape, written(file)).flatMap((held) => checkHeld(held, names, index, mayComeLater)),
    ...(allowance.kind === 'waiver' ? checkWaiver(allowance, policy) : checkApproval(allowance, policy)),
  ];
  // It is read for its places only where there is something to place: this is asked with every keystroke.
  if (remarks.length === 0) return [];
  const place = { source: path, placeOf: placesIn(file) };
  return remarks.map((remark) => placeFault(place, remark, remark.severity)).sort(byPlace);
};
