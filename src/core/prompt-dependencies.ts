import { matchesAny } from './glob.ts';
import type { Mode } from './mode.ts';
import type { Policy } from './policy/policy.ts';
import type { Rule } from './rule-kind.ts';
import { ruleKinds } from './rules/index.ts';

// Files in which ecosystems name what they depend on.
const manifests = `
  package.json pyproject.toml requirements.txt setup.py Pipfile go.mod Cargo.toml pom.xml build.gradle
  Gemfile composer.json environment.yml package-lock.json poetry.lock`
  .trim()
  .split(/\s+/);

// A rule that also covers a file of any name protects the whole tree, not dependencies.
const anyFile = 'some/ordinary-file.name';

const forbidsEdits = (rule: Rule): boolean => {
  const kind = ruleKinds.get(rule.kind);
  return kind?.allowsEdits?.(kind.options.parse(rule.with ?? {})) !== true;
};

/** The rules that keep the files which name dependencies from being edited, as they hold in a mode. */
export const dependencyRules = (policy: Pick<Policy, 'rules'>, mode: Mode | undefined): readonly Rule[] =>
  policy.rules
    .filter(({ modes }) => modes.length === 0 || (mode !== undefined && modes.includes(mode.id)))
    .filter((rule) => rule.level !== 'info' && forbidsEdits(rule))
    .filter((rule) => {
      const protects = matchesAny(rule.in);
      return !protects(anyFile) && manifests.some((file) => protects(file) || protects(`part/${file}`));
    });

const forbiddingWords = /\b(?:no|not|never|without|only)\b.{0,60}\b(?:dependenc|packages?\b|librar)/i;

/** Why a mode allows no new dependency, in the policy's own words; undefined when the policy says nothing of the kind. */
export const dependencyBan = (policy: Pick<Policy, 'rules' | 'prompt'>, mode: Mode | undefined): string | undefined => {
  const [rule] = dependencyRules(policy, mode);
  if (rule !== undefined) return rule.because;
  const duties = (mode?.duties ?? []).map(({ text, because }) => because ?? text);
  return [...duties, ...(mode?.instructions ?? []), ...policy.prompt.guards].find((text) => forbiddingWords.test(text));
};
