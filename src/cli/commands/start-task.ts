import {
  draftTask,
  fail,
  keepTask,
  need,
  story,
  type Failure,
  type StartedTask,
  type TaskDraft,
  type TaskRequest,
} from '#app';
import { failure, present, success, type Result, type SpecLink, type TaskSlice } from '#core';
import type { Machine } from '#repo';
import { sayLine, sayNotes } from '../complain.ts';
import type { Picks } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** What a person says of a task on the command line. */
export interface TaskOptions {
  readonly mode: string;
  readonly goal: string;
  readonly scope: readonly string[];
  readonly spec: readonly string[];
  readonly pattern?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly pick: Picks;
  readonly override?: string;
  readonly who?: string;
  /** Of a slice of a chain: where it keeps out, and which it is. */
  readonly closed?: readonly string[];
  readonly of?: TaskSlice;
}

const readSpec = (text: string): SpecLink => {
  const at = text.indexOf('#');
  return at < 0 ? { path: text } : { path: text.slice(0, at), anchor: text.slice(at + 1) };
};

const readOverride = ({ override, who }: TaskOptions): Result<Pick<TaskRequest, 'override'>, Failure> => {
  const [why, name] = [override?.trim() ?? '', who?.trim() ?? ''];
  if (override === undefined && who === undefined) return success({});
  if (why !== '' && name !== '') return success({ override: { who: name, why } });
  return failure(
    fail(
      'bad-option',
      'An override needs both: --override says why the task may start with an incomplete context pack, --who says who accepts this.',
    ),
  );
};

const toRequest = (options: TaskOptions, override: Pick<TaskRequest, 'override'>): TaskRequest => ({
  mode: options.mode,
  goal: options.goal,
  scope: options.scope,
  specs: options.spec.map(readSpec),
  slots: options.set,
  picks: options.pick,
  ...present('pattern', options.pattern),
  ...present('closed', options.closed),
  ...present('slice', options.of),
  ...override,
});

const refuseCancelled = ({ signal }: Terminal): Result<void, Failure> =>
  signal.aborted ? failure(fail('cancelled', 'It was cancelled, and no task was started.')) : success(undefined);

/** A task that was started, with the draft it was started from. */
export interface BegunTask {
  readonly draft: TaskDraft;
  readonly started: StartedTask;
}

/** Starts a task, and says what a person should know of it. */
export const startTask = (terminal: Terminal, machine: Machine, options: TaskOptions) =>
  story<BegunTask>(async function* () {
    const override = yield* need(readOverride(options));
    const ports = await machine.loadDraftPorts();
    const draft = yield* need(draftTask(ports, toRequest(options, override), terminal.signal));
    const remarks = draft.remarks.map(({ because, better }) => `About the goal: ${because} ${better}`);
    sayNotes(terminal, [...remarks, ...draft.notes]);
    yield* need(refuseCancelled(terminal));
    const started = yield* need(keepTask(ports, draft));
    const { task, promptFile } = started;
    sayLine(terminal, `Started task ${task.id} in mode ${task.mode}. The prompt is kept at ${promptFile}.`);
    return { draft, started };
  });
