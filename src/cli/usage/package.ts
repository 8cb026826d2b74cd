import { Option, type Command } from 'commander';
import type { PackageListOptions, PackageNewOptions, PackageRunOptions } from '../commands/package.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

const baseOption = (): Option =>
  new Option('--base <revision>', 'take policy and packages from here; default: as for check');

const modeOption = (): Option =>
  new Option('--mode <id>', 'the mode whose commands it may run; default: of the task, else its own');

const formatOption = (): Option =>
  new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text');

const more = `
Each step is shown, and done once you agree. One that fails is rolled back, and the next run goes on there. Only packages that
are in the commit the work starts from are run, and only commands that the mode allows. Exit 1 where it is not done, 2 where
nobody can tell what is there then.`;

const addNew = (one: Command, { terminal, inRepository }: Visit): void => {
  one
    .command('new')
    .description('write one to be filled in, and list it')
    .argument('<package>', 'its id: lower-case words joined by hyphens')
    .option('--title <text>', 'the name people see')
    .option('--mode <id>', 'the mode whose commands it may run')
    .action(
      inRepository(async (machine, id: string, options: PackageNewOptions) =>
        (await loadCommands()).newPackage(terminal, machine, id, options),
      ),
    );
};

/** `package list|run|new|check`. */
export const addPackage = (program: Command, visit: Visit): void => {
  const { terminal, inRepository, open } = visit;
  const one = program.command('package').description('execution packages: playbooks that are carried out step by step');
  one
    .command('list')
    .description('tell which there are, and how far each is')
    .addOption(baseOption())
    .addOption(modeOption())
    .addOption(formatOption())
    .action(
      inRepository(async (machine, options: PackageListOptions) =>
        (await loadCommands()).listPackages(terminal, machine, options),
      ),
    );
  one
    .command('run')
    .description('carry one out, asking before each step')
    .argument('<package>', 'its id')
    .option('--yes', 'ask nothing')
    .option('--restart', 'begin anew, whatever was done of it before')
    .option('--codex <file>', 'the Codex for the steps that it carries out; default: the one on the PATH')
    .option('--model <name>', 'its model; default: the one Codex is set up with')
    .addOption(baseOption())
    .addOption(modeOption())
    .addOption(formatOption())
    .addHelpText('after', more)
    .action(
      inRepository(async (machine, id: string, options: PackageRunOptions) =>
        (await loadCommands()).runPackage(terminal, machine, id, options, () => open({ outlasts: true })),
      ),
    );
  addNew(one, visit);
  one
    .command('check')
    .description('tell what is wrong with packages and their list; exit 1 where anything is')
    .argument('[package]', 'its id; default: all')
    .addOption(baseOption())
    .addOption(modeOption())
    .addOption(formatOption())
    .action(
      inRepository(async (machine, id: string | undefined, options: PackageListOptions) =>
        (await loadCommands()).checkPackages(terminal, machine, id, options),
      ),
    );
};
