import { rename, rm, rmdir, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failure, success, type Result, type Task } from '#core';
import type { Failure, TaskPage, TaskStore } from '#app';
import {
  createFile,
  isThere,
  listAbandoned,
  listPaths,
  moveInto,
  readText,
  replaceFile,
  sweepParts,
  writeBeside,
  type Link,
  type Move,
} from './durable-file.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';
import { damagedTask, formatTask, parseTask, soundTaskId } from './task-file.ts';
import { openWorktree, type OpenOptions } from './worktree.ts';

/** Opens the task store of the worktree that a folder is in. */
export const openTaskStore = async (folder: string, options: OpenOptions = {}): Promise<Result<TaskStore, Failure>> => {
  const worktree = await openWorktree(folder, options);
  return worktree.ok ? success(keepTasksIn(worktree.value.place.ownFolder)) : worktree;
};

export interface TaskStoreOptions {
  /** Makes a hard link; the system's own when left out. */
  readonly makeLink?: Link;
  /** Moves the file of a task that ends; the system's own when left out. */
  readonly move?: Move;
}

/** A task store in a folder: `task.json` is the active task, `tasks/ID.json` an ended one, `pages/ID/prompt.md` its prompt. */
export const keepTasksIn = (folder: string, { makeLink, move = rename }: TaskStoreOptions = {}): TaskStore => {
  const active = join(folder, 'task.json');
  return {
    read: async () => readTask(active),
    keep: async (task) => {
      const text = formatTask(task);
      return keeping(folder, async () => {
        await sweep(folder);
        return (await createFile(active, text, { makeLink })) ? success(undefined) : failure(taskActive);
      });
    },
    end: async (task, how, at) => {
      const record = { ...task, ended: { how, at } };
      return keeping(folder, async () => endTask(folder, task, `${JSON.stringify(record, undefined, 2)}\n`, move));
    },
    keepPage: async (task, page, text) =>
      keeping(folder, async () => {
        const path = pageFile(folder, task, page);
        await replaceFile(path, text).catch(async (error: unknown) => {
          // Made for nothing; one that holds another page stays.
          await rmdir(dirname(path)).catch(() => undefined);
          throw error;
        });
        return success(path);
      }),
    dropPages: async (task) => {
      await removeIfThere(pageFolder(folder, task));
    },
    readPage: async (task, page) => {
      const path = pageFile(folder, task, page);
      return readPage(path);
    },
  };
};

const keeping = async <T>(folder: string, write: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
  try {
    return await write();
  } catch (error) {
    return failure({
      reason: 'cannot-keep',
      message: `The task cannot be kept in ${folder}: ${explainRefusal(error)}.`,
      remedy: 'Make sure that the disk has room and that you may write there, then try again.',
    });
  }
};

const taskActive: Failure = {
  reason: 'task-active',
  message: 'A task is already under way in this worktree; it may have been started in another window.',
  remedy: 'Finish or abandon it first, or start this one in another worktree.',
};

const endedElsewhere = ({ goal }: Task): Failure => ({
  reason: 'no-task',
  message: `The task “${goal}” is no longer the active one: it has already ended, perhaps in another window.`,
});

// Tidying up after something else has failed: what cannot be removed now is swept later.
const removeIfThere = async (path: string): Promise<void> =>
  rm(path, { force: true, recursive: true }).catch((error: unknown) => {
    if (systemCode(error) === undefined) throw error;
  });

const pageFolder = (folder: string, task: string): string => join(folder, 'pages', soundTaskId(task));

const pageFile = (folder: string, task: string, page: TaskPage): string => join(pageFolder(folder, task), `${page}.md`);

const readPage = async (path: string): ReturnType<TaskStore['readPage']> => {
  try {
    const text = await readText(path);
    return success(text === undefined ? undefined : { text, path });
  } catch (error) {
    return failure({
      reason: 'unreadable',
      message: `${path} cannot be read: ${explainRefusal(error)}.`,
      remedy: 'Make sure that you may read it, then try again.',
    });
  }
};

const readTask = async (path: string): Promise<Result<Task | undefined, Failure>> => {
  try {
    const text = await readText(path);
    return text === undefined ? success(undefined) : parseTask(text, path);
  } catch (error) {
    return failure(damagedTask(path, explainRefusal(error)));
  }
};

const ending = '.ending';

/*
 * Whoever moves `task.json` away has ended the task: the system lets only one do so. The record with how and when is
 * written before and put in its place after; the file moved away stays until then, so nothing is lost in between.
 */
const endTask = async (folder: string, task: Task, record: string, move: Move): Promise<Result<void, Failure>> => {
  await sweep(folder);
  const active = join(folder, 'task.json');
  const current = await readTask(active);
  if (!current.ok) return current;
  if (current.value?.id !== task.id) return failure(endedElsewhere(task));
  const target = join(folder, 'tasks', `${task.id}.json`);
  const part = await writeBeside(target, record);
  const taken = `${part}${ending}`;
  if (!(await take(active, taken, move))) {
    await rm(part, { force: true });
    return failure(endedElsewhere(task));
  }
  const found = await readTask(taken);
  if (!found.ok || found.value?.id !== task.id) {
    // Another window had ended this task and begun the next in the meantime: that one goes back.
    await Promise.all([rename(taken, active), rm(part, { force: true })]);
    return failure(endedElsewhere(task));
  }
  await moveInto(part, target).catch(async (error: unknown) => {
    await rename(taken, active);
    throw error;
  });
  await rm(taken, { force: true });
  return success(undefined);
};

const take = async (from: string, to: string, move: Move): Promise<boolean> => {
  try {
    // What is moved keeps its age: another window would take a task that began a while ago for one left half ended.
    const now = new Date();
    await utimes(from, now, now);
    await move(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
};

/** Takes away what killed processes left, and completes an end that one of them had begun. */
const sweep = async (folder: string): Promise<void> => {
  const ended = join(folder, 'tasks');
  for (const taken of await listAbandoned(ended, ending)) {
    const task = await readTask(taken);
    const target = join(dirname(taken), `${(task.ok ? task.value?.id : undefined) ?? 'unknown'}.json`);
    if (await isThere(target)) await rm(taken, { force: true });
    else await rename(taken, target);
  }
  await sweepParts(folder);
  await sweepParts(ended);
  await sweepPages(folder);
};

// A page stands before its task does: the ones of a start that was killed belong to no task, active or ended.
const sweepPages = async (folder: string): Promise<void> => {
  const active = await readTask(join(folder, 'task.json'));
  if (!active.ok) return;
  for (const pages of await listPaths(join(folder, 'pages'))) {
    await sweepParts(pages);
    const task = basename(pages);
    const isOwned = task === active.value?.id || (await isThere(join(folder, 'tasks', `${task}.json`)));
    const abandoned = isOwned ? [] : await listAbandoned(pages, '.md');
    for (const path of abandoned) await removeIfThere(path);
    // Only one that was just emptied: a folder that is empty may be another start's, about to be written to.
    if (abandoned.length > 0) await rmdir(pages).catch(() => undefined);
  }
};
