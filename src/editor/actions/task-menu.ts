import { endTask, type TaskEnd } from '#app';
import { writeLimits } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { commands, type CommandId } from '../contributions.ts';
import type { RepositoryWatch, Sight } from '../repository-watch.ts';

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

const offer = (command: CommandId, icon: string, detail: string): MenuItem => ({
  label: `$(${icon}) ${commands[command].title}`,
  detail,
  command,
});

const withTask: readonly MenuItem[] = [
  offer('codexGovernor.showBudget', 'graph', 'Every budget with its split, and the files that use it up.'),
  offer('codexGovernor.checkChange', 'checklist', 'Judge the change and show every finding.'),
  offer('codexGovernor.handOver', 'arrow-right', 'Give the prompt to Codex once more.'),
  offer('codexGovernor.openPrompt', 'markdown', 'Read the prompt as it was handed over.'),
  offer('codexGovernor.preparePullRequest', 'git-pull-request-create', 'Fill the pull-request text from facts.'),
  offer('codexGovernor.finishTask', 'pass', 'The work is done: end the task.'),
  offer('codexGovernor.abandonTask', 'discard', 'Give the task up. Files stay as they are.'),
];
const withoutTask: readonly MenuItem[] = [
  offer(
    'codexGovernor.startTask',
    'play',
    'Pick a mode and a goal; the context pack is checked; the prompt is written.',
  ),
  offer('codexGovernor.checkChange', 'checklist', 'Judge what this branch changes.'),
  offer('codexGovernor.openPolicy', 'law', 'Open the policy of this repository.'),
];

const itemsFor = (sight: Sight): readonly MenuItem[] => {
  if (sight.state === 'active') return withTask;
  if (sight.state === 'parked') return withTask.filter(({ command }) => command === 'codexGovernor.abandonTask');
  return withoutTask;
};

const titleOf = (sight: Sight): string => {
  if (sight.state === 'active') {
    const { mode } = sight.standard;
    return `${mode?.title ?? sight.task.mode}: ${sight.task.goal} (${mode === undefined ? 'no limits' : writeLimits(mode)})`;
  }
  if (sight.state === 'parked') return `Parked: ${sight.task.goal}`;
  return sight.state === 'failed' ? sight.failure.message : 'No Codex task';
};

/** What can be done with the task, or without one. */
export const showTask = async (watch: RepositoryWatch): Promise<void> => {
  const sight = await watch.look();
  const picked = await vscode.window.showQuickPick<MenuItem>(itemsFor(sight), {
    title: titleOf(sight),
    placeHolder: 'Codex Governor',
    matchOnDetail: true,
  });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
};

const questions: Record<TaskEnd, { readonly ask: string; readonly detail: string; readonly yes: string }> = {
  finished: {
    ask: 'Finish this Codex task?',
    detail: 'Its mode is released and its snapshot deleted. Your files stay as they are.',
    yes: 'Finish Task',
  },
  abandoned: {
    ask: 'Abandon this Codex task?',
    detail:
      'Its mode is released and its snapshot deleted. Your files stay as they are, the changes of the task included.',
    yes: 'Abandon Task',
  },
};

/** Ends the task after a confirmation; it is the only way out of a mode. */
export const leaveTask = async (watch: RepositoryWatch, how: TaskEnd): Promise<void> => {
  const { ask, detail, yes } = questions[how];
  const answer = await vscode.window.showWarningMessage(ask, { modal: true, detail }, yes);
  if (answer !== yes) return;
  const ended = await endTask(watch.machine, how);
  if (!ended.ok) await complain(ended.error);
  await watch.look();
};
