import { Option, type Command } from 'commander';
import type { ShowOptions } from '../commands/task.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addTask = (program: Command, { terminal, inRepository }: Visit): void => {
  const task = program.command('task').description('the task of this worktree');
  const showing = task
    .command('show', { isDefault: true })
    .description('show it')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .allowExcessArguments()
    .action(async (options: ShowOptions) => {
      // What is no command of `task` lands here, at the one that needs no name.
      const [stray] = showing.args;
      if (stray !== undefined) showing.error(`error: task has no command '${stray}'; it has show, finish and abandon.`);
      await inRepository(async (machine) => (await loadCommands()).showTask(terminal, machine, options))();
    });
  task
    .command('finish')
    .description('end it: the work is done')
    .action(inRepository(async (machine) => (await loadCommands()).finishTask(terminal, machine, 'finished')));
  task
    .command('abandon')
    .description('end it: the work is given up; no file is touched')
    .action(inRepository(async (machine) => (await loadCommands()).finishTask(terminal, machine, 'abandoned')));
};
