import { Option, type Command } from 'commander';
import type { StartOptions } from '../commands/start.ts';
import { loadCommands } from '../load.ts';
import { collect, collectPair, collectPick } from '../options.ts';
import type { Visit } from '../visit.ts';

export const addStart = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('start')
    .description('start a task: check the context pack, freeze the mode, write the prompt')
    .requiredOption('--mode <id>', 'the mode, frozen until the task ends')
    .requiredOption('--goal <text>', 'what should be different when it is done')
    .option('--scope <glob>', 'where the task may write; may be repeated', collect, [])
    .option('--spec <path[#anchor]>', 'a document or section that approved the work; may be repeated', collect, [])
    .option('--pattern <id>', 'a prompt pattern of the policy')
    .option('--set <key=value>', 'the answer to a slot of the pattern; may be repeated', collectPair, {})
    .option('--pick <item=path>', 'a file for a context item that leaves a choice; may be repeated', collectPick, {})
    .option('--override <why>', 'start with an incomplete context pack, and why')
    .option('--who <name>', 'who accepts this')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nPaths and globs are written from the root of the repository.')
    .action(
      inRepository(async (machine, options: StartOptions) => (await loadCommands()).start(terminal, machine, options)),
    );
};
