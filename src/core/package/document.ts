import * as z from 'zod';
import { id, inLines, modeName, nonEmpty, openGlobs, pattern } from '../policy/document-words.ts';
import { plainSchema } from '../policy/shape.ts';
import { commandDocument, gateCheck, said, type CommandDocument } from '../work-document/document.ts';

/*
 * An execution package as a person writes it: one file for each, YAML or the front matter of Markdown. Its JSON Schema and what is
 * said of a mistake are made from these sentences.
 */

const commands = z.array(commandDocument).min(1);

const step = z
  .strictObject({
    id,
    title: said.describe('What it does, in a few words.'),
    wave: id.optional().describe('The wave it belongs to. Left out: it is always done.'),
    codex: said
      .optional()
      .describe(
        'What Codex is asked to do, in a governed run under the task: each patch is judged before it is written.',
      ),
    commands: commands
      .optional()
      .describe('What is run, one after the other, until one fails; with `codex`, what follows on that.'),
    expect: said.describe('What should be so afterwards, in words.'),
    leaves: openGlobs.min(1).optional().describe('Files that have to be there afterwards.'),
    prints: pattern.optional().describe(`What has to be found in the output: a regular expression. ${inLines}`),
    rollback: z
      .union([commands, z.literal('nothing')])
      .describe('What undoes it where it fails; `nothing` where there is nothing to undo.'),
  })
  .refine(({ codex, commands: run }) => codex !== undefined || run !== undefined, {
    error: 'it does nothing: it needs `commands`, `codex`, or both',
  })
  .meta({ title: 'Step' });

const metric = z
  .strictObject({
    id,
    title: nonEmpty.optional().describe('The name people see. Left out: the id.'),
    ...commandDocument.shape,
    pattern: pattern
      .optional()
      .describe(`What the number stands in, with one group around it. ${inLines} Left out: nothing else is printed.`),
    unit: nonEmpty.optional().describe('Its unit, such as ms.'),
    'at-least': z.number().optional().describe('The lowest value it may have afterwards.'),
    'at-most': z.number().optional().describe('The highest value it may have afterwards.'),
  })
  .refine((one) => one['at-least'] !== undefined || one['at-most'] !== undefined, {
    error: 'it needs a target: `at-least`, `at-most`, or both',
  })
  .meta({ title: 'Metric', description: 'Measured before the first step and after the last one, never typed.' });

const wave = z
  .strictObject({
    id,
    title: said,
    needs: openGlobs.min(1).describe('Its steps are left out where one of these is not there.'),
  })
  .meta({ title: 'Wave' });

export const packageDocument = z
  .strictObject({
    version: z.literal(1).describe('The version of this form.'),
    title: nonEmpty.describe('The name people see.'),
    goal: said.describe('What is so when it has been carried out.'),
    complexity: said.optional().describe('How much work it is, such as low.'),
    mode: modeName.optional().describe('The mode whose commands it may run.'),
    deliverables: z.array(said).min(1).describe('What it brings.'),
    tools: z
      .array(z.strictObject({ tool: nonEmpty, use: said }).meta({ title: 'Tool' }))
      .min(1)
      .describe('Which tool of the agent is used for what.'),
    uses: openGlobs.optional().describe('Modules it builds on, which have to be there.'),
    waves: z.array(wave).optional().describe('Parts that are done only where what they need is there.'),
    preflight: commands.describe('What has to end well before anything is changed.'),
    steps: z.array(step).min(1),
    verification: z
      .array(z.union([gateCheck, commandDocument]))
      .min(1)
      .describe('Gates of the policy, and commands, that have to be green at the end.'),
    commit: said.describe(
      'The message of the commit, with Problem:, Solution:, Impact: and Artifacts:. {{METRIC.before}} and {{METRIC.after}} are filled in.',
    ),
    recovery: z
      .array(z.strictObject({ when: said, do: said }).meta({ title: 'Recovery' }))
      .min(1)
      .describe('What a person does where it goes wrong.'),
    metrics: z.array(metric).min(1).describe('What gets better, in numbers that a command prints.'),
  })
  .meta({ title: 'Execution package', description: 'A playbook that is carried out step by step.' });

export type PackageDocument = z.infer<typeof packageDocument>;
export type StepDocument = PackageDocument['steps'][number];
export type MetricDocument = PackageDocument['metrics'][number];
export type PackageCommand = CommandDocument;

/** The JSON Schema (draft-07) of a package. */
export const packageSchema = (): Readonly<Record<string, unknown>> => plainSchema(packageDocument);
