import {
  checkChange,
  fail,
  findFreezeNow,
  findMode,
  listModes,
  need,
  story,
  takeGround,
  tellFreeze,
  tellLaw,
  type Failure,
  type Ground,
} from '#app';
import {
  budgetId,
  explainRule,
  failure,
  present,
  ruleKinds,
  success,
  type Budget,
  type Explanation,
  type Finding,
  type Mode,
  type Origin,
  type Policy,
  type Result,
} from '#core';
import * as z from 'zod';
import { writeExplanation } from '../commands/policy.ts';
import { finding } from '../document-parts.ts';
import { explanation } from '../explanation-document.ts';
import { describeBudget } from './describe.ts';
import * as documents from './documents.ts';
import { tool, type Asked } from './tool.ts';

const describeBudgets = (budgets: readonly Budget[]) =>
  budgets.map((budget) => describeBudget(budgetId(budget.measure), budget));

const explained = (policy: Policy, id: string): Result<Explanation, Failure> => {
  const found = explainRule(policy, id, ruleKinds);
  return found.ok ? found : failure(fail('bad-option', found.error.message));
};

const describeRules = (policy: Policy) =>
  policy.rules.map(({ id, kind, level, because, in: inside, except, modes }) => {
    const { title, remedy } = ruleKinds.get(kind) ?? { title: kind, remedy: '' };
    return { id, kind, title, level, because, remedy, in: inside, except, modes };
  });

const describePolicy = (
  { law, task, notes }: Ground,
  freeze: Origin | undefined,
): z.infer<typeof documents.policy> => ({
  title: law.policy.title,
  policy: tellLaw(law),
  codex: freeze === undefined ? 'active' : 'frozen',
  modes: law.policy.modes.map(({ id, title, goal }) => ({ id, title, goal })),
  mode: task?.mode ?? null,
  budgets: describeBudgets(law.policy.budgets),
  rules: describeRules(law.policy),
  notes,
});

export const policyTool = tool({
  name: 'policy',
  title: 'Policy',
  description:
    'The policy that work in this repository is held to: its modes, budgets, and every rule with its level, where it holds, why it is there and how a finding of it is fixed. Ask before planning a change.',
  input: z.object({}),
  output: documents.policy,
  answer: async ({ machine }) =>
    story(async function* () {
      const ground = yield* need(takeGround(machine, {}));
      const freeze = yield* need(findFreezeNow(machine, ground.law));
      const document = describePolicy(ground, freeze);
      const { title, policy, modes, rules } = document;
      const lines = [
        `${title} (${policy}): ${freeze === undefined ? 'Codex may work.' : `Codex is frozen (${tellFreeze(freeze)}), no agent may work.`}`,
        `Modes: ${modes.map(({ id, goal }) => `${id} (${goal})`).join('; ') || 'none'}`,
        ...rules.map(
          ({ id, level, title, because, remedy }) => `- ${id} (${level}): ${title}. Why: ${because} Mend: ${remedy}`,
        ),
      ];
      return { words: lines.join('\n'), document };
    }),
});

const demandMode = ({ law, task }: Ground, named: string | undefined): Result<Mode, Failure> => {
  const id = named ?? task?.mode;
  if (id !== undefined) return findMode(law.policy, id);
  return failure(
    fail(
      'no-task',
      'This worktree has no Codex task, so no mode is at work.',
      `Name one as \`mode\`. ${listModes(law.policy)}`,
    ),
  );
};

const describeMode = (mode: Mode, { task }: Ground): z.infer<typeof documents.modeLaw> => ({
  id: mode.id,
  title: mode.title,
  goal: mode.goal,
  because: mode.because,
  task: task?.mode === mode.id ? { id: task.id, goal: task.goal, scope: task.scope } : null,
  writes: mode.writes,
  reads_denied: mode.reads.deny,
  commands: mode.commands,
  budgets: describeBudgets(mode.budgets),
  duties: mode.duties.map(({ text }) => text),
  instructions: mode.instructions,
  context: mode.context,
});

const listOr = (items: readonly string[], none: string): string => (items.length === 0 ? none : items.join(', '));

const tellMode = ({
  id,
  title,
  goal,
  task,
  writes,
  commands,
  budgets,
  duties,
  ...rest
}: z.infer<typeof documents.modeLaw>) =>
  [
    `Mode ${title} (${id}): ${goal}`,
    ...(task === null
      ? []
      : [`Task ${task.id}: ${task.goal}`, `Scope: ${listOr(task.scope, 'wherever the mode may write')}`]),
    `May write: ${writes.allow.map((globs) => listOr(globs, 'nowhere')).join('; and within: ') || 'anywhere'}`,
    `May never write: ${listOr(writes.deny, 'nothing is named')}`,
    `May not read: ${listOr(rest.reads_denied, 'nothing is named')}`,
    `May run: ${listOr(commands.allow, 'any command')}; never: ${listOr(commands.deny, 'nothing is named')}`,
    ...budgets.map(({ id, limit, level }) => `${id}: at most ${limit} (${level})`),
    ...duties.map((duty) => `Has to be done: ${duty}`),
    ...rest.instructions,
  ].join('\n');

export const modeTool = tool({
  name: 'mode',
  title: 'Mode of the task',
  description:
    'The lane of the task of this worktree: its goal and scope, where it may write and read, what it may run, its limits, and what has to be done before it is done. Ask before the first change.',
  input: z.object({
    mode: z.string().optional().describe('Another mode of the policy; left out: the one of the task.'),
  }),
  output: documents.modeLaw,
  answer: async ({ machine }, { mode }) =>
    story(async function* () {
      const ground = yield* need(takeGround(machine, {}));
      const document = describeMode(yield* need(demandMode(ground, mode)), ground);
      return { words: tellMode(document), document };
    }),
});

/** The finding that is meant: one that was told of, else one of the change as it stands. */
const findFinding = ({ machine, told, signal }: Asked, id: string): Promise<Result<Finding | undefined, Failure>> => {
  const known = told.get(id);
  return story(async function* () {
    if (known !== undefined) return known;
    const { judgement } = yield* need(checkChange(machine, {}, signal));
    return judgement.findings.find((one) => one.id === id);
  });
};

const tellFinding = ({ id, path, line, message }: Finding): string => `Finding ${id}, ${path}:${line}: ${message}\n\n`;

export const explainTool = tool({
  name: 'explain',
  title: 'Explain a rule or a finding',
  description:
    'What a rule demands, why it is there, where it was written, and how a finding of it is fixed. Takes the id of a rule, of a budget such as budget.lines, or of a finding that another tool told of.',
  input: z.object({ id: z.string().min(1).describe('The id of a rule, a budget or a finding.') }),
  output: explanation.extend({ finding: finding.exactOptional().describe('The finding that was asked about.') }),
  answer: async (asked, { id }) =>
    story(async function* () {
      const { policy } = (yield* need(takeGround(asked.machine, {}))).law;
      const rule = explained(policy, id);
      if (rule.ok) return { words: writeExplanation(rule.value), document: rule.value };
      const found = yield* need(success(await findFinding(asked, id)));
      // Whether it is a finding could not be told; what is no rule is told in any case.
      const one = found.ok ? found.value : undefined;
      if (one === undefined) return yield* need(rule);
      const document = yield* need(explained(policy, one.rule));
      return {
        words: `${tellFinding(one)}${writeExplanation(document)}`,
        document: { ...document, ...present('finding', one) },
      };
    }),
});
