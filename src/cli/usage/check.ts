import { reportFormatNames } from '#core';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CheckOptions, ReportFile } from '../commands/check.ts';
import { loadCommands } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const collectReport = (text: string, known: readonly ReportFile[]): readonly ReportFile[] => {
  const [name, ...rest] = text.split('=');
  const [format, file] = [reportFormatNames.find((known) => known === name), rest.join('=')];
  if (format === undefined || file === '')
    throw new InvalidArgumentError(
      `It takes FORMAT=FILE, such as sarif=out.sarif; formats: ${reportFormatNames.join(', ')}.`,
    );
  return [...known, { format, file }];
};

export const addCheck = (program: Command, { terminal, aboutOneState }: Visit): void => {
  program
    .command('check')
    .description('judge the change: exit 0 may merge, 1 may not, 2 could not tell')
    .option('--base <revision>', 'measure from this commit, and take the policy from it')
    .option('--staged', 'judge what is staged instead of the working tree')
    .addOption(modeOption('the mode the change was made in', terminal))
    .addOption(
      new Option(
        '--ci',
        'judge the commit that is checked out by the policy of --base and nothing else; without a policy there, exit 2',
      ).conflicts(['staged', 'policy']),
    )
    .option('--policy <file>', 'try out another policy file, named from this folder')
    .addOption(new Option('--format <name>', 'how to write the result').choices(reportFormatNames).default('text'))
    .addOption(
      new Option('--report <format=file>', 'write the result to a file as well, in another format; may be repeated')
        .argParser(collectReport)
        .default([]),
    )
    .action(
      aboutOneState(async (machine, options: CheckOptions) =>
        (await loadCommands()).checkChange(terminal, machine, options),
      ),
    );
};
