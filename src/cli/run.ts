import { openMachine } from '#repo';
import { Command, CommanderError } from 'commander';
import { resolve } from 'node:path';
import { addChange } from './commands/change.ts';
import { addCheck } from './commands/check.ts';
import { addFunctions } from './commands/functions.ts';
import { addInit } from './commands/init.ts';
import { addPack } from './commands/pack.ts';
import { addPolicy } from './commands/policy.ts';
import { addPullRequest } from './commands/pull-request.ts';
import { addStart } from './commands/start.ts';
import { addTask } from './commands/task.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { version } from './version.ts';
import { complainTo, type Visit } from './visit.ts';

const description =
  'Governance for Codex: working modes, context packs, diff and complexity budgets, filled pull requests.';
const exits = '\nExit codes: 0 may go on, 1 may not, 2 could not tell.';

const openVisit = (terminal: Terminal, program: Command): Visit => {
  const complain = complainTo(terminal);
  return {
    terminal,
    complain,
    open: async () => {
      const { repo } = program.opts<{ repo?: string }>();
      const opened = await openMachine(resolve(terminal.folder, repo ?? '.'), terminal.policies, {
        environment: terminal.environment,
        startedIn: terminal.folder,
      });
      if (opened.ok) return opened.value;
      complain(opened.error);
      return undefined;
    },
  };
};

/** Runs one command line; the arguments are those after the program's name. Never throws for what a person wrote. */
export const runCommandLine = async (words: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  // Until a command says otherwise nothing has been told.
  let code: ExitCode = 2;
  const end = (result: ExitCode): void => {
    code = result;
  };
  const program = new Command('codex-governor')
    .description(description)
    .version(version)
    .option('--repo <folder>', 'the repository; default: the one this folder is in')
    .addHelpText('after', exits)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.say })
    .exitOverride();
  const visit = openVisit(terminal, program);
  for (const add of [addInit, addPolicy, addStart, addTask, addPack, addChange, addFunctions, addCheck, addPullRequest])
    add(program, visit, end);
  for (const command of program.commands) inherit(command, program);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.code === 'commander.helpDisplayed' || error.code === 'commander.version' ? 0 : 2;
  }
};

const inherit = (command: Command, parent: Command): void => {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
};
