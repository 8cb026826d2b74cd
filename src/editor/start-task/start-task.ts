import { keepTask, readStartingLaw } from '#app';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { handOvers } from '../hand-over.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { runWizard } from '../wizard.ts';
import type { Answers } from './answers.ts';
import { goalStep } from './goal-step.ts';
import { modeStep } from './mode-step.ts';
import { overrideSteps, packStep, pickSteps } from './pack-steps.ts';
import { patternStep, slotSteps } from './pattern-steps.ts';
import { previewStep } from './preview-step.ts';
import { scopeStep, specStep } from './scope-steps.ts';

const begin = async (watch: RepositoryWatch): Promise<Answers | undefined> => {
  const law = await readStartingLaw(watch.machine);
  if (!law.ok) {
    await complain(law.error);
    return undefined;
  }
  const files = await watch.machine.repository.files();
  if (!files.ok) {
    await complain(files.error);
    return undefined;
  }
  const ports = await watch.machine.loadDraftPorts();
  return {
    law: law.value,
    ports,
    files: files.value,
    goal: '',
    slots: {},
    scope: [],
    specs: [],
    picks: {},
    wantsOverride: false,
  };
};

/** Asks everything a task needs, shows the prompt, and starts it. Cancelled anywhere, it leaves nothing behind. */
export const startTask = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const sight = await watch.look();
  if (sight.state === 'active' || sight.state === 'parked') {
    await complain({
      reason: 'task-active',
      message: `This worktree already has a task: “${sight.task.goal}”.`,
      remedy: 'Finish or abandon it before you start another: leaving a mode means leaving its task.',
    });
    return;
  }
  const start = await begin(watch);
  if (start === undefined) return;
  const answers = await runWizard(
    [
      modeStep,
      goalStep,
      patternStep,
      ...slotSteps,
      scopeStep,
      specStep,
      ...pickSteps,
      packStep,
      ...overrideSteps,
      previewStep(documents, await handOvers(watch.root)),
    ],
    start,
  );
  if (answers?.draft === undefined || answers.handOver === undefined) return;
  const kept = await keepTask(answers.ports, answers.draft);
  if (!kept.ok) {
    await complain(kept.error);
    return;
  }
  await vscode.commands.executeCommand('setContext', 'codexGovernor.hasTask', true);
  await answers.handOver.run({ text: kept.value.prompt, file: kept.value.promptFile });
  await watch.look();
};
