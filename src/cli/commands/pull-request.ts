import { need, preparePullRequest, story, type Failure } from '#app';
import { failure, success, type Result } from '#core';
import { explainRefusal, type Machine } from '#repo';
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sayLine, sayNotes } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import type { Visit } from '../visit.ts';

const writeOutput = async (file: string, text: string): Promise<Result<void, Failure>> => {
  try {
    return success(await writeFile(file, text));
  } catch (error) {
    return failure({
      reason: 'cannot-keep',
      message: `The text could not be written to ${file}: ${explainRefusal(error)}.`,
      remedy: 'Name a file in a folder that is there and that you may write to.',
    });
  }
};

const prepare = (terminal: Terminal, machine: Machine, output: string | undefined) =>
  story<ExitCode>(async function* () {
    const { text, empty, notes } = yield* need(preparePullRequest(machine, terminal.signal));
    sayNotes(terminal, [...(empty ? ['This task has changed nothing yet.'] : []), ...notes]);
    if (output === undefined) {
      terminal.out(text);
      return 0;
    }
    const file = resolve(terminal.folder, output);
    yield* need(writeOutput(file, text));
    sayLine(terminal, `Wrote ${file}.`);
    return 0;
  });

export const addPullRequest = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('pr')
    .description('fill the pull-request text of the task from facts')
    .option('--output <file>', 'write it to this file instead of printing it')
    .action(inRepository((machine, { output }: { output?: string }) => prepare(terminal, machine, output)));
};
