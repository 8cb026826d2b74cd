import { isDivided, need, splitChange, story, type SplitOptions } from '#app';
import type { Machine } from '#repo';
import { sayLine, sayNotes } from '../complain.ts';
import { describeSplit } from '../describe-split.ts';
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
    const onSlice = (number: number): void => progress.show(number);
    const onGate = (gate: string): void => {
      progress.clear();
      sayLine(terminal, `gate ${gate}`);
    };
    const dividing = splitChange(machine, options, { onSlice, onGate, signal: terminal.signal });
    const divided = yield* need(await dividing.finally(progress.clear));
    sayNotes(terminal, divided.standing.notes);
    terminal.out(format === 'json' ? printDocument('split', describeSplit(divided)) : tellDivided(divided));
    return isDivided(divided) ? 0 : 1;
  });
