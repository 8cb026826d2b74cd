import {
  listChains,
  listOneChain,
  need,
  story,
  verifySlices,
  writeNewChain,
  type ListedChain,
  type NewChainOptions,
} from '#app';
import { checkChainFile, counted, firstUndone, present, type Problem } from '#core';
import type { Machine } from '#repo';
import { tellChain, tellNext, tellSlice } from '../chain-words.ts';
import { sayLine, sayNotes, writeProblem } from '../complain.ts';
import { describeProblem } from '../describe.ts';
import { describeChain, describeChains, describeSlice } from '../describe-chains.ts';
import { describeGateRun } from '../describe-gates.ts';
import { tellGateRun } from '../gate-words.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { gateWatcher, sayLastWords } from './gate.ts';

export interface ChainCommandOptions {
  readonly base?: string;
  readonly format: 'text' | 'json';
}

export const status = (
  terminal: Terminal,
  machine: Machine,
  chain: string | undefined,
  { format, ...options }: ChainCommandOptions,
) =>
  story<ExitCode>(async function* () {
    const { chains, notes } = yield* need(
      listChains(machine, { ...options, ...present('chain', chain) }, terminal.signal),
    );
    sayNotes(terminal, notes);
    for (const { problems } of chains) terminal.say(problems.map(writeProblem).join(''));
    if (format === 'json') terminal.out(printDocument('chain-status', describeChains(chains)));
    else terminal.out(chains.length === 0 ? 'This repository has no chain.\n' : chains.map(tellChain).join('\n'));
    if (chains.length === 0) sayLine(terminal, 'One is written with `codex-governor chain new`.');
    return chains.some(({ standing }) => standing === undefined) ? 2 : 0;
  });

export type ChainNewOptions = Omit<NewChainOptions, 'id'>;

export const create = (terminal: Terminal, machine: Machine, id: string, options: ChainNewOptions) =>
  story<ExitCode>(async function* () {
    const path = yield* need(writeNewChain(machine, { id, ...options }));
    terminal.out(`${path}\n`);
    sayLine(
      terminal,
      'Fill in what is TBD: `codex-governor chain status` names each place. Then commit it where the work starts from.',
    );
    return 0;
  });

export const next = (
  terminal: Terminal,
  machine: Machine,
  id: string | undefined,
  { format, ...options }: ChainCommandOptions,
) =>
  story<ExitCode>(async function* () {
    const { chain, notes } = yield* need(
      listOneChain(machine, { ...options, ...present('chain', id) }, terminal.signal),
    );
    sayNotes(terminal, notes);
    const { found, standing } = chain;
    const slice = firstUndone(standing);
    const told = slice === undefined ? null : describeSlice(slice);
    terminal.out(
      format === 'json'
        ? printDocument('chain-next', { chain: describeChain(found, standing.title), slice: told })
        : tellNext(found.file.id, slice),
    );
    return slice === undefined || slice.mayStart ? 0 : 1;
  });

/** What is wrong with a chain as it is written here, and with its registries. */
const problemsOf =
  (policy: Parameters<typeof checkChainFile>[1]) =>
  ({ found, problems, standing }: ListedChain): readonly Problem[] => [
    ...(found.here === undefined ? problems : checkChainFile(found.here, policy)),
    ...(standing?.problems ?? []),
  ];

export const check = (
  terminal: Terminal,
  machine: Machine,
  chain: string | undefined,
  { format, ...options }: ChainCommandOptions,
) =>
  story<ExitCode>(async function* () {
    const { chains, ground, notes } = yield* need(
      listChains(machine, { ...options, ...present('chain', chain) }, terminal.signal),
    );
    sayNotes(terminal, notes);
    const problems = chains.flatMap(problemsOf(ground.law.policy));
    terminal.out(
      format === 'json'
        ? printDocument('chain-check', { problems: problems.map(describeProblem) })
        : problems.map(writeProblem).join(''),
    );
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    sayLine(
      terminal,
      `${counted(chains.length, 'chain')}: ${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}.`,
    );
    return errors > 0 ? 1 : 0;
  });

export interface VerifyOptions extends ChainCommandOptions {
  readonly chain?: string;
  readonly mode?: string;
}

export const verify = (
  terminal: Terminal,
  machine: Machine,
  slices: readonly string[],
  { format, ...options }: VerifyOptions,
) =>
  story<ExitCode>(async function* () {
    const watcher = gateWatcher(terminal);
    const verified = yield* need(verifySlices(machine, { slices, ...options }, watcher, terminal.signal));
    const { ran } = verified;
    sayNotes(terminal, [...new Set([...verified.notes, ...ran.notes])]);
    sayLastWords(terminal, ran);
    terminal.out(
      format === 'json'
        ? printDocument('chain-verify', { run: describeGateRun(ran), slices: verified.slices.map(describeSlice) })
        : `${tellGateRun(ran)}${verified.slices.map(tellSlice).join('')}`,
    );
    if (ran.verdict === 'unknown') return 2;
    return verified.slices.every(({ holds }) => holds.length === 0) ? 0 : 1;
  });
