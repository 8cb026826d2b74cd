import { preparePullRequest } from '#app';
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

const prepare = async (visit: Visit, output: string | undefined): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const prepared = await preparePullRequest(machine, visit.terminal.signal);
  if (!prepared.ok) return visit.complain(prepared.error);
  if (prepared.value.empty) visit.terminal.say('note: this task has changed nothing yet.\n');
  if (output === undefined) {
    visit.terminal.out(prepared.value.text);
    return 0;
  }
  const file = resolve(visit.terminal.folder, output);
  try {
    await writeFile(file, prepared.value.text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return visit.complain({ reason: 'cannot-keep', message: `The text could not be written to ${file}: ${why}.` });
  }
  visit.terminal.say(`Wrote ${file}.\n`);
  return 0;
};

export const addPullRequest = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('pr')
    .description('fill the pull-request text of the task from facts')
    .option('--output <file>', 'write it to this file instead of printing it')
    .action(async ({ output }: { output?: string }) => end(await prepare(visit, output)));
};
