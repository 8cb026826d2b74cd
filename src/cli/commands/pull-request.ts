import { need, preparePullRequest, story, type Failure } from '#app';
import { failure, success, type Result } from '#core';
import { explainRefusal, type Machine } from '#repo';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sayLine, sayNotes } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

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

export const prepare = (terminal: Terminal, machine: Machine, output: string | undefined) =>
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
