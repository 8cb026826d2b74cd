import * as z from 'zod';
import { count, finding, level, list } from './document-parts.ts';

const artefact = z.object({
  kind: z.enum(['document', 'lemma', 'invariant', 'notebook', 'result', 'plan', 'index']),
  title: z.string(),
  state: z.enum(['done', 'missing', 'broken']),
  path: z.string().describe('The file; where there is none, the path it would have.'),
  line: z.number().int().min(1).nullable().describe('Where it is broken; null where it is not.'),
  why: z.string().describe('Why it is not done; empty where it is.'),
});

const phase = z.object({
  number: z.number().int().min(1),
  id: z.string(),
  title: z.string(),
  complete: z.boolean(),
  artefacts: list(artefact),
});

const subject = z.object({
  subject: z.string().describe('What stands in the holes of the paths; empty where they have none.'),
  reached: count('The last phase that is complete with all before it; 0: none is.'),
  phases: list(phase),
  code: list(
    z.object({
      after: z.number().int().min(1).describe('The phase that has to be complete first.'),
      rule: z.string().describe('The rule that says so in findings.'),
      may_be_written: z.boolean(),
    }),
  ),
  files: list(z.string()).describe('The files of that code that are there.'),
});

/** How far orders of work are. */
export const phases = z.object({
  base: z.string().describe('The commit the change was measured from; `empty` before the first.'),
  may_go_on: z
    .boolean()
    .describe('False where the change holds code that comes too early, or what was asked for is not complete.'),
  processes: list(
    z.object({
      id: z.string(),
      title: z.string(),
      level,
      because: z.string(),
      change: z
        .object({
          verdict: z.enum(['untouched', 'trivial', 'needs-phases']),
          files: count('Files of the code that comes after phases which the change touches.'),
          lines: count('Lines added and deleted in them.'),
          why: z.string(),
        })
        .describe('What the change at hand is to it.'),
      findings: list(finding).describe('What of the change it refuses, as `check` does.'),
      subjects: list(subject),
    }),
  ),
});
