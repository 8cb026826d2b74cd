import * as z from 'zod';
import { measures } from '../measures.ts';
import { auditDocument } from './document-audit.ts';
import { contextDocument } from './document-context.ts';
import { gateMinutesDocument, gatesDocument } from './document-gates.ts';
import { modeDocument } from './document-mode.ts';
import { phasesDocument } from './document-phases.ts';
import { promptDocument } from './document-prompt.ts';
import { runDocument } from './document-run.ts';
import {
  because,
  budgetsDocument,
  coverName,
  globs,
  openGlobs,
  id,
  kindName,
  level,
  modeName,
  nonEmpty,
  policyName,
  waivableName,
} from './document-words.ts';

/*
 * The policy as a person writes it. Every key has a description: the JSON Schema, the completion, the hover and the
 * manual are made from these sentences. Keys are kebab-case; ids are what findings, tasks and pull requests name.
 */

const classesDocument = z
  .strictObject({
    code: openGlobs.optional().describe('Files that are code.'),
    test: openGlobs.optional().describe('Files that are tests.'),
    docs: openGlobs.optional().describe('Files that are documents.'),
    data: openGlobs.optional().describe('Files that are data.'),
    generated: openGlobs.optional().describe('Files a program writes.'),
    lock: openGlobs.optional().describe('Lists of exact versions that a package tool writes.'),
    vendored: openGlobs.optional().describe('Code of other people that is kept in the repository.'),
  })
  .meta({
    title: 'Classes',
    description:
      'Which files are code, test, docs, data, generated, lock or vendored, before the built-in guesses. A file that two classes match is in the last of that list.',
  });

const roleDocument = z
  .strictObject({
    title: nonEmpty.describe('The name people see.'),
    'may-raise': z
      .array(z.enum(measures).describe('A budget.'))
      .optional()
      .describe('The budgets this role may approve more of. Left out: none.'),
    'may-waive': z
      .array(waivableName)
      .optional()
      .describe('The rules whose findings this role may waive; * stands for any part of an id. Left out: none.'),
    because: because.optional().describe('Why the role decides it, with its source.'),
  })
  .meta({ title: 'Role' });

const ruleDocument = z
  .strictObject({
    id,
    kind: kindName,
    in: globs.optional().describe('Where it holds. Left out: everywhere.'),
    except: openGlobs.optional().describe('Where it does not.'),
    modes: z.array(modeName).optional().describe('The modes it holds in. Left out: always.'),
    with: z.record(z.string(), z.unknown()).optional().describe('The options of its kind.'),
    level,
    because: because.describe('Why the rule is there, with its source. Findings show it.'),
  })
  .meta({ title: 'Rule' });

const acceptance = z
  .strictObject({
    id,
    text: nonEmpty.describe('The line as the pull request shows it.'),
    'covered-by': z
      .array(coverName)
      .optional()
      .describe('The rules, budgets and gates that must all have held for the tick. Left out: a person ticks it.'),
  })
  .meta({ title: 'Acceptance line' });

const result = z
  .strictObject({
    id,
    title: nonEmpty.describe('What the pull request calls it.'),
    kinds: z
      .array(nonEmpty)
      .optional()
      .describe('What it is told for, each on its own, such as unit and integration. Left out: one result.'),
  })
  .meta({ title: 'Result line' });

const pullRequestDocument = z
  .strictObject({
    acceptance: z.array(acceptance).optional().describe('What has to be true before the change may merge.'),
    results: z
      .array(result)
      .optional()
      .describe('The results the pull request tells; what no evidence covers is told as not run. Left out: none.'),
    'kill-switch': nonEmpty.optional().describe('How the change is switched off, if there is a standing way.'),
  })
  .meta({ title: 'Pull request', description: 'What the text of a pull request says.' });

export const policyDocument = z
  .strictObject({
    version: z.literal(1).describe('The version of this format.'),
    title: nonEmpty.optional().describe('The name of this policy.'),
    extends: z
      .array(policyName)
      .optional()
      .describe(
        'Policies this one stands on: codex-governor:NAME, or a path from this file. The strictest value wins.',
      ),
    codex: z.enum(['active', 'frozen']).optional().meta({
      description: 'The kill switch. frozen: no task starts, and a change that declares a Codex task may not merge.',
      default: 'active',
    }),
    'mode-required': z
      .boolean()
      .optional()
      .meta({ description: 'True when `check` may not judge a change without a mode.', default: false }),
    classes: classesDocument.optional(),
    budgets: budgetsDocument
      .optional()
      .describe('How large a change may grow, in every mode that does not say otherwise and without a mode.'),
    roles: z.record(id, roleDocument).optional().describe('Who decides what, by the id of the role.'),
    modes: z.record(id, modeDocument).optional().describe('The lanes a task can run in, by the id of the mode.'),
    context: contextDocument.optional(),
    prompt: promptDocument.optional(),
    run: runDocument.optional(),
    rules: z.array(ruleDocument).optional().describe('What a change must keep.'),
    gates: gatesDocument.optional(),
    'gate-minutes': gateMinutesDocument.optional(),
    phases: phasesDocument.optional(),
    audit: auditDocument.optional(),
    'pull-request': pullRequestDocument.optional(),
  })
  .meta({ title: 'Codex Governor policy', description: 'The law that work with Codex keeps in this repository.' });

export type PolicyDocument = z.infer<typeof policyDocument>;
export type ModeDocument = z.infer<typeof modeDocument>;
export type BudgetsDocument = z.infer<typeof budgetsDocument>;
