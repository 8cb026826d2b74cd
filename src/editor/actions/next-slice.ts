import { listChains, requestSlice, verifySlices, type Failure, type ListedChain, type SliceRequest } from '#app';
import {
  chainFolder,
  firstUndone,
  present,
  sliceStateNames,
  type ChainStanding,
  type Result,
  type SliceStanding,
} from '#core';
import * as vscode from 'vscode';
import { complain, placeOfProblem, type FailurePlace } from '../complain.ts';
import { commands } from '../contributions.ts';
import type { Documents } from '../documents.ts';
import type { HandOverPlace } from '../hand-over.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { startTask } from '../start-task/start-task.ts';
import { withProgress } from '../with-progress.ts';
import { askMode } from './ask-mode.ts';

const title = 'Start Next Slice';

interface Next {
  readonly chain: ChainStanding;
  readonly slice: SliceStanding;
}

/** What is open of a chain, in its order: what waits is shown too, so that a person sees why. */
const openOf = (chain: ChainStanding): readonly Next[] =>
  chain.slices.filter(({ state }) => state !== 'done').map((slice) => ({ chain, slice }));

/** What a person has to know of it: what keeps it once its files are there, else what it is for. */
const detailOf = ({ slice: { state, holds, goal } }: Next): string => {
  const [first] = holds;
  const isBegun = state !== 'waiting' && !holds.some(({ kind }) => kind === 'file');
  return isBegun && first !== undefined ? first.message : goal;
};

const mistakesIn = ({ found, problems }: ListedChain): Failure => ({
  reason: 'bad-chain',
  message: `The chain ${found.file.id} has mistakes, so nothing of it starts.`,
  problems,
});

interface Row extends vscode.QuickPickItem {
  readonly pick: Next | Failure;
}

const rowOf = (next: Next): Row => ({
  label: next.slice.title,
  description: `${next.chain.title} · ${sliceStateNames[next.slice.state]}`,
  // A row shows text, not Markdown.
  detail: detailOf(next).replaceAll('`', ''),
  pick: next,
});

const rowsOf = (listed: ListedChain): readonly Row[] =>
  listed.standing === undefined
    ? [{ label: listed.found.file.path, description: 'has mistakes', pick: mistakesIn(listed) }]
    : openOf(listed.standing).map(rowOf);

const offerNewChain = async (): Promise<void> => {
  const words = `This repository has no chain: work that is cut into slices, as a file in ${chainFolder}.`;
  const write = commands['codexGovernor.newChain'].title;
  if ((await vscode.window.showInformationMessage(words, write)) === write)
    await vscode.commands.executeCommand('codexGovernor.newChain');
};

/** The slice that a person picks, the one that is next first; undefined where they pick none, or a chain with mistakes. */
const pickNext = async (root: vscode.Uri, chains: readonly ListedChain[]): Promise<Next | undefined> => {
  const rows = chains.flatMap(rowsOf);
  if (rows.length === 0) {
    if (chains.length === 0) await offerNewChain();
    else await vscode.window.showInformationMessage('Every slice of every chain is done.');
    return undefined;
  }
  const pick = (await vscode.window.showQuickPick(rows, { title, placeHolder: 'The slice to start' }))?.pick;
  if (pick === undefined || 'slice' in pick) return pick;
  await complain(pick, placeOfProblem(root, pick));
  return undefined;
};

const verify = async ({ machine }: RepositoryWatch, { chain }: Next) =>
  withProgress('Verifying slices', (report, signal) =>
    verifySlices(
      machine,
      { chain: chain.id, slices: [] },
      { begins: ({ title: gate }, { run }) => report(`${gate}: ${run}`) },
      signal,
    ),
  );

/** Runs what has to be run on the files as they are, once a person agrees; the slice that is next then. */
const verifyFirst = async (watch: RepositoryWatch, next: Next): Promise<Next | undefined> => {
  const label = '$(run-all) Verify What Is There';
  const detail = 'Runs the gates and commands of all slices whose files are there, on the files as they are.';
  const placeHolder = `${next.slice.title} is to be verified before another slice starts`;
  const picked = await vscode.window.showQuickPick([{ label, detail }], { title, placeHolder });
  if (picked === undefined) return undefined;
  const verified = await verify(watch, next);
  if (verified.ok) return readNext(watch, next.chain.id);
  await complain(verified.error);
  return undefined;
};

const readNext = async ({ machine, root }: RepositoryWatch, chain: string): Promise<Next | undefined> => {
  const listed = await listChains(machine, { chain });
  if (listed.ok) return pickNext(root, listed.value.chains);
  await complain(listed.error);
  return undefined;
};

const requestNext = async (
  { machine }: RepositoryWatch,
  { chain, slice }: Next,
  modes: Failure['modes'],
): Promise<Result<SliceRequest, Failure> | undefined> => {
  // Only what may start asks for anything: the rest is refused with its reason.
  const isAsked = slice.mode === undefined && slice.mayStart;
  const asked = isAsked
    ? await askMode({ reason: 'mode-required', message: '', ...present('modes', modes) }, title)
    : slice.mode;
  if (isAsked && asked === undefined) return undefined;
  return requestSlice(machine, { chain: chain.id, slice: slice.id, ...present('mode', asked) });
};

/** Where it is written what keeps a slice: what keeps the first that is open, as that comes before it. */
const placeOf = ({ root }: RepositoryWatch, { chain }: Next): FailurePlace | undefined => {
  const [hold] = firstUndone(chain)?.holds ?? [];
  return hold === undefined ? undefined : { root, path: hold.path, line: hold.line };
};

/** Starts the task of the slice that is next, or says what keeps it. What has to be verified first is offered. */
export const startNextSlice = async (
  watch: RepositoryWatch,
  documents: Documents,
  place: HandOverPlace,
): Promise<void> => {
  const listed = await listChains(watch.machine, {});
  if (!listed.ok) return complain(listed.error);
  const picked = await pickNext(watch.root, listed.value.chains);
  const next = picked?.slice.state === 'unverified' ? await verifyFirst(watch, picked) : picked;
  if (next === undefined) return;
  const request = await requestNext(watch, next, listed.value.ground.law.policy.modes);
  if (request === undefined) return;
  if (request.ok) await startTask(watch, documents, place, request.value);
  else await complain(request.error, placeOf(watch, next));
};
