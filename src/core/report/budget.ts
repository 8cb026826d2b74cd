import { exceeds, type Meter } from '../budget.ts';
import type { Change } from '../change.ts';
import type { Finding, Judgement } from '../finding.ts';
import { code, counted, fenced, grouped, plain, sentence } from '../markdown-write.ts';
import type { Mode } from '../mode.ts';
import type { Role } from '../policy/policy.ts';
import type { Task } from '../task.ts';
import { tellMeter } from './check-report.ts';

const byWeight = (one: { added: number; deleted: number }, other: { added: number; deleted: number }): number =>
  other.added + other.deleted - (one.added + one.deleted);

const tellBudgets = (meters: readonly Meter[]): readonly string[] =>
  meters.length === 0 ? ['No budget holds here.'] : meters.map((meter) => `- ${plain(tellMeter(meter))}`);

/** Where a change spends its budget: every meter with its split, then the files, the largest first. */
export const writeBudget = (judgement: Judgement, change: Change): string =>
  [
    '# Budget',
    '',
    ...tellBudgets(judgement.meters),
    '',
    '## Files, the largest first',
    '',
    ...(change.files.length === 0
      ? ['Nothing has changed.']
      : [
          '| File | Class | Added | Deleted |',
          '| --- | --- | ---: | ---: |',
          ...[...change.files]
            .sort(byWeight)
            .map(
              (file) =>
                `| ${code(file.path)} | ${file.class}${file.binary ? ', binary' : ''} | ${grouped(file.added)} | ${grouped(file.deleted)} |`,
            ),
        ]),
    '',
    'Lines are counted as `git diff --numstat` counts them, from the base of the task; untracked files are included.',
    '',
  ].join('\n');

export interface ApprovalFacts {
  readonly task: Pick<Task, 'id' | 'goal'>;
  readonly mode: Mode;
  readonly roles: readonly Role[];
  readonly judgement: Judgement;
}

const askFor = (meter: Meter, { mode, roles }: ApprovalFacts): readonly string[] => {
  const budget = mode.budgets.find(({ measure }) => `budget.${measure}` === meter.id);
  const role = roles.find(({ id }) => id === budget?.raisedBy);
  return [
    `- ${plain(tellMeter(meter))}`,
    `  - May be raised by: ${role === undefined ? 'nobody, by the policy' : plain(role.title)}`,
    ...(budget === undefined || budget.because === ''
      ? []
      : [`  - The limit is there because: ${sentence(budget.because)}`]),
  ];
};

const tellFinding = ({ rule, message, id }: Finding): string => `- ${plain(message)} (${code(rule)}, ${id})`;

/** A request to approve more than a budget allows, for the role that may: to be pasted into a message or an issue. */
export const writeApprovalRequest = (facts: ApprovalFacts): string => {
  const over = facts.judgement.meters.filter(exceeds);
  const blocking = facts.judgement.findings.filter(({ level }) => level === 'block');
  return [
    `## Approval asked for: ${plain(facts.mode.title)}, ${counted(over.length, 'budget')} exceeded`,
    '',
    'Goal of the task:',
    '',
    ...fenced(facts.task.goal),
    '',
    ...over.flatMap((meter) => askFor(meter, facts)),
    '',
    ...(blocking.length === 0 ? [] : ['Findings that block:', '', ...blocking.map(tellFinding), '']),
    'Why the work cannot be split: (to be said by whoever asks)',
    '',
    `Task ${facts.task.id}`,
    '',
  ].join('\n');
};
