import type { Command } from 'commander';
import type { InstallOptions } from '../commands/install.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

const dryRun = ['--dry-run', 'print what would be written, and write nothing'] as const;

/** What can be installed: its name, what that does, and the command that does it. */
const parts = [
  [
    'pre-commit',
    'add `check --staged` to the hook pre-commit: of git, husky, lefthook or pre-commit; harms nothing there',
    'installPreCommit',
  ],
  ['ci', 'write a workflow of GitHub Actions that judges every pull request; never overwrites', 'installCi'],
  ['audit', 'write a workflow of GitHub Actions that audits each week; never overwrites', 'installAudit'],
  [
    'hooks',
    'have Codex ask before it acts, wherever it runs: its hooks, rules for commands, a section of AGENTS.md',
    'installHooks',
  ],
  ['agents', 'write the section of AGENTS.md alone', 'installAgents'],
] as const;

export const addInstall = (program: Command, { terminal, inRepository }: Visit): void => {
  const install = program
    .command('install')
    .description('have every commit, every pull request, or all that Codex does, judged');
  for (const [name, description, act] of parts)
    install
      .command(name)
      .description(description)
      .option(...dryRun)
      .action(
        inRepository(async (machine, options: InstallOptions) =>
          (await loadCommands())[act](terminal, machine, options),
        ),
      );
};
