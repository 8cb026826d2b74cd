import type { Command } from 'commander';
import type { ApproveOptions } from '../commands/approve.ts';
import { loadCommands } from '../load.ts';
import { collect, modeOption, readWholeNumber } from '../options.ts';
import type { Visit } from '../visit.ts';

export const addApprove = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('approve')
    .description('write an approval of more than a budget allows, for review; it counts once it is merged')
    .argument('<budget>', 'the budget, such as lines')
    .requiredOption('--limit <number>', 'the highest value that shall be allowed', readWholeNumber)
    .requiredOption('--reason <text>', 'why the work cannot be split')
    .option('--until <date>', 'the last day it shall hold; default: in 30 days')
    .option('--scope <glob>', 'what the work keeps to; may be repeated; default: the scope of the task', collect)
    .option('--role <id>', 'your role; may be left out')
    .option('--base <revision>', 'take the policy from this commit')
    .addOption(modeOption('the mode of the work; default: that of the task', terminal))
    .action(
      inRepository(async (machine, budget: string, options: ApproveOptions) =>
        (await loadCommands()).approve(terminal, machine, budget, options),
      ),
    );
};
