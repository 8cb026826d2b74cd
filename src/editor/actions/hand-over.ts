import { requestPack, tellParked, type Failure } from '#app';
import { writeNotes, writePack } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { findHandOvers, type HandOver, type HandOverPlace } from '../hand-over.ts';
import { presentSight } from '../present-sight.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { packPage } from '../start-task/pack-step.ts';
import { promptPage } from '../start-task/preview-step.ts';

const refuse = (sight: Sight): Failure => {
  if (sight.state === 'failed') return sight.failure;
  if (sight.state !== 'parked') return { reason: 'no-task', message: 'There is no Codex task here.' };
  return { reason: 'task-parked', message: tellParked(sight), remedy: 'Switch back to its branch first.' };
};

const keptPrompt = async (
  watch: RepositoryWatch,
): Promise<{ readonly text: string; readonly path: string } | undefined> => {
  const sight = await presentSight(watch);
  if (sight.state !== 'active') {
    await complain(refuse(sight));
    return undefined;
  }
  const prompt = await watch.machine.store.readPage(sight.task.id, 'prompt');
  if (!prompt.ok) {
    await complain(prompt.error);
    return undefined;
  }
  if (prompt.value === undefined)
    await complain({
      reason: 'task-damaged',
      message: 'The saved prompt of this task is missing.',
      remedy: 'Abandon the task and start it anew.',
    });
  return prompt.value;
};

interface HandOverRow extends vscode.QuickPickItem {
  readonly way?: HandOver;
}

/** Gives the prompt to Codex once more. */
export const handOverAgain = async (watch: RepositoryWatch, place: HandOverPlace): Promise<void> => {
  const prompt = await keptPrompt(watch);
  if (prompt === undefined) return;
  const { ways, hints } = await findHandOvers(place);
  const rows: readonly HandOverRow[] = [
    ...ways.map((way) => ({ label: way.label, detail: way.detail, way })),
    ...hints,
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: 'Hand Over Prompt to Codex',
    placeHolder: 'Pick how',
  });
  await picked?.way?.run({ text: prompt.text, file: prompt.path });
};

/** Shows the prompt as it was handed over. */
export const openPrompt = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const prompt = await keptPrompt(watch);
  if (prompt !== undefined) await documents.preview(promptPage, prompt.text);
};

/** Builds the context pack of the task, or what every task reads where there is none, and shows it. */
export const checkContextPack = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const requested = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Codex Governor: building the context pack' },
    async () => requestPack(await watch.machine.loadDraftPorts(), { scope: [], picks: {} }),
  );
  if (requested.ok)
    await documents.preview(packPage, `${writeNotes(requested.value.notes)}${writePack(requested.value.built)}`);
  else await complain(requested.error);
};
