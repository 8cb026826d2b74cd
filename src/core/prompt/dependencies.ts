import type { Mode } from '../mode.ts';
import type { Policy } from '../policy/policy.ts';
import { placeOf, type Rule } from '../rule-kind.ts';
import { ruleKinds } from '../rules/index.ts';

const bansDependencies = (rule: Rule): boolean => {
  const kind = ruleKinds.get(rule.kind);
  return kind?.bansDependencies?.(kind.options.parse(rule.with ?? {}), placeOf(rule)) === true;
};

const forbiddingWords = /\b(?:no|not|never|without|only)\b.{0,60}\b(?:dependenc|packages?\b|librar)/i;

/** Why a mode allows no new dependency, in the policy's own words; undefined when the policy says nothing of the kind. */
export const dependencyBan = (policy: Pick<Policy, 'rules' | 'prompt'>, mode: Mode | undefined): string | undefined => {
  const rule = policy.rules
    .filter(({ modes }) => modes.length === 0 || (mode !== undefined && modes.includes(mode.id)))
    .find((one) => one.level !== 'info' && bansDependencies(one));
  if (rule !== undefined) return rule.because;
  const duties = (mode?.duties ?? []).map(({ text, because }) => because ?? text);
  return [...duties, ...(mode?.instructions ?? []), ...policy.prompt.guards].find((text) => forbiddingWords.test(text));
};
