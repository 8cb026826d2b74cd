import * as z from 'zod';
import { count, finding, level, list, meter } from '../document-parts.ts';

/* What tools answer, as documents; findings and meters are those of `check --format json`, with what an agent needs beside them. */

const verdict = z.enum(['pass', 'warn', 'block']).describe('block: it may not be done, or may not merge.');
const mode = z.string().nullable().describe('The mode it is held to; null where none is at work.');
const notes = list(z.string()).describe('What the reader should know of how this was decided.');

const toldFinding = finding.extend({ remedy: z.string().describe('How to fix it, in one sentence.') });
const toldMeter = meter.extend({
  left: z.number().int().describe('How much may still come; below 0: it is exceeded.'),
});

/** What an action would bring. */
export const ruling = z.object({
  verdict,
  findings: list(toldFinding).describe('What the action brings; what stood there before it is left out.'),
  meters: list(toldMeter).describe('The budgets as they would be after it; none where it changes no file.'),
  mode,
  notes,
});

/** What the whole change is. */
export const change = z.object({
  verdict,
  findings: list(toldFinding),
  meters: list(toldMeter),
  base: z.string().describe('The commit it is measured from; `empty` before the first commit.'),
  mode,
  policy: z.string().describe('The file of the policy, and where it was read: words for a person.'),
  notes,
});

/** How much of each limit is used. */
export const budgets = change.pick({ meters: true, base: true, mode: true, notes: true });

const budget = z.object({
  id: z.string(),
  limit: count('The limit.'),
  level,
  because: z.string(),
  raised_by: z.string().exactOptional().describe('The role of who may approve more.'),
});

/** What everything is held to. */
export const policy = z.object({
  title: z.string(),
  policy: change.shape.policy,
  codex: z.enum(['active', 'frozen']).describe('frozen: no agent may work.'),
  modes: list(z.object({ id: z.string(), title: z.string(), goal: z.string() })),
  mode: z.string().nullable().describe('The mode of the task of this worktree.'),
  budgets: list(budget).describe('Of work without a mode; those of a mode are told by the tool `mode`.'),
  rules: list(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      level,
      because: z.string(),
      remedy: z.string(),
      in: list(z.string()).describe('Globs of where it holds; empty: everywhere.'),
      except: list(z.string()).describe('Globs of where it does not hold.'),
      modes: list(z.string()).describe('Empty: every mode.'),
    }),
  ),
  notes,
});

/** What work in a mode is held to. */
export const modeLaw = z.object({
  id: z.string(),
  title: z.string(),
  goal: z.string(),
  because: z.string(),
  task: z
    .object({
      id: z.string(),
      goal: z.string(),
      scope: list(z.string()).describe('Globs the work keeps to; empty: wherever the mode may write.'),
    })
    .nullable()
    .describe('The task of this worktree; null where none is at work in this mode.'),
  writes: z.object({
    allow: list(list(z.string())).describe('A path has to match one glob of every list; empty: anywhere.'),
    deny: list(z.string()).describe('Never, whatever is allowed.'),
  }),
  reads_denied: list(z.string()),
  commands: z.object({
    allow: list(z.string()).describe('* stands for any words; empty: any command.'),
    deny: list(z.string()).describe('Never, whatever is allowed.'),
  }),
  budgets: list(budget),
  duties: list(z.string()).describe('What has to be done before the work is done.'),
  instructions: list(z.string()),
  context: list(z.string()).describe('Context items beyond those that every mode reads.'),
});
