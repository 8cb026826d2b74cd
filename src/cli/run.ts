import type { Failure } from '#app';
import { failure } from '#core';
import { Command, CommanderError, Help, type Option } from 'commander';
import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import { complain, tellBug } from './complain.ts';
import { loadCommands } from './load.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { addApprove } from './usage/approve.ts';
import { addAudit } from './usage/audit.ts';
import { addChain } from './usage/chain.ts';
import { addChange } from './usage/change.ts';
import { addCheck } from './usage/check.ts';
import { addDoctor } from './usage/doctor.ts';
import { addEngine } from './usage/engine.ts';
import { addEvidence } from './usage/evidence.ts';
import { addFunctions } from './usage/functions.ts';
import { addGate } from './usage/gate.ts';
import { addHook } from './usage/hook.ts';
import { addInit } from './usage/init.ts';
import { addInstall } from './usage/install.ts';
import { addModelContext } from './usage/mcp.ts';
import { addPack } from './usage/pack.ts';
import { addPhases } from './usage/phases.ts';
import { addPackage } from './usage/package.ts';
import { addPolicy } from './usage/policy.ts';
import { addPullRequest } from './usage/pull-request.ts';
import { addReplay } from './usage/replay.ts';
import { addRun } from './usage/run.ts';
import { addSplit } from './usage/split.ts';
import { addStart } from './usage/start.ts';
import { addTask } from './usage/task.ts';
import { addWaive } from './usage/waive.ts';
import { version } from './version.ts';
import type { Visit } from './visit.ts';

const description =
  'Governance for Codex: working modes, context packs, diff and complexity budgets, filled pull requests.';
const exits = '\nExit codes: 0 may go on, 1 may not, 2 could not tell.';

// That an option which may be repeated starts from nothing helps nobody.
const describeOption = (option: Option): string =>
  new Help().optionDescription(option).replace(/ \(default: (?:\[\]|\{\})\)$/, '');

// The adapters speak of folders that are opened, as one does in an editor.
const inWordsOfCommands = (error: Failure): Failure =>
  error.reason === 'no-repository'
    ? { ...error, remedy: 'Name a folder of a git repository with --repo, or make one with: git init' }
    : error;

const openVisit = (terminal: Terminal, program: Command, end: (code: ExitCode) => void): Visit => {
  const open: Visit['open'] = async ({ outlasts, isBrief = false } = {}) => {
    const { repo } = program.opts<{ repo?: string }>();
    const { courtHere, openMachine } = await loadCommands();
    const parts = { policies: terminal.policies, court: courtHere };
    const machine = await openMachine(resolve(terminal.folder, repo ?? '.'), parts, {
      environment: terminal.environment,
      startedIn: terminal.folder,
      isBrief,
      ...(outlasts === true ? {} : { signal: terminal.signal }),
    });
    return machine.ok ? machine : failure(inWordsOfCommands(machine.error));
  };
  const anywhere: Visit['anywhere'] =
    (work) =>
    async (...given) => {
      const told = await work(...given);
      end(told.ok ? told.value : complain(terminal, told.error));
    };
  const inMachine =
    (how: Parameters<typeof open>[0]): Visit['inRepository'] =>
    (work) =>
      anywhere(async (...given) => {
        const machine = await open(how);
        return machine.ok ? work(machine.value, ...given) : machine;
      });
  return {
    terminal,
    open,
    anywhere,
    ends:
      (work) =>
      async (...given) =>
        end(await work(...given)),
    inRepository: inMachine({}),
    aboutOneState: inMachine({ isBrief: true }),
  };
};

// In the order in which help lists them.
const adders = [
  addInit,
  addPolicy,
  addStart,
  addRun,
  addTask,
  addPack,
  addChange,
  addFunctions,
  addCheck,
  addSplit,
  addGate,
  addEvidence,
  addChain,
  addPackage,
  addPhases,
  addPullRequest,
  addWaive,
  addApprove,
  addInstall,
  addHook,
  addEngine,
  addDoctor,
  addReplay,
  addAudit,
  addModelContext,
];

const describeProgram = (terminal: Terminal): Command =>
  new Command('codex-governor')
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print how a command is used')
    .helpCommand('help [command]', 'print how a command is used')
    .option('--repo <folder>', 'the repository to work on; default: the one this folder is in')
    .configureHelp({ showGlobalOptions: true, optionDescription: describeOption })
    .addHelpText('afterAll', exits)
    .showHelpAfterError('Add --help to see how it is used.')
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.say,
      outputError: (text, write) => write(text.replace(/^error: /, 'codex-governor: ')),
    })
    .exitOverride();

/** Runs one command line; the arguments are those after the program's name. Never throws. */
export const runCommandLine = async (words: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  // Every git that runs at the same time listens to it.
  setMaxListeners(0, terminal.signal);
  // Until a command says otherwise nothing has been told.
  let code: ExitCode = 2;
  const program = describeProgram(terminal);
  const visit = openVisit(terminal, program, (result) => {
    code = result;
  });
  for (const add of adders) add(program, visit);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.say(
      terminal.signal.aborted ? 'codex-governor: It was cancelled.\n' : tellBug(error, terminal.environment),
    );
    return 2;
  }
};
