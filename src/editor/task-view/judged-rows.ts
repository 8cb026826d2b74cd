import {
  blocking,
  capitalized,
  counted,
  exceeds,
  grouped,
  isOfInterest,
  measureOf,
  nameMeter,
  plain,
  raisableOf,
  tellAllowance,
  tellSplit,
  tellUse,
  unwaived,
  weightOf,
  writeLimits,
  type Finding,
  type Judgement,
  type Meter,
  type Policy,
  type Task,
} from '#core';
import { canBeWaived } from '../actions/ask-allowance.ts';
import { colours, type Icon } from '../icons.ts';
import type { Sight } from '../sight.ts';
import { paragraphs, section, splitPath, type TaskRow } from './row.ts';

/** A task whose change is seen. */
export type ActiveSight = Extract<Sight, { state: 'active' }>;

const { good, bad, look, news } = colours;

const verdicts: Readonly<Record<Judgement['verdict'], { readonly words: string; readonly icon: Icon }>> = {
  pass: { words: 'passes', icon: ['pass', good] },
  warn: { words: 'passes, with warnings', icon: ['warning', look] },
  block: { words: 'blocked', icon: ['error', bad] },
};

const levelIcons: Readonly<Record<Finding['level'], Icon>> = {
  block: ['error', bad],
  warn: ['warning', look],
  info: ['info', news],
};

const tellBase = ({ base: { commit, branch } }: Task): string => {
  const at = commit === null ? 'the empty repository' : commit.slice(0, 8);
  return branch === null ? at : `${at} on ${branch}`;
};

/** Tells a moment, ISO 8601, as people here write it. */
export type TellTime = (at: string) => string;

const fact = (label: string, description: string, more: Partial<TaskRow> = {}): TaskRow => ({
  id: `task ${label}`,
  label,
  description,
  tooltip: paragraphs(`**${label}**`, plain(description)),
  kind: 'plain',
  ...more,
});

const taskRows = ({ task, standard, review }: ActiveSight, tellTime: TellTime): readonly TaskRow[] => {
  const { mode } = standard;
  const { words, icon } = verdicts[review.judgement.verdict];
  return [
    fact('Goal', task.goal, { icon: ['target'], does: 'codexGovernor.openPrompt' }),
    fact('Mode', `${mode?.title ?? task.mode}: ${mode === undefined ? 'no limits' : writeLimits(mode)}`, {
      icon: ['law'],
    }),
    fact('Since', tellTime(task.startedAt), { icon: ['clock'] }),
    fact('Base', tellBase(task), { icon: ['git-commit'] }),
    ...(task.scope.length === 0 ? [] : [fact('Scope', task.scope.join(', '), { icon: ['folder'] })]),
    fact('Change', words, { icon, does: 'codexGovernor.checkChange' }),
  ];
};

const taskSection = (sight: ActiveSight, tellTime: TellTime): readonly TaskRow[] =>
  section({
    id: 'task',
    label: 'Task',
    description: sight.standard.mode?.title ?? sight.task.mode,
    tooltip: paragraphs(`**${plain(sight.standard.mode?.title ?? sight.task.mode)}**`, plain(sight.task.goal)),
    kind: 'task',
    rows: taskRows(sight, tellTime),
  });

// What says so is the finding of the budget: it may only warn, and it may be waived.
const meterIcon = (meter: Meter, findings: readonly Finding[]): Icon => {
  if (!exceeds(meter)) return ['pass', good];
  const found = findings.find(({ rule }) => rule === meter.id);
  return levelIcons[found?.level ?? 'block'];
};

const tellApproval = ({ approval, limit }: Meter): string =>
  approval === undefined
    ? ''
    : `The policy allows ${grouped(approval.raisedFrom)}; ${grouped(limit)} were approved by ${approval.who} (${approval.role}).`;

const titleOf = (meter: Meter): string =>
  measureOf(meter.id) === undefined ? meter.id : capitalized(nameMeter(meter));

const meterRow = (meter: Meter, findings: readonly Finding[], mayBeRaised: boolean): TaskRow => {
  const over = exceeds(meter);
  const title = titleOf(meter);
  return {
    id: `meter ${meter.id}`,
    label: title,
    description: `${tellUse(meter)}${over ? ', over the limit' : ''}`,
    tooltip: paragraphs(
      `**${plain(title)}**: ${tellUse(meter)}${over ? ', over the limit' : ''}`,
      plain(tellSplit(meter)),
      plain(tellApproval(meter)),
    ),
    icon: meterIcon(meter, findings),
    kind: mayBeRaised ? 'over' : 'plain',
    does: 'codexGovernor.showBudget',
    gives: { 'codexGovernor.askForApproval': meter.id },
  };
};

const budgetSection = ({ standard, review: { judgement } }: ActiveSight): readonly TaskRow[] => {
  const raisable = new Set(raisableOf(judgement.meters, standard).map(({ meter }) => meter.id));
  const over = judgement.meters.filter(exceeds).length;
  return section({
    id: 'budgets',
    label: 'Budgets',
    description: over === 0 ? 'kept' : `${over} over the limit`,
    kind: 'budgets',
    rows: judgement.meters
      .filter(isOfInterest)
      .map((meter) => meterRow(meter, judgement.findings, raisable.has(meter.id))),
  });
};

const findingRow = (policy: Policy, finding: Finding): TaskRow => {
  const { id, rule, level, path, line, column = 1, message, because, waiver } = finding;
  return {
    id: `finding ${id}`,
    label: message,
    description: path === '' ? rule : `${rule}, line ${line}${waiver === undefined ? '' : ', waived'}`,
    tooltip: paragraphs(
      `**${plain(rule)}** (${weightOf(finding)})`,
      plain(message),
      plain(because),
      plain(tellAllowance(finding) ?? ''),
    ),
    icon: waiver === undefined ? levelIcons[level] : ['check'],
    kind: canBeWaived(policy, finding) ? 'waivable' : 'finding',
    ...(path === '' ? { does: 'codexGovernor.explainRule' as const } : { at: { path, line, column } }),
    gives: { 'codexGovernor.explainRule': rule, 'codexGovernor.askForWaiver': id },
  };
};

// More rows nobody reads, and every one is drawn anew with every pause in typing.
const mostListed = 200;

const fileRow = (policy: Policy, path: string, findings: readonly Finding[]): TaskRow => {
  const { name, folder } = splitPath(path);
  return {
    id: `file ${path}`,
    label: name,
    description: folder,
    tooltip: plain(path),
    kind: 'file',
    isOpen: true,
    icon: ['file'],
    gives: { 'codexGovernor.compareWithBase': path },
    rows: findings.map((finding) => findingRow(policy, finding)),
  };
};

const tellCount = (findings: readonly Finding[]): string => {
  const open = unwaived(findings);
  const waived = findings.length - open.length;
  const { length: blockers } = blocking(findings);
  return [
    counted(open.length, 'finding'),
    ...(blockers === 0 ? [] : [`${blockers} ${blockers === 1 ? 'blocks' : 'block'}`]),
    ...(waived === 0 ? [] : [`${waived} waived`]),
  ].join(', ');
};

const findingSection = ({ standard: { policy }, review: { judgement } }: ActiveSight): readonly TaskRow[] => {
  const { findings } = judgement;
  const listed = findings.slice(0, mostListed);
  const paths = [...new Set(listed.map(({ path }) => path))];
  const rest = findings.length - listed.length;
  const rows = paths.flatMap((path) => {
    const own = listed.filter((finding) => finding.path === path);
    return path === '' ? own.map((finding) => findingRow(policy, finding)) : [fileRow(policy, path, own)];
  });
  const more: readonly TaskRow[] =
    rest === 0 ? [] : [{ id: 'findings more', label: `and ${rest} more, listed in Problems`, kind: 'plain' }];
  const none: TaskRow = { id: 'findings none', label: 'No findings so far', icon: ['pass', good], kind: 'plain' };
  return section({
    id: 'findings',
    label: 'Findings',
    description: findings.length === 0 ? '' : tellCount(findings),
    kind: 'findings',
    rows: rows.length === 0 ? [none] : [...rows, ...more],
  });
};

/** What the judgement of the change at hand says: the task, its budgets, what was found. */
export const judgedRows = (sight: ActiveSight, tellTime: TellTime) => ({
  task: taskSection(sight, tellTime),
  budgets: budgetSection(sight),
  findings: findingSection(sight),
});
