import { Option, type Command } from 'commander';
import type { AuditCommandOptions, LiftCommandOptions } from '../commands/audit.ts';
import { loadCommands } from '../load.ts';
import { readCount } from '../options.ts';
import type { Visit } from '../visit.ts';

const more = `
Which commits are those of Codex, what weighs how much and when Codex is frozen stands in the policy, under \`audit\`. An audit is
kept in .codex/governance/audits and has consequences where nobody chose the seed, the number or the days. Exit 1 where it failed
or Codex is frozen, 2 where a commit could not be judged.`;

export const addAudit = (program: Command, { terminal, inRepository }: Visit): void => {
  const audit = program
    .command('audit')
    .description('draw past commits of Codex, judge them again by the law that held then, and score them')
    .option('--since <revision|date>', 'draw only from those after a revision, or from a day on, such as 2026-11-01')
    .option('--sample <number>', 'how many commits; default: as the policy says', readCount)
    .option('--seed <text>', 'what they are drawn by; default: derived, of the week and the commit that is checked out')
    .option('--dry-run', 'write nothing')
    .addOption(
      new Option('--format <name>', 'how to write the result').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addHelpText('after', more)
    .action(
      inRepository(async (machine, options: AuditCommandOptions) =>
        (await loadCommands()).auditCodex(terminal, machine, options),
      ),
    );
  audit
    .command('lift')
    .description('write the file that lifts a freeze by audits, for review; it lifts once it is committed')
    .requiredOption('--reason <text>', 'why Codex may work again')
    .option('--role <id>', 'your role; default: the one that may, by the policy')
    .addOption(new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text'))
    .action(
      inRepository(async (machine, options: LiftCommandOptions) => {
        // What both may have, the command that stands first takes.
        const { format, ...others } = audit.opts<AuditCommandOptions>();
        const [name] = Object.keys(others);
        if (name !== undefined) audit.error(`error: audit lift has no option for ${name}`);
        const { liftAudit } = await loadCommands();
        return liftAudit(terminal, machine, { ...options, format: format === 'json' ? format : 'text' });
      }),
    );
};
