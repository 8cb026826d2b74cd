import * as z from 'zod';
import { breakWays, proofVerdicts } from '#core';
import { count, list } from './document-parts.ts';

const milliseconds = (what: string) => count(`${what} In milliseconds.`);
const percentOrNumber = z.record(z.string(), z.number()).describe('What was measured, by name; coverage in percent.');

const tests = z.object({
  passed: count('Tests that passed.'),
  failed: count('Tests that failed.'),
  skipped: count('Tests that were skipped, or failed as they were expected to.'),
  failing: list(z.string()).describe('The names of those that failed, as far as the report has them.'),
});

const command = z.object({
  run: z.string(),
  folder: z.string().describe('From the root of the repository; empty: the root.'),
  how: z
    .enum(['exited', 'ended', 'timeout', 'missing', 'not-started', 'no-folder', 'not-run'])
    .describe(
      'How it ended: `ended` by a signal, `missing` where there is no such program, `not-run` after one that failed.',
    ),
  exit: z.number().int().nullable().describe('Its exit code; null where it has none.'),
  milliseconds: milliseconds('How long it took.'),
  output_digest: z.string().describe('SHA-256 of what it wrote, without secrets and as far as it is kept, in hex.'),
});

const evidence = z.object({
  id: z
    .string()
    .describe('EVID- and the beginning of a digest of what was found, without times: the same find has the same id.'),
  digest: z.string().describe('SHA-256 of all the rest of it, in hex.'),
  gate_digest: z.string().describe('A digest of what the gate demanded.'),
  tree: z.string().describe('The tree it ran on, as git names it.'),
  base: z.string().describe('The commit the change was measured from; `empty` before the first.'),
  at: z.string().describe('When it began, ISO 8601 in UTC.'),
  task: z.string().exactOptional(),
  commands: list(command),
  reports: list(
    z.object({
      format: z.string(),
      path: z.string().nullable().describe('null for what the commands wrote to their output.'),
      digest: z.string().nullable().describe('SHA-256 of its text, in hex; null where there was none to read.'),
    }),
  ),
  tests: tests.exactOptional(),
  measures: percentOrNumber,
  problems: list(z.string()).describe('Why it is red; empty: green.'),
});

/** How the gates of a policy stand. */
export const gateList = z.object({
  tree: z.string().describe('What is there now, as git names trees.'),
  base: z.string().describe('The commit the change is measured from; `empty` before the first.'),
  gates: list(
    z.object({
      id: z.string(),
      title: z.string(),
      moment: z.enum(['pr', 'nightly']),
      needed: z.boolean().describe('True where the change has to pass it before it merges.'),
      state: z.enum(['green', 'red', 'stale', 'not-run']).describe('Only green may go on.'),
      why: list(z.string()).describe('Why it is red or stale.'),
      evidence: evidence.nullable().describe('The newest run that counts; where none does, the newest there is.'),
    }),
  ),
});

/** What gates came to that were run. */
export const gateRun = z.object({
  verdict: z
    .enum(['green', 'red', 'unknown'])
    .describe('red: one is, or they took longer than the policy allows. unknown: files changed while they ran.'),
  gates: list(
    z.object({
      id: z.string(),
      title: z.string(),
      verdict: z.enum(['green', 'red']),
      kept: z.boolean().describe('False where files changed meanwhile: then it is evidence of nothing.'),
      moved: list(z.string()).describe('Files that changed while it ran.'),
      output: z.string().nullable().describe('The file with what its commands wrote.'),
      evidence,
    }),
  ),
  took: milliseconds('How long the gates that the change needs took together.'),
  allowed: milliseconds('How long they may take.').nullable(),
});

const proofVerdict = z
  .enum(proofVerdicts)
  .describe('alive: it noticed all it had to. hollow: it did not. unknown: it could not be told, which is no pass.');

const triedBreak = z.object({
  way: z
    .enum(breakWays)
    .describe('How a copy of the tree was broken: as the policy lists it, or in a way that was made of what is there.'),
  edits: list(
    z.object({
      path: z.string(),
      line: z.number().int().min(1),
      what: z.string().describe('What was done there, as words for a person.'),
    }),
  ).describe('The first places that were broken, all at once.'),
  places: count('How many places were broken in all.'),
  verdict: proofVerdict,
  why: list(z.string()).describe('What the gate found; where it is not alive, why.'),
});

/** Whether gates and rules notice what they are there for. */
export const gateProve = z.object({
  verdict: proofVerdict,
  gates: list(
    z.object({
      id: z.string(),
      title: z.string(),
      verdict: proofVerdict,
      why: z.string().nullable().describe('Why it cannot be told; null where the ways that were tried say it.'),
      tried: list(triedBreak),
    }),
  ),
  rules: list(
    z.object({
      id: z.string(),
      verdict: proofVerdict,
      example: z
        .string()
        .nullable()
        .describe('The title of the example that was put into a copy; null: there is none.'),
      why: z.string().nullable().describe('Why it is not alive; null where it is.'),
    }),
  ),
});
