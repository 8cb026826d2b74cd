import { languageOf } from '#core';
import { loadFunctions, walkPaths } from '#repo';
import { Option, type Command } from 'commander';
import { readWholeNumber } from '../options.ts';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

interface FunctionsOptions {
  readonly format: 'jsonl' | 'text';
  readonly over?: number;
}

interface Entity {
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly line: number;
  readonly complexity: number;
}

const write: Record<FunctionsOptions['format'], (entity: Entity) => string> = {
  jsonl: ({ path, name, kind, line, complexity }) => `${JSON.stringify({ path, name, kind, line, complexity })}\n`,
  text: ({ path, name, line, complexity }) => `${String(complexity).padStart(4)}  ${path}:${line}  ${name}\n`,
};

const list = async (visit: Visit, paths: readonly string[], options: FunctionsOptions): Promise<ExitCode> => {
  const walk = await walkPaths(paths, visit.terminal.folder, visit.terminal.environment);
  if (!walk.ok) return visit.complain(walk.error);
  const known = walk.value.files.filter((path) => languageOf(path) !== undefined);
  const functions = await loadFunctions(known);
  let unread = 0;
  for (const path of known) {
    if (visit.terminal.signal.aborted) return 2;
    const text = await walk.value.read(path);
    const entities = text === undefined ? undefined : functions(path, text);
    if (entities === undefined) {
      unread += 1;
      visit.terminal.say(`${path}: could not be read, so its functions are not listed.\n`);
      continue;
    }
    for (const entity of entities)
      if (entity.complexity > (options.over ?? 0)) visit.terminal.out(write[options.format]({ path, ...entity }));
  }
  // A file that could not be read may hide anything: that is no clean answer.
  return unread > 0 ? 2 : 0;
};

export const addFunctions = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('functions')
    .description('list functions with their cyclomatic complexity (Python, JavaScript, TypeScript)')
    .argument('<path...>', 'files, and folders that are walked as git would')
    .option('--over <n>', 'only those above this complexity', readWholeNumber)
    .addOption(new Option('--format <name>', 'how to write the result').choices(['jsonl', 'text']).default('text'))
    .action(async (paths: string[], options: FunctionsOptions) => end(await list(visit, paths, options)));
};
