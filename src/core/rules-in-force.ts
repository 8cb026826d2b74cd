import type { Budget } from './budget.ts';
import { budgetId, measurePages, type Measure } from './measures.ts';
import type { Mode } from './mode.ts';
import type { Policy } from './policy/policy.ts';
import { rememberWeakly } from './remember.ts';
import type { Rule } from './rule-kind.ts';

/** The rule that a budget becomes; one object for the same one, so that what was seen by it is found again. */
export const budgetRule = rememberWeakly((budget: Budget): Rule => ({
  id: budgetId(budget.measure),
  kind: measurePages[budget.measure].kind,
  in: [],
  except: [],
  modes: [],
  with: {
    ...measurePages[budget.measure].options,
    limit: budget.limit,
    counts: budget.counts,
    ...(budget.variant === undefined ? {} : { variant: budget.variant }),
  },
  level: budget.level,
  because: budget.because,
}));

/** The ids of the rules that a mode's `writes` and the declared scope of a task become, and their kind. */
export const writeScopes = { kind: 'write-scope', ofMode: 'write-scope.mode', ofTask: 'write-scope.task' } as const;

const scopeRule = (id: string, of: string, writes: Mode['writes'], because: string): Rule => ({
  id,
  kind: writeScopes.kind,
  in: [],
  except: [],
  modes: [],
  with: { of, allow: writes.allow, deny: writes.deny },
  level: 'block',
  because,
});

const laneRules = rememberWeakly((mode: Mode): readonly Rule[] =>
  mode.writes.allow.length + mode.writes.deny.length === 0
    ? []
    : [
        scopeRule(
          writeScopes.ofMode,
          `mode ${mode.title}`,
          mode.writes,
          mode.because || `Mode ${mode.title} keeps to its lane.`,
        ),
      ],
);

const taskRules = (scope: readonly string[]): readonly Rule[] =>
  scope.length === 0
    ? []
    : [
        scopeRule(
          writeScopes.ofTask,
          'the scope declared for this task',
          { allow: [scope], deny: [] },
          'The scope was declared when the task began, and a task keeps to what it declared.',
        ),
      ];

/** The budgets that hold for work in a mode, or without one. */
export const budgetsFor = (policy: Pick<Policy, 'budgets'>, mode: Mode | undefined): readonly Budget[] =>
  mode?.budgets ?? policy.budgets;

/** The budget of a measure among them; undefined where there is none. */
export const budgetFor = (
  policy: Pick<Policy, 'budgets'>,
  mode: Mode | undefined,
  measure: Measure | undefined,
): Budget | undefined => budgetsFor(policy, mode).find((budget) => budget.measure === measure);

/** Every rule that holds beside the budgets. */
export const otherRules = (policy: Policy, mode: Mode | undefined, scope: readonly string[]): readonly Rule[] => [
  ...(mode === undefined ? [] : laneRules(mode)),
  ...taskRules(scope),
  ...policy.rules.filter(({ modes }) => modes.length === 0 || (mode !== undefined && modes.includes(mode.id))),
];

/** Every rule that holds for a change: the budgets and the lane of its mode, its declared scope, the policy's own rules. */
export const rulesInForce = (policy: Policy, mode: Mode | undefined, scope: readonly string[]): readonly Rule[] => [
  ...budgetsFor(policy, mode).map(budgetRule),
  ...otherRules(policy, mode, scope),
];
