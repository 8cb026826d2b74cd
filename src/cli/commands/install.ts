import { installCi, installPreCommit, need, story, type InstalledHook } from '#app';
import { printable, writeEdit } from '#core';
import type { Machine } from '#repo';
import { sayLine, sayNotes } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface InstallOptions {
  readonly dryRun?: boolean;
}

const toolNames: Readonly<Record<InstalledHook['tool'], string>> = {
  git: 'a hook of git',
  husky: 'husky',
  lefthook: 'lefthook',
  'pre-commit': 'pre-commit',
};

const printEdit = (terminal: Terminal, path: string, before: string | undefined, after: string): void =>
  terminal.out(writeEdit(path, before, after).split('\n').map(printable).join('\n'));

export const preCommit = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    const { path, before, after, tool, notes } = yield* need(installPreCommit(machine.hooks, dryRun));
    if (before === after) sayLine(terminal, `${path} runs codex-governor already; nothing was changed.`);
    else if (dryRun)
      sayLine(terminal, `Nothing was written. This would have every commit judged, by ${toolNames[tool]}:`);
    else sayLine(terminal, `Every commit is judged from now on, by ${toolNames[tool]}: ${path}.`);
    if (dryRun && before !== after) printEdit(terminal, path, before, after);
    else terminal.out(`${printable(path)}\n`);
    sayNotes(terminal, notes);
    return 0;
  });

export const ci = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    const { path, text, isThere } = yield* need(installCi(machine.repository, dryRun));
    if (isThere) sayLine(terminal, `${path} is there already; nothing was changed.`);
    else if (dryRun) sayLine(terminal, 'Nothing was written. This would have every pull request judged on GitHub:');
    else
      sayLine(
        terminal,
        `Wrote ${path}. Commit it: every pull request is judged by the policy of the branch it goes into.`,
      );
    if (dryRun && !isThere) printEdit(terminal, path, undefined, text);
    else terminal.out(`${path}\n`);
    sayLine(
      terminal,
      'note: That branch has to have the policy, and codex-governor in package.json and its lock file. Other platforms: docs/ci.md.',
    );
    return 0;
  });
