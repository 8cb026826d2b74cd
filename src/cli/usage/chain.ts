import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import type { ChainCommandOptions, ChainNewOptions, VerifyOptions } from '../commands/chain.ts';
import { loadCommands } from '../load.ts';
import { modeOption, readCount } from '../options.ts';
import type { Visit } from '../visit.ts';

const baseOption = (): Option =>
  new Option('--base <revision>', 'take policy, commands and decisions from here; default: as for check');

const formatOption = (): Option =>
  new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text');

const chainArgument = (about: string): Argument => new Argument('[chain]', about);

const more = `
How a slice stands is computed from what is there: its files are committed, its gates and commands are green on exactly these
files, its evidence is in the registry, no stop condition holds. What a person has to decide is written under its
\`decisions\`, and counts once that is in the commit that the work starts from.`;

// What nobody could fill in is a slip of the finger.
const mostSlices = 50;

const readSlices = (text: string): number => {
  const count = readCount(text);
  if (count > mostSlices) throw new InvalidArgumentError(`It takes at most ${mostSlices}.`);
  return count;
};

const addNew = (chain: Command, { terminal, inRepository }: Visit): void => {
  chain
    .command('new')
    .description('write one to be filled in')
    .argument('<chain>', 'its id: lower-case words joined by hyphens')
    .option('--title <text>', 'the name people see; default: the id')
    .option('--mode <id>', 'the mode that its slices start in; default: named at each start')
    .addOption(new Option('--slices <number>', 'how many slices it begins with').argParser(readSlices).default(3))
    .action(
      inRepository(async (machine, id: string, options: ChainNewOptions) =>
        (await loadCommands()).newChain(terminal, machine, id, options),
      ),
    );
};

/** `chain status|next|new|check|verify`. */
export const addChain = (program: Command, visit: Visit): void => {
  const { terminal, inRepository, aboutOneState } = visit;
  const chain = program.command('chain').description('small pull requests in order: how they stand, which is next');
  const add = (name: string, about: string, which: string): Command =>
    chain
      .command(name)
      .description(about)
      .addArgument(chainArgument(which))
      .addOption(baseOption())
      .addOption(formatOption());
  add('status', 'tell how the slices stand, and what keeps each from being done', 'the id of a chain; default: all')
    .addHelpText('after', more)
    .action(
      aboutOneState(async (machine, id: string | undefined, options: ChainCommandOptions) =>
        (await loadCommands()).chainStatus(terminal, machine, id, options),
      ),
    );
  add(
    'next',
    'tell the slice that is next, and whether it may start; exit 1 where not',
    'the id of a chain; default: the only one',
  ).action(
    aboutOneState(async (machine, id: string | undefined, options: ChainCommandOptions) =>
      (await loadCommands()).nextSlice(terminal, machine, id, options),
    ),
  );
  addNew(chain, visit);
  add(
    'check',
    'tell what is wrong with chains and their registries; exit 1 where anything is',
    'the id of a chain; default: all',
  ).action(
    aboutOneState(async (machine, id: string | undefined, options: ChainCommandOptions) =>
      (await loadCommands()).checkChains(terminal, machine, id, options),
    ),
  );
  chain
    .command('verify')
    .description('run the gates and commands of slices on the files as they are; exit 1 where one is not done then')
    .argument('[slices...]', 'the ids of slices; default: those from the first on of which every file is there')
    .option('--chain <id>', 'the chain they are of; default: the only one')
    .addOption(modeOption('the mode, where no slice names one', terminal))
    .addOption(baseOption())
    .addOption(formatOption())
    .action(
      inRepository(async (machine, slices: readonly string[], options: VerifyOptions) =>
        (await loadCommands()).verifySlice(terminal, machine, slices, options),
      ),
    );
};
