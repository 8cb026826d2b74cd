import type { PathTest } from './glob.ts';
import { levels } from './level.ts';
import { placeOf, type Rule } from './rule-kind.ts';

/*
 * Two rules that would say the same of one line can share it: one leaves that to the other. Nothing is lost by that. What is
 * left to a rule that does not look there, or is not in force, is left to nobody, and the rule tells it itself.
 */

/**
 * Why a rule cannot leave anything to another one of its policy, as the end of a sentence; undefined where it can. Only what
 * stands above it in the policy will do: so no two rules leave the same thing to each other.
 */
export const whyNotLeft = (rule: Rule, to: Rule, rules: readonly Rule[]): string | undefined => {
  if (to.kind !== rule.kind) return `is of the kind \`${to.kind}\``;
  if (levels.indexOf(to.level) < levels.indexOf(rule.level)) return `is only \`${to.level}\``;
  return rules.indexOf(to) < rules.indexOf(rule) ? undefined : 'does not stand above it';
};

/** A test for a path at which one of the named rules, of those in force, tells what a rule leaves to it. */
export const leftTo = (rule: Rule, names: readonly string[], inForce: readonly Rule[]): PathTest => {
  const places = inForce
    .filter((to) => names.includes(to.id) && whyNotLeft(rule, to, inForce) === undefined)
    .map(placeOf);
  return (path) => places.some((applies) => applies(path));
};
