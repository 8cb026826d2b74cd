import { fail, need, runCodex, story, tellClaimed, type EndedRun, type Failure, type RunWatcher } from '#app';
import { openCodex, type CodexOptions } from '#codex';
import { failure, present, success, tellRunEvent, type Result } from '#core';
import { setAlarm, type Machine } from '#repo';
import { openAsker, type Asker } from '../ask-line.ts';
import { sayLine } from '../complain.ts';
import { decidePatch } from '../decide-patch.ts';
import { describeRun } from '../describe-run.ts';
import { locateCodex } from '../locate-codex.ts';
import { printDocument } from '../print.ts';
import { lookOver } from '../put-back.ts';
import { tellRun } from '../run-words.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { startTask, type TaskOptions } from './start-task.ts';

export interface RunOptions extends Omit<TaskOptions, 'mode' | 'goal'> {
  readonly mode?: string;
  readonly goal?: string;
  readonly codex?: string;
  readonly model?: string;
  readonly resume?: string;
  /** False: nobody is asked, also at a terminal. */
  readonly input: boolean;
  readonly format: 'text' | 'json';
}

/** The task to start; undefined where the one of this worktree goes on. */
const newTask = ({ mode, goal, ...rest }: RunOptions): Result<TaskOptions | undefined, Failure> => {
  if (mode !== undefined && goal !== undefined) return success({ mode, goal, ...rest });
  if (mode === undefined && goal === undefined) return success(undefined);
  return failure(
    fail('bad-option', 'A new task needs both: --mode and --goal. Without either, the task of this worktree goes on.'),
  );
};

/** Our own programs, as Codex starts them: this very one. */
const programsOf = ({ again }: Terminal, { repository }: Machine): Pick<CodexOptions, 'tools' | 'commands'> => {
  if (again === undefined) return {};
  const [command, ...words] = again;
  const repo = ['--repo', repository.root];
  return {
    tools: { command, args: [...words, 'mcp', '--of-run', ...repo] },
    commands: { command, args: [...words, 'hook', 'pre-tool-use', '--of-run', ...repo] },
  };
};

/** Opens Codex for governed runs of a worktree. Fails where there is none, or another than is known. */
export const openAgent = async (terminal: Terminal, machine: Machine, codex: string | undefined) => {
  const found = await locateCodex(terminal, machine.repository.root, codex);
  if (!found.ok) return found;
  const { program } = found.value;
  return success(openCodex({ program, environment: terminal.environment, version, ...programsOf(terminal, machine) }));
};

/** Tells a terminal what goes on in a run; what is blocked is declined, where nobody is asked. */
export const watcherOf = (terminal: Terminal, decide?: RunWatcher['decide']): RunWatcher => ({
  hear: (event) => {
    for (const line of tellRunEvent(event)) sayLine(terminal, line);
    if (event.kind === 'budget-approved') sayLine(terminal, tellClaimed('approval'));
  },
  ...present('decide', decide),
});

/** Who is asked; undefined: nobody is there, or wants to be. */
const askerOf = (terminal: Terminal, { input }: Pick<RunOptions, 'input'>): Asker | undefined =>
  terminal.isAttended === true && input ? openAsker(terminal) : undefined;

// Whether the change may merge is another question; whether Codex came to an end is this one.
const exitOf = ({ end, judgement }: EndedRun): ExitCode => {
  if (end.how === 'unreachable' || end.how === 'failed' || judgement === undefined) return 2;
  return end.how === 'done' && judgement.verdict !== 'block' ? 0 : 1;
};

/** `openLasting`: the same machine, for what is looked at when the run was stopped: what it wrote, and what else was written. */
export const run = (
  terminal: Terminal,
  machine: Machine,
  options: RunOptions,
  openLasting: () => Promise<Result<Machine, Failure>>,
) =>
  story<ExitCode>(async function* () {
    const begin = yield* need(newTask(options));
    // Nothing is started where there is nobody to carry it out.
    const agent = yield* need(openAgent(terminal, machine, options.codex));
    if (begin !== undefined) yield* need(startTask(terminal, machine, begin));
    const request = { ...present('model', options.model), ...present('resume', options.resume) };
    const lasting = yield* need(await openLasting());
    const asker = askerOf(terminal, options);
    try {
      const watcher = watcherOf(terminal, asker && decidePatch(terminal, lasting, asker));
      const ended = yield* need(runCodex({ ...lasting, agent, setAlarm }, request, watcher, terminal.signal));
      const over = await lookOver(terminal, lasting, asker, ended);
      terminal.out(options.format === 'json' ? printDocument('run', describeRun(over)) : tellRun(over));
      return exitOf(over);
    } finally {
      asker?.dispose();
    }
  });
