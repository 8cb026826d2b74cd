import type { Budget } from '../budget.ts';
import { measureOf, measurePages, type Measure } from '../measures.ts';
import { failure, success, type Result } from '../result.ts';
import type { Rule } from '../rule-kind.ts';
import { writeScopes } from '../rules-in-force.ts';
import { builtInRules } from './check-names.ts';
import { explainGate } from './explain-gate.ts';
import { explainOwn, ownRules } from './explain-own.ts';
import type { Demand, DemandPart, Explanation } from './explanation.ts';
import { summaryOf, type KindPage } from './json-schema.ts';
import type { Origin, Policy } from './policy.ts';
import { listWords, nearestWord } from './suggest.ts';

/** A rule kind as an explanation needs it. */
interface ExplainedKind extends KindPage {
  /** How a person fixes a finding of it. */
  readonly remedy: string;
}

/** Why there is nothing to explain. */
export interface NotExplained {
  readonly message: string;
  readonly replacement?: string;
}

type Kinds = ReadonlyMap<string, ExplainedKind>;

const page = (kinds: Kinds, kind: string): Pick<Explanation, 'kind' | 'title' | 'about' | 'remedy'> => {
  const found = kinds.get(kind);
  return found === undefined
    ? { kind, title: kind, about: '', remedy: '' }
    : { kind, title: found.title, about: summaryOf(found), remedy: found.remedy };
};

const tellPlace = ({ source, line }: Origin): string =>
  source === 'default' ? 'the default' : `${source}, line ${line}`;

/** Where a value came from, in one sentence; empty when nothing is known of it. */
export const tellOrigins = (origins: readonly Origin[]): string => {
  const [winner, ...others] = origins;
  if (winner === undefined) return '';
  const from = `\`${winner.value}\` from ${tellPlace(winner)}`;
  const different = others.filter(({ value }) => value !== winner.value);
  const same = others.filter(({ value }) => value === winner.value);
  return [
    [from, ...same.map(tellPlace)].join(' and '),
    ...(different.length === 0
      ? []
      : [`overrules ${different.map((one) => `\`${one.value}\` (${tellPlace(one)})`).join(', ')}`]),
  ].join('; ');
};

const partWords: Readonly<Record<DemandPart['part'], string>> = { level: 'Level', 'raised-by': 'May be raised by' };

/** Where the other parts of a budget came from, one sentence each. */
export const tellParts = ({ parts = [] }: Demand): readonly string[] =>
  parts.map(({ part, origins }) => `${partWords[part]}: ${tellOrigins(origins)}`);

const originsOf = (policy: Policy, name: string): readonly Origin[] => policy.origins.get(name) ?? [];

const tellBudget = ({ measure, variant, limit, counts, raisedBy }: Budget): string => {
  const raised = raisedBy === undefined ? 'Nobody may raise it.' : `${raisedBy} may raise it.`;
  const how = variant === undefined ? '' : `, variant ${variant}`;
  return `At most ${limit} (${measurePages[measure].unit}${how}; counted: ${counts.join(', ')}). ${raised}`;
};

const partsOfBudget = (policy: Policy, name: string): readonly DemandPart[] =>
  (['level', 'raised-by'] as const)
    .map((part) => ({ part, origins: originsOf(policy, `${name}.${part}`) }))
    .filter(({ origins }) => origins.length > 0);

const budgetDemand = (policy: Policy, budget: Budget, mode: string | undefined): Demand => {
  const name = `${mode === undefined ? 'budgets' : `modes.${mode}.budgets`}.${budget.measure}`;
  return {
    ...(mode === undefined ? {} : { mode }),
    says: tellBudget(budget),
    level: budget.level,
    because: budget.because,
    origins: originsOf(policy, name),
    parts: partsOfBudget(policy, name),
  };
};

const explainBudget = (policy: Policy, id: string, measure: Measure, kinds: Kinds): Explanation => {
  const find = (budgets: readonly Budget[]): readonly Budget[] =>
    budgets.filter((budget) => budget.measure === measure);
  const demands = [
    ...find(policy.budgets).map((budget) => budgetDemand(policy, budget, undefined)),
    ...policy.modes.flatMap((mode) => find(mode.budgets).map((budget) => budgetDemand(policy, budget, mode.id))),
  ];
  return {
    id,
    ...page(kinds, measurePages[measure].kind),
    in: [],
    except: [],
    modes: [],
    options: { measure },
    demands,
  };
};

const tellWrites = (allow: readonly (readonly string[])[], deny: readonly string[]): string => {
  const only = allow.map((globs) => (globs.length === 0 ? 'nowhere' : globs.join(', '))).join('; and in ');
  return [
    allow.length === 0 ? 'It may write anywhere.' : `It may write only in ${only}.`,
    ...(deny.length === 0 ? [] : [`Never in ${deny.join(', ')}.`]),
  ].join(' ');
};

const explainLane = (policy: Policy, id: string, kinds: Kinds): Explanation => ({
  id,
  ...page(kinds, writeScopes.kind),
  in: [],
  except: [],
  modes: [],
  options: {},
  demands: policy.modes.map(({ id: mode, writes, because }) => ({
    mode,
    says: tellWrites(writes.allow, writes.deny),
    level: 'block',
    because,
    origins: [...originsOf(policy, `modes.${mode}.writes.allow`), ...originsOf(policy, `modes.${mode}.writes.deny`)],
  })),
});

const explainScope = (id: string, kinds: Kinds): Explanation => ({
  id,
  ...page(kinds, writeScopes.kind),
  in: [],
  except: [],
  modes: [],
  options: {},
  demands: [
    {
      says: 'A task writes only in the scope that was declared when it began.',
      level: 'block',
      because: 'The person who starts a task says how far it goes, and the task keeps to it.',
      origins: [{ source: 'default', line: 0, value: 'the scope of the task' }],
    },
  ],
});

const tellRule = ({ in: places, except, modes }: Rule): string =>
  [
    places.length === 0 ? 'It holds everywhere' : `It holds in ${places.join(', ')}`,
    except.length === 0 ? '' : `, not in ${except.join(', ')}`,
    modes.length === 0 ? '.' : `, in the modes ${modes.join(', ')}.`,
  ].join('');

const explainWritten = (policy: Policy, rule: Rule, kinds: Kinds): Explanation => ({
  id: rule.id,
  ...page(kinds, rule.kind),
  in: rule.in,
  except: rule.except,
  modes: rule.modes,
  options: rule.with,
  demands: [
    {
      says: tellRule(rule),
      level: rule.level,
      because: rule.because,
      origins: originsOf(policy, `rules.${rule.id}.level`),
    },
  ],
});

/**
 * What a rule id of a finding means, why it is there and who wrote it: rules of the policy, the budgets
 * (`budget.lines` …), the write scopes, gates, what is wrong with waivers, and what no policy writes.
 */
export const explainRule = (policy: Policy, id: string, kinds: Kinds): Result<Explanation, NotExplained> => {
  const rule = policy.rules.find((known) => known.id === id);
  if (rule !== undefined) return success(explainWritten(policy, rule, kinds));
  const measure = measureOf(id);
  if (measure !== undefined) return success(explainBudget(policy, id, measure, kinds));
  if (id === writeScopes.ofMode) return success(explainLane(policy, id, kinds));
  if (id === writeScopes.ofTask) return success(explainScope(id, kinds));
  const gate = policy.gates.find((known) => known.id === id);
  if (gate !== undefined) return success(explainGate(policy, gate));
  const own = explainOwn(policy, id);
  if (own !== undefined) return success(own);
  const words = [...[...policy.rules, ...policy.gates].map((known) => known.id), ...builtInRules, ...ownRules];
  const nearest = nearestWord(id, words);
  return failure({
    message: `There is no rule \`${id}\`. ${nearest === undefined ? `There are ${listWords(words, 'and')}.` : `Did you mean \`${nearest}\`?`}`,
    ...(nearest === undefined ? {} : { replacement: nearest }),
  });
};
