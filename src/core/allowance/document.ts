import * as z from 'zod';
import { measures } from '../measures.ts';
import { fileName, globs, id, limit, modeName, roleName } from '../policy/document-words.ts';
import { plainSchema } from '../policy/shape.ts';
import type { AllowanceKind } from './rules.ts';

/*
 * A waiver and an approval as a person writes them, one to a file. The JSON Schemas and what is said of a mistake are made
 * from these sentences.
 */

// Blanks alone tell nobody anything.
const said = z.string().regex(/\S/, 'say it in words: blanks alone tell nobody anything');

const grant = {
  who: said.describe('Who gives it: name and e-mail address.'),
  role: roleName.describe('The role in which they give it; the policy says what it may.'),
  reason: said.describe('Why it is right here.'),
  until: z.iso
    .date({ error: 'a date is year, month and day, such as 2026-12-31' })
    .describe('The last day on which it holds, such as 2026-12-31. Days end at midnight UTC.'),
};

/** The id of a finding, as every report shows it. */
export const findingPattern = /^[0-9a-f]{12}$/;

export const waiverDocument = z
  .strictObject({
    finding: z
      .string()
      .regex(findingPattern, 'the id of a finding has twelve signs, 0 to 9 and a to f; put it in quotes')
      .optional()
      .describe('The one finding that is allowed, by its id. Left out: all of the rule in the places.'),
    rule: id.optional().describe('The rule whose findings are allowed. With a finding: the rule it is of.'),
    in: globs.min(1).optional().describe('Where they are allowed. With a finding: its file.'),
    ...grant,
    adr: fileName.optional().describe('The decision record that the waiver stands on.'),
  })
  .refine(({ finding, rule, in: places }) => finding !== undefined || (rule !== undefined && places !== undefined), {
    error: 'it has to name a `finding`, or a `rule` and the places `in` which its findings are allowed',
  })
  .meta({ title: 'Waiver', description: 'Findings that a person allows, in a place, with a reason, until a date.' });

export const approvalDocument = z
  .strictObject({
    budget: z.enum(measures).describe('The budget that is raised.'),
    limit: limit.describe('The highest value that is allowed instead.'),
    mode: modeName.optional().describe('The mode it holds in. Left out: every mode, and work without one.'),
    scope: globs
      .min(1)
      .optional()
      .describe('It holds for changes of which every file that counts lies here. Left out: for all of the mode.'),
    ...grant,
  })
  .refine(({ mode, scope }) => mode !== undefined || scope !== undefined, {
    error: 'it has to say for what it holds: a `mode`, or a `scope`, or both',
  })
  .meta({ title: 'Approval', description: 'A budget that a person raises, for a mode or a scope, until a date.' });

export type WaiverDocument = z.infer<typeof waiverDocument>;
export type ApprovalDocument = z.infer<typeof approvalDocument>;

const demands: Readonly<Record<AllowanceKind, readonly (readonly string[])[]>> = {
  waiver: [['finding'], ['rule', 'in']],
  approval: [['mode'], ['scope']],
};

/** The JSON Schema (draft-07) of a waiver or an approval. */
export const allowanceSchema = (kind: AllowanceKind): Readonly<Record<string, unknown>> => {
  const anyOf = demands[kind].map((required) => ({ required }));
  return { ...plainSchema(kind === 'waiver' ? waiverDocument : approvalDocument), anyOf };
};
