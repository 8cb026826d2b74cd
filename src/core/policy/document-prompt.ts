import * as z from 'zod';
import { because, id, modeName, nonEmpty, pattern, wholePattern } from './document-words.ts';

/** The levels of the prompt lint, the weakest first. */
export const lintLevels = ['off', 'warn', 'block'] as const;

const slot = z
  .strictObject({
    ask: nonEmpty.describe('What the person is asked.'),
    type: z
      .enum(['text', 'path', 'spec'])
      .optional()
      .meta({ description: 'path and spec must name a file.', default: 'text' }),
    example: nonEmpty.optional().describe('An answer that shows what is meant.'),
    matches: wholePattern.optional().describe('A regular expression that the whole answer must match.'),
    optional: z.boolean().optional().meta({ description: 'True when the answer may be left empty.', default: false }),
  })
  .meta({ title: 'Slot' });

const promptPattern = z
  .strictObject({
    id,
    title: nonEmpty.describe('The name people see.'),
    modes: z.array(modeName).optional().describe('The modes that offer it. Left out: every mode.'),
    text: nonEmpty.describe('The goal, with {slot} where an answer goes.'),
    slots: z.record(z.string(), slot).optional().describe('What is asked, by the name the text uses in braces.'),
    because: because.optional().describe('Why the pattern is good, with its source.'),
  })
  .meta({ title: 'Prompt pattern' });

const dislike = z
  .strictObject({
    matches: pattern.describe('A regular expression, case ignored.'),
    because: because.describe('Why a goal should not say so, with its source.'),
    better: nonEmpty.describe('How to say it instead.'),
  })
  .meta({ title: 'Dislike' });

const lint = z
  .strictObject({
    level: z.enum(lintLevels).optional().meta({
      description: 'block refuses a goal that is disliked, warn says so, off keeps quiet.',
      default: 'warn',
    }),
    avoid: z.array(dislike).optional().describe('What a goal should not say, beyond the built-in dislikes.'),
  })
  .meta({ title: 'Prompt lint', description: 'What a goal should not say.' });

// The two places that belong to no change, so that logging uses no budget up; anything else could be hidden from judgement so.
const logPath = z
  .string()
  .regex(
    /^(?:dev_prompts\.md|\.codex\/governance\/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.md)$/,
    'the log is dev_prompts.md, or a Markdown file right in .codex/governance',
  )
  .meta({
    title: 'Prompt log',
    description:
      'The file every prompt is logged in: dev_prompts.md, or a Markdown file right in .codex/governance. Left out: none is logged.',
    examples: ['dev_prompts.md'],
  });

const sentence = nonEmpty.describe('A sentence for the prompt.');

export const promptDocument = z
  .strictObject({
    lint: lint.optional(),
    patterns: z.array(promptPattern).optional().describe('Goals that are known to work, with slots to fill.'),
    log: logPath.optional(),
    guards: z.array(sentence).optional().describe('Sentences added to those the rules give.'),
    'stop-when': z.array(sentence).optional().describe('When the agent has to stop and ask.'),
    'done-when': z.array(sentence).optional().describe('When the work is done.'),
  })
  .meta({ title: 'Prompt', description: 'How a task is put to the agent.' });
