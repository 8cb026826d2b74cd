import type { Command } from 'commander';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addPullRequest = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('pr')
    .description('fill the pull-request text of the task from facts')
    .option('--output <file>', 'write it to this file instead of printing it')
    .action(
      inRepository(async (machine, { output }: { output?: string }) =>
        (await loadCommands()).preparePullRequest(terminal, machine, output),
      ),
    );
};
