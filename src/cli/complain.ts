import { isRefusal, type Failure, type FailureReason } from '#app';
import { modeVariable, printable, type Mode, type PackProblem, type Problem } from '#core';
import type { ExitCode, Terminal } from './terminal.ts';

/** A problem of a policy on one line, as compilers write them. */
export const writeProblem = ({ source, line, column, severity, message, code }: Problem): string =>
  `${printable(`${source}:${line}:${column}  ${severity}  ${message}  [${code}]`)}\n`;

/** A problem of a context pack on one line. */
export const writePackProblem = ({ item, kind, message, remedy }: PackProblem): string =>
  `${printable(`${item}  ${kind}  ${message} ${remedy}`)}\n`;

/** Says something to a person: one line, whatever names of files are in it. */
export const sayLine = (terminal: Terminal, line: string): void => terminal.say(`${printable(line)}\n`);

/** What the reader should know beside the result. */
export const sayNotes = (terminal: Terminal, notes: readonly string[]): void => {
  for (const note of notes) sayLine(terminal, `note: ${note}`);
};

// What to do, where that is an option or a command of this command line.
const ways: Partial<Record<FailureReason, string>> = {
  'no-policy': 'Create one with `codex-governor init`.',
  'no-task': 'One is started with `codex-governor start --mode … --goal …`.',
  'pack-incomplete':
    'Fix what is named; --pick ITEM=FILE chooses a file. Or start all the same, with --override WHY and --who NAME.',
  'no-base': 'Name a commit or branch to measure from with --base.',
  'place-required': 'Name the mode of the work with --mode, or what it keeps to with --scope.',
  'mode-frozen': 'Finish or abandon the task first.',
};

/** How work gets a mode, in the first there is; a commit gets it from its task, or from the variable. */
export const tellWaysToMode = ([first]: readonly Mode[]): string =>
  first === undefined
    ? ''
    : `Start a task with \`codex-governor start --mode ${first.id} --goal …\`, or name the mode with \`--mode ${first.id}\`, and for one commit \`${modeVariable}=${first.id} git commit\`.`;

/** What to do about a failure, in words of the command line; empty where nothing can be said. */
export const wayOut = ({ reason, remedy, modes = [] }: Failure): string =>
  remedy ?? (reason === 'mode-required' ? tellWaysToMode(modes) : (ways[reason] ?? ''));

/** A failure on one line, with what to do about it. */
export const failureLine = (failure: Failure): string => `${failure.message} ${wayOut(failure)}`.trimEnd();

/** What a failure is about, one problem a line. */
export const writeProblemsOf = ({ problems = [], packProblems = [] }: Failure): string =>
  [...problems.map(writeProblem), ...packProblems.map(writePackProblem)].join('');

/** Says why a command could not go on and what to do; the exit code that fits. */
export const complain = (terminal: Terminal, failure: Failure): ExitCode => {
  terminal.say(writeProblemsOf(failure));
  sayLine(terminal, `codex-governor: ${failureLine(failure)}`);
  return isRefusal(failure) ? 1 : 2;
};

/** What is said of a mistake of ours: in one line, and with its trace only where that was asked for. */
export const tellBug = (error: unknown, environment: NodeJS.ProcessEnv): string => {
  const [what, trace] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
  const more =
    environment['CODEX_GOVERNOR_TRACE'] === undefined
      ? 'To see where, set CODEX_GOVERNOR_TRACE=1 and run it again.'
      : trace;
  return `codex-governor: internal error, no verdict: ${what.split('\n')[0] ?? ''}\n${more}\n`;
};
