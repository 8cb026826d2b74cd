import { Option, type Command } from 'commander';
import type { ShowPhasesOptions } from '../commands/phases.ts';
import { loadCommands } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const more = `
How far the work is, is read from the files that are there: what each phase has to leave behind is done, missing or broken.
Exit 1 where the change holds code that comes before its phases, or where what was named is not complete.`;

export const addPhases = (program: Command, { terminal, aboutOneState }: Visit): void => {
  program
    .command('phases')
    .description('tell how far the phases of the policy are, and whether this change may hold code yet')
    .argument('[name]', 'the thing whose phases are meant, such as a module; default: all')
    .addOption(new Option('--base <revision>', 'measure the change from here; default: as for check'))
    .addOption(modeOption('the mode of the change', terminal))
    .addOption(
      new Option('--format <name>', 'how to write the result').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addHelpText('after', more)
    .action(
      aboutOneState(async (machine, name: string | undefined, options: ShowPhasesOptions) =>
        (await loadCommands()).showPhases(terminal, machine, name, options),
      ),
    );
};
