import { Argument, type Command } from 'commander';
import type { HookOptions } from '../commands/hook.ts';
import { loadHook } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const events =
  '\nEvents: session-start, user-prompt-submit, pre-tool-use, post-tool-use, stop; or as Codex spells them, PreToolUse.\n' +
  'Exit codes of its own: 0 with an answer on stdout, which may be a no; 2 where nothing could be told, which Codex takes for a no.';

export const addHook = (program: Command, { terminal, ends }: Visit): void => {
  program
    .command('hook')
    .description('answer a hook of Codex: its question on stdin, the decision on stdout')
    .addArgument(new Argument('<event>', 'what Codex tells of'))
    .addOption(modeOption('the mode of work without a task', terminal))
    .option('--of-run', 'asked by a governed run, which writes down itself what it is told of patches')
    .addHelpText('after', events)
    .action(
      ends(async (event: string, options: Omit<HookOptions, 'repo'>) => {
        const { repo } = program.opts<{ repo?: string }>();
        return (await loadHook()).answerHookOf(terminal, event, {
          ...options,
          ...(repo === undefined ? {} : { repo }),
        });
      }),
    );
};
