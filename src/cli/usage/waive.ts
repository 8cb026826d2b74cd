import type { Command } from 'commander';
import type { WaiveOptions } from '../commands/waive.ts';
import { loadCommands } from '../load.ts';
import { collect, modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

export const addWaive = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('waive')
    .description('write a waiver for review; it counts once it is merged')
    .argument('<finding>', 'the id of a finding of this change, or with --in the id of a rule')
    .requiredOption('--reason <text>', 'why it is right here')
    .requiredOption('--until <date>', 'the last day it shall hold, such as 2026-12-31')
    .option('--in <glob>', 'where all findings of the rule shall be allowed; may be repeated', collect, [])
    .option('--role <id>', 'your role; may be left out where only one may')
    .option('--adr <path>', 'the decision record it stands on')
    .option('--base <revision>', 'as of check')
    .addOption(modeOption('as of check', terminal))
    .option('--staged', 'as of check')
    .action(
      inRepository(async (machine, finding: string, options: WaiveOptions) =>
        (await loadCommands()).waive(terminal, machine, finding, options),
      ),
    );
};
