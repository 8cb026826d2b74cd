import type { Command } from 'commander';
import type { InstallOptions } from '../commands/install.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

const dryRun = ['--dry-run', 'print what would be written, and write nothing'] as const;

export const addInstall = (program: Command, { terminal, inRepository }: Visit): void => {
  const install = program
    .command('install')
    .description('have every commit, every pull request, or all that Codex does, judged');
  install
    .command('pre-commit')
    .description(
      'add `check --staged` to the hook pre-commit: of git, husky, lefthook or pre-commit; harms nothing there',
    )
    .option(...dryRun)
    .action(
      inRepository(async (machine, options: InstallOptions) =>
        (await loadCommands()).installPreCommit(terminal, machine, options),
      ),
    );
  install
    .command('ci')
    .description('write a workflow of GitHub Actions that judges every pull request; never overwrites')
    .option(...dryRun)
    .action(
      inRepository(async (machine, options: InstallOptions) =>
        (await loadCommands()).installCi(terminal, machine, options),
      ),
    );
  install
    .command('hooks')
    .description(
      'have Codex ask before it acts, wherever it runs: its hooks, rules for commands, a section of AGENTS.md',
    )
    .option(...dryRun)
    .action(
      inRepository(async (machine, options: InstallOptions) =>
        (await loadCommands()).installHooks(terminal, machine, options),
      ),
    );
  install
    .command('agents')
    .description('write the section of AGENTS.md alone')
    .option(...dryRun)
    .action(
      inRepository(async (machine, options: InstallOptions) =>
        (await loadCommands()).installAgents(terminal, machine, options),
      ),
    );
};
