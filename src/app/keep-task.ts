import { failure, success, type Result, type Task } from '#core';
import type { DraftPorts, TaskDraft } from './draft-task.ts';
import { fail, type Failure } from './failure.ts';
import type { TaskEnd } from './ports.ts';

export interface StartedTask {
  readonly task: Task;
  readonly prompt: string;
  /** Absolute path of the prompt file, in the machine's own spelling. */
  readonly promptFile: string;
}

type KeepPorts = Pick<DraftPorts, 'repository' | 'store' | 'hash' | 'clock'>;

// `20261121-120501-3fa9c1`: sorted by time, and told apart when two windows start in one second.
const nameTask = (ports: KeepPorts, draft: TaskDraft, now: string): string => {
  const stamp = now.replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${ports.hash(JSON.stringify([now, draft.request, draft.built.pack.digest])).slice(0, 6)}`;
};

const refuseIncomplete = ({ built, request }: TaskDraft): Failure | undefined => {
  const { problems } = built.pack;
  if (problems.length === 0 || request.override !== undefined) return undefined;
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return {
    ...fail(
      'pack-incomplete',
      `The context pack has ${count}, so the task was not started.`,
      'Mend what is named, or start with an override that says who takes it on and why.',
    ),
    packProblems: problems,
  };
};

/**
 * Starts the task of a draft: snapshot and prompt first, the task's own file last, so that whatever goes wrong before
 * leaves no task behind.
 */
export const keepTask = async (ports: KeepPorts, draft: TaskDraft): Promise<Result<StartedTask, Failure>> => {
  const refusal = refuseIncomplete(draft);
  if (refusal !== undefined) return failure(refusal);
  const active = await ports.store.read();
  if (!active.ok) return active;
  if (active.value !== undefined)
    return failure(
      fail(
        'task-active',
        `This worktree already has a task: “${active.value.goal}”.`,
        'Finish or abandon it before you start another.',
      ),
    );
  const head = await ports.repository.head();
  if (!head.ok) return head;
  const now = ports.clock.now();
  const id = nameTask(ports, draft, now);
  const snapshot = await ports.repository.takeSnapshot(id);
  if (!snapshot.ok) return snapshot;
  const kept = await keepAll(ports, draft, {
    ...taskOf(draft),
    id,
    startedAt: now,
    base: { ...head.value, snapshot: snapshot.value.tree, digestOnly: snapshot.value.digestOnly },
  });
  if (!kept.ok) await ports.repository.dropSnapshot(id);
  return kept;
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
  ...(request.pattern === undefined ? {} : { pattern: request.pattern }),
  ...(request.override === undefined ? {} : { override: { ...request.override, problems: built.pack.problems } }),
});

const keepAll = async (ports: KeepPorts, draft: TaskDraft, task: Task): Promise<Result<StartedTask, Failure>> => {
  const promptFile = await ports.store.keepPage(task.id, 'prompt', draft.prompt);
  if (!promptFile.ok) return promptFile;
  const kept = await ports.store.keep(task);
  return kept.ok ? success({ task, prompt: draft.prompt, promptFile: promptFile.value }) : kept;
};

/** Ends the task of this worktree, parked or not. */
export const endTask = async (
  ports: Pick<DraftPorts, 'repository' | 'store' | 'clock'>,
  how: TaskEnd,
): Promise<Result<Task, Failure>> => {
  const kept = await ports.store.read();
  if (!kept.ok) return kept;
  if (kept.value === undefined)
    return failure(fail('no-task', 'This worktree has no Codex task.', 'Start one with Start Codex Task.'));
  const ended = await ports.store.end(kept.value, how, ports.clock.now());
  if (!ended.ok) return ended;
  await ports.repository.dropSnapshot(kept.value.id);
  return success(kept.value);
};
