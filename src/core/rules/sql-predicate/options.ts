import * as z from 'zod';

export const options = z.strictObject({
  tables: z
    .array(z.string())
    .min(1)
    .describe(
      'The tables whose rows belong to somebody, `*` in them; `app.holdings` is `holdings` where no schema is written.',
    ),
  columns: z
    .array(z.string())
    .min(1)
    .describe('The columns that say whose a row is: a condition has to be on one of them.'),
  keys: z
    .record(z.string().min(1), z.array(z.string().min(1)).min(1))
    .default({})
    .describe(
      'What says whose a row is of one table alone: `portfolios: [id]`, where other tables have `portfolio_id`. A condition on it will do there.',
    ),
  settings: z
    .array(z.string())
    .default([])
    .describe('Settings that row-level security goes by: one that was set locally before will do, too.'),
  'set-by': z
    .array(z.string())
    .default([])
    .describe(
      'Names of calls, decorators and dependencies that make such a setting, where following them does not tell.',
    ),
  document: z.boolean().default(false).describe('Whether a comment has to name the column or the setting.'),
  'row-security': z.boolean().default(true).describe('Whether it is a finding to switch row-level security off.'),
  'unknown-tables': z
    .boolean()
    .default(false)
    .describe('Whether SQL on a table that only the running program names is held to the same.'),
});
export type Options = z.infer<typeof options>;
