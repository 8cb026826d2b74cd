import { measureChange, need, story } from '#app';
import { counted, countLines, printable, type Change } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface ChangeOptions {
  readonly base?: string;
  readonly staged?: boolean;
  readonly format: 'text' | 'json';
}

const writeText = ({ base, files }: Change): string => {
  const { added, deleted } = countLines(files);
  const rows = files.map((file) => {
    const count = file.binary ? '-\t-' : `${file.added}\t${file.deleted}`;
    const path = printable(file.from === undefined ? file.path : `${file.from} => ${file.path}`);
    return `${count}\t${path}\t${file.class}\n`;
  });
  const sum = `${counted(files.length, 'file')}, ${counted(added, 'line')} added, ${deleted} deleted`;
  return `${rows.join('')}${sum}, since ${base.slice(0, 12)}\n`;
};

const writeJson = ({ base, files }: Change): string =>
  printDocument('change', {
    base,
    ...countLines(files),
    files: files.map(({ path, from, status, added, deleted, binary, class: name }) => ({
      path,
      ...(from === undefined ? {} : { from }),
      status,
      added,
      deleted,
      binary,
      class: name,
    })),
  });

export const measure = (terminal: Terminal, machine: Machine, { format, ...options }: ChangeOptions) =>
  story<ExitCode>(async function* () {
    const { change, notes } = yield* need(measureChange(machine, options, terminal.signal));
    sayNotes(terminal, notes);
    terminal.out(format === 'json' ? writeJson(change) : writeText(change));
    return 0;
  });
