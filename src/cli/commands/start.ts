import { need, story } from '#app';
import type { Machine } from '#repo';
import { describePack, describeTask } from '../describe.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { startTask, type TaskOptions } from './start-task.ts';

export interface StartOptions extends TaskOptions {
  readonly format: 'text' | 'json';
}

export const start = (terminal: Terminal, machine: Machine, options: StartOptions) =>
  story<ExitCode>(async function* () {
    const { draft, started } = yield* need(startTask(terminal, machine, options));
    const { task, prompt } = started;
    const pack = describePack(draft.built.pack);
    terminal.out(
      options.format === 'json' ? printDocument('start', { task: describeTask(task), pack, prompt }) : prompt,
    );
    return 0;
  });
