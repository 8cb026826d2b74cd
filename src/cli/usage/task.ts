import { Option, type Command } from 'commander';
import type { JournalOptions } from '../commands/journal.ts';
import type { ShowOptions } from '../commands/task.ts';
import { loadCommands } from '../load.ts';
import { readCount } from '../options.ts';
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
      if (stray !== undefined)
        showing.error(`error: task has no command '${stray}'; it has show, finish, abandon, message and journal.`);
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
  task
    .command('message')
    .description('the message of its next commit, filled from facts: problem, solution, impact, artifacts')
    .addHelpText('after', '\nWhere something is staged it tells of that. git commit --edit --file - reads it.')
    .action(inRepository(async (machine) => (await loadCommands()).writeMessage(terminal, machine)));
  task
    .command('journal')
    .description('what happened in this worktree, and whether the chain of its entries holds')
    .option('--last <n>', 'the newest entries, so many', readCount, 100)
    .option('--task <id>', 'the entries of one task alone')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .action(
      inRepository(async (machine, options: JournalOptions) =>
        (await loadCommands()).showJournal(terminal, machine, options),
      ),
    );
};
