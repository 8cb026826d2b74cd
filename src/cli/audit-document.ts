import * as z from 'zod';
import { count, finding, list } from './document-parts.ts';

const score = (what: string) => z.number().min(0).max(100).describe(what);

const commit = z.object({
  commit: z.string(),
  at: z.string().describe('When it was committed, ISO 8601.'),
  subject: z.string(),
  score: score('0 to 100; 0 where it could not be judged.'),
  unjudged: z.string().nullable().describe('Why it could not be judged; null where it was.'),
  checks: list(z.object({ id: z.string(), outcome: z.enum(['held', 'warned', 'broken']) })),
  findings: list(finding).describe('What counts: of level warn or block, and waived by nobody.'),
});

/** A file that lifts a freeze, once it is reviewed and committed. */
export const auditLift = z.object({
  path: z.string().describe('The file that was written.'),
  audit: z.string().describe('The id of the audit that tripped the kill switch, of the digest of all it says.'),
  role: z.string().describe('The role it is lifted in.'),
  who: z.string(),
  reason: z.string(),
});

/** What an audit came to. */
export const audit = z.object({
  score: score('The mean of the commits.'),
  threshold: score('The lowest score that passes.'),
  passed: z.boolean().describe('False as well where a commit could not be judged.'),
  head: z.string().describe('The commit that is checked out.'),
  seed: z.string().describe('What the sample was drawn by.'),
  counts: z.boolean().describe('True where nobody chose anything, so that it has consequences.'),
  population: count('Commits of Codex that were drawn from.'),
  commits: list(commit),
  trend: list(
    z.object({
      number: z.number().int().min(1),
      head: z.string(),
      at: z.string(),
      score: score(''),
      passed: z.boolean(),
    }),
  ).describe('The audits that were kept before, the oldest first.'),
  frozen: z
    .object({ path: z.string(), why: z.string() })
    .nullable()
    .describe('What the kill switch is on by; null where audits leave it off.'),
  lifts: z.boolean().describe('True where this audit lifts the freeze, once it is committed.'),
  kept: z.string().nullable().describe('The file it is kept in; null where it is not.'),
  written: list(z.string()).describe('Remediation files that were written.'),
  stood: list(z.string()).describe('Remediation files that were there already, and were left alone.'),
});
