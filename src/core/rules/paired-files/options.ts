import * as z from 'zod';
import { pathWithHoles } from '../../path-pattern.ts';
import { pattern } from '../../policy/document-words.ts';

const operations = ['add', 'modify', 'delete'] as const;
export type Operation = (typeof operations)[number];

export const options = z.strictObject({
  when: pathWithHoles.describe('The files that need others, with holes: `migrations/{id}.up.sql`.'),
  needs: z
    .array(pathWithHoles)
    .min(1)
    .describe('The files that each of them needs, with the same holes: `migrations/{id}.down.sql`.'),
  'one-of': z.boolean().default(false).describe('True where one of `needs` is enough.'),
  changed: z
    .boolean()
    .default(false)
    .describe('True where what is needed has to change in the same change; else it only has to be there.'),
  operations: z
    .array(z.enum(operations))
    .min(1)
    .default(['add', 'modify'])
    .describe('With `changed`: what is done to a file for it to need the others.'),
  commits: pattern
    .optional()
    .describe('Only for a change that says this of itself in a line of its commit messages: `^fix`.'),
  mentions: z
    .string()
    .min(1)
    .optional()
    .describe('Without `changed`: what has to stand in the file that is needed, with holes: `{name}.md`.'),
  section: z.string().min(1).optional().describe('The heading of Markdown under which `mentions` has to stand.'),
});
export type Options = z.infer<typeof options>;

/** A file that lacks another. */
export interface Lack {
  readonly path: string;
  /** What of the rule it does not keep, whatever it is called. */
  readonly need: string;
  readonly message: string;
}
