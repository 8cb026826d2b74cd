import { keepTask, readStartingLaw, type Failure, type SliceRequest } from '#app';
import { present } from '#core';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { findHandOvers, type HandOverPlace } from '../hand-over.ts';
import { lookNow } from '../present-sight.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { runWizard } from '../wizard.ts';
import type { Answers } from './answers.ts';
import { goalStep } from './goal-step.ts';
import { modeStep } from './mode-step.ts';
import { overrideSteps } from './override-steps.ts';
import { packStep } from './pack-step.ts';
import { patternStep, slotSteps } from './pattern-steps.ts';
import { pickSteps } from './pick-steps.ts';
import { previewStep } from './preview-step.ts';
import { scopeStep } from './scope-step.ts';
import { specStep } from './spec-step.ts';

/** Why no task can start while things stand like this; undefined where one can. */
const objectTo = (sight: Sight): Failure | undefined => {
  if (sight.state === 'failed') return sight.failure;
  if (sight.state !== 'active' && sight.state !== 'parked') return undefined;
  return {
    reason: 'task-active',
    message: `This worktree already has a task: “${sight.task.goal}”.`,
    remedy: 'Finish or abandon it before you start another: leaving a mode means leaving its task.',
  };
};

const begin = async (watch: RepositoryWatch): Promise<Answers | undefined> => {
  const objection = objectTo(await lookNow(watch));
  if (objection !== undefined) {
    await complain(objection);
    return undefined;
  }
  const { machine, root } = watch;
  const law = await readStartingLaw(machine);
  if (!law.ok) {
    await complain(law.error);
    return undefined;
  }
  const files = await machine.repository.files();
  if (!files.ok) {
    await complain(files.error);
    return undefined;
  }
  return { law: law.value, machine, root, files: files.value, goal: '', slots: {}, picks: {}, wantsOverride: false };
};

/** What a slice has answered already. */
const answersOf = ({ law }: Answers, { mode: id, ...of }: SliceRequest): Partial<Answers> => {
  const mode = law.policy.modes.find((known) => known.id === id);
  return {
    goal: of.goal,
    scope: of.scope,
    ...present('mode', mode),
    ...present('closed', of.closed),
    ...present('slice', of.slice),
  };
};

/** Asks everything a task needs, shows the prompt, and starts it. Cancelled anywhere, it leaves nothing behind. */
export const startTask = async (
  watch: RepositoryWatch,
  documents: Documents,
  place: HandOverPlace,
  of?: SliceRequest,
): Promise<void> => {
  const start = await begin(watch);
  if (start === undefined) return;
  const said = [modeStep, goalStep, patternStep, ...slotSteps, scopeStep];
  const steps = [
    // A slice has said all of this.
    ...(of === undefined ? said : []),
    specStep,
    ...pickSteps,
    packStep(documents),
    ...overrideSteps,
    previewStep(documents, await findHandOvers(place)),
  ];
  const answers = await runWizard(steps, of === undefined ? start : { ...start, ...answersOf(start, of) });
  if (answers?.draft === undefined || answers.handOver === undefined) return;
  const kept = await keepTask(watch.machine, answers.draft);
  await watch.look();
  if (kept.ok) await answers.handOver.run({ text: kept.value.prompt, file: kept.value.promptFile });
  else await complain(kept.error);
};
