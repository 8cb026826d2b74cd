import {
  checkPackages,
  listPackages,
  need,
  runCodex,
  runPackage,
  story,
  writeNewPackage,
  type AskCodex,
  type AskedStep,
  type EndedPackage,
  type Failure,
  type PackageOptions,
  type PackageWalker,
} from '#app';
import { counted, present, printable, type Result } from '#core';
import { setAlarm, type Machine } from '#repo';
import { openAsker } from '../ask-line.ts';
import { sayLine, sayNotes, writeProblem } from '../complain.ts';
import { describeProblem } from '../describe.ts';
import { describePackageRun, describePackages } from '../describe-packages.ts';
import { tellEvent, tellPackageRun, tellPackages } from '../package-words.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { sayLastWords } from './gate.ts';
import { openAgent, watcherOf } from './run.ts';

export interface PackageListOptions extends PackageOptions {
  readonly format: 'text' | 'json';
}

export interface PackageRunOptions extends PackageListOptions {
  readonly codex?: string;
  readonly model?: string;
  readonly yes?: boolean;
  readonly restart?: boolean;
}

export const list = (terminal: Terminal, machine: Machine, { format, ...options }: PackageListOptions) =>
  story<ExitCode>(async function* () {
    const { packages, notes } = yield* need(listPackages(machine, options));
    sayNotes(terminal, notes);
    terminal.out(
      format === 'json' ? printDocument('package-list', describePackages(packages)) : tellPackages(packages),
    );
    if (packages.length === 0) sayLine(terminal, 'One is written with `codex-governor package new`.');
    return 0;
  });

export const check = (
  terminal: Terminal,
  machine: Machine,
  id: string | undefined,
  { format, ...options }: PackageListOptions,
) =>
  story<ExitCode>(async function* () {
    const { problems, count, notes } = yield* need(checkPackages(machine, id, options));
    sayNotes(terminal, notes);
    terminal.out(
      format === 'json'
        ? printDocument('package-check', { problems: problems.map(describeProblem) })
        : problems.map(writeProblem).join(''),
    );
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    sayLine(
      terminal,
      `${counted(count, 'package')}: ${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}.`,
    );
    return errors > 0 ? 1 : 0;
  });

/** Codex under the policy, for the steps that it carries out. */
const openHand = (
  terminal: Terminal,
  machine: Machine,
  {
    codex,
    model,
    openLasting,
  }: Pick<PackageRunOptions, 'codex' | 'model'> & { readonly openLasting: () => Promise<Result<Machine, Failure>> },
) =>
  story<AskCodex>(async function* () {
    const agent = yield* need(openAgent(terminal, machine, codex));
    // What a run has written is looked at where it was stopped, too.
    const ports = { ...(yield* need(openLasting())), agent, setAlarm };
    return (prompt, signal) => runCodex(ports, { prompt, ...present('model', model) }, watcherOf(terminal), signal);
  });

const exits: Readonly<Record<EndedPackage['verdict'], ExitCode>> = { done: 0, failed: 1, stopped: 1, unknown: 2 };

const sayWhatFailed = (terminal: Terminal, { shown, gates }: EndedPackage): void => {
  if (shown !== '') for (const line of shown.trimEnd().split('\n').slice(-20)) sayLine(terminal, `> ${line}`);
  if (gates !== undefined) sayLastWords(terminal, gates);
};

export const run = (
  terminal: Terminal,
  machine: Machine,
  id: string,
  { format, yes = false, codex, model, ...options }: PackageRunOptions,
  openLasting: () => Promise<Result<Machine, Failure>>,
) =>
  story<ExitCode>(async function* () {
    const asker = openAsker(terminal);
    const walker: PackageWalker = {
      hear: (event) => sayLine(terminal, tellEvent(event)),
      openCodex: () =>
        openHand(terminal, machine, { ...present('codex', codex), ...present('model', model), openLasting }),
      confirm: async ({ codex: asked, commands, expect }: AskedStep) => {
        if (asked !== undefined) sayLine(terminal, `  Codex will be asked: ${printable(asked)}`);
        for (const command of commands) sayLine(terminal, `  will run: ${command}`);
        sayLine(terminal, `  expected: ${expect}`);
        return yes || asker.agrees('Do it?');
      },
    };
    try {
      const ended = yield* need(runPackage(machine, { id, ...options }, walker, terminal.signal));
      sayNotes(terminal, ended.notes);
      sayWhatFailed(terminal, ended);
      terminal.out(format === 'json' ? printDocument('package-run', describePackageRun(ended)) : tellPackageRun(ended));
      return exits[ended.verdict];
    } finally {
      asker.dispose();
    }
  });

export interface PackageNewOptions {
  readonly title?: string;
  readonly mode?: string;
}

export const create = (terminal: Terminal, machine: Machine, id: string, { title, mode }: PackageNewOptions) =>
  story<ExitCode>(async function* () {
    const asked = { id, ...present('title', title), ...present('mode', mode) };
    const written = yield* need(writeNewPackage(machine, asked));
    terminal.out(written.map((path) => `${path}\n`).join(''));
    sayLine(terminal, 'Fill in what is TBD, then run `codex-governor package check`.');
    return 0;
  });
