import type { Failure } from '#app';
import * as vscode from 'vscode';
import type { CommandId } from './contributions.ts';

interface Way {
  readonly title: string;
  readonly command: CommandId;
}

const ways: Partial<Record<Failure['reason'], Way>> = {
  'no-policy': { title: 'Create Policy', command: 'codexGovernor.createPolicy' },
  'bad-policy': { title: 'Open Policy', command: 'codexGovernor.openPolicy' },
  frozen: { title: 'Open Policy', command: 'codexGovernor.openPolicy' },
  'no-task': { title: 'Start Codex Task', command: 'codexGovernor.startTask' },
  exists: { title: 'Open Policy', command: 'codexGovernor.openPolicy' },
  'task-parked': { title: 'Show Task', command: 'codexGovernor.showTask' },
  'no-agent': { title: 'Hand Over Another Way', command: 'codexGovernor.handOver' },
  'agent-unknown': { title: 'Hand Over Another Way', command: 'codexGovernor.handOver' },
  'task-active': { title: 'Show Task', command: 'codexGovernor.showTask' },
};

const firstProblem = ({ problems = [] }: Failure): string => {
  const first = problems.find(({ severity }) => severity === 'error');
  return first === undefined ? '' : `The first: ${first.source}, line ${first.line}: ${first.message}`;
};

/** Says why it could not go on and what to do; where a command helps, offers it. Nothing for what the person cancelled. */
export const complain = async (failure: Failure): Promise<void> => {
  if (failure.reason === 'cancelled') return;
  const way = ways[failure.reason];
  const parts = [failure.message, firstProblem(failure), failure.remedy ?? ''].filter((part) => part !== '');
  // A notification shows text, not Markdown.
  const words = parts.join(' ').replaceAll('`', '');
  const chosen = await vscode.window.showErrorMessage(words, ...(way === undefined ? [] : [way.title]));
  if (way !== undefined && chosen === way.title) await vscode.commands.executeCommand(way.command);
};
