import { buildPack, findMode, readStartingLaw, readTaskState } from '#app';
import { success, writePack, writeStableJson, type BuiltPack, type Mode, type Result } from '#core';
import { Option, type Command } from 'commander';
import type { Failure, Law } from '#app';
import { collect, collectPick, type Picks } from '../options.ts';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface PackOptions {
  readonly mode?: string;
  readonly goal?: string;
  readonly scope: readonly string[];
  readonly pick: Picks;
  readonly format: 'json' | 'markdown';
}

const write: Record<PackOptions['format'], (built: BuiltPack) => string> = {
  json: ({ pack }) => writeStableJson(pack),
  markdown: writePack,
};

const chooseMode = (law: Law, named: string | undefined): Result<Mode | undefined, Failure> =>
  named === undefined ? success(undefined) : findMode(law.policy, named);

const build = async (visit: Visit, options: PackOptions): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const law = await readStartingLaw(machine);
  if (!law.ok) return visit.complain(law.error);
  const state = await readTaskState(machine.repository, machine.store);
  if (!state.ok) return visit.complain(state.error);
  const task = state.value.state === 'active' ? state.value.task : undefined;
  const mode = chooseMode(law.value, options.mode ?? task?.mode);
  if (!mode.ok) return visit.complain(mode.error);
  const built = await buildPack(
    await machine.loadDraftPorts(),
    {
      policy: law.value.policy,
      ...(mode.value === undefined ? {} : { mode: mode.value }),
      scope: options.scope.length > 0 ? options.scope : (task?.scope ?? []),
      picks: options.pick,
    },
    visit.terminal.signal,
  );
  if (!built.ok) return visit.complain(built.error);
  visit.terminal.out(write[options.format](built.value));
  for (const { item, kind, message, remedy } of built.value.pack.problems)
    visit.terminal.say(`${item}  ${kind}  ${message} ${remedy}\n`);
  return built.value.pack.problems.length > 0 ? 1 : 0;
};

export const addPack = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('pack')
    .description('build the context pack; exit 1 when something is missing, stale or dead')
    .option('--mode <id>', 'the mode to build it for; default: that of the task')
    .option('--goal <text>', 'what it is for')
    .option('--scope <glob>', 'the part of the repository it is for; may be repeated', collect, [])
    .option('--pick <item=path>', 'a file for an item that leaves a choice; may be repeated', collectPick, {})
    .addOption(new Option('--format <name>', 'how to write it').choices(['json', 'markdown']).default('json'))
    .action(async (options: PackOptions) => end(await build(visit, options)));
};
