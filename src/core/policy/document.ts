import { z } from 'zod';
import { fileClasses } from '../change.ts';
import { levels } from '../level.ts';

/*
 * The policy as a person writes it. Every key has a description: the JSON Schema, the completion, the hover and the
 * manual are made from these sentences. Keys are kebab-case; ids are what findings, tasks and pull requests name.
 */

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens or dots, such as test-writer')
  .describe('Lower-case words joined by hyphens or dots. Findings, tasks and pull requests name it.');
const globs = z.array(z.string().min(1));
const because = z.string().min(1);
const level = z.enum(levels).describe('block stops a merge, warn asks for a look, info only tells.');

const limit = z.number().int().min(0);
const budget = z.union([
  limit,
  z.strictObject({
    limit: limit.describe('The highest value that is still allowed.'),
    counts: z.array(z.enum(fileClasses)).min(1).optional().describe('The file classes that count.'),
    level: level.optional(),
    'raised-by': id.optional().describe('The role that may approve more.'),
    because: because.optional().describe('Why the limit is what it is, with its source.'),
  }),
]);

export const budgetsDocument = z
  .strictObject({
    lines: budget.optional().describe('Lines added plus deleted, as `git diff --numstat` counts them.'),
    files: budget.optional().describe('Files the change touches.'),
    'new-files': budget.optional().describe('Files the change adds.'),
    'deleted-files': budget.optional().describe('Files the change deletes.'),
    complexity: budget
      .optional()
      .describe('Cyclomatic complexity of any one function the change writes or makes worse.'),
  })
  .describe('How large a change may grow.');

const duty = z.union([
  z.string().min(1),
  z.strictObject({
    id: id.optional(),
    text: z.string().min(1).describe('What has to be done, as an instruction.'),
    because: because.optional(),
  }),
]);

export const modeDocument = z.strictObject({
  title: z.string().min(1).optional().describe('The name people see.'),
  label: z.string().min(1).max(16).optional().describe('One word for the status bar.'),
  goal: z.string().min(1).optional().describe('What work in this mode is for.'),
  budgets: budgetsDocument.optional(),
  writes: z
    .strictObject({
      allow: globs.optional().describe('The only places this mode may write. Left out: anywhere.'),
      deny: globs.optional().describe('Places this mode may never write; wins over allow.'),
    })
    .optional()
    .describe('Where this mode may write.'),
  commands: z
    .strictObject({
      allow: z.array(z.string().min(1)).optional().describe('Commands this mode may run; * stands for any words.'),
      deny: z.array(z.string().min(1)).optional().describe('Commands this mode may never run; wins over allow.'),
    })
    .optional()
    .describe('What this mode may run.'),
  duties: z.array(duty).optional().describe('What work in this mode must do before it is done.'),
  context: z.array(id).optional().describe('Context items this mode reads beyond those every mode reads.'),
  'context-tokens': limit.optional().describe('The most tokens its context pack may hold.'),
  instructions: z.array(z.string().min(1)).optional().describe('Sentences for the prompt.'),
  'spec-required': z.boolean().optional().describe('True when a task must link at least one spec.'),
  because: because.optional(),
});

const contextItem = z.strictObject({
  id,
  title: z.string().min(1).optional(),
  path: z.string().min(1).describe('A file, or a glob for all the files it matches.'),
  anchor: z.string().min(1).optional().describe('A heading that must exist; only its section is packed.'),
  rank: limit.min(1).optional().describe('Place in the order of truth: 1 overrules all others.'),
  modes: z.array(id).optional().describe('The modes that read it. Left out: every mode.'),
  pick: z
    .strictObject({
      most: limit.min(1).optional().describe('How many of the matched files may be chosen.'),
      suggest: z
        .array(
          z.strictObject({
            for: globs.describe('When the scope touches one of these paths …'),
            path: z.string().min(1).describe('… this file is proposed.'),
          }),
        )
        .optional()
        .describe('Which file belongs to which part of the repository.'),
    })
    .optional()
    .describe('The person chooses the relevant ones of the matched files.'),
  fresh: z
    .strictObject({
      days: limit.min(1).optional().describe('The document is stale when its last commit is older.'),
      behind: z
        .strictObject({
          commits: limit.min(0).describe('How many commits may have touched those paths since.'),
          paths: globs.describe('What the document describes.'),
        })
        .optional()
        .describe('The document is stale when what it describes has moved on.'),
    })
    .optional()
    .describe('How old the document may be.'),
  because: because.optional(),
});

const slot = z.strictObject({
  ask: z.string().min(1).describe('What the person is asked.'),
  type: z.enum(['text', 'path', 'spec']).optional().describe('path and spec must name a file; default text.'),
  example: z.string().min(1).optional(),
  matches: z.string().min(1).optional().describe('A regular expression that the whole answer must match.'),
  optional: z.boolean().optional(),
});

const promptPattern = z.strictObject({
  id,
  title: z.string().min(1),
  modes: z.array(id).optional().describe('The modes that offer it. Left out: every mode.'),
  text: z.string().min(1).describe('The goal, with {slot} where an answer goes.'),
  slots: z.record(z.string(), slot).optional(),
  because: because.optional(),
});

const ruleDocument = z.strictObject({
  id,
  kind: z.string().min(1).describe('What the rule looks for; see docs/rules.md.'),
  in: globs.optional().describe('Where it holds. Left out: everywhere.'),
  except: globs.optional().describe('Where it does not.'),
  modes: z.array(id).optional().describe('The modes it holds in. Left out: always.'),
  with: z.record(z.string(), z.unknown()).optional().describe('The options of its kind.'),
  level,
  because: because.describe('Why the rule is there, with its source. Findings show it.'),
});

export const policyDocument = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
  title: z.string().min(1).optional().describe('The name of this policy.'),
  extends: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Policies this one stands on: codex-governor:NAME, or a path beside this file. The strictest value wins.',
    ),
  codex: z
    .enum(['active', 'frozen'])
    .optional()
    .describe('The kill switch. frozen: no task starts, and a change that declares a Codex task may not merge.'),
  'mode-required': z.boolean().optional().describe('True when `check` may not judge a change without a mode.'),
  classes: z
    .partialRecord(z.enum(fileClasses), globs)
    .optional()
    .describe('Which files are code, test, docs, data, generated, lock or vendored, before the built-in guesses.'),
  budgets: budgetsDocument.optional(),
  roles: z
    .record(
      id,
      z.strictObject({
        title: z.string().min(1),
        'may-raise': z.array(z.string().min(1)).optional().describe('The budgets this role may approve more of.'),
        because: because.optional(),
      }),
    )
    .optional()
    .describe('Who decides what.'),
  modes: z.record(id, modeDocument).optional().describe('The lanes a task can run in.'),
  context: z
    .strictObject({
      tokens: limit.optional().describe('The most tokens a context pack may hold.'),
      items: z.array(contextItem).optional(),
    })
    .optional()
    .describe('What must have been read before work starts.'),
  prompt: z
    .strictObject({
      lint: z
        .strictObject({
          level: z.enum(['off', 'warn', 'block']).optional().describe('block refuses a goal that is disliked.'),
          avoid: z
            .array(
              z.strictObject({
                matches: z.string().min(1).describe('A regular expression, case ignored.'),
                because,
                better: z.string().min(1).describe('How to say it instead.'),
              }),
            )
            .optional(),
        })
        .optional()
        .describe('What a goal should not say.'),
      patterns: z.array(promptPattern).optional().describe('Goals that are known to work, with slots to fill.'),
      guards: z.array(z.string().min(1)).optional().describe('Sentences added to those the rules give.'),
      'stop-when': z.array(z.string().min(1)).optional().describe('When the agent has to stop and ask.'),
      'done-when': z.array(z.string().min(1)).optional().describe('When the work is done.'),
    })
    .optional(),
  rules: z.array(ruleDocument).optional().describe('What a change must keep.'),
  'pull-request': z
    .strictObject({
      acceptance: z
        .array(
          z.strictObject({
            id,
            text: z.string().min(1),
            'covered-by': z
              .array(z.string().min(1))
              .optional()
              .describe('The rules and budgets that must all have held for the tick. Left out: a person ticks it.'),
          }),
        )
        .optional(),
      'kill-switch': z
        .string()
        .min(1)
        .optional()
        .describe('How the change is switched off, if there is a standing way.'),
    })
    .optional(),
});

export type PolicyDocument = z.infer<typeof policyDocument>;
export type ModeDocument = z.infer<typeof modeDocument>;
export type BudgetsDocument = z.infer<typeof budgetsDocument>;
