import { policyPath } from '#app';
import { Option, type Command } from 'commander';
import type { ChangeOptions } from '../commands/change.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addChange = (program: Command, { terminal, aboutOneState }: Visit): void => {
  program
    .command('change')
    .description('measure the change as `git diff --numstat -M` does, untracked files included')
    .option(
      '--base <revision>',
      'measure from this commit; default: the task, else where the branch left the default branch',
    )
    .option('--staged', 'measure what is staged instead of the working tree')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\nFiles are put in classes by ${policyPath} and .gitattributes.`)
    .action(
      aboutOneState(async (machine, options: ChangeOptions) =>
        (await loadCommands()).measureChange(terminal, machine, options),
      ),
    );
};
