import {
  fail,
  listGates,
  need,
  proveGates,
  runGates,
  story,
  type Failure,
  type GateOptions,
  type Proof,
  type RanGates,
} from '#app';
import { failure, success, tellBreakage, type Result } from '#core';
import type { Machine } from '#repo';
import { sayLine, sayNotes } from '../complain.ts';
import { describeGateList, describeGateRun, describeProof } from '../describe-gates.ts';
import { lastWordsOf, tellGateList, tellGateRun } from '../gate-words.ts';
import { printDocument } from '../print.ts';
import { tellProof } from '../proof-words.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface GateListOptions extends GateOptions {
  readonly format: 'text' | 'json';
}

export interface GateRunOptions extends GateListOptions {
  readonly needed?: boolean;
  readonly all?: boolean;
}

export const list = (terminal: Terminal, machine: Machine, { format, ...options }: GateListOptions) =>
  story<ExitCode>(async function* () {
    const listed = yield* need(listGates(machine, options, terminal.signal));
    sayNotes(terminal, listed.notes);
    terminal.out(format === 'json' ? printDocument('gate-list', describeGateList(listed)) : tellGateList(listed));
    return 0;
  });

type Choice = Parameters<typeof runGates>[1]['choice'];

const choiceOf = (ids: readonly string[], { needed = false, all = false }: GateRunOptions): Result<Choice, Failure> => {
  const ways = [ids.length > 0, needed, all].filter(Boolean).length;
  if (ways !== 1)
    return failure(fail('bad-option', 'Name the gates to run, or say --needed or --all: one of the three.'));
  if (ids.length > 0) return success({ ids });
  return success(all ? 'all' : 'needed');
};

const exits: Readonly<Record<RanGates['verdict'], ExitCode>> = { green: 0, red: 1, unknown: 2 };

/** Says what gates run. */
export const gateWatcher = (terminal: Terminal) => ({
  begins: ({ id }: { readonly id: string }, { run: line }: { readonly run: string }) =>
    sayLine(terminal, `gate ${id}: ${line}`),
});

/** Says what red gates wrote last. */
export const sayLastWords = (terminal: Terminal, { gates }: RanGates): void => {
  for (const gate of gates) for (const line of lastWordsOf(gate)) sayLine(terminal, `gate ${gate.gate.id}> ${line}`);
};

export const run = (terminal: Terminal, machine: Machine, ids: readonly string[], options: GateRunOptions) =>
  story<ExitCode>(async function* () {
    const { format, needed: _needed, all: _all, ...standing } = options;
    const choice = yield* need(choiceOf(ids, options));
    const ran = yield* need(runGates(machine, { ...standing, choice }, gateWatcher(terminal), terminal.signal));
    sayNotes(terminal, ran.notes);
    sayLastWords(terminal, ran);
    terminal.out(format === 'json' ? printDocument('gate-run', describeGateRun(ran)) : tellGateRun(ran));
    return exits[ran.verdict];
  });

const proofExits: Readonly<Record<Proof['verdict'], ExitCode>> = { alive: 0, hollow: 1, unknown: 2 };

export const prove = (terminal: Terminal, machine: Machine, names: readonly string[], options: GateListOptions) =>
  story<ExitCode>(async function* () {
    const { format, ...standing } = options;
    const watcher: Parameters<typeof proveGates>[2] = {
      tries: ({ id }, breakage) =>
        sayLine(terminal, `gate ${id}: ${breakage === undefined ? 'on an intact copy' : tellBreakage(breakage)}`),
      holds: (rule) => sayLine(terminal, `rule ${rule}`),
    };
    const proof = yield* need(proveGates(machine, { ...standing, names }, watcher, terminal.signal));
    sayNotes(terminal, proof.notes);
    terminal.out(format === 'json' ? printDocument('gate-prove', describeProof(proof)) : tellProof(proof));
    return proofExits[proof.verdict];
  });
