import { buildPack, readStartingLaw, type Failure } from '#app';
import { writePack } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { handOvers } from '../hand-over.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { promptPage } from '../start-task/preview-step.ts';

const refuse = (sight: Sight): Failure => {
  if (sight.state === 'failed') return sight.failure;
  if (sight.state !== 'parked') return { reason: 'no-task', message: 'There is no Codex task here.' };
  const branch = sight.task.base.branch ?? 'another branch';
  return {
    reason: 'cannot-keep',
    message: `The Codex task is parked: it belongs to ${branch}, and ${sight.on} is checked out.`,
    remedy: 'Switch back to its branch first.',
  };
};

const keptPrompt = async (
  watch: RepositoryWatch,
): Promise<{ readonly text: string; readonly path: string } | undefined> => {
  const sight = await watch.look();
  if (sight.state !== 'active') {
    await complain(refuse(sight));
    return undefined;
  }
  const prompt = await watch.machine.store.readPrompt(sight.task.id);
  if (prompt === undefined)
    await complain({
      reason: 'task-damaged',
      message: 'The prompt of this task is not where it was kept.',
      remedy: 'Abandon the task and start it anew.',
    });
  return prompt;
};

/** Gives the prompt to Codex once more. */
export const handOverAgain = async (watch: RepositoryWatch): Promise<void> => {
  const prompt = await keptPrompt(watch);
  if (prompt === undefined) return;
  const ways = await handOvers(watch.root);
  const picked = await vscode.window.showQuickPick(
    ways.map((way) => ({ label: way.label, detail: way.detail, way })),
    { title: 'Hand Over Prompt to Codex', placeHolder: 'Pick how' },
  );
  await picked?.way.run({ text: prompt.text, file: prompt.path });
};

/** Shows the prompt as it was handed over. */
export const openPrompt = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const prompt = await keptPrompt(watch);
  if (prompt !== undefined) await documents.preview(promptPage, prompt.text);
};

/** Builds the context pack of the task's mode, or of every mode's documents without a task, and shows it. */
export const checkContextPack = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const law = await readStartingLaw(watch.machine);
  if (!law.ok) {
    await complain(law.error);
    return;
  }
  const sight = await watch.look();
  const mode = sight.state === 'active' ? sight.standard.mode : undefined;
  const built = await buildPack(await watch.machine.loadDraftPorts(), {
    policy: law.value.policy,
    ...(mode === undefined ? {} : { mode }),
    scope: sight.state === 'active' ? sight.task.scope : [],
    picks: {},
  });
  if (built.ok) await documents.preview('Context Pack', writePack(built.value));
  else await complain(built.error);
};
