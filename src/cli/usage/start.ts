import { Option, type Command } from 'commander';
import type { StartOptions } from '../commands/start.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';
import { addTaskOptions } from './task-options.ts';

/** Without a slice, a task needs both. */
const demandRest = (start: Command): void => {
  const given = start.opts<StartOptions>();
  const missing = [
    ...(given.mode === undefined ? ['--mode <id>'] : []),
    ...(given.goal === undefined ? ['--goal <text>'] : []),
  ];
  if (given.slice === undefined && missing[0] !== undefined)
    start.error(`error: required option '${missing[0]}' not specified`);
};

export const addStart = (program: Command, { terminal, inRepository }: Visit): void => {
  const start = program
    .command('start')
    .description('start a task: check the context pack, freeze the mode, write the prompt')
    .option('--mode <id>', 'the mode, frozen until the task ends; a slice may name its own')
    .option('--goal <text>', 'what should be different when it is done; a slice has its own')
    .option('--slice <id>', 'start the task of a slice: its goal, its mode, and where it may write')
    .option('--chain <id>', 'the chain of the slice; default: the only one');
  addTaskOptions(start)
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nPaths and globs are written from the root of the repository.')
    .action(
      inRepository(async (machine, options: StartOptions) => (await loadCommands()).start(terminal, machine, options)),
    );
  start.hook('preAction', () => demandRest(start));
};
