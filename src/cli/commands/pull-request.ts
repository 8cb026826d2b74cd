import { need, preparePullRequest, story, tellInChange } from '#app';
import { packPlace, type Machine } from '#repo';
import { resolve } from 'node:path';
import { sayLine, sayNotes } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

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
    const inside = await packPlace.findInside(machine.repository.root, file);
    const note = inside === undefined ? undefined : yield* need(tellInChange(machine.repository, inside));
    sayNotes(terminal, note === undefined ? [] : [note]);
    return 0;
  });
