import {
  endTask,
  need,
  prepareCommitMessage,
  readTaskState,
  story,
  tellParked,
  type TaskEnd,
  type TaskState,
} from '#app';
import { printable } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import { describeTask } from '../describe.ts';
import type { Documents } from '../documents.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface ShowOptions {
  readonly format: 'text' | 'json';
}

const writeText = (state: TaskState): string => {
  if (state.state === 'none') return 'No Codex task in this worktree.\n';
  const { goal, mode, scope, closed = [], slice, specs, base, startedAt, id } = state.task;
  const linked = specs.map(({ path, anchor }) => (anchor === undefined ? path : `${path}#${anchor}`));
  return [
    `Task ${id}`,
    `Goal: ${goal}`,
    `Mode: ${mode}`,
    `Scope: ${scope.length === 0 ? 'wherever the mode may write' : scope.join(', ')}`,
    ...(closed.length === 0 ? [] : [`Not in: ${closed.join(', ')}`]),
    ...(slice === undefined ? [] : [`Slice: ${slice.id} of the chain ${slice.chain}`]),
    ...(linked.length === 0 ? [] : [`Linked specs: ${linked.join(', ')}`]),
    `Base: ${base.commit ?? 'no commit yet'} on ${base.branch ?? 'a detached HEAD'}`,
    `Started: ${startedAt}`,
    ...(state.state === 'parked' ? [tellParked(state)] : []),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
};

const toDocument = (state: TaskState): Documents['task'] =>
  state.state === 'none' ? { state: 'none', task: null } : { ...state, task: describeTask(state.task) };

export const show = (terminal: Terminal, machine: Machine, { format }: ShowOptions) =>
  story<ExitCode>(async function* () {
    const state = yield* need(readTaskState(machine.repository, machine.store));
    terminal.out(format === 'json' ? printDocument('task', toDocument(state)) : writeText(state));
    return 0;
  });

export const finish = (terminal: Terminal, machine: Machine, how: TaskEnd) =>
  story<ExitCode>(async function* () {
    const { id, parkedOn, base } = yield* need(endTask(machine, how));
    if (parkedOn !== undefined)
      sayNotes(terminal, [
        `The task was parked (it belongs to ${base.branch ?? 'no branch'}; ${parkedOn} is checked out).`,
      ]);
    terminal.out(`Task ${id} is ${how}. No file was touched.\n`);
    return 0;
  });

export const message = (terminal: Terminal, machine: Machine) =>
  story<ExitCode>(async function* () {
    terminal.out(yield* need(prepareCommitMessage(machine, terminal.signal)));
    return 0;
  });
