import * as z from 'zod';
import { failure, success, type Result, type Task } from '#core';
import type { Failure } from '#app';

const objectId = z.string().regex(/^[0-9a-f]{40,64}$/);

// It becomes part of the names of files.
const taskId = z.string().regex(/^[^\\/:*?"<>|.\p{Cc}][^\\/:*?"<>|\p{Cc}]{0,150}$/u);

/** A task's id that may stand in the name of a file. Throws on any other. */
export const soundTaskId = (id: string): string => taskId.parse(id);

const specLink = z.object({ path: z.string(), anchor: z.string().exactOptional() });

const packProblem = z.object({
  item: z.string(),
  kind: z.enum(['missing', 'stale', 'dead-anchor', 'over-budget']),
  message: z.string(),
  remedy: z.string(),
  path: z.string().exactOptional(),
});

const taskFile = z.object({
  version: z.literal(1),
  id: taskId,
  goal: z.string(),
  mode: z.string(),
  scope: z.array(z.string()),
  closed: z.array(z.string()).exactOptional(),
  slice: z.object({ chain: z.string(), id: z.string() }).exactOptional(),
  specs: z.array(specLink),
  pattern: z.string().exactOptional(),
  slots: z.record(z.string(), z.string()),
  picks: z.record(z.string(), z.array(z.string())).exactOptional(),
  base: z.object({
    commit: objectId.nullable(),
    branch: z.string().nullable(),
    snapshot: objectId,
    digestOnly: z.array(z.object({ path: z.string(), digest: z.string() })),
  }),
  packDigest: z.string(),
  override: z.object({ who: z.string(), why: z.string(), problems: z.array(packProblem) }).exactOptional(),
  law: z.array(z.object({ source: z.string(), text: z.string() })),
  startedAt: z.string(),
}) satisfies z.ZodType<Task>;

/** The text of a task's file. Throws when the task could not be read back from it. */
export const formatTask = (task: Task): string => `${JSON.stringify(taskFile.parse(task), undefined, 2)}\n`;

/** Reads the text of a task's file; `path` is named when it is damaged. */
export const parseTask = (text: string, path: string): Result<Task, Failure> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure(damagedTask(path, text === '' ? 'it is empty' : 'it is not JSON'));
  }
  const parsed = taskFile.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return failure(damagedTask(path, `${where === '' ? 'it' : `“${where}”`} is not what it should be`));
};

export const damagedTask = (path: string, what: string): Failure => ({
  reason: 'task-damaged',
  message: `The task of this worktree cannot be read from ${path}: ${what}.`,
  remedy: 'The file was left as it is. Fix it, or move it away and start the task again.',
});
