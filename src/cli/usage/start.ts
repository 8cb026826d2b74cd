import { Option, type Command } from 'commander';
import type { StartOptions } from '../commands/start.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';
import { addTaskOptions } from './task-options.ts';

export const addStart = (program: Command, { terminal, inRepository }: Visit): void => {
  const start = program
    .command('start')
    .description('start a task: check the context pack, freeze the mode, write the prompt')
    .requiredOption('--mode <id>', 'the mode, frozen until the task ends')
    .requiredOption('--goal <text>', 'what should be different when it is done');
  addTaskOptions(start)
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nPaths and globs are written from the root of the repository.')
    .action(
      inRepository(async (machine, options: StartOptions) => (await loadCommands()).start(terminal, machine, options)),
    );
};
