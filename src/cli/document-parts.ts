import * as z from 'zod';

/* What several of the documents that `--format json` prints are made of. */

export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
export const count = (what: string) => z.number().int().min(0).describe(what);
export const level = z.enum(['block', 'warn', 'info']).describe('How much it weighs: block may not merge.');
/** A waiver or an approval, as a report tells it. */
const grant = z.object({
  path: z.string().describe('The file of the waiver or approval.'),
  who: z.string().describe('Name and e-mail address, as the person wrote them.'),
  role: z.string().describe('The id of the role they gave it in.'),
  reason: z.string(),
  until: z.string().describe('The last day it holds, such as 2026-12-31.'),
  adr: z.string().exactOptional().describe('The decision record it stands on.'),
});

export const finding = z.object({
  id: z.string().describe('Stable: it stays the same when lines move or the file is renamed.'),
  rule: z.string().describe('The rule, as the policy names it.'),
  kind: z.string().describe('What the rule looks for.'),
  level,
  path: z.string().describe('From the root of the repository; empty where the whole change is meant.'),
  line: z.number().int().min(1),
  column: z.number().int().min(1).exactOptional(),
  message: z.string().describe('What was found.'),
  because: z.string().describe('Why the rule is there.'),
  mend: z
    .union([
      z.object({ create: z.string().describe('The path of a file that is missing, to be made.') }),
      z.object({ restore: z.string().describe('The path of a file, to be put back as it was at the base.') }),
    ])
    .exactOptional()
    .describe('What can be done about it without a thought.'),
  waiver: grant.exactOptional().describe('Who allowed it: it does not count in the verdict.'),
  claim: grant
    .exactOptional()
    .describe('Who would allow it, by a waiver or approval that is not reviewed yet: it counts as ever.'),
});

export const fileClass = z.enum(['code', 'test', 'docs', 'data', 'generated', 'lock', 'vendored']);

export const meter = z.object({
  id: z.string(),
  used: count('How much of the limit is used.'),
  limit: count('The limit.'),
  by_class: z.partialRecord(fileClass, z.number()).describe('The whole change by class of file.'),
  counts: list(fileClass).describe('The classes that count against the limit.'),
  estimated: z.boolean().describe('True while a part of it is not measured by git.'),
  approval: grant
    .extend({ raised_from: count('The limit of the policy.') })
    .exactOptional()
    .describe('Who raised the limit.'),
});

export const problem = z.object({
  source: z.string().describe('The file it is in.'),
  severity: z.enum(['error', 'warning']),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  end_line: z.number().int().min(1),
  end_column: z.number().int().min(1).describe('Exclusive.'),
  code: z.string().describe('A stable word for the kind of problem.'),
  message: z.string(),
  replacement: z.string().exactOptional().describe('The word that was probably meant.'),
});
