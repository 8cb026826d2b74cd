import { readLaw, runGates, workingTree, type GateOptions, type RanGates } from '#app';
import type { Policy } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { isNames } from '../names.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { withProgress } from '../with-progress.ts';
import { inMode } from './ask-mode.ts';

const title = 'Run Gates';

type Choice = Parameters<typeof runGates>[1]['choice'];

type Item = vscode.QuickPickItem & { readonly choice: Choice };

const itemsOf = ({ gates }: Policy): readonly Item[] => [
  { label: 'Gates this change needs', choice: 'needed' },
  { label: 'All gates', detail: 'Those of the night included.', choice: 'all' },
  ...gates.map(({ id, title: label }) => ({ label, description: id, choice: { ids: [id] } })),
];

const lawOf = async (watch: RepositoryWatch): Promise<Policy | undefined> => {
  const sight = watch.sight();
  if (sight.state === 'active') return sight.standard.policy;
  const law = await readLaw(watch.machine.shelf, workingTree(watch.machine.repository));
  if (law.ok) return law.value.policy;
  await complain(law.error);
  return undefined;
};

const askChoice = async (watch: RepositoryWatch): Promise<Choice | undefined> => {
  const policy = await lawOf(watch);
  if (policy === undefined) return undefined;
  if (policy.gates.length === 0) {
    await vscode.window.showInformationMessage('The policy of this repository has no gates.');
    return undefined;
  }
  const placeHolder = 'What shall be run? It runs on your files as they are saved.';
  return (await vscode.window.showQuickPick([...itemsOf(policy)], { title, placeHolder }))?.choice;
};

const run = ({ machine }: RepositoryWatch, choice: Choice, options: GateOptions) =>
  withProgress('Running gates', (report, signal) => {
    const watcher = {
      begins: (gate: { readonly title: string }, command: { readonly run: string }) =>
        report(`${gate.title}: ${command.run}`),
    };
    return runGates(machine, { ...options, choice }, watcher, signal);
  });

const tell = async ({ gates }: RanGates): Promise<void> => {
  const red = gates.filter(({ verdict }) => verdict === 'red');
  const [first] = red;
  if (first === undefined) {
    const titles = gates.map(({ gate }) => gate.title).join(', ');
    const words = titles === '' ? 'This change needs no gate, so none was run.' : `Green: ${titles}.`;
    // Nobody waits for what needs no answer.
    void vscode.window.showInformationMessage(words);
    return;
  }
  const show = 'Show Evidence';
  const others = red.length === 1 ? '' : ` ${red.length - 1} more ${red.length === 2 ? 'is' : 'are'} red.`;
  const words = `${first.gate.title} is red. ${first.evidence.problems.join(' ')}${others}`.replaceAll('`', '');
  if ((await vscode.window.showWarningMessage(words, show)) === show)
    await vscode.commands.executeCommand('codexGovernor.showEvidence', first.evidence.id);
};

/** Runs gates on the files as they are saved, those that are named or that it asks for, and says what they came to. */
export const runGatesHere = async (watch: RepositoryWatch, given: unknown): Promise<void> => {
  const choice = isNames(given) ? { ids: given } : await askChoice(watch);
  if (choice === undefined) return;
  const ran = await inMode(title, (options) => run(watch, choice, options));
  if (ran !== undefined) await tell(ran);
};
