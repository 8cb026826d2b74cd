import { draftTask, keepTask, type TaskRequest } from '#app';
import { writeStableJson, type SpecLink } from '#core';
import { Option, type Command } from 'commander';
import { collect, collectPair, collectPick, type Picks } from '../options.ts';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface StartOptions {
  readonly mode: string;
  readonly goal: string;
  readonly scope: readonly string[];
  readonly spec: readonly string[];
  readonly pattern?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly pick: Picks;
  readonly override?: string;
  readonly who?: string;
  readonly format: 'text' | 'json';
}

const readSpec = (text: string): SpecLink => {
  const at = text.indexOf('#');
  return at < 0 ? { path: text } : { path: text.slice(0, at), anchor: text.slice(at + 1) };
};

const toRequest = (options: StartOptions): TaskRequest => ({
  mode: options.mode,
  goal: options.goal,
  scope: options.scope,
  specs: options.spec.map(readSpec),
  slots: options.set,
  picks: options.pick,
  ...(options.pattern === undefined ? {} : { pattern: options.pattern }),
  ...(options.override === undefined ? {} : { override: { who: options.who ?? '', why: options.override } }),
});

const start = async (visit: Visit, options: StartOptions): Promise<ExitCode> => {
  if (options.override !== undefined && (options.who ?? '').trim() === '') {
    visit.terminal.say('codex-governor: --override needs --who: a name that stands for the missing context.\n');
    return 2;
  }
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const ports = await machine.loadDraftPorts();
  const draft = await draftTask(ports, toRequest(options), visit.terminal.signal);
  if (!draft.ok) return visit.complain(draft.error);
  for (const { because, better } of draft.value.remarks) visit.terminal.say(`note: ${because} ${better}\n`);
  const kept = await keepTask(ports, draft.value);
  if (!kept.ok) return visit.complain(kept.error);
  const { law: _law, ...task } = kept.value.task;
  const { pack } = draft.value.built;
  visit.terminal.out(
    options.format === 'json' ? writeStableJson({ task, pack, prompt: kept.value.prompt }) : kept.value.prompt,
  );
  visit.terminal.say(`Started task ${task.id} in mode ${task.mode}. The prompt is kept at ${kept.value.promptFile}.\n`);
  return 0;
};

export const addStart = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('start')
    .description('start a task: check the context pack, freeze the mode, write the prompt')
    .requiredOption('--mode <id>', 'the mode, frozen until the task ends')
    .requiredOption('--goal <text>', 'what should be different when it is done')
    .option('--scope <glob>', 'where the task may write; may be repeated', collect, [])
    .option('--spec <path[#anchor]>', 'a document or section that approved the work; may be repeated', collect, [])
    .option('--pattern <id>', 'a prompt pattern of the policy')
    .option('--set <key=value>', 'the answer to a slot of the pattern; may be repeated', collectPair, {})
    .option('--pick <item=path>', 'a file for a context item that leaves a choice; may be repeated', collectPick, {})
    .option('--override <why>', 'start although the context pack is not whole, and why')
    .option('--who <name>', 'who takes the override upon them')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .action(async (options: StartOptions) => end(await start(visit, options)));
};
