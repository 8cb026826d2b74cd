import { policyPath, readLaw, type Failure, type Law } from '#app';
import {
  explainRule,
  policyJsonSchema,
  ruleKinds,
  tellOrigins,
  writeStableJson,
  type Explanation,
  type Problem,
  type Result,
} from '#core';
import type { Machine } from '#repo';
import { Option, type Command } from 'commander';
import type { ExitCode } from '../terminal.ts';
import { writeProblem, type Visit } from '../visit.ts';

type Format = 'text' | 'json';

const read = async (machine: Machine, path: string | undefined): Promise<Result<Law, Failure>> => {
  const files = await machine.repository.files();
  if (!files.ok) return files;
  return readLaw(machine.shelf, {
    readFrom: 'the working tree',
    readText: (file) => machine.repository.read(file),
    files: files.value,
    ...(path === undefined ? {} : { path }),
  });
};

const check = async (visit: Visit, path: string | undefined, format: Format): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const law = await read(machine, path);
  if (!law.ok && law.error.problems === undefined) return visit.complain(law.error);
  const problems: readonly Problem[] = law.ok ? law.value.problems : (law.error.problems ?? []);
  if (format === 'json') visit.terminal.out(writeStableJson({ problems }));
  else for (const problem of problems) visit.terminal.out(writeProblem(problem));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  visit.terminal.say(`${path ?? policyPath}: ${errors} errors, ${problems.length - errors} warnings.\n`);
  return errors > 0 ? 2 : 0;
};

const writeExplanation = (explained: Explanation): string => {
  const demands = explained.demands.flatMap(({ mode, says, level, because, origins }) => [
    `${mode === undefined ? '' : `Mode ${mode}: `}${says} (${level})`,
    ...(because === '' ? [] : [`  Why: ${because}`]),
    ...(origins.length === 0 ? [] : [`  From: ${tellOrigins(origins)}`]),
  ]);
  return [
    `${explained.id} is a rule of the kind ${explained.kind}: ${explained.title}.`,
    explained.about,
    '',
    ...demands,
    '',
    `To mend a finding: ${explained.remedy}`,
    '',
  ].join('\n');
};

const explain = async (visit: Visit, rule: string, format: Format): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const law = await read(machine, undefined);
  if (!law.ok) return visit.complain(law.error);
  const explained = explainRule(law.value.policy, rule, ruleKinds);
  if (!explained.ok) {
    visit.terminal.say(`codex-governor: ${explained.error.message}\n`);
    return 2;
  }
  visit.terminal.out(format === 'json' ? writeStableJson(explained.value) : writeExplanation(explained.value));
  return 0;
};

const formatOption = (): Option =>
  new Option('--format <name>', 'how to write it').choices(['text', 'json']).default('text');

export const addPolicy = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  const policy = program.command('policy').description('check, describe and explain the policy');
  policy
    .command('check')
    .description('name every problem of the policy with its line and column')
    .argument('[file]', `the policy file; default: ${policyPath}`)
    .addOption(formatOption())
    .action(async (file: string | undefined, { format }: { format: Format }) => end(await check(visit, file, format)));
  policy
    .command('schema')
    .description('print the JSON Schema of a policy')
    .action(() => {
      visit.terminal.out(`${JSON.stringify(policyJsonSchema(ruleKinds), null, 2)}\n`);
      end(0);
    });
  policy
    .command('explain')
    .description('say what a rule is, why it is there, where it was written, and how a finding is mended')
    .argument('<rule>', 'the id of a rule, such as budget.lines')
    .addOption(formatOption())
    .action(async (rule: string, { format }: { format: Format }) => end(await explain(visit, rule, format)));
};
