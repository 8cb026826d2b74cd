import * as z from 'zod';
import { fileName, id, inLines, modeName, nonEmpty, openGlobs, pattern, roleName } from '../policy/document-words.ts';
import { plainSchema } from '../policy/shape.ts';
import { commandDocument, gateCheck, said } from '../work-document/document.ts';

/*
 * A chain as a person writes it: one file for each. Its JSON Schema and what is said of a mistake are made from these sentences.
 */

const stop = z
  .strictObject({
    id,
    text: said.describe('What must not be so, in words.'),
    gate: nonEmpty.optional().describe('It holds while this gate of the policy is not green on the files as they are.'),
    missing: openGlobs.min(1).optional().describe('It holds while one of these is not there.'),
    found: z
      .strictObject({
        pattern: pattern.describe(`A regular expression. ${inLines}`),
        in: openGlobs.min(1).describe('The files that are searched.'),
      })
      .optional()
      .describe('It holds while this is found.'),
    registries: z
      .literal(true)
      .optional()
      .describe('It holds while anything is wrong with a registry, or one cannot be read.'),
  })
  .refine(({ gate, missing, found, registries }) => [gate, missing, found, registries].filter(Boolean).length < 2, {
    error: 'it is told by one thing: `gate`, `missing`, `found` or `registries`. Make two stop conditions of it',
  })
  .meta({
    title: 'Stop condition',
    description: 'Told by one of `gate`, `missing`, `found` and `registries`; without any, a person decides.',
  });

const decision = z
  .strictObject({
    on: nonEmpty.describe('The id of the stop condition that was decided on.'),
    answer: z
      .enum(['clear', 'holds'])
      .describe('clear: it does not hold, or is accepted. holds: the chain stops here.'),
    who: said.describe('Who decided: name and e-mail address.'),
    role: roleName.optional().describe('The role in which they did.'),
    at: z.iso.date({ error: 'a date is year, month and day, such as 2026-12-31' }).describe('The day of the decision.'),
    because: said.describe('Why.'),
  })
  .meta({ title: 'Decision', description: 'It counts once it is in the commit that the work starts from.' });

const slice = z
  .strictObject({
    id,
    title: nonEmpty.optional().describe('The name people see. Left out: the id.'),
    mode: modeName.optional().describe('The mode its task starts in. Left out: named at the start.'),
    goal: said.describe('What should be different when it is done: the goal of its task.'),
    included: openGlobs.min(1).describe('Where its task may write.'),
    excluded: openGlobs.optional().describe('Where it may not, whatever else says so.'),
    expects: openGlobs.min(1).describe('Files that are there when it is done, committed.'),
    verify: z
      .array(z.union([gateCheck, commandDocument]))
      .min(1)
      .describe('Gates of the policy, and commands, that have to be green on the files as they are.'),
    evaluations: z.array(nonEmpty).optional().describe('Ids of the registry `evaluations` that it is verified by.'),
    evidence: z.array(nonEmpty).optional().describe('Ids of the registry `evidence` that it produces or updates.'),
    stop: z.array(stop).min(1).describe('While one of them holds, the next slice does not start.'),
    good: said.describe('What good looks like.'),
    bad: said.describe('What bad looks like.'),
    decide: said.describe('How to decide where it is not clear.'),
    'migration-blocked': said
      .optional()
      .describe('The migration it waits for. While this stands here, it is MIGRATION_BLOCKED and does not start.'),
    decisions: z.array(decision).optional().describe('What people decided on its stop conditions.'),
  })
  .meta({ title: 'Slice', description: 'One concern, one pull request.' });

const registry = z
  .strictObject({
    file: fileName.describe('The YAML file, from the root of the repository.'),
    entries: nonEmpty.describe('The key at its top that holds the list of entries.'),
    id: nonEmpty.optional().meta({ description: 'The key of an entry that holds its id.', default: 'id' }),
    path: nonEmpty
      .optional()
      .describe('The key of an entry that names a file, which has to be there once it is ready.'),
    refers: z
      .record(nonEmpty, nonEmpty)
      .optional()
      .describe('Keys of an entry that hold ids of another registry, and the name of that.'),
  })
  .meta({ title: 'Registry' });

export const chainDocument = z
  .strictObject({
    version: z.literal(1).describe('The version of this form.'),
    title: nonEmpty.describe('The name people see.'),
    registries: z
      .record(id, registry)
      .optional()
      .describe('Lists of ids that slices name: `evaluations`, `evidence`, and others that refer to them.'),
    slices: z.array(slice).min(1).describe('In the order in which they are done.'),
  })
  .meta({ title: 'Chain', description: 'Small pull requests in order; each begins when those before it are done.' });

export type ChainDocument = z.infer<typeof chainDocument>;
export type SliceDocument = ChainDocument['slices'][number];
export type StopDocument = SliceDocument['stop'][number];
export type RegistryDocument = NonNullable<ChainDocument['registries']>[string];

/** The JSON Schema (draft-07) of a chain. */
export const chainSchema = (): Readonly<Record<string, unknown>> => plainSchema(chainDocument);
