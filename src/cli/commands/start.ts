import { fail, need, requestSlice, story, type Failure } from '#app';
import { failure, present, success, type Result } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import { describePack, describeTask } from '../describe.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { startTask, type TaskOptions } from './start-task.ts';

export interface StartOptions extends Omit<TaskOptions, 'mode' | 'goal' | 'closed' | 'of'> {
  readonly mode?: string;
  readonly goal?: string;
  readonly slice?: string;
  readonly chain?: string;
  readonly format: 'text' | 'json';
}

const refuseOwnWords = ({ goal, scope }: StartOptions): Result<void, Failure> =>
  goal === undefined && scope.length === 0
    ? success(undefined)
    : failure(fail('bad-option', 'A slice has its own goal and its own scope: leave out --goal and --scope.'));

/** What the task is: as it was said, or as its slice says. */
const taskOf = (terminal: Terminal, machine: Machine, options: StartOptions) =>
  story<TaskOptions>(async function* () {
    const { mode = '', goal = '', slice, chain, format: _format, ...rest } = options;
    if (slice === undefined) {
      // A chain without a slice is no task; who names one has forgotten the other.
      if (chain !== undefined) yield* need(failure(fail('bad-option', 'Name the slice of the chain with --slice.')));
      return { ...rest, mode, goal };
    }
    yield* need(refuseOwnWords(options));
    const asked = { slice, ...present('chain', chain), ...present('mode', options.mode) };
    const { notes, slice: of, ...request } = yield* need(requestSlice(machine, asked, terminal.signal));
    sayNotes(terminal, notes);
    return { ...rest, ...request, ...present('of', of) };
  });

export const start = (terminal: Terminal, machine: Machine, options: StartOptions) =>
  story<ExitCode>(async function* () {
    const asked = yield* need(taskOf(terminal, machine, options));
    const { draft, started } = yield* need(startTask(terminal, machine, asked));
    const { task, prompt } = started;
    const pack = describePack(draft.built.pack);
    terminal.out(
      options.format === 'json' ? printDocument('start', { task: describeTask(task), pack, prompt }) : prompt,
    );
    return 0;
  });
