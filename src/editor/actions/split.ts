import { isDivided, isInOrder, splitChange, type Slice, type SplitChange, type SplitOptions } from '#app';
import { counted, exceeds, nameMeter, tellPortion, tellUse, titleSlice, type Meter } from '#core';
import * as vscode from 'vscode';
import type { RepositoryWatch } from '../repository-watch.ts';
import { withProgress } from '../with-progress.ts';
import { inMode, type Told } from './ask-mode.ts';

const title = 'Split Change';

const divide = async ({ machine }: RepositoryWatch, options: SplitOptions): Told<SplitChange> =>
  withProgress('Dividing the change', (report, signal) =>
    splitChange(machine, options, { onSlice: (number) => report(`slice ${number}`), signal }),
  );

const tellMeter = (meter: Meter): string => `${nameMeter(meter)}: ${tellUse(meter)}`;

const tellMeters = ({ judgement: { meters } }: Slice): string =>
  meters
    .filter((meter) => exceeds(meter) || ['budget.lines', 'budget.files'].includes(meter.id))
    .map(tellMeter)
    .join(' · ');

const sliceRow = (slice: Slice, at: number): vscode.QuickPickItem => ({
  label: `${isInOrder(slice) ? '$(check)' : '$(error)'} ${at + 1}. ${titleSlice(slice.portions)}`,
  description: tellMeters(slice),
  detail: isInOrder(slice)
    ? slice.portions.map(tellPortion).join(', ')
    : `Cannot be divided further: it needs ${slice.over.map(tellMeter).join(', ')}.`,
});

const makeBranches: vscode.QuickPickItem = {
  label: '$(git-branch) Make Branches…',
  detail: 'One for each slice, each on top of the one before. What is checked out stays as it is.',
};

/** Shows how the change would be divided; true where a person asks for branches of that. */
const wantsBranches = async (split: SplitChange): Promise<boolean> => {
  const isWhole = isDivided(split);
  const rows = [...(isWhole ? [makeBranches] : []), ...split.slices.map(sliceRow)];
  const placeHolder = isWhole
    ? `${counted(split.slices.length, 'slice')}, each within the budgets. Together they are exactly what is here`
    : 'It cannot be divided all through, so no branches can be made. Make the marked pieces smaller first';
  const picked = await vscode.window.showQuickPick(rows, { title, placeHolder, matchOnDetail: true });
  return picked === makeBranches;
};

const askPrefix = async (): Promise<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt: 'What shall the branches begin with? parts/report makes parts/report/1, parts/report/2 and so on.',
    validateInput: (text) => (text.trim() === '' ? 'Type what they begin with, such as parts/report.' : undefined),
  });

/** Makes the branches of a change that was divided before, and says which. */
const keepBranches = async (watch: RepositoryWatch, asked: SplitOptions): Promise<void> => {
  const made = await inMode(title, (options) => divide(watch, { ...asked, ...options }));
  if (made === undefined) return;
  const [first, last] = [made.slices[0]?.branch, made.slices.at(-1)?.branch];
  // What is here may be another by now, and may not be divisible any more: then no branch was made.
  const words =
    first === undefined || last === undefined
      ? 'What is here has changed meanwhile and cannot be divided all through any more, so no branch was made.'
      : `${counted(made.slices.length, 'branch', 'branches')}, ${first} to ${last}. What is checked out stays as it is.`;
  await vscode.window.showInformationMessage(words);
};

/** Shows the slices that a change too large would be divided into, and makes branches of them where a person asks for that. */
export const splitHere = async (watch: RepositoryWatch): Promise<void> => {
  // Asked once: the branches are made in the same mode.
  let kept: SplitOptions = {};
  const split = await inMode(title, (options) => {
    kept = options;
    return divide(watch, options);
  });
  if (split === undefined) return;
  if (split.slices.length === 1 && isDivided(split)) {
    await vscode.window.showInformationMessage('It keeps the budgets as it is: there is nothing to divide.');
    return;
  }
  const branches = (await wantsBranches(split)) ? (await askPrefix())?.trim() : undefined;
  if (branches !== undefined) await keepBranches(watch, { ...kept, branches });
};
