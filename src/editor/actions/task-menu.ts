import { endTask, isOfAudit, tellFreeze, type TaskEnd } from '#app';
import { blocking, capitalized, counted, nameMeter, tellUse, writeLimits, type Origin } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { commands, type CommandId } from '../contributions.ts';
import { findFrost } from '../find-frost.ts';
import { presentSight } from '../present-sight.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { hasPolicy } from './policy.ts';

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

const offer = (command: CommandId, icon: string, detail: string): MenuItem => ({
  label: `$(${icon}) ${commands[command].title}`,
  detail,
  command,
});

const abandon = offer('codexGovernor.abandonTask', 'discard', 'Give the task up. Files stay as they are.');
const policy = offer('codexGovernor.openPolicy', 'law', 'Read the policy of this repository.');

type Active = Extract<Sight, { state: 'active' }>;

const tellMeters = ({ review }: Active): string =>
  review.judgement.meters
    .slice(0, 2)
    .map((meter) => `${nameMeter(meter)}: ${tellUse(meter)}`)
    .join(' · ');

const tellFindings = ({ review }: Active): string => {
  const { findings } = review.judgement;
  if (findings.length === 0) return 'No findings so far.';
  const { length: blockers } = blocking(findings);
  return `${counted(findings.length, 'finding')} so far; ${blockers === 0 ? 'none blocks' : `${blockers} ${blockers === 1 ? 'blocks' : 'block'}`} the change.`;
};

const whenActive = (sight: Active): readonly MenuItem[] => [
  offer('codexGovernor.showBudget', 'graph', tellMeters(sight)),
  offer('codexGovernor.checkChange', 'checklist', tellFindings(sight)),
  offer('codexGovernor.runTask', 'law', 'Codex works here, and every patch is judged before it is written.'),
  offer('codexGovernor.handOver', 'arrow-right', 'Give the prompt to Codex once more.'),
  offer('codexGovernor.openPrompt', 'markdown', 'Read the prompt as it was handed over.'),
  offer('codexGovernor.preparePullRequest', 'git-pull-request-create', 'Fill the pull-request text from facts.'),
  offer('codexGovernor.finishTask', 'pass', 'The work is done: end the task.'),
  abandon,
];

const whenLawless: readonly MenuItem[] = [
  offer(
    'codexGovernor.createPolicy',
    'law',
    'Set this repository up with one of the policies that ship with the extension.',
  ),
];

const whenIdle: readonly MenuItem[] = [
  offer('codexGovernor.startTask', 'play', 'Pick a mode and a goal; get a prompt that holds Codex to the policy.'),
  offer('codexGovernor.checkChange', 'checklist', 'Judge what this branch changes.'),
  policy,
];

const whenFrozen = (freeze: Origin): readonly MenuItem[] => [
  ...(isOfAudit(freeze)
    ? [
        offer('codexGovernor.liftFreeze', 'unlock', 'Write the file by which a person of the role that may lifts it.'),
        offer(
          'codexGovernor.showReport',
          'graph-line',
          'See the scores of the audits. It lifts, too, once the next one passes.',
        ),
      ]
    : []),
  offer('codexGovernor.checkChange', 'checklist', 'Judge what this branch changes.'),
  policy,
];

const itemsFor = (sight: Sight, hasPolicy: boolean): readonly MenuItem[] => {
  if (sight.state === 'active') return whenActive(sight);
  if (sight.state === 'parked') return [abandon, policy];
  // What cannot be read cannot be ended either; the sentence in the title says what to do.
  if (sight.state === 'failed') return [policy];
  return hasPolicy ? whenIdle : whenLawless;
};

interface Heading {
  readonly title: string;
  readonly placeHolder: string;
}

const headingOf = (sight: Sight): Heading => {
  const placeHolder = 'Pick what to do';
  if (sight.state === 'active') {
    const { mode } = sight.standard;
    const title = `${mode?.title ?? sight.task.mode}: ${mode === undefined ? 'no limits' : writeLimits(mode)}`;
    return { title, placeHolder: sight.task.goal };
  }
  if (sight.state === 'parked')
    return {
      title: `Codex task of ${sight.task.base.branch ?? 'another branch'}, parked`,
      placeHolder: sight.task.goal,
    };
  if (sight.state !== 'failed') return { title: 'No Codex task', placeHolder };
  const { message, remedy = '' } = sight.failure;
  return { title: `${message} ${remedy}`.trim(), placeHolder };
};

// A box cuts what is longer than it: the file of the audit is told where a task is refused.
const headingOfFreeze = (freeze: Origin): Heading => ({
  title: 'Codex is frozen in this repository',
  placeHolder: isOfAudit(freeze) ? capitalized(freeze.value) : tellFreeze(freeze),
});

/** What can be done with the task, or without one. */
export const showTask = async (watch: RepositoryWatch): Promise<void> => {
  const sight = await presentSight(watch);
  const freeze = sight.state === 'none' ? await findFrost(watch) : undefined;
  const items = freeze === undefined ? itemsFor(sight, await hasPolicy(watch)) : whenFrozen(freeze);
  const heading = freeze === undefined ? headingOf(sight) : headingOfFreeze(freeze);
  const picked = await vscode.window.showQuickPick<MenuItem>(items, { ...heading, matchOnDetail: true });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
};

const questions: Record<TaskEnd, { readonly ask: string; readonly detail: string; readonly yes: string }> = {
  finished: {
    ask: 'Finish this Codex task?',
    detail: 'Its mode is released. Your files stay as they are.',
    yes: 'Finish Task',
  },
  abandoned: {
    ask: 'Abandon this Codex task?',
    detail: 'Its mode is released. Your files stay as they are, with all that the task changed in them.',
    yes: 'Abandon Task',
  },
};

const warn = (sight: Sight, how: TaskEnd): string => {
  if (sight.state !== 'active' || how === 'abandoned') return '';
  const { length: blockers } = blocking(sight.review.judgement.findings);
  if (blockers === 0) return '';
  return ` ${counted(blockers, 'finding')} still ${blockers === 1 ? 'blocks' : 'block'} the change: it will not pass.`;
};

/** Ends the task after a confirmation; it is the only way out of a mode. */
export const leaveTask = async (watch: RepositoryWatch, how: TaskEnd): Promise<void> => {
  const sight = await presentSight(watch);
  if (sight.state !== 'active' && sight.state !== 'parked') {
    await complain(
      sight.state === 'failed' ? sight.failure : { reason: 'no-task', message: 'There is no Codex task.' },
    );
    return;
  }
  const { ask, detail, yes } = questions[how];
  const answer = await vscode.window.showWarningMessage(
    ask,
    { modal: true, detail: `“${sight.task.goal}”\n\n${detail}${warn(sight, how)}` },
    yes,
  );
  if (answer !== yes) return;
  const ended = await endTask(watch.machine, how);
  if (ended.ok) vscode.window.setStatusBarMessage(`$(check) The Codex task is ${how}`, 5_000);
  else await complain(ended.error);
  await watch.look();
};
