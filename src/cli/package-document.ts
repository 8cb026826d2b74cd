import * as z from 'zod';
import { count, list } from './document-parts.ts';
import { gateRun } from './gate-document.ts';

/** The packages there are. */
export const packageList = z.object({
  packages: list(
    z.object({
      id: z.string(),
      title: z.string(),
      goal: z.string(),
      complexity: z.string().nullable(),
      path: z.string().describe('Its file, from the root of the repository.'),
      reviewed: z.boolean().describe('True where it is in the commit that the work starts from: only then it is run.'),
      errors: count('What is wrong with it; with any, nothing of it is run.'),
      steps: count('How many steps it has.'),
      done: count('How many of them were done by a run that has not come to its end.').nullable(),
    }),
  ),
});

const step = z.object({
  id: z.string(),
  title: z.string(),
  state: z
    .enum(['done', 'left-out', 'failed', 'open'])
    .describe('left-out: its wave needs what is not there. open: not begun.'),
  why: z.string().exactOptional(),
});

const metric = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  before: z.number().nullable().describe('Measured before the first step; null where it could not be.'),
  after: z.number().nullable().describe('Measured after the last step; null where it could not be.'),
  reached: z.boolean().describe('True where it is what the package demands.'),
});

/** What a run of a package came to. */
export const packageRun = z.object({
  id: z.string(),
  title: z.string(),
  verdict: z
    .enum(['done', 'failed', 'stopped', 'unknown'])
    .describe('stopped: somebody did not agree to a step. unknown: a rollback failed, or files changed meanwhile.'),
  steps: list(step),
  gates: gateRun.nullable().describe('What verified it; null where it did not come so far.'),
  metrics: list(metric),
  commit: z.string().nullable().describe('The message for the commit; null unless it is done.'),
  recovery: list(z.object({ when: z.string(), do: z.string() })).describe(
    'What a person does now; empty where it is done.',
  ),
});
