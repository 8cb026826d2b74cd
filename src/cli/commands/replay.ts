import { need, replayPolicy, story, type Failure } from '#app';
import { failure, grouped, writeReplayMarkdown, writeReplayText, type ReplayReport } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import { describeReplay } from '../describe.ts';
import { placeOfPolicy } from '../policy-file.ts';
import { printDocument } from '../print.ts';
import { drawProgress } from '../progress.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface ReplayOptions {
  readonly last?: number;
  readonly since?: string;
  readonly merges?: boolean;
  readonly mode?: string;
  readonly policy?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

const write: Record<ReplayOptions['format'], (report: ReplayReport) => string> = {
  text: writeReplayText,
  json: (report) => printDocument('replay', describeReplay(report)),
  markdown: writeReplayMarkdown,
};

const tellProgress = (done: number, total: number): string =>
  `Judging commits: ${grouped(done)} of ${grouped(total)}; Ctrl-C shows what was found so far`;

/** Past commits get their mode from whoever asks: a task or a variable is for the work at hand. */
const withWayToMode = (why: Failure): Failure => {
  const [first] = why.reason === 'mode-required' ? (why.modes ?? []) : [];
  return first === undefined ? why : { ...why, remedy: `Name the one to judge by: \`replay --mode ${first.id}\`.` };
};

export const replay = (terminal: Terminal, machine: Machine, { policy: file, format, ...options }: ReplayOptions) =>
  story<ExitCode>(async function* () {
    const policy = file === undefined ? {} : { policy: await placeOfPolicy(file, terminal.folder, machine.repository) };
    let of = 0;
    let done = 0;
    const progress = drawProgress(terminal, () => tellProgress(done, of));
    const onCommit = (_: unknown, total: number): void => {
      of = total;
      done += 1;
      progress.show(done);
    };
    const replaying = replayPolicy(machine, { ...options, ...policy }, { onCommit, signal: terminal.signal });
    const replayed = await replaying.finally(progress.clear);
    const report = yield* need(replayed.ok ? replayed : failure(withWayToMode(replayed.error)));
    sayNotes(terminal, report.notes);
    terminal.out(write[format](report));
    // What was judged says so itself.
    return report.complete ? 0 : 2;
  });
