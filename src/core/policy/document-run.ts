import * as z from 'zod';
import { runMeasures, type RunMeasure } from '../run/limits.ts';

const most = z.number().int().min(1);

const aboutMeasure: Readonly<Record<RunMeasure, string>> = {
  steps: 'How often the model may answer.',
  'tool-calls': 'How many patches, commands and other tools it may use.',
  tokens: 'How many tokens the model may read and write, all answers together.',
  minutes: 'How long the run may take.',
};

/** The minutes of a run where no policy says. */
export const minutesByDefault = 60;
/** The corrections of a run where no policy says. */
export const correctionsByDefault = 2;

const limitOf = (measure: RunMeasure) => {
  const limit = most.optional();
  return measure === 'minutes'
    ? limit.meta({ description: aboutMeasure[measure], default: minutesByDefault })
    : limit.describe(`${aboutMeasure[measure]} Left out: no limit.`);
};
type LimitsShape = { readonly [Name in RunMeasure]: ReturnType<typeof limitOf> };

const limitsDocument = z
  .strictObject(Object.fromEntries(runMeasures.map((measure) => [measure, limitOf(measure)])) as LimitsShape)
  .meta({ title: 'Run limits', description: 'Where a governed run stops, whether or not it is done.' });

export const runDocument = z
  .strictObject({
    limits: limitsDocument.optional(),
    corrections: z.number().int().min(0).optional().meta({
      description: 'How often Codex is told to mend what the policy blocks when it says that it is done.',
      default: correctionsByDefault,
    }),
  })
  .meta({ title: 'Run', description: 'How far a governed run of Codex may go by itself.' });
