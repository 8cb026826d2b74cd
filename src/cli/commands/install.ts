import { installPreCommit, need, story, type InstalledHook } from '#app';
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
