import type { Command } from 'commander';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const defaultPolicy = 'starter';

export const addInit = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('init')
    .description('write .codex/governance.yaml from a policy we ship; never overwrites')
    .option('--policy <name>', `the policy to start from; default: ${defaultPolicy}`)
    .action(
      inRepository(async (machine, { policy }: { policy?: string }) =>
        (await loadCommands()).init(terminal, machine, policy),
      ),
    );
};
