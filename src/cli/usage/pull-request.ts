import { Option, type Command } from 'commander';
import type { VerifyOptions } from '../commands/verify-pull-request.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addPullRequest = (program: Command, { terminal, aboutOneState }: Visit): void => {
  const pullRequest = program
    .command('pr')
    .description('fill the pull-request text of the task from facts')
    .option('--output <file>', 'write it to this file instead of printing it')
    .action(
      aboutOneState(async (machine, { output }: { output?: string }) =>
        (await loadCommands()).preparePullRequest(terminal, machine, output),
      ),
    );
  pullRequest
    .command('verify')
    .description('fill such a text again by the policy of the base, and name each line that says something else')
    .argument('<file>', 'the text as it stands in the pull request; - for stdin')
    .option('--base <revision>', 'the commit CI measures from; default: where the branch left the default branch')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .action(
      aboutOneState(async (machine, file: string, options: VerifyOptions) =>
        (await loadCommands()).verifyPullRequest(terminal, machine, file, options),
      ),
    );
};
