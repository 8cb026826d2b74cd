import type { Hash } from '../hash.ts';
import { failure, success, type Result } from '../result.ts';
import type { Policy } from '../policy/policy.ts';
import { isUntouched, sealOf, touched, type SealedPart } from './sealed.ts';

/** Where Codex reads our rules for commands; those of others stand in files of their own. */
export const codexRulesPath = '.codex/rules/codex-governor.rules';

interface ForbiddenPrefix {
  readonly words: readonly string[];
  readonly because: string;
}

// A rule of Codex forbids all that begins with its words: only a pattern that ends with `*` says the same.
const prefixOf = (pattern: string): readonly string[] | undefined => {
  const words = pattern.trim().split(/\s+/);
  if (words.at(-1) !== '*' || words.length < 2) return undefined;
  const fixed = words.slice(0, -1);
  return fixed.some((word) => word.includes('*')) ? undefined : fixed;
};

/** What every mode forbids: a rule of Codex holds in all of them. */
const forbiddenEverywhere = ({ modes }: Pick<Policy, 'modes'>): readonly ForbiddenPrefix[] => {
  const [first, ...others] = modes;
  if (first === undefined) return [];
  return first.commands.deny
    .filter((pattern) => others.every(({ commands }) => commands.deny.includes(pattern)))
    .flatMap((pattern) => {
      const words = prefixOf(pattern);
      return words === undefined ? [] : [{ words, because: first.because }];
    });
};

const writeRule = ({ words, because }: ForbiddenPrefix): string =>
  `prefix_rule(pattern=${JSON.stringify(words)}, decision="forbidden", justification=${JSON.stringify(`Every mode of this repository forbids it. ${because}`)})\n`;

const head =
  '# Written by: codex-governor install hooks. What every mode of the policy forbids; edit the policy instead.\n';
const sealed = /^# Digest: (?<seal>[0-9a-f]{16})\n/m;

/** The rules of a policy; undefined where no command is forbidden in every mode in a way that Codex has words for. */
export const writeCodexRules = (policy: Pick<Policy, 'modes'>, hash: Hash): string | undefined => {
  const body = forbiddenEverywhere(policy).map(writeRule).join('');
  return body === '' ? undefined : `${head}# Digest: ${sealOf(body, hash)}\n${body}`;
};

const partIn = (text: string): SealedPart | undefined => {
  const found = sealed.exec(text);
  const seal = found?.groups?.['seal'];
  return found === null || seal === undefined || !text.startsWith(head)
    ? undefined
    : { seal, body: text.slice(found.index + found[0].length) };
};

/** The file of our rules as it has to be. Fails with why the one that is there is left alone. */
export const replaceCodexRules = (found: string | undefined, rules: string, hash: Hash): Result<string, string> => {
  if (found === undefined || found === rules) return success(rules);
  const part = partIn(found);
  return part !== undefined && isUntouched(part, hash) ? success(rules) : failure(touched);
};
