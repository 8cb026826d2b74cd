import { checkChange, need, story } from '#app';
import { reportFormats, type ReportFormat } from '#core';
import type { Machine } from '#repo';
import { Option, type Command } from 'commander';
import { sayNotes } from '../complain.ts';
import { placeOfPolicy } from '../policy-file.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import type { Visit } from '../visit.ts';

interface CheckOptions {
  readonly base?: string;
  readonly staged?: boolean;
  readonly mode?: string;
  readonly ci?: boolean;
  readonly policy?: string;
  readonly format: ReportFormat;
}

const check = (terminal: Terminal, machine: Machine, { policy: file, format, ...options }: CheckOptions) =>
  story<ExitCode>(async function* () {
    const policy = file === undefined ? {} : { policy: await placeOfPolicy(file, terminal.folder, machine.repository) };
    const checked = yield* need(checkChange(machine, { ...options, ...policy }, terminal.signal));
    const { judgement, files: _files, standing: _standing, ...where } = checked;
    sayNotes(terminal, where.notes);
    terminal.out(reportFormats[format]({ ...judgement, ...where, version }));
    return judgement.verdict === 'block' ? 1 : 0;
  });

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
    .addOption(
      new Option('--format <name>', 'how to write the result').choices(Object.keys(reportFormats)).default('text'),
    )
    .action(inRepository((machine, options: CheckOptions) => check(terminal, machine, options)));
};
