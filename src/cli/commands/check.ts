import { review, takeStanding, type Standing, type StandingOptions } from '#app';
import { reportFormats, type CheckReport, type ReportFormat } from '#core';
import { Option, type Command } from 'commander';
import { version } from '../version.ts';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface CheckOptions extends StandingOptions {
  readonly staged?: boolean;
  readonly format: ReportFormat;
}

const judge = async (visit: Visit, options: CheckOptions): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const standing = await takeStanding(machine, options);
  if (!standing.ok) return visit.complain(standing.error);
  const { standard, from, policy, declaresTask, notes } = standing.value;
  const reviewed = await review(machine, standard, from, {
    staged: options.staged === true,
    signal: visit.terminal.signal,
  });
  if (!reviewed.ok) return visit.complain(reviewed.error);
  const report: CheckReport = {
    ...reviewed.value.judgement,
    base: reviewed.value.change.base,
    mode: standard.mode?.id ?? null,
    policy,
    version,
  };
  for (const note of notes) visit.terminal.say(`note: ${note}\n`);
  visit.terminal.out(reportFormats[options.format](report));
  return decide(visit, report, standing.value, declaresTask);
};

const decide = (visit: Visit, report: CheckReport, { standard }: Standing, declaresTask: boolean): ExitCode => {
  if (standard.policy.codex === 'frozen' && declaresTask) {
    visit.terminal.say(
      'codex-governor: Codex is frozen in this repository (codex: frozen), and this change declares a Codex task.\n',
    );
    return 1;
  }
  return report.verdict === 'block' ? 1 : 0;
};

export const addCheck = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('check')
    .description('judge the change: exit 0 may merge, 1 may not, 2 could not tell')
    .option('--base <revision>', 'measure from this commit, and take the policy from it')
    .option('--staged', 'judge what is staged instead of the working tree')
    .option('--mode <id>', 'the mode the change was made in')
    .option('--ci', 'only the policy of the base counts; without one, exit 2')
    .option('--policy <file>', 'try another policy file out')
    .addOption(
      new Option('--format <name>', 'how to write the result').choices(Object.keys(reportFormats)).default('text'),
    )
    .action(async (options: CheckOptions) => end(await judge(visit, options)));
};
