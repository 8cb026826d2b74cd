import { Option, type Command } from 'commander';
import type { SplitCommandOptions } from '../commands/split.ts';
import { loadCommands } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const more = `
What is imported comes before what imports it, tests come with what they test, documents come last. A file is divided only
where it is too large for a slice of its own. Each slice is measured and judged on top of those before it, and together they
are exactly what is here; what is checked out, and the index, stay as they are.
With --run no slice is red: one that would be holds less, and where that does not help it is named.
Exit 1 where a piece that nobody can divide exceeds a budget: then it is named, and no branch is made.`;

export const addSplit = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('split')
    .description('divide what has changed into slices that each keep the budgets, in an order in which they can land')
    .option(
      '--base <revision>',
      'divide what has changed since this commit; default: the task, else where the branch left the default branch',
    )
    .addOption(modeOption('the mode whose budgets they keep', terminal))
    .option('--branches <prefix>', 'make branches of the slices: PREFIX/1, PREFIX/2, …, each on top of the one before')
    .option('--run', 'run the gates that each slice needs, on a copy of the tree it comes to')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', more)
    .action(
      inRepository(async (machine, options: SplitCommandOptions) =>
        (await loadCommands()).splitChange(terminal, machine, options),
      ),
    );
};
