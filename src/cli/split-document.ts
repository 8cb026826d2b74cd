import * as z from 'zod';
import { count, finding, list, meter } from './document-parts.ts';

const verdict = z.enum(['pass', 'warn', 'block']);
const tree = z.string().describe('As git names it.');

const file = z.object({
  path: z.string(),
  from: z.string().exactOptional().describe('The path at the base, for a renamed file.'),
  status: z.enum(['added', 'modified', 'deleted', 'renamed', 'type-changed']),
  part: z
    .enum(['whole', 'beginning', 'part', 'rest'])
    .describe('How much of what changes in the file: all at once, or so much after the slices before.'),
});

/** How a change can be divided. */
export const split = z.object({
  divided: z
    .boolean()
    .describe('True where every slice keeps the budgets, and its gates are green as far as they were run.'),
  base: z.string().describe('The commit the first slice stands on; `empty` before the first commit.'),
  tree: tree.describe('What is there now; the last slice comes to the same.'),
  verdict: verdict.describe('Of the whole change, undivided.'),
  mode: z.string().nullable().describe('The mode it is judged in; null when none was named.'),
  slices: list(
    z.object({
      number: count('From 1 on, in the order in which they land.'),
      title: z.string(),
      branch: z.string().nullable().describe('null where no branches were asked for, or none were made.'),
      commit: z.string().describe('On top of the slice before; on no branch unless `branch` names one.'),
      tree,
      files: list(file),
      verdict,
      findings: list(finding),
      meters: list(meter),
      gates: list(z.object({ id: z.string(), verdict: z.enum(['green', 'red', 'unknown']) })).describe(
        'With --run: the gates that it needs, as they are where it has landed and nothing behind it; unknown: it changed files.',
      ),
      over: list(z.string()).describe('The budgets that it exceeds, though nothing of it can be divided any more.'),
    }),
  ),
});
