import { reportFormatNames } from '#core';
import { Option, type Command } from 'commander';
import type { CheckOptions } from '../commands/check.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addCheck = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('check')
    .description('judge the change: exit 0 may merge, 1 may not, 2 could not tell')
    .option('--base <revision>', 'measure from this commit, and take the policy from it')
    .option('--staged', 'judge what is staged instead of the working tree')
    .option('--mode <id>', 'the mode the change was made in')
    .addOption(
      new Option(
        '--ci',
        'judge the commit that is checked out by the policy of --base and nothing else; without a policy there, exit 2',
      ).conflicts(['staged', 'policy']),
    )
    .option('--policy <file>', 'try out another policy file, named from this folder')
    .addOption(new Option('--format <name>', 'how to write the result').choices(reportFormatNames).default('text'))
    .action(
      inRepository(async (machine, options: CheckOptions) =>
        (await loadCommands()).checkChange(terminal, machine, options),
      ),
    );
};
