import { Option, type Command } from 'commander';
import type { DoctorOptions } from '../commands/doctor.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addDoctor = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('doctor')
    .description('what of all this is installed, trusted, live and proven in this repository')
    .option('--codex <file>', 'the Codex to ask; left out: the one on the PATH')
    .option('--probe', 'try the hooks out as well: starts the command line that the repository installed')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .action(
      inRepository(async (machine, options: DoctorOptions) =>
        (await loadCommands()).doctor(terminal, machine, options),
      ),
    );
};
