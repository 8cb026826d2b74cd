import { present, targetsNamed, type Hash, type Policy, type Result, type Task } from '#core';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { Repository, TaskStore } from '../ports.ts';
import { need, story } from '../story.ts';

/** A prompt that is to be logged. */
export interface PromptToLog {
  /** Null where HEAD is detached. */
  readonly branch: string | null;
  /** The files, folders and globs it is about. */
  readonly targets: readonly string[];
  readonly text: string;
}

export interface LoggedPrompt {
  /** The log, from the root of the repository. */
  readonly path: string;
  /** Its `prompt_id`. */
  readonly number: number;
}

/** The log of prompts in the working tree. */
export interface PromptLog {
  /**
   * Writes a prompt at the end of the log at a path, without secrets, under the next number; what stands there is not touched.
   * Other processes may do so at the same time. With `unlessLast` nothing is written, and undefined is told, where the last
   * entry is that very text. Fails with `cannot-keep` and `unreadable`; then nothing was written.
   */
  add(
    path: string,
    prompt: PromptToLog,
    options?: { readonly unlessLast?: boolean },
  ): Promise<Result<LoggedPrompt | undefined, Failure>>;
}

export interface PromptPorts extends JournalPorts {
  readonly repository: Pick<Repository, 'head'>;
  readonly promptLog: PromptLog;
  readonly hash: Hash;
}

/** Where a policy wants prompts to be logged. */
interface LoggingPolicy {
  readonly prompt: Pick<Policy['prompt'], 'log'>;
}

interface Logging extends PromptToLog {
  readonly task?: string;
  readonly run?: string;
  readonly unlessLast?: boolean;
}

/** Logs a prompt where the policy wants it, and journals that; undefined where nothing was to be logged. */
const keepPrompt = (
  ports: Omit<PromptPorts, 'repository'>,
  { prompt: { log } }: LoggingPolicy,
  { task, run, unlessLast = false, ...prompt }: Logging,
): Promise<Result<LoggedPrompt | undefined, Failure>> =>
  story(async function* () {
    if (log === undefined) return undefined;
    const logged = yield* need(ports.promptLog.add(log, prompt, { unlessLast }));
    if (logged === undefined) return undefined;
    yield* need(
      ports.journal.append({
        kind: 'prompt-logged',
        ...present('task', task),
        ...present('run', run),
        path: logged.path,
        prompt: logged.number,
        digest: ports.hash(prompt.text),
      }),
    );
    return logged;
  });

// Where a task declares no scope, it is about what its goal names.
const targetsOf = ({ goal, scope }: Pick<Task, 'goal' | 'scope'>): readonly string[] => [
  ...new Set([...scope, ...targetsNamed(goal)]),
];

/** Logs the prompt that a task starts with. */
export const logTaskPrompt = (
  ports: Omit<PromptPorts, 'repository'>,
  policy: LoggingPolicy,
  task: Task,
  text: string,
): Promise<Result<LoggedPrompt | undefined, Failure>> =>
  keepPrompt(ports, policy, { task: task.id, branch: task.base.branch, targets: targetsOf(task), text });

export interface PromptOptions {
  readonly policy: LoggingPolicy;
  readonly text: string;
  /** The task it belongs to. */
  readonly task?: Task;
  /** The governed run it belongs to. */
  readonly run?: string;
}

/**
 * Logs a prompt as it goes to the agent, where the policy wants that. The prompt of a task was logged when the task started:
 * it is not logged again when it is the first to be sent.
 */
export const logPrompt = (
  ports: PromptPorts & { readonly store: Pick<TaskStore, 'readPage'> },
  { policy, text, task, run }: PromptOptions,
): Promise<Result<LoggedPrompt | undefined, Failure>> =>
  story(async function* () {
    if (policy.prompt.log === undefined) return undefined;
    const { branch } = yield* need(ports.repository.head());
    const page = task === undefined ? undefined : yield* need(ports.store.readPage(task.id, 'prompt'));
    const isOfTask = page !== undefined && page.text.trim() === text.trim();
    const logging = {
      branch,
      text,
      targets: task !== undefined && isOfTask ? targetsOf(task) : targetsNamed(text),
      unlessLast: isOfTask,
      ...present('task', task?.id),
      ...present('run', run),
    };
    return yield* need(keepPrompt(ports, policy, logging));
  });
