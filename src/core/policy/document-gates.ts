import * as z from 'zod';
import { commandMinutesByDefault, gateMoments, readFormats } from '../gates/gate.ts';
import { because, globs, id, inLines, modeName, nonEmpty, openGlobs, pattern, resultName } from './document-words.ts';

const inRepository = nonEmpty.describe('From the root of the repository, such as backend/reports/unit.xml.');

const command = z
  .strictObject({
    run: nonEmpty.describe(
      'A program and its words, on one line. No shell reads it; where one has to, write sh -c "…". Exit code 0 is green.',
    ),
    folder: inRepository
      .optional()
      .describe('The folder it runs in, from the root of the repository. Left out: the root.'),
    minutes: z.number().min(0.01).max(1440).optional().meta({
      description: 'How long it may take; then it is ended, with all that it has started, and the gate is red.',
      default: commandMinutesByDefault,
    }),
  })
  .meta({ title: 'Gate command' });

const read = z
  .strictObject({
    format: z
      .enum(readFormats)
      .describe('What the results are written in. lcov and cobertura tell which lines were run, number is one number.'),
    path: inRepository
      .optional()
      .describe(
        'The file a command writes, from the root of the repository; git has to ignore it. Left out: their output.',
      ),
    name: id.optional().describe('What a number is called; `demands` ask for it by this name.'),
    pattern: pattern
      .optional()
      .describe(
        `What a number stands in, with one group around it. It has to fit in one place. ${inLines} Left out: nothing else is there.`,
      ),
    unit: nonEmpty.optional().describe('The unit of a number, such as ms.'),
  })
  .meta({ title: 'Result to read' });

const demand = z
  .strictObject({
    'at-least': z.number().optional().describe('The lowest value that is still green.'),
    'at-most': z.number().optional().describe('The highest value that is still green.'),
  })
  .meta({ title: 'Demand' });

const gateBreak = z
  .strictObject({
    file: inRepository.describe('The file that is broken, from the root of the repository; it may be a new one.'),
    find: nonEmpty
      .optional()
      .describe('The text that is taken out; it has to stand there once. Left out: the whole file is written anew.'),
    put: z.string().describe('What stands there instead; empty: nothing.'),
  })
  .meta({ title: 'Way to break the tree' });

const gateDocument = z
  .strictObject({
    id,
    title: nonEmpty.optional().describe('The name people see. Left out: made of the id.'),
    moment: z.enum(gateMoments).optional().meta({
      description: 'pr: before a change merges. nightly: apart from changes, for what takes long.',
      default: 'pr',
    }),
    in: globs.optional().describe('The files whose change needs it. Left out: every change.'),
    except: openGlobs.optional().describe('The files whose change does not.'),
    modes: z
      .array(modeName)
      .optional()
      .describe('The modes whose changes need it. Left out: all, and work without one.'),
    commands: z
      .array(command)
      .min(1)
      .describe('What is run, one after the other, until one fails. Only what the base of a change has is ever run.'),
    reads: z
      .array(read)
      .optional()
      .describe(
        'Where results are read. One that is missing, older than the run or cut off is red, as are failed tests and none at all.',
      ),
    demands: z
      .record(id, demand)
      .optional()
      .describe(
        'What numbers have to be: tests, skipped, line-coverage, changed-line-coverage (in percent of the lines the change added), or the name of a number that is read.',
      ),
    breaks: z
      .array(gateBreak)
      .optional()
      .describe(
        'Ways to break a copy of the tree. `gate prove` tries each one alone, and the gate has to be red. Left out: made of the code and tests in its place.',
      ),
    result: resultName
      .optional()
      .describe('The result of the pull request that it fills: p95, or tests.unit for one of its kinds.'),
    because: because.describe('Why the gate is there, with its source.'),
  })
  .meta({ title: 'Gate' });

export const gatesDocument = z
  .array(gateDocument)
  .describe('Commands that have to end well before a change merges, and the numbers that have to come out of them.');

export const gateMinutesDocument = z
  .number()
  .positive()
  .describe('The most minutes that the gates a change needs may take together, as measured. Left out: no limit.');
