import type { Budget } from '../budget.ts';
import { code, sentence } from '../markdown/write.ts';
import { measurePages } from '../measures.ts';
import type { Mode } from '../mode.ts';
import type { Policy } from '../policy/policy.ts';
import type { Rule, RuleKind } from '../rule-kind.ts';

/** The sentence a rule's kind has for an agent beforehand; undefined when it has none. */
export type GuardOf = (rule: Rule) => string | undefined;

/** Lets every kind speak for its own rules. A kind that is not known, or has nothing to say, is silent. */
export const guardsFrom =
  (kinds: ReadonlyMap<string, RuleKind>): GuardOf =>
  (rule) => {
    const kind = kinds.get(rule.kind);
    const options = kind?.options.safeParse(rule.with ?? {});
    return options?.success === true ? kind?.guard?.(options.data, rule) : undefined;
  };

export interface GuardFacts {
  readonly policy: Policy;
  readonly mode: Mode;
  /** Globs the person declared; empty: wherever the mode may write. */
  readonly scope: readonly string[];
  readonly guardOf: GuardOf;
}

const list = (globs: readonly string[]): string => globs.map(code).join(', ');

const because = (text: string): string => (text.trim() === '' ? '' : ` Why: ${sentence(text)}`);

const tellLimit = ({ measure, limit }: Budget): string => measurePages[measure].demand(limit);

const guardScope = ({ mode, scope }: GuardFacts): readonly string[] => [
  ...mode.writes.allow.map(
    (globs) => `Write only under ${list(globs)}; mode ${sentence(mode.title)} covers nothing else.`,
  ),
  ...(mode.writes.deny.length === 0 ? [] : [`Never write under ${list(mode.writes.deny)}.`]),
  ...(scope.length === 0
    ? ['No narrower scope was declared: keep to the files the goal needs.']
    : [`This task declared its scope: ${list(scope)}. Change nothing outside it, not even to tidy up.`]),
];

const guardReads = ({ mode }: GuardFacts): readonly string[] =>
  mode.reads.deny.length === 0 ? [] : [`Never read ${list(mode.reads.deny)}.`];

const guardCommands = ({ mode }: GuardFacts): readonly string[] => [
  ...(mode.commands.allow.length === 0 ? [] : [`Run only these commands: ${list(mode.commands.allow)}.`]),
  ...(mode.commands.deny.length === 0 ? [] : [`Never run ${list(mode.commands.deny)}.`]),
];

const mentionsTests = (text: string): boolean => /\btests?\b/i.test(text);

const guardTests = ({ policy, mode }: GuardFacts): readonly string[] =>
  [
    ...mode.duties.map(({ text }) => text),
    ...policy.prompt.doneWhen,
    ...policy.acceptance.map(({ text }) => text),
  ].some(mentionsTests)
    ? ['Tests are part of this change, not of a later one. Weaken, skip or delete none to get to green.']
    : [];

const levelWords: Record<Rule['level'], string> = {
  block: 'stops the merge',
  warn: 'asks for a look',
  info: 'is noted',
};

const guardRules = ({ policy, mode, guardOf }: GuardFacts): readonly string[] =>
  policy.rules
    .filter(({ modes }) => modes.length === 0 || modes.includes(mode.id))
    .flatMap((rule) => {
      const guard = guardOf(rule);
      if (guard === undefined) return [];
      return [`${sentence(guard)} (${code(rule.id)} ${levelWords[rule.level]}.)${because(rule.because)}`];
    });

/** The guard clauses of a task, made from the active policy: one sentence or two each, in a fixed order. */
export const writeGuards = (facts: GuardFacts): readonly string[] => {
  const { policy, mode } = facts;
  return [
    ...guardScope(facts),
    'Hand the work in as one change: a single diff over all its files, and no other task mixed in.',
    ...(mode.budgets.length === 0 ? [] : [`Keep the change small: ${mode.budgets.map(tellLimit).join('; ')}.`]),
    ...guardTests(facts),
    ...guardRules(facts),
    ...guardReads(facts),
    ...guardCommands(facts),
    ...policy.prompt.guards.map(sentence),
  ];
};
