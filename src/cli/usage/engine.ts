import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EngineOptions } from '../commands/engine.ts';
import { loadColdHook } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const usualIdle = 15;

const readMinutes = (text: string): number => {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 1_440))
    throw new InvalidArgumentError('It takes minutes, such as 15; at most a day.');
  return minutes;
};

const more = `
Hooks of Codex start one by themselves where no window answers them; CODEX_GOVERNOR_ENGINE=off keeps them from it. It ends
when nobody asks for a while, and when a window opens.`;

export const addEngine = (program: Command, { terminal, anywhere }: Visit): void => {
  program
    .command('engine')
    .description('stay, and judge for the hooks of Codex in this worktree while no window does')
    .addOption(modeOption('the mode of work without a task', terminal))
    .addOption(
      new Option('--idle <minutes>', 'end when nobody has asked for so long').argParser(readMinutes).default(usualIdle),
    )
    .option('--stop', 'end the one that stays in this worktree')
    .addHelpText('after', more)
    .action(
      anywhere(async (options: Omit<EngineOptions, 'repo'>) => {
        const { repo } = program.opts<{ repo?: string }>();
        return (await loadColdHook()).engine(terminal, { ...options, ...(repo === undefined ? {} : { repo }) });
      }),
    );
};
