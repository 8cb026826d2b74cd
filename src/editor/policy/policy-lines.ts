import { policyPath } from '#app';
import { measureOf, writeScopes, type Policy } from '#core';

const keysOf = (rule: string, mode: string | undefined): readonly string[] => {
  const measure = measureOf(rule);
  if (measure !== undefined) return [`modes.${mode}.budgets.${measure}`, `budgets.${measure}`];
  if (rule === writeScopes.ofMode) return [`modes.${mode}.writes.allow`, `modes.${mode}.writes.deny`];
  return [`rules.${rule}.level`, `context.items.${rule}`, rule];
};

/** The line of the repository's own policy that says a rule, budget or context item; 1-based, undefined where none does. */
export const lineOfRule = (policy: Policy, rule: string, mode: string | undefined): number | undefined =>
  keysOf(rule, mode)
    .flatMap((key) => policy.origins.get(key) ?? [])
    .find(({ source }) => source === policyPath)?.line;
