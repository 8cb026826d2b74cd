import { Option, type Command } from 'commander';
import type { ReplayOptions } from '../commands/replay.ts';
import { loadCommands } from '../load.ts';
import { readCount } from '../options.ts';
import type { Visit } from '../visit.ts';

const usual = 100;

const more = `
Each commit is judged against its first parent, on the line of first parents. It is advice: exit 0 whatever was found, 2
where it was stopped before the end; what was judged by then is printed.`;

export const addReplay = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('replay')
    .description('tell what the policy would have said of past commits, rule by rule, and how large they were')
    .option('--last <number>', `how many commits, the newest ones; default: ${usual}, with --since all`, readCount)
    .option('--since <revision|date>', 'only those after a revision, or from a day on, such as 2026-11-01')
    .option('--merges', 'judge merges, too, each as one change, as a pull request is')
    .option('--mode <id>', 'judge them in this mode')
    .option('--policy <file>', 'try out another policy file, named from this folder')
    .addOption(
      new Option('--format <name>', 'how to write the result').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addHelpText('after', more)
    .action(
      inRepository(async (machine, options: ReplayOptions) =>
        (await loadCommands()).replayPolicy(
          terminal,
          machine,
          options.since === undefined ? { last: usual, ...options } : options,
        ),
      ),
    );
};
