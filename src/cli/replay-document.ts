import * as z from 'zod';
import { count, finding, level, list } from './document-parts.ts';

const share = (what: string) => z.number().min(0).max(1).describe(`${what} Of 1, to four digits.`);
const commits = (what: string) => count(`Commits ${what}`);
/** What a policy would have said of past commits. */
export const replay = z.object({
  complete: z.boolean().describe('False where it was stopped: the newest commits alone were judged.'),
  total: commits('that were to be judged.'),
  commits: commits('that were judged, each against its first parent.'),
  from: z.string().describe('When the oldest of them was committed, ISO 8601.'),
  to: z.string().describe('When the newest of them was committed, ISO 8601.'),
  verdicts: z.object({
    pass: commits('that pass.'),
    warn: commits('that pass with warnings.'),
    block: commits('that are blocked.'),
  }),
  rules: list(
    z.object({
      id: z.string(),
      level,
      commits: commits('it found something in.'),
      share: share('The share of such commits.'),
      findings: count('What it found in all of them.'),
      samples: list(
        finding.extend({
          commit: z.string(),
          subject: z.string().describe('The first line of its message.'),
          at: z.string().describe('When it was committed, ISO 8601.'),
        }),
      ).describe('The first finding in each of the newest of them; five at most.'),
    }),
  ).describe('Every rule in force, also those that found nothing.'),
  budgets: list(
    z.object({
      id: z.string(),
      limit: count('The limit.'),
      p50: count('Half of the commits need no more. Percentiles are by nearest rank, over all commits.'),
      p75: count('Three quarters need no more.'),
      p90: count('90 % need no more.'),
      p95: count('95 % need no more.'),
      max: count('The largest of all.'),
      over: commits('over the limit.'),
      share: share('The share of such commits.'),
    }),
  ),
  mode: z.string().nullable().describe('The mode they were judged in; null when none was named.'),
  policy: z.string().describe('The file of the policy, and where that was read: words for a person.'),
});
