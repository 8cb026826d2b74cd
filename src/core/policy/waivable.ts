import { matchesAny } from '../glob.ts';
import type { Rule } from '../rule-kind.ts';
import { writeScopes } from '../rules-in-force.ts';
import type { Role } from './policy.ts';

/** The write scopes, as rules: what is found under them may be waived like what the policy's own rules find. */
export const scopeRules = [writeScopes.ofMode, writeScopes.ofTask] as const;

/** The rules of which findings can be waived. A budget is raised by an approval; the kill switch is switched back. */
export const waivableRules = (rules: readonly Pick<Rule, 'id'>[]): readonly string[] => [
  ...rules.map(({ id }) => id),
  ...scopeRules,
];

/** True for a rule that one of the names names; `*` stands for any part of an id. */
export const coversRule = (names: readonly string[], rule: string): boolean => matchesAny(names)(rule);

/** True where every policy that says what the role may waive lets it waive findings of this rule. */
export const mayWaive = ({ mayWaive: lists }: Pick<Role, 'mayWaive'>, rule: string): boolean =>
  lists.length > 0 && lists.every((names) => coversRule(names, rule));
