import { Option, type Command } from 'commander';
import type { FunctionsOptions } from '../commands/functions.ts';
import { loadFunctions } from '../load.ts';
import { readWholeNumber } from '../options.ts';
import type { Visit } from '../visit.ts';

export const addFunctions = (program: Command, { terminal, anywhere }: Visit): void => {
  program
    .command('functions')
    .description('list functions with their cyclomatic complexity')
    .argument('<path...>', 'files, and folders that are walked as git would')
    .option('--over <n>', 'only those above this complexity', readWholeNumber)
    .option('--why', 'also what counted towards each, at its line')
    .option('--no-cache', 'read files anew that did not change since they were last read')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['jsonl', 'text']).default('jsonl'))
    .action(
      anywhere(async (paths: string[], options: FunctionsOptions) =>
        (await loadFunctions()).list(terminal, paths, options),
      ),
    );
};
