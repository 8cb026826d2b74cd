import * as z from 'zod';
import { count, list } from './document-parts.ts';

/** The journal of a worktree, as it is printed. */
export const journal = z.object({
  entries: list(
    z.object({
      number: z.number().int().min(1).describe('From 1 on, without a gap.'),
      at: z.string().describe('When it was written, ISO 8601 in UTC.'),
      event: z
        .record(z.string(), z.unknown())
        .describe('What happened: `kind` says what, and what else there is to it.'),
    }),
  ).describe('The oldest first.'),
  total: count('How many entries the whole journal has.'),
  breaks: list(
    z.object({
      file: z.string().describe('The file, from the folder of the journal.'),
      line: z.number().int().min(1),
      message: z.string(),
      torn: z
        .boolean()
        .describe('True for a line that was cut off while it was written; the next entry sets it aside.'),
    }),
  ).describe('Where the journal is not what was written; empty: every entry is there as it was written.'),
});
