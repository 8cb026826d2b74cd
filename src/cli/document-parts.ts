import * as z from 'zod';

/* What several of the documents that `--format json` prints are made of. */

export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
export const count = (what: string) => z.number().int().min(0).describe(what);
export const level = z.enum(['block', 'warn', 'info']).describe('How much it weighs: block may not merge.');
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
});
