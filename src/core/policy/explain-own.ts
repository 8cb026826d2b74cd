import { explainAllowanceRule, whyLooked } from '../allowance/rules.ts';
import type { Explanation } from './explanation.ts';
import type { Policy } from './policy.ts';

/** The finding that stands for the kill switch. */
export const killSwitch = 'kill-switch';

/** The finding of a change that leaves a policy by which nothing can be judged. */
export const brokenPolicy = 'policy.broken';

/** What holds whatever a policy says: nobody writes it, and nobody waives it. */
export const ownRules: readonly string[] = [killSwitch, brokenPolicy];

const everywhere = { in: [], except: [], modes: [], options: {} } as const;

const explainKillSwitch = (policy: Policy): Explanation => ({
  id: killSwitch,
  kind: killSwitch,
  title: 'Kill switch',
  about: 'With `codex: frozen` in the policy no task starts, and a change that declares a Codex task does not pass.',
  ...everywhere,
  remedy: 'Set `codex: active` in the policy, by a reviewed change.',
  demands: [
    {
      says: policy.codex === 'frozen' ? 'Codex is frozen.' : 'Codex may work.',
      level: 'block',
      because: 'A team must be able to stop all tasks at once, with one line that is reviewed.',
      origins: policy.origins.get('codex') ?? [],
    },
  ],
});

/** Why a policy that cannot be read may not merge. */
export const whyUnbroken =
  'Once it is merged nothing can be judged any more: every check ends without a verdict, that of the repair as well.';

const explainBroken = (): Explanation => ({
  id: brokenPolicy,
  kind: brokenPolicy,
  title: 'Policy that cannot be read',
  about:
    'A change that leaves the policy with an error, removes it or moves it away does not pass; nor does one that does so to ' +
    'a policy that it extends.',
  ...everywhere,
  remedy: 'Correct the policy in the same change, or put back what was removed.',
  demands: [{ says: 'The policy can be read after the change.', level: 'block', because: whyUnbroken, origins: [] }],
});

const explainAllowance = (
  id: string,
  { kind, title, says, level, remedy }: NonNullable<ReturnType<typeof explainAllowanceRule>>,
): Explanation => ({
  id,
  kind,
  title,
  about: `What is wrong with ${kind === 'approval' ? 'an' : 'a'} ${kind} itself, told at its file.`,
  ...everywhere,
  remedy,
  demands: [{ says, level, because: whyLooked, origins: [] }],
});

/** What a rule is that no policy writes: the kill switch, a policy that breaks, what is wrong with waivers. */
export const explainOwn = (policy: Policy, id: string): Explanation | undefined => {
  if (id === killSwitch) return explainKillSwitch(policy);
  if (id === brokenPolicy) return explainBroken();
  const allowance = explainAllowanceRule(id);
  return allowance === undefined ? undefined : explainAllowance(id, allowance);
};
