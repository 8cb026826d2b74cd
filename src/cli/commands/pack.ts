import { need, requestPack, story } from '#app';
import { writePack, type BuiltPack } from '#core';
import type { Machine } from '#repo';
import { Option, type Command } from 'commander';
import { sayNotes, writePackProblem } from '../complain.ts';
import { collect, collectPick, type Picks } from '../options.ts';
import { describePack } from '../describe.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface PackOptions {
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

const build = (terminal: Terminal, machine: Machine, { format, pick, ...options }: PackOptions) =>
  story<ExitCode>(async function* () {
    const ports = await machine.loadDraftPorts();
    const { built, notes } = yield* need(requestPack(ports, { ...options, picks: pick }, terminal.signal));
    sayNotes(terminal, notes);
    terminal.out(write[format](built));
    const { problems } = built.pack;
    terminal.say(problems.map(writePackProblem).join(''));
    return problems.length > 0 ? 1 : 0;
  });

export const addPack = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('pack')
    .description('build the context pack; exit 1 when something is missing, stale or dead')
    .option('--mode <id>', 'the mode to build it for; default: that of the task')
    .option('--goal <text>', 'what it is for: files it names propose documents')
    .option('--scope <glob>', 'the part of the repository it is for; may be repeated', collect, [])
    .option('--pick <item=path>', 'a file for an item that leaves a choice; may be repeated', collectPick, {})
    .addOption(new Option('--format <name>', 'how to write the result').choices(['json', 'markdown']).default('json'))
    .action(inRepository((machine, options: PackOptions) => build(terminal, machine, options)));
};
