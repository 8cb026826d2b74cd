import { policyPath } from '#app';
import { shippedPrefix } from '#core';
import { Option, type Command } from 'commander';
import type { FormatOptions } from '../commands/policy.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

const formatOption = (): Option =>
  new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text');

const namedPolicy = `the policy file, from this folder, or ${shippedPrefix}NAME; default: ${policyPath} of the repository`;

export const addPolicy = (program: Command, visit: Visit): void => {
  const policy = program.command('policy').description('check, try out, describe and explain the policy');
  policy
    .command('check')
    .description('name every problem of the policy with its line and column')
    .argument('[file]', namedPolicy)
    .addOption(formatOption())
    .action(
      visit.anywhere(async (file: string | undefined, options: FormatOptions) =>
        (await loadCommands()).checkPolicy(visit, file, options),
      ),
    );
  policy
    .command('test')
    .description('try the rules of the policy out on the examples written beside it')
    .argument('[file]', namedPolicy)
    .addOption(formatOption())
    .action(
      visit.anywhere(async (file: string | undefined, options: FormatOptions) =>
        (await loadCommands()).testPolicy(visit, file, options),
      ),
    );
  policy
    .command('schema')
    .description('print the JSON Schema of a policy')
    .action(visit.anywhere(async () => (await loadCommands()).printSchema(visit.terminal)));
  policy
    .command('explain')
    .description('say what a rule is, why it is there, where it was written, and how to fix a finding')
    .argument('<rule>', 'the id of a rule, such as budget.lines')
    .addOption(formatOption())
    .action(
      visit.aboutOneState(async (machine, rule: string, options: FormatOptions) =>
        (await loadCommands()).explainRule(visit.terminal, machine, rule, options),
      ),
    );
};
