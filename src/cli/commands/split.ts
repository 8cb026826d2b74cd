import { need, splitChange, story, type SplitOptions } from '#app';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import { describeSplit, isDivided } from '../describe-split.ts';
import { printDocument } from '../print.ts';
import { drawProgress } from '../progress.ts';
import { tellDivided } from '../split-words.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface SplitCommandOptions extends SplitOptions {
  readonly format: 'text' | 'json';
}

export const split = (terminal: Terminal, machine: Machine, { format, ...options }: SplitCommandOptions) =>
  story<ExitCode>(async function* () {
    const progress = drawProgress(terminal, (done) => `Dividing the change: slice ${done}`);
    const onSlice = (_: unknown, number: number): void => progress.show(number);
    const dividing = splitChange(machine, options, { onSlice, signal: terminal.signal });
    const divided = yield* need(await dividing.finally(progress.clear));
    sayNotes(terminal, divided.standing.notes);
    terminal.out(format === 'json' ? printDocument('split', describeSplit(divided)) : tellDivided(divided));
    return isDivided(divided) ? 0 : 1;
  });
