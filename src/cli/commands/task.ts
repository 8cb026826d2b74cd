import { endTask, readTaskState, type TaskEnd, type TaskState } from '#app';
import { writeStableJson } from '#core';
import { Option, type Command } from 'commander';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

const writeText = (state: TaskState): string => {
  if (state.state === 'none') return 'No Codex task in this worktree.\n';
  const { goal, mode, scope, base, startedAt, id } = state.task;
  const parked =
    state.state === 'parked'
      ? [`Parked: it belongs to ${base.branch ?? 'no branch'}; ${state.on} is checked out.`]
      : [];
  return [
    `Task ${id}`,
    `Goal: ${goal}`,
    `Mode: ${mode}`,
    `Scope: ${scope.length === 0 ? 'wherever the mode may write' : scope.join(', ')}`,
    `Base: ${base.commit ?? 'no commit yet'} on ${base.branch ?? 'a detached HEAD'}`,
    `Started: ${startedAt}`,
    ...parked,
    '',
  ].join('\n');
};

const show = async (visit: Visit, format: 'text' | 'json'): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const state = await readTaskState(machine.repository, machine.store);
  if (!state.ok) return visit.complain(state.error);
  if (format === 'text') visit.terminal.out(writeText(state.value));
  else if (state.value.state === 'none') visit.terminal.out(writeStableJson({ state: 'none', task: null }));
  else {
    // The law is long and kept for judging; who asks for the task wants the task.
    const { law: _law, ...task } = state.value.task;
    visit.terminal.out(writeStableJson({ ...state.value, task }));
  }
  return 0;
};

const finish = async (visit: Visit, how: TaskEnd): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const ended = await endTask(machine, how);
  if (!ended.ok) return visit.complain(ended.error);
  visit.terminal.out(`Task ${ended.value.id} is ${how}.\n`);
  return 0;
};

export const addTask = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  const task = program.command('task').description('the task of this worktree');
  task
    .command('show', { isDefault: true })
    .description('show it')
    .addOption(new Option('--format <name>', 'how to write it').choices(['text', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'json' }) => end(await show(visit, format)));
  task
    .command('finish')
    .description('end it: the work is done')
    .action(async () => end(await finish(visit, 'finished')));
  task
    .command('abandon')
    .description('end it: the work is given up; no file is touched')
    .action(async () => end(await finish(visit, 'abandoned')));
};
