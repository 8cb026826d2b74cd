import { need, requestPack, story } from '#app';
import { writePack, type BuiltPack } from '#core';
import type { Machine } from '#repo';
import { sayNotes, writePackProblem } from '../complain.ts';
import type { Picks } from '../options.ts';
import { describePack } from '../describe.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface PackOptions {
  readonly mode?: string;
  readonly goal?: string;
  readonly scope: readonly string[];
  readonly pick: Picks;
  readonly format: 'json' | 'markdown';
}

const write: Record<PackOptions['format'], (built: BuiltPack) => string> = {
  json: ({ pack }) => printDocument('pack', describePack(pack)),
  markdown: writePack,
};

export const build = (terminal: Terminal, machine: Machine, { format, pick, ...options }: PackOptions) =>
  story<ExitCode>(async function* () {
    const ports = await machine.loadDraftPorts();
    const { built, notes } = yield* need(requestPack(ports, { ...options, picks: pick }, terminal.signal));
    sayNotes(terminal, notes);
    terminal.out(write[format](built));
    const { problems } = built.pack;
    terminal.say(problems.map(writePackProblem).join(''));
    return problems.length > 0 ? 1 : 0;
  });
