import { failure, present, success, type JournalEvent, type Result, type Task } from '#core';
import type { DraftPorts, TaskDraft } from './draft-task.ts';
import { fail, type Failure } from '../failure.ts';
import type { TaskEnd } from '../ports.ts';
import { logTaskPrompt } from './prompt-log.ts';
import { need, story } from '../story.ts';
import { readTaskState } from './task-state.ts';

export interface StartedTask {
  readonly task: Task;
  readonly prompt: string;
  /** Absolute path of the prompt file, in the machine's own spelling. */
  readonly promptFile: string;
}

type KeepPorts = Pick<DraftPorts, 'repository' | 'store' | 'clock' | 'chance' | 'hash' | 'journal' | 'promptLog'>;

const stamp = (moment: string): string => moment.replace(/[-:]/g, '').replace('T', '-').slice(0, 15);

// `20261121-120501-3fa9c1`: sorted by time, and told apart when two windows start in one moment.
const nameTask = (ports: KeepPorts, now: string): string => `${stamp(now)}-${ports.chance()}`;

const hour = 3_600_000;

/** True for a task whose start was broken off an hour ago or more: a start that is still under way is younger. */
const beganLongBefore = (now: string): ((task: string) => boolean) => {
  const then = stamp(new Date(Date.parse(now) - hour).toISOString());
  return (task) => /^\d{8}-\d{6}-/.test(task) && task.slice(0, then.length) < then;
};

const refuseIncomplete = ({ built, request }: TaskDraft): Result<void, Failure> => {
  const { problems } = built.pack;
  if (problems.length === 0 || request.override !== undefined) return success(undefined);
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return failure({
    ...fail('pack-incomplete', `The context pack has ${count}, so the task was not started.`),
    packProblems: problems,
  });
};

const refuseSecond = async ({ store }: KeepPorts): Promise<Result<void, Failure>> => {
  const active = await store.read();
  if (!active.ok) return active;
  if (active.value === undefined) return success(undefined);
  return failure(
    fail(
      'task-active',
      `This worktree already has a task: “${active.value.goal}”.`,
      'Finish or abandon it before you start another.',
    ),
  );
};

const taskOf = ({ request, law, built }: TaskDraft): Omit<Task, 'id' | 'startedAt' | 'base'> => ({
  version: 1,
  goal: request.goal,
  mode: request.mode,
  scope: request.scope,
  specs: request.specs,
  slots: request.slots,
  packDigest: built.pack.digest,
  law: law.texts,
  ...present('closed', request.closed),
  ...present('slice', request.slice),
  ...(Object.keys(request.picks).length === 0 ? {} : { picks: request.picks }),
  ...(request.pattern === undefined ? {} : { pattern: request.pattern }),
  ...(request.override === undefined ? {} : { override: { ...request.override, problems: built.pack.problems } }),
});

const eventOf = ({ id, mode, goal, scope, base, packDigest, override, slice }: Task): JournalEvent => ({
  kind: 'task-started',
  task: id,
  mode,
  goal,
  scope,
  base: base.commit,
  branch: base.branch,
  pack: packDigest,
  ...(override === undefined ? {} : { override: { who: override.who, why: override.why } }),
  ...present('slice', slice === undefined ? undefined : `${slice.chain}/${slice.id}`),
});

/** Prompt, journal and log first: what cannot be written down does not start. */
const keepAll = (ports: KeepPorts, draft: TaskDraft, task: Task): Promise<Result<StartedTask, Failure>> =>
  story(async function* () {
    const promptFile = yield* need(ports.store.keepPage(task.id, 'prompt', draft.prompt));
    yield* need(ports.journal.append(eventOf(task)));
    const kept = await logAndKeep(ports, draft, task);
    // Where that cannot be written either, the journal tells of a start and of no end; the failure tells the rest.
    if (!kept.ok) await ports.journal.append({ kind: 'start-failed', task: task.id, message: kept.error.message });
    yield* need(kept);
    return { task, prompt: draft.prompt, promptFile };
  });

const logAndKeep = async (ports: KeepPorts, draft: TaskDraft, task: Task): Promise<Result<void, Failure>> => {
  const logged = await logTaskPrompt(ports, draft.law.policy, task, draft.prompt);
  return logged.ok ? ports.store.keep(task) : logged;
};

/**
 * Starts the task of a draft: snapshot and prompt first, the task's own file last, so that whatever goes wrong before
 * leaves no task behind. What a start that was killed has left is removed by the next that succeeds.
 */
export const keepTask = (ports: KeepPorts, draft: TaskDraft): Promise<Result<StartedTask, Failure>> =>
  story(async function* () {
    yield* need(refuseIncomplete(draft));
    yield* need(refuseSecond(ports));
    const head = yield* need(ports.repository.head());
    const now = ports.clock.now();
    const id = nameTask(ports, now);
    const snapshot = yield* need(ports.repository.takeSnapshot(id));
    const base = { ...head, snapshot: snapshot.tree, digestOnly: snapshot.digestOnly };
    const kept = await keepAll(ports, draft, { ...taskOf(draft), id, startedAt: now, base });
    if (kept.ok) await ports.repository.dropSnapshots(beganLongBefore(now));
    else await Promise.all([ports.repository.dropSnapshot(id), ports.store.dropPages(id)]);
    return yield* need(kept);
  });

/** A task that has ended. */
export interface EndedTask extends Task {
  /** What was checked out when it ended, where that was not its own branch: it was parked. */
  readonly parkedOn?: string;
}

// The task is over all the same: who is told only that something failed would look for it.
const endedUnwritten = (error: Failure): Failure => ({ ...error, message: `The task has ended. ${error.message}` });

/** Ends the task of this worktree, parked or not. */
export const endTask = (
  ports: Pick<DraftPorts, 'repository' | 'store' | 'clock' | 'journal'>,
  how: TaskEnd,
): Promise<Result<EndedTask, Failure>> =>
  story(async function* () {
    const state = yield* need(readTaskState(ports.repository, ports.store));
    if (state.state === 'none') return yield* need(failure(fail('no-task', 'This worktree has no Codex task.')));
    yield* need(ports.store.end(state.task, how, ports.clock.now()));
    await ports.repository.dropSnapshot(state.task.id);
    const written = await ports.journal.append({ kind: 'task-ended', task: state.task.id, how });
    yield* need(written.ok ? written : failure(endedUnwritten(written.error)));
    return { ...state.task, ...(state.state === 'parked' ? { parkedOn: state.on } : {}) };
  });
