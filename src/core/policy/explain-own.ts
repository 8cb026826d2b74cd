import { actionRules, commandRules, explainActionRule, type ActionRule } from '../action-rules.ts';
import { explainAllowanceRule, whyLooked } from '../allowance/rules.ts';
import type { Demand, Explanation } from './explanation.ts';
import type { Mode } from '../mode.ts';
import { listNames } from '../wording.ts';
import type { Policy } from './policy.ts';

/** The finding that stands for the kill switch. */
export const killSwitch = 'kill-switch';

/** The finding of a change that leaves a policy by which nothing can be judged. */
export const brokenPolicy = 'policy.broken';

/** What holds whatever a policy says: nobody writes it, and nobody waives it. */
export const ownRules: readonly string[] = [killSwitch, brokenPolicy, ...actionRules];

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

const tellCommands = ({ allow, deny }: Mode['commands']): string =>
  [
    allow.length === 0 ? 'It may run any command.' : `It may run only ${listNames(allow, 'and')}.`,
    ...(deny.length === 0 ? [] : [`Never ${listNames(deny, 'or')}.`]),
  ].join(' ');

/** What each mode may run. */
const demandsOfModes = ({ modes, origins }: Policy): readonly Demand[] =>
  modes.map(({ id: mode, commands, because }) => ({
    mode,
    says: tellCommands(commands),
    level: 'block',
    because,
    origins: ['allow', 'deny'].flatMap((list) => origins.get(`modes.${mode}.commands.${list}`) ?? []),
  }));

const explainAction = (
  policy: Policy,
  id: string,
  { title, says, level, because, remedy }: ActionRule,
): Explanation => ({
  id,
  kind: id.replace(/\..*$/, ''),
  title,
  about: 'What an agent is about to do is held to this before it is done.',
  ...everywhere,
  remedy,
  demands: [{ says, level, because, origins: [] }, ...(id === commandRules.mode ? demandsOfModes(policy) : [])],
});

/** What a rule is that no policy writes: the kill switch, a policy that breaks, what is wrong with waivers, and what actions are held to. */
export const explainOwn = (policy: Policy, id: string): Explanation | undefined => {
  if (id === killSwitch) return explainKillSwitch(policy);
  if (id === brokenPolicy) return explainBroken();
  const action = explainActionRule(id);
  if (action !== undefined) return explainAction(policy, id, action);
  const allowance = explainAllowanceRule(id);
  return allowance === undefined ? undefined : explainAllowance(id, allowance);
};
