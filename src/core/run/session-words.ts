import { exceeds, type Meter } from '../budget.ts';
import { isRead } from '../context-pack/demand.ts';
import { blocking } from '../finding.ts';
import { code, counted, plain } from '../markdown/write.ts';
import type { Mode } from '../mode.ts';
import type { Policy } from '../policy/policy.ts';
import { nameMeter, tellUse } from '../report/status.ts';
import type { Ruling } from '../ruling.ts';
import type { Task } from '../task.ts';
import { bullets, commandsOf, tellFinding } from './words.ts';

/* What is said to a Codex that nobody but its own hooks connects with us. Codex cuts the middle out of what is much longer. */

/** What the work of a session is held to. */
export interface SessionFacts {
  readonly policy: Pick<Policy, 'context'>;
  /** Left out: the work has none. */
  readonly mode?: Mode;
  readonly task?: Pick<Task, 'goal' | 'packDigest' | 'picks'>;
  readonly meters: readonly Meter[];
}

const mostMeters = 8;
const mostDocuments = 12;
const longestGoal = 300;

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest).trimEnd()} …`;

const head = ({ mode, task }: SessionFacts): string => {
  if (mode === undefined)
    return 'This repository is governed by Codex Governor. No task is under way, so only the rules that hold in every mode are asked.';
  const goal = task === undefined ? '' : ` The task: ${plain(cut(task.goal, longestGoal))}`;
  return `You work under Codex Governor, in mode ${plain(mode.title)} (${mode.id}). It does not change while this work lasts.${goal}`;
};

/** `lines 143 of 200; files 3 of 5`; empty where no budget holds. */
const tellMeters = (meters: readonly Meter[]): string =>
  [...meters]
    .sort((one, other) => Number(exceeds(other)) - Number(exceeds(one)))
    .slice(0, mostMeters)
    .map((meter) => `${nameMeter(meter)} ${tellUse(meter)}${exceeds(meter) ? ' (exceeded)' : ''}`)
    .join('; ');

const usedLine = (meters: readonly Meter[]): readonly string[] =>
  meters.length === 0 ? [] : [`Used of the budgets so far: ${tellMeters(meters)}.`];

const documentsOf = ({ policy, mode, task }: SessionFacts): readonly string[] =>
  policy.context
    .filter((item) => isRead(item, mode))
    .sort((one, other) => one.rank - other.rank)
    .flatMap(({ id, title, path, anchor, pick }) => {
      const paths = pick === undefined ? [path] : (task?.picks?.[id] ?? []);
      return paths.map((one) => `${plain(title)}: ${code(anchor === undefined ? one : `${one}#${anchor}`)}`);
    });

const packOf = (facts: SessionFacts): readonly string[] => {
  const all = documentsOf(facts);
  if (all.length === 0) return [];
  const digest = facts.task === undefined ? '' : ` (context pack ${facts.task.packDigest.slice(0, 12)})`;
  const more = all.length - mostDocuments;
  const told = [...all.slice(0, mostDocuments), ...(more > 0 ? [`and ${more} more`] : [])];
  return ['', `Read these before you write, the first counting most${digest}:`, '', ...bullets(told)];
};

/** What stands at the beginning of a session. */
export const writeSessionStart = (facts: SessionFacts): string =>
  [
    head(facts),
    '',
    ...bullets([
      'Each patch, command and use of a tool is judged by the policy of this repository before it is done. What breaks it is refused, and you are told which rule it breaks and why.',
      'When something is refused, do not try it again as it is, nor in another way. Mend what is named, make it smaller, or stop and say why it cannot be done within the rules.',
      'Change files with apply_patch only. What a command writes is judged once it stands there, and has to be mended or undone.',
      ...(facts.mode === undefined ? [] : commandsOf(facts.mode)),
      ...usedLine(facts.meters),
    ]),
    ...packOf(facts),
    '',
  ].join('\n');

/** What stands beside every prompt. */
export const writePromptContext = (facts: SessionFacts): string => {
  const { mode, meters } = facts;
  const lane = mode === undefined ? 'No mode is set.' : `The mode is ${plain(mode.title)} (${mode.id}).`;
  const documents = documentsOf(facts).length;
  const pack = documents === 0 ? [] : [`Its context pack has ${counted(documents, 'document')}.`];
  return ['Codex Governor judges what you do here.', lane, ...usedLine(meters), ...pack].join(' ');
};

const mostTold = 12;

/** What is said of a change that something other than a patch has made worse: it stands on disk already. */
export const tellBrought = ({ findings }: Pick<Ruling, 'findings'>): string => {
  const stopping = blocking(findings);
  const more = stopping.length - mostTold;
  return [
    `This has left the change in a state that may not merge: ${counted(stopping.length, 'finding')} of the policy. The files are changed already; undo that or mend it, by a patch, before you go on:`,
    '',
    ...bullets([...stopping.slice(0, mostTold).map(tellFinding), ...(more > 0 ? [`and ${more} more.`] : [])]),
    '',
  ].join('\n');
};
