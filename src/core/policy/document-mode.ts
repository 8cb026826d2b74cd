import * as z from 'zod';
import {
  because,
  budgetsDocument,
  contextItemName,
  id,
  laneGlobs,
  limit,
  nonEmpty,
  openGlobs,
} from './document-words.ts';

const duty = z.union([
  nonEmpty.describe('What has to be done, as an instruction.'),
  z
    .strictObject({
      id: id.optional().describe('The id of the duty. Left out: made from its text.'),
      text: nonEmpty.describe('What has to be done, as an instruction.'),
      because: because.optional().describe('Why it has to be done, with its source.'),
    })
    .meta({ title: 'Duty' }),
]);

const writes = z
  .strictObject({
    allow: laneGlobs.optional().describe('The only places this mode may write. Left out: anywhere. Empty: nowhere.'),
    deny: openGlobs.optional().describe('Places this mode may never write; wins over allow.'),
  })
  .meta({ title: 'Writes', description: 'Where this mode may write.' });

const reads = z
  .strictObject({
    deny: openGlobs
      .optional()
      .describe(
        'Places Codex may not read in this mode, such as **/.env. A governed run closes them to all that it starts.',
      ),
  })
  .meta({ title: 'Reads', description: 'What this mode may read.' });

const command = nonEmpty.describe('A command; * stands for any words.');
const commands = z
  .strictObject({
    allow: z.array(command).optional().describe('Commands this mode may run; * stands for any words. Left out: any.'),
    deny: z.array(command).optional().describe('Commands this mode may never run; wins over allow.'),
  })
  .meta({ title: 'Commands', description: 'What this mode may run.' });

export const modeDocument = z
  .strictObject({
    title: nonEmpty.optional().describe('The name people see. Left out: made from the id.'),
    label: nonEmpty.max(16).optional().describe('One word for the status bar. Left out: the first word of the title.'),
    goal: nonEmpty.optional().describe('What work in this mode is for.'),
    budgets: budgetsDocument
      .optional()
      .describe('How large a change in this mode may grow. A budget written here stands in for the one of every mode.'),
    writes: writes.optional(),
    reads: reads.optional(),
    commands: commands.optional(),
    duties: z.array(duty).optional().describe('What work in this mode must do before it is done.'),
    context: z
      .array(contextItemName)
      .optional()
      .describe('Context items this mode reads beyond those every mode reads.'),
    'context-tokens': limit
      .optional()
      .describe('The most tokens its context pack may hold. Left out: context.tokens of this policy.'),
    instructions: z
      .array(nonEmpty.describe('A sentence for the prompt.'))
      .optional()
      .describe('Sentences for the prompt.'),
    'spec-required': z
      .boolean()
      .optional()
      .meta({ description: 'True when a task must link at least one spec.', default: false }),
    because: because.optional().describe('Why there is this mode, with its source.'),
  })
  .meta({ title: 'Mode' });
