import { Option, type Command } from 'commander';
import type { GateListOptions, GateRunOptions } from '../commands/gate.ts';
import { loadCommands } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const baseOption = (): Option =>
  new Option('--base <revision>', 'measure the change from here, and take the gates from here; default: as for check');

const formatOption = (): Option =>
  new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text');

const more = `
Only commands of the policy at the base are run: those that the task began under, or that are committed where the change
starts. What they find is kept as evidence of exactly the files that are there now, and is stale when one of them changes.
Exit 1 where a gate is red, 2 where files changed while one ran.`;

const moreOfProof = `
Each gate is run on an intact copy of the files, where it has to be green, and then on copies that are broken as its
\`breaks\` say, or in their code and tests; there it has to be red. Each rule gets an example into a copy, and has to find it.
Exit 1 where one is hollow: it does not notice. Exit 2 where that could not be told. Your own files are never touched.`;

export const addGate = (program: Command, { terminal, inRepository, aboutOneState }: Visit): void => {
  const gate = program.command('gate').description('run the gates of the policy, and tell how they stand');
  gate
    .command('list')
    .description('tell which gates this change needs, and what evidence says of each')
    .addOption(baseOption())
    .addOption(modeOption('the mode of the change', terminal))
    .addOption(formatOption())
    .action(
      aboutOneState(async (machine, options: GateListOptions) =>
        (await loadCommands()).listGates(terminal, machine, options),
      ),
    );
  gate
    .command('run')
    .description('run gates on the files as they are, and keep what they find as evidence')
    .argument('[gates...]', 'the ids of the gates to run')
    .option('--needed', 'run those that this change has to pass before it merges')
    .option('--all', 'run all, those of the night included')
    .addOption(baseOption())
    .addOption(modeOption('the mode of the change', terminal))
    .addOption(formatOption())
    .addHelpText('after', more)
    .action(
      inRepository(async (machine, ids: readonly string[], options: GateRunOptions) =>
        (await loadCommands()).runGates(terminal, machine, ids, options),
      ),
    );
  gate
    .command('prove')
    .description('break copies of the tree, and tell which gates and rules do not notice')
    .argument('[names...]', 'the ids of gates and rules; default: all there are')
    .addOption(baseOption())
    .addOption(modeOption('the mode of the change', terminal))
    .addOption(formatOption())
    .addHelpText('after', moreOfProof)
    .action(
      inRepository(async (machine, names: readonly string[], options: GateListOptions) =>
        (await loadCommands()).proveGates(terminal, machine, names, options),
      ),
    );
};
