import * as z from 'zod';
import { list } from './document-parts.ts';

/** What `pr verify` prints as JSON. */
export const pullRequestVerify = z.object({
  verdict: z
    .enum(['pass', 'block', 'unknown'])
    .describe('`unknown`: nothing in it is known to be wrong, and of some gates nothing is known here.'),
  discrepancies: list(
    z.object({
      line: z.number().int().min(1).describe('Where it stands in the text.'),
      kind: z
        .enum(['changed', 'missing', 'added', 'hidden', 'record', 'slice'])
        .describe(
          'Something else stands there; a line is gone; a line reads like a fact and is none; a comment hides the rest; the record at the end is gone, touched or wrong.',
        ),
      message: z.string(),
      written: z.string().exactOptional().describe('The line as it stands there.'),
      expected: z.string().exactOptional().describe('The line as it has to be.'),
    }),
  ),
  unproven: list(z.string()).describe('The gates that the text tells of, and that nobody has run on this machine.'),
  base: z.string().nullable().describe('The commit it was counted from; null where nothing was.'),
  head: z.string().nullable().describe('The commit whose change was counted.'),
  mode: z.string().nullable().describe('The mode that the text claims, as the policy of the base has it.'),
  counted_since_start: z
    .boolean()
    .describe('Whether what was counted since the task began was counted again, or only held against the record.'),
  policy_path: z.string().nullable(),
  policy_revision: z.string().nullable().describe('The commit the policy was read from.'),
});
