import { failure, success, unwaived, type PackageDocument, type Result, type StepDocument } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { Ground } from '../ground.ts';
import type { EndedRun } from '../run/run-codex.ts';
import { need, story } from '../story.ts';
import type { AskCodex, PackageWalker } from './package-ports.ts';

/** What Codex is told of a step that it carries out: that step alone. */
export const promptOfStep = ({ title, goal }: PackageDocument, step: StepDocument): string =>
  [
    `${title}: ${goal}`,
    `Carry out this step of it, and nothing else: ${step.title}.`,
    step.codex ?? '',
    `Afterwards: ${step.expect}`,
    ...(step.leaves === undefined ? [] : [`Files that have to be there then: ${step.leaves.join(', ')}`]),
  ].join('\n\n');

/** Why a governed run has not done what a step asks for; undefined where it has. */
const whyNotDone = ({ end, unaccounted, judgement }: EndedRun): string | undefined => {
  if (end.how !== 'done') return `Codex did not come to an end of its own: ${end.message}`;
  if (unaccounted.length > 0)
    return `Files changed that no accepted patch explains: ${unaccounted.map(({ path }) => path).join(', ')}.`;
  if (judgement === undefined) return 'What stands there now could not be judged.';
  const blocking = unwaived(judgement.findings).filter(({ level }) => level === 'block');
  return judgement.verdict === 'block'
    ? `What stands there now is blocked: ${[...new Set(blocking.map(({ rule }) => rule))].join(', ')}.`
    : undefined;
};

const cancelled = fail('cancelled', 'It was stopped. The package goes on at this step the next time.');

/** Has Codex do what a step asks for; why it is not done, or undefined. Fails with `cancelled` where it was told to stop. */
export const askForStep = (
  ask: AskCodex,
  prompt: string,
  signal: AbortSignal | undefined,
): Promise<Result<string | undefined, Failure>> =>
  story(async function* () {
    const ended = yield* need(ask(prompt, signal));
    if (ended.end.how === 'stopped') yield* need(failure(cancelled));
    return whyNotDone(ended);
  });

/**
 * Who carries out the steps for Codex, looked for before the first step; undefined where a package has none. Fails where such
 * a step has no task to be judged by, or nobody to carry it out.
 */
export const findCodex = async (
  { steps, title }: PackageDocument,
  { task }: Ground,
  { openCodex }: PackageWalker,
): Promise<Result<AskCodex | undefined, Failure>> => {
  if (steps.every(({ codex }) => codex === undefined)) return success(undefined);
  if (task === undefined)
    return failure(
      fail(
        'no-task',
        `Steps of “${title}” are carried out by Codex, and that takes a task by which its patches are judged.`,
        'Start a Codex task in the mode of the package, then run it.',
      ),
    );
  return openCodex === undefined
    ? failure(fail('no-agent', `Steps of “${title}” are carried out by Codex, which nobody here can start.`))
    : openCodex();
};
