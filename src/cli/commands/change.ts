import { measureChange, need, policyPath, story } from '#app';
import { counted, countLines, printable, type Change } from '#core';
import type { Machine } from '#repo';
import { Option, type Command } from 'commander';
import { sayNotes } from '../complain.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface ChangeOptions {
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

const measure = (terminal: Terminal, machine: Machine, { format, ...options }: ChangeOptions) =>
  story<ExitCode>(async function* () {
    const { change, notes } = yield* need(measureChange(machine, options, terminal.signal));
    sayNotes(terminal, notes);
    terminal.out(format === 'json' ? writeJson(change) : writeText(change));
    return 0;
  });

export const addChange = (program: Command, { terminal, inRepository }: Visit): void => {
  program
    .command('change')
    .description('measure the change as `git diff --numstat -M` does, untracked files included')
    .option(
      '--base <revision>',
      'measure from this commit; default: the task, else where the branch left the default branch',
    )
    .option('--staged', 'measure what is staged instead of the working tree')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\nFiles are put in classes by ${policyPath} and .gitattributes.`)
    .action(inRepository((machine, options: ChangeOptions) => measure(terminal, machine, options)));
};
