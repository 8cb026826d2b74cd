import type { Command } from 'commander';
import type { InstallOptions } from '../commands/install.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

const dryRun = ['--dry-run', 'print what would be written, and write nothing'] as const;

export const addInstall = (program: Command, { terminal, inRepository }: Visit): void => {
  const install = program.command('install').description('have every commit, or every pull request, judged');
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
};
