import { exceeds, tellSplit, type Meter } from '../budget.ts';
import { blocking, type Finding, type Judgement } from '../finding.ts';
import { cell, code, counted, fenced, grouped, plain, sentence, writeNotes } from '../markdown/write.ts';
import { measureOf } from '../measures.ts';
import type { Mode } from '../mode.ts';
import type { Role } from '../policy/policy.ts';
import type { Task } from '../task.ts';
import type { ChangedFile } from '../rule-kind.ts';
import { changedFunctions } from '../syntax/changed-functions.ts';
import { nameMeter, tellUse, writeMeterTable } from './status.ts';

const byWeight = (one: { added: number; deleted: number }, other: { added: number; deleted: number }): number =>
  other.added + other.deleted - (one.added + one.deleted);

const tellFiles = (files: readonly ChangedFile[]): readonly string[] =>
  files.length === 0
    ? ['Nothing has changed.']
    : [
        '| File | Class | Added | Deleted |',
        '| --- | --- | ---: | ---: |',
        ...[...files]
          .sort(byWeight)
          .map(
            (file) =>
              `| ${cell(file.path)} | ${file.class}${file.binary ? ', binary' : ''} | ${grouped(file.added)} | ${grouped(file.deleted)} |`,
          ),
      ];

// More would bury the ones that matter.
const mostFunctions = 10;

const tellFunctions = (files: readonly ChangedFile[]): readonly string[] => {
  const changed = files
    .flatMap((file) => changedFunctions(file).map(({ entity, before }) => ({ path: file.path, entity, before })))
    .sort((one, other) => other.entity.complexity - one.entity.complexity)
    .slice(0, mostFunctions);
  if (changed.length === 0) return [];
  return [
    '## Functions, the most complex first',
    '',
    '| Function | Where | Complexity | At the base |',
    '| --- | --- | ---: | ---: |',
    ...changed.map(
      ({ path, entity, before }) =>
        `| ${cell(entity.name)} | ${cell(`${path}:${entity.line}`)} | ${entity.complexity} | ${before ?? 'new'} |`,
    ),
    '',
  ];
};

/** Where a change spends its budget: every meter with its split, the files, the largest first, and the functions. */
export const writeBudget = (
  judgement: Pick<Judgement, 'meters'>,
  files: readonly ChangedFile[],
  notes: readonly string[] = [],
): string =>
  [
    `${writeNotes(notes)}# Budget`,
    '',
    writeMeterTable(judgement.meters),
    '',
    '## Files, the largest first',
    '',
    ...tellFiles(files),
    '',
    ...tellFunctions(files),
    'Lines are counted as `git diff --numstat` counts them, from the base of the task. Untracked files are included; what',
    'was changed already when the task began is not.',
    ...(files.some(({ estimated }) => estimated === true)
      ? ['', 'Some files are not saved yet: their numbers are estimates.']
      : []),
    '',
  ].join('\n');

export interface ApprovalFacts {
  readonly task: Pick<Task, 'id' | 'goal'>;
  readonly mode: Mode;
  readonly roles: readonly Role[];
  readonly judgement: Judgement;
}

const askFor = (meter: Meter, { mode, roles }: ApprovalFacts): readonly string[] => {
  const budget = mode.budgets.find(({ measure }) => measure === measureOf(meter.id));
  const role = roles.find(({ id }) => id === budget?.raisedBy);
  return [
    `- ${plain(nameMeter(meter))}: ${tellUse(meter)} (${tellSplit(meter)})`,
    `  - May be raised by: ${role === undefined ? 'nobody, by the policy' : plain(role.title)}`,
    ...(budget === undefined || budget.because === ''
      ? []
      : [`  - The limit is there because: ${sentence(budget.because)}`]),
  ];
};

const tellFinding = ({ path, line, rule, message, id }: Finding): string =>
  `- ${path === '' ? '' : `${code(`${path}:${line}`)}: `}${plain(message)} (${code(rule)}, ${id})`;

/** A request to approve more than a budget allows, for the role that may: to be pasted into a message or an issue. */
export const writeApprovalRequest = (facts: ApprovalFacts): string => {
  const over = facts.judgement.meters.filter(exceeds);
  const blockers = blocking(facts.judgement.findings);
  return [
    `## Approval asked for: ${plain(facts.mode.title)}, ${counted(over.length, 'budget')} exceeded`,
    '',
    'Goal of the task:',
    '',
    ...fenced(facts.task.goal),
    '',
    ...over.flatMap((meter) => askFor(meter, facts)),
    '',
    ...(blockers.length === 0 ? [] : ['Findings that block:', '', ...blockers.map(tellFinding), '']),
    'Why the work cannot be split: (to be said by whoever asks)',
    '',
    `Task ${facts.task.id}`,
    '',
  ].join('\n');
};
