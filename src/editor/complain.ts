import type { Failure } from '#app';
import * as vscode from 'vscode';
import type { CommandId } from './contributions.ts';

interface Way {
  readonly title: string;
  readonly command: CommandId | 'vscode.open';
  readonly given?: readonly unknown[];
}

const ways: Partial<Record<Failure['reason'], Way>> = {
  'no-policy': { title: 'Create Policy', command: 'codexGovernor.createPolicy' },
  'bad-policy': { title: 'Open Policy', command: 'codexGovernor.openPolicy' },
  frozen: { title: 'Open Policy', command: 'codexGovernor.openPolicy' },
  'no-task': { title: 'Start Codex Task', command: 'codexGovernor.startTask' },
  'task-parked': { title: 'Show Task', command: 'codexGovernor.showTask' },
  'no-agent': { title: 'Hand Over Another Way', command: 'codexGovernor.handOver' },
  'agent-unknown': { title: 'Hand Over Another Way', command: 'codexGovernor.handOver' },
  'task-active': { title: 'Show Task', command: 'codexGovernor.showTask' },
};

const liftFreeze: Way = { title: 'Lift Freeze…', command: 'codexGovernor.liftFreeze' };

const wayOf = ({ reason, frozenBy }: Failure): Way | undefined => (frozenBy === 'audits' ? liftFreeze : ways[reason]);

const firstProblem = ({ problems = [] }: Failure): string => {
  const first = problems.find(({ severity }) => severity === 'error');
  return first === undefined ? '' : `The first: ${first.source}, line ${first.line}: ${first.message}`;
};

/** A place that a failure speaks of: a path from the root of the repository, and a line from 1 on. */
export interface FailurePlace {
  readonly root: vscode.Uri;
  readonly path: string;
  readonly line: number;
}

/** Where the first mistake stands that a failure tells; undefined where it tells none. */
export const placeOfProblem = (root: vscode.Uri, { problems = [] }: Failure): FailurePlace | undefined => {
  const first = problems.find(({ severity }) => severity === 'error');
  return first === undefined ? undefined : { root, path: first.source, line: first.line };
};

const openPlace = ({ root, path, line }: FailurePlace): Way => {
  const start = new vscode.Position(line - 1, 0);
  return {
    title: `Open ${path.slice(path.lastIndexOf('/') + 1)}`,
    command: 'vscode.open',
    given: [vscode.Uri.joinPath(root, path), { selection: new vscode.Range(start, start) }],
  };
};

/**
 * Says why it could not go on and what to do; where a command helps, or a place is known, offers that. VS Code shows the whole of
 * a message only where it offers something. Nothing for what the person cancelled.
 */
export const complain = async (failure: Failure, place?: FailurePlace): Promise<void> => {
  if (failure.reason === 'cancelled') return;
  const way = place === undefined ? wayOf(failure) : openPlace(place);
  const parts = [failure.message, firstProblem(failure), failure.remedy ?? ''].filter((part) => part !== '');
  // A notification shows text, not Markdown.
  const words = parts.join(' ').replaceAll('`', '');
  const chosen = await vscode.window.showErrorMessage(words, ...(way === undefined ? [] : [way.title]));
  if (way !== undefined && chosen === way.title)
    await vscode.commands.executeCommand(way.command, ...(way.given ?? []));
};
