import type { Command } from 'commander';
import type { ToolsOptions } from '../commands/mcp.ts';
import { loadCommands } from '../load.ts';
import type { Visit } from '../visit.ts';

export const addModelContext = (program: Command, visit: Visit): void => {
  program
    .command('mcp')
    .description('serve read-only tools to an agent, on stdin and stdout (Model Context Protocol)')
    .option('--of-run', 'for the Codex of a governed run: what a person approved there counts')
    .addHelpText(
      'after',
      '\nAn agent asks what the policy would say, before it acts. Nothing is written, started or allowed by it.',
    )
    .action(visit.anywhere(async (options: ToolsOptions) => (await loadCommands()).serveTools(visit, options)));
};
