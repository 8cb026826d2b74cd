import type { Failure, FailureReason } from '#app';
import type { Problem } from '#core';
import type { Machine } from '#repo';
import type { ExitCode, Terminal } from './terminal.ts';

/** What every command is given: the terminal, and the machine of the repository it is asked about. */
export interface Visit {
  readonly terminal: Terminal;
  /** Opens the repository; prints why and returns undefined where that fails. */
  readonly open: () => Promise<Machine | undefined>;
  /** Says why it could not go on and what to do; the exit code that fits. */
  readonly complain: (failure: Failure) => ExitCode;
}

// These are answers ("you may not"); the rest is "could not tell".
const refusals: ReadonlySet<FailureReason> = new Set([
  'frozen',
  'pack-incomplete',
  'bad-goal',
  'spec-required',
  'task-active',
]);

/** A problem of a policy on one line, as compilers write them. */
export const writeProblem = (problem: Problem): string =>
  `${problem.source}:${problem.line}:${problem.column}  ${problem.severity}  ${problem.message}  [${problem.code}]\n`;

export const complainTo =
  (terminal: Terminal): Visit['complain'] =>
  (failure) => {
    for (const problem of failure.problems ?? []) terminal.say(writeProblem(problem));
    for (const problem of failure.packProblems ?? [])
      terminal.say(`${problem.item}  ${problem.kind}  ${problem.message} ${problem.remedy}\n`);
    terminal.say(`codex-governor: ${failure.message}${failure.remedy === undefined ? '' : ` ${failure.remedy}`}\n`);
    return refusals.has(failure.reason) ? 1 : 2;
  };
