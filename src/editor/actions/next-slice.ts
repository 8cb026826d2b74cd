import { listChains, requestSlice, verifySlices, type Failure, type ListedChain, type SliceRequest } from '#app';
import { firstUndone, present, type ChainStanding, type Result, type SliceStanding } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
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

const nextOf = ({ standing }: ListedChain): readonly Next[] => {
  const slice = standing === undefined ? undefined : firstUndone(standing);
  return standing === undefined || slice === undefined ? [] : [{ chain: standing, slice }];
};

const stateWords = (slice: SliceStanding): string => (slice.mayStart ? 'may start' : slice.state.replace('-', ' '));

/** The slice that is next of the chain a person picks; undefined where they pick none. */
const pickNext = async (chains: readonly ListedChain[]): Promise<Next | undefined> => {
  const next = chains.flatMap(nextOf);
  if (next.length === 0) {
    const broken = chains.find(({ standing }) => standing === undefined);
    const words = chains.length === 0 ? 'This repository has no chain.' : 'Every slice of every chain is done.';
    if (broken === undefined) await vscode.window.showInformationMessage(words);
    else await complain(mistakesIn(broken));
    return undefined;
  }
  const items = next.map((one) => ({
    label: one.slice.title,
    description: `${one.chain.title} · ${stateWords(one.slice)}`,
    detail: one.slice.goal,
    one,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'The slice that is next' }))?.one;
};

const mistakesIn = ({ found, problems }: ListedChain): Failure => ({
  reason: 'bad-chain',
  message: `The chain ${found.file.id} has mistakes, so nothing of it starts.`,
  problems,
});

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

const readNext = async ({ machine }: RepositoryWatch, chain: string): Promise<Next | undefined> => {
  const listed = await listChains(machine, { chain });
  if (listed.ok) return pickNext(listed.value.chains);
  await complain(listed.error);
  return undefined;
};

const requestNext = async (
  { machine }: RepositoryWatch,
  { chain, slice }: Next,
  modes: Failure['modes'],
): Promise<Result<SliceRequest, Failure> | undefined> => {
  const mode =
    slice.mode ?? (await askMode({ reason: 'mode-required', message: '', ...present('modes', modes) }, title));
  return mode === undefined ? undefined : requestSlice(machine, { chain: chain.id, slice: slice.id, mode });
};

/** Starts the task of the slice that is next, or says what keeps it. What has to be verified first is offered. */
export const startNextSlice = async (
  watch: RepositoryWatch,
  documents: Documents,
  place: HandOverPlace,
): Promise<void> => {
  const listed = await listChains(watch.machine, {});
  if (!listed.ok) return complain(listed.error);
  const picked = await pickNext(listed.value.chains);
  const next = picked?.slice.state === 'unverified' ? await verifyFirst(watch, picked) : picked;
  if (next === undefined) return;
  const request = await requestNext(watch, next, listed.value.ground.law.policy.modes);
  if (request === undefined) return;
  if (request.ok) await startTask(watch, documents, place, request.value);
  else await complain(request.error);
};
