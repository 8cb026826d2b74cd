import * as z from 'zod';
import { rememberWeakly } from '../../remember.ts';

const trigger = z.union([
  z.strictObject({ schema: z.literal(true).describe('The schema of a database is changed, by DDL or a migration.') }),
  z.strictObject({
    'json-fields-removed': z.literal(true).describe('A field of a JSON or YAML file is gone.'),
  }),
  z.strictObject({
    definitions: z
      .array(z.string())
      .min(1)
      .describe('A function, class or constant of such a name is edited or removed; `*` in the names.'),
  }),
  z.strictObject({ any: z.literal(true).describe('A file is changed at all.') }),
]);

export const options = z.strictObject({
  on: z.array(trigger).min(1).describe('What takes a decision.'),
  decisions: z.array(z.string()).min(1).default(['docs/adr/*.md']).describe('Globs of the records of decisions.'),
  status: z.array(z.string()).min(1).default(['accepted']).describe('What a record may have for its status to count.'),
  'accept-new': z
    .boolean()
    .default(false)
    .describe('Whether a record counts that comes, or is accepted, with this very change.'),
});
export type Options = z.infer<typeof options>;

/** The definitions that take a decision; none where a policy names none. */
/** The same list for the same options. */
export const definitionsOf = rememberWeakly(({ on }: Options): readonly string[] =>
  on.flatMap((each) => ('definitions' in each ? each.definitions : [])),
);

export const triggersOn = ({ on }: Options, what: 'schema' | 'json-fields-removed' | 'any'): boolean =>
  on.some((each) => what in each);
