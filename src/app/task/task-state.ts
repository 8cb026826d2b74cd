import { failure, success, type Result, type Task } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { Head, History, TaskStore } from '../ports.ts';

/** Whether a worktree has a task, and whether the work at hand belongs to it. */
export type TaskState =
  | { readonly state: 'none' }
  | { readonly state: 'active'; readonly task: Task }
  /** The task waits on another branch: what is checked out now is not its work. */
  | { readonly state: 'parked'; readonly task: Task; readonly on: string };

const isParked = (task: Task, head: Head): boolean =>
  // A task that began on a detached HEAD belongs to no branch, so it is never parked.
  task.base.branch !== null && task.base.branch !== head.branch;

const nameOf = (head: Head): string => head.branch ?? `detached HEAD at ${head.commit?.slice(0, 8) ?? 'no commit'}`;

/** The task of a worktree as it stands on what is checked out now. */
export const readTaskState = async (
  repository: Pick<History, 'head'>,
  store: Pick<TaskStore, 'read'>,
): Promise<Result<TaskState, Failure>> => {
  const kept = await store.read();
  if (!kept.ok) return kept;
  if (kept.value === undefined) return success({ state: 'none' });
  const head = await repository.head();
  if (!head.ok) return head;
  const task = kept.value;
  return success(
    isParked(task, head.value) ? { state: 'parked', task, on: nameOf(head.value) } : { state: 'active', task },
  );
};

/** Says that a parked task waits, and for what. */
export const tellParked = ({ task, on }: Extract<TaskState, { state: 'parked' }>): string =>
  `The task “${task.goal}” is parked: it belongs to ${task.base.branch ?? 'another branch'}, and ${on} is checked out.`;

/** The task whose work is checked out now; a failure where there is none. */
export const readActiveTask = async (
  repository: Pick<History, 'head'>,
  store: Pick<TaskStore, 'read'>,
): Promise<Result<Task, Failure>> => {
  const state = await readTaskState(repository, store);
  if (!state.ok) return state;
  if (state.value.state === 'active') return success(state.value.task);
  if (state.value.state === 'none') return failure(fail('no-task', 'This worktree has no Codex task.'));
  return failure(fail('task-parked', tellParked(state.value), 'Switch back to its branch first.'));
};
