import { Option, type Command } from 'commander';
import type { RunOptions } from '../commands/run.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';
import { addTaskOptions } from './task-options.ts';

export const addRun = (program: Command, { terminal, inRepository, open }: Visit): void => {
  const run = program
    .command('run')
    .description('let Codex carry out a task, judging every patch before it is written')
    .option('--mode <id>', 'the mode of a new task; left out: the task of this worktree goes on')
    .option('--goal <text>', 'what should be different when the new task is done');
  addTaskOptions(run)
    .option('--codex <file>', 'the Codex to run; left out: the one on the PATH')
    .option('--model <name>', 'the model; left out: the one Codex is set up with')
    .option('--resume <thread>', 'go on with the thread of an earlier run of this task')
    .option('--no-input', 'ask nobody, also at a terminal: a patch that the policy blocks is declined')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nAt a terminal you decide about a patch that the policy blocks; else it is declined, and Codex is told why. Ctrl+C ends the run at once.',
    )
    .action(
      inRepository(async (machine, options: RunOptions) => {
        const { run } = await loadCommands();
        return run(terminal, machine, options, () => open({ outlasts: true }));
      }),
    );
};
