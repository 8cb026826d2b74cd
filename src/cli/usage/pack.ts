import { Option, type Command } from 'commander';
import type { PackOptions } from '../commands/pack.ts';
import { loadCommands } from '../load.ts';
import { collect, collectPick } from '../options.ts';
import type { Visit } from '../visit.ts';

export const addPack = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('pack')
    .description('build the context pack; exit 1 when something is missing, stale or dead')
    .option('--mode <id>', 'the mode to build it for; default: that of the task')
    .option('--goal <text>', 'what it is for: files it names propose documents')
    .option('--scope <glob>', 'the part of the repository it is for; may be repeated', collect, [])
    .option('--pick <item=path>', 'a file for an item that leaves a choice; may be repeated', collectPick, {})
    .addOption(new Option('--format <name>', 'how to write the result').choices(['json', 'markdown']).default('json'))
    .action(
      inRepository(async (machine, options: PackOptions) =>
        (await loadCommands()).buildPack(terminal, machine, options),
      ),
    );
};
