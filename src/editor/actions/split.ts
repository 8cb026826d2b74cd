import { isDivided, isInOrder, splitChange, type Slice, type Failure, type SplitChange, type SplitOptions } from '#app';
import { counted, exceeds, nameMeter, tellPortion, tellUse, titleSlice, type Meter } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { showPast, type PastPair } from '../past-texts.ts';
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

/** A slice, or where there is none, the wish for branches. */
interface SliceRow extends vscode.QuickPickItem {
  readonly slice?: Slice;
}

const sliceRow = (slice: Slice, at: number): SliceRow => ({
  slice,
  label: `${isInOrder(slice) ? '$(check)' : '$(error)'} ${at + 1}. ${titleSlice(slice.portions)}`,
  description: tellMeters(slice),
  detail: isInOrder(slice)
    ? slice.portions.map(tellPortion).join(', ')
    : `Cannot be divided further. ${slice.over.map(tellMeter).join(', ')}.`,
});

const makeBranches: SliceRow = {
  label: '$(git-branch) Make Branches…',
  detail: 'One for each slice, each on top of the one before. What is checked out stays as it is.',
};

/** Shows how the change would be divided; what was picked, a slice or that branches shall be made. */
const pickSlice = async (split: SplitChange): Promise<SliceRow | undefined> => {
  const isWhole = isDivided(split);
  const placeHolder = isWhole
    ? `${counted(split.slices.length, 'slice')}, each within the budgets. Pick one to see what it changes`
    : 'No branches can be made: make the marked slices smaller first';
  const rows = [...(isWhole ? [makeBranches] : []), ...split.slices.map(sliceRow)];
  return vscode.window.showQuickPick(rows, { title, placeHolder, matchOnDetail: true });
};

/** The files of a slice, each as the slices before it leave it, and as this one does. */
const pairsOf = ({ slices, base }: SplitChange, slice: Slice): readonly PastPair[] => {
  const before = slices[slices.indexOf(slice) - 1]?.commit.id ?? base;
  return slice.portions.flatMap(({ file: { path, from, status }, begins, ends }): readonly PastPair[] => {
    const moved = from !== undefined && begins ? [{ path: from, before, after: null }] : [];
    const isNew = begins && (status === 'added' || from !== undefined);
    const isGone = ends && status === 'deleted';
    return [...moved, { path, before: isNew ? null : before, after: isGone ? null : slice.commit.id }];
  });
};

const showSlice = ({ root }: RepositoryWatch, split: SplitChange, slice: Slice): Promise<void> => {
  const name = `Slice ${split.slices.indexOf(slice) + 1} of ${split.slices.length}`;
  const pairs = pairsOf(split, slice);
  // VS Code says itself of a list how many files it has.
  return showPast(root, pairs.length === 1 ? `${name}: ${titleSlice(slice.portions)}` : name, pairs);
};

/** Asks what the branches shall begin with. `objection`: what was wrong with the last answer. */
const askPrefix = async (last: string, objection: string | undefined): Promise<string | undefined> =>
  vscode.window.showInputBox({
    title,
    value: last,
    prompt:
      objection ?? 'What shall the branches begin with? parts/report makes parts/report/1, parts/report/2 and so on.',
    validateInput: (text) => (text.trim() === '' ? 'Type what they begin with, such as parts/report.' : undefined),
    ignoreFocusOut: true,
  });

const tellBranches = ({ slices }: SplitChange): string => {
  const [first, last] = [slices[0]?.branch, slices.at(-1)?.branch];
  // What is here may be another by now, and may not be divisible any more: then no branch was made.
  return first === undefined || last === undefined
    ? 'What is here has changed meanwhile and cannot be divided all through any more, so no branch was made.'
    : `${counted(slices.length, 'branch', 'branches')}, ${first} to ${last}: together what is here.`;
};

/** What another answer mends. */
const isOfName = ({ reason }: Failure): boolean => reason === 'exists' || reason === 'bad-option';

/** Makes the branches of a change that was divided before, and says which; asks again for a name that cannot be had. */
const keepBranches = async (watch: RepositoryWatch, asked: SplitOptions): Promise<void> => {
  let objection: string | undefined;
  let last = '';
  for (;;) {
    const typed = await askPrefix(last, objection);
    if (typed === undefined) return;
    last = typed.trim();
    const made = await divide(watch, { ...asked, branches: last });
    if (made.ok) return void (await vscode.window.showInformationMessage(tellBranches(made.value)));
    if (!isOfName(made.error)) return complain(made.error);
    objection = `${made.error.message} ${made.error.remedy ?? ''}`.trim();
  }
};

/** Shows the slices that a change too large would be divided into, what each holds, and makes branches of them where asked to. */
export const splitHere = async (watch: RepositoryWatch): Promise<void> => {
  // Asked once: the branches are made in the same mode.
  let kept: SplitOptions = {};
  const split = await inMode(title, (options) => {
    kept = options;
    return divide(watch, options);
  });
  if (split === undefined) return;
  if (split.slices.length === 1 && isDivided(split)) {
    await vscode.window.showInformationMessage('The change keeps its budgets: there is nothing to divide.');
    return;
  }
  const picked = await pickSlice(split);
  if (picked === undefined) return;
  await (picked.slice === undefined ? keepBranches(watch, kept) : showSlice(watch, split, picked.slice));
};
