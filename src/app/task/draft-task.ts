import {
  closeMode,
  failure,
  guardsFrom,
  present,
  ruleKinds,
  writePrompt,
  type BuiltPack,
  type GoalProblem,
  type Mode,
  type Result,
  type SliceBrief,
} from '#core';
import { readSliceBrief } from '../chain/slice-brief.ts';
import { buildPack, type PackPorts } from './build-pack.ts';
import type { Failure } from '../failure.ts';
import { fillGoal } from './fill-goal.ts';
import { findMode } from '../law/find-mode.ts';
import { readFreeze, refuseFrozen } from '../law/kill-switch.ts';
import { workingTree } from '../law/law-place.ts';
import { readLaw, type Law } from '../law/law.ts';
import type { Journal } from '../journal.ts';
import type { PromptLog } from './prompt-log.ts';
import type { Chance, Head, PolicyShelf, Repository, TaskStore } from '../ports.ts';
import { packRequestOf } from './request-pack.ts';
import { need, story } from '../story.ts';
import { checkScope, remarkOnScope } from './scope.ts';
import { checkGoal, checkPicks, checkSpecs, type TaskRequest } from './task-request.ts';

/** A task as it would start: nothing is kept yet. */
export interface TaskDraft {
  readonly request: TaskRequest;
  readonly law: Law;
  readonly mode: Mode;
  readonly built: BuiltPack;
  readonly prompt: string;
  /** What the prompt lint says of the goal and of the answers to its pattern; none of it forbids. */
  readonly remarks: readonly GoalProblem[];
  /** What a person should know of the scope. */
  readonly notes: readonly string[];
}

export interface DraftPorts extends PackPorts {
  readonly repository: Repository;
  readonly shelf: PolicyShelf;
  readonly store: TaskStore;
  readonly chance: Chance;
  readonly journal: Journal;
  readonly promptLog: PromptLog;
}

/** The law a new task would run under: the working tree's, with the kill switch looked at. */
export const readStartingLaw = async (
  ports: Pick<DraftPorts, 'repository' | 'shelf' | 'journal' | 'hash'>,
): Promise<Result<Law, Failure>> => {
  const law = await readLaw(ports.shelf, workingTree(ports.repository));
  if (!law.ok) return law;
  const freeze = await readFreeze(ports, law.value);
  if (!freeze.ok) return freeze;
  return freeze.value === undefined ? law : failure(await refuseFrozen(ports.journal, freeze.value, 'start'));
};

const promptFor = (
  draft: Omit<TaskDraft, 'prompt'>,
  goal: string,
  { repository, slice }: { readonly repository: Head; readonly slice: SliceBrief | undefined },
): string =>
  writePrompt({
    policy: draft.law.policy,
    mode: draft.mode,
    task: { ...draft.request, goal },
    pack: draft.built.pack,
    repository,
    ...present('slice', slice),
    guardOf: guardsFrom(ruleKinds),
    ...(draft.request.override === undefined ? {} : { override: draft.request.override }),
  });

/** The task as it would start: context pack built, prompt written, nothing kept. */
export const draftTask = (
  ports: DraftPorts,
  request: TaskRequest,
  signal?: AbortSignal,
): Promise<Result<TaskDraft, Failure>> =>
  story(async function* () {
    const { repository } = ports;
    const law = yield* need(readStartingLaw(ports));
    const mode = closeMode(yield* need(findMode(law.policy, request.mode)), request.closed);
    const head = yield* need(repository.head());
    const files = yield* need(repository.files());
    const judged = { policy: law.policy, mode };
    yield* need(checkScope([...request.scope, ...(request.closed ?? [])], files));
    yield* need(checkPicks(request.picks, judged));
    yield* need(checkSpecs(repository, request.specs, mode));
    const goal = yield* need(fillGoal(repository, request, { ...judged, files }));
    const remarks = yield* need(checkGoal(request, goal, judged));
    const built = yield* need(buildPack(ports, packRequestOf(request, judged, files), signal));
    const notes = remarkOnScope(request.scope, files, mode);
    const slice = yield* need(readSliceBrief(ports, request.slice));
    const draft = { request, law, mode, built, remarks, notes };
    return { ...draft, prompt: promptFor(draft, goal, { repository: head, slice }) };
  });
