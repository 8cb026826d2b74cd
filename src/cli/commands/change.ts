import { policyPath, readLaw, readTaskState, type Failure, type MeasureFrom } from '#app';
import { classifyBy, countLines, success, writeStableJson, type Change, type Policy, type Result } from '#core';
import { Option, type Command } from 'commander';
import type { Machine } from '#repo';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface ChangeOptions {
  readonly base?: string;
  readonly staged?: boolean;
  readonly format: 'text' | 'json';
}

const findBase = async (machine: Machine, base: string | undefined): Promise<Result<MeasureFrom, Failure>> => {
  if (base !== undefined) {
    const commit = await machine.repository.resolve(base);
    return commit.ok ? success({ revision: commit.value }) : commit;
  }
  const state = await readTaskState(machine.repository, machine.store);
  if (!state.ok) return state;
  if (state.value.state === 'active') return success({ task: state.value.task.base });
  const merge = await machine.repository.mergeBase();
  if (!merge.ok) return merge;
  return success(merge.value === null ? { empty: true } : { revision: merge.value });
};

// Counting lines needs no law, but which class a file falls in does, where there is one.
const readClasses = async (machine: Machine): Promise<Result<Policy['classes'], Failure>> => {
  const law = await readLaw(machine.shelf, {
    readFrom: 'the working tree',
    readText: (path) => machine.repository.read(path),
  });
  if (law.ok) return success(law.value.policy.classes);
  return law.error.reason === 'no-policy' ? success([]) : law;
};

const writeText = (change: Change): string => {
  const { added, deleted } = countLines(change.files);
  const rows = change.files.map((file) => {
    const count = file.binary ? '-\t-' : `${file.added}\t${file.deleted}`;
    return `${count}\t${file.from === undefined ? '' : `${file.from} => `}${file.path}\t${file.class}\n`;
  });
  return `${rows.join('')}${change.files.length} files, ${added} lines added, ${deleted} deleted since ${change.base.slice(0, 12)}\n`;
};

const writeChange = (change: Change): string => {
  const files = change.files.map(({ path, from, status, added, deleted, binary, class: name }) => ({
    path,
    ...(from === undefined ? {} : { from }),
    status,
    added,
    deleted,
    binary,
    class: name,
  }));
  return writeStableJson({ base: change.base, ...countLines(change.files), files });
};

const measure = async (visit: Visit, options: ChangeOptions): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const from = await findBase(machine, options.base);
  if (!from.ok) return visit.complain(from.error);
  const classes = await readClasses(machine);
  if (!classes.ok) return visit.complain(classes.error);
  const measured = await machine.repository.measure(from.value, {
    classify: classifyBy(classes.value),
    staged: options.staged === true,
    signal: visit.terminal.signal,
  });
  if (!measured.ok) return visit.complain(measured.error);
  visit.terminal.out(options.format === 'json' ? writeChange(measured.value.change) : writeText(measured.value.change));
  return 0;
};

export const addChange = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('change')
    .description('measure the change as `git diff --numstat -M` does, untracked files included')
    .option(
      '--base <revision>',
      `measure from this commit; default: the task, else where the branch left the default branch`,
    )
    .option('--staged', 'measure what is staged instead of the working tree')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\nFiles are put in classes by ${policyPath} and .gitattributes.`)
    .action(async (options: ChangeOptions) => end(await measure(visit, options)));
};
