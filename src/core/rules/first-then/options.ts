import * as z from 'zod';
import { pathWithHoles } from '../../path-pattern.ts';
import { limit, openGlobs, pattern } from '../../policy/document-words.ts';

const status = z
  .strictObject({
    at: z
      .string()
      .min(1)
      .default('status')
      .describe('Where it stands, as keys with dots between them; in Markdown, in the front matter.'),
    is: z.array(z.string().min(1)).min(1).describe('What it has to be, one of these; upper and lower case are alike.'),
  })
  .describe('The state of a document in YAML, JSON, TOML or the front matter of Markdown.');

const inWords = (example: string) =>
  z.string().min(1).optional().describe(`What that is, as a finding calls it in place of the pattern: \`${example}\`.`);

const says = z
  .strictObject({
    pattern: pattern.optional().describe('What a line of it has to say. Left out: anything.'),
    names: z.string().min(1).optional().describe('What that line has to name, as a whole word; may have holes.'),
    'in-words': inWords('a heading “Goal”'),
    section: z.string().min(1).optional().describe('The heading that the line has to stand under; may have holes.'),
  })
  .describe('What a reader of Markdown has to find in it: comments and code blocks do not count.');

const value = z
  .strictObject({
    at: z
      .string()
      .min(1)
      .describe(
        'Where it stands, as keys with dots between them; `*` is any key, `**` all below it, and a list stands for its items.',
      ),
    names: z.string().min(1).optional().describe('What one value there has to name, as a whole word; may have holes.'),
    matches: pattern.optional().describe('What that value has to say.'),
    'in-words': inWords('a cell VERIFY'),
  })
  .describe('What has to stand in it as data; without more, any value does that is not empty.');

const step = z.strictObject({
  path: pathWithHoles.describe('The file, with the holes of `when`, or a glob of which one file is enough.'),
  status: status.optional(),
  says: says.optional(),
  has: z.array(value).optional().describe('What has to stand in it as data, each in one value at least.'),
  of: z.string().min(1).optional().describe('What the step is part of, as findings call it: `phase 4, Verification`.'),
});
export type Step = z.infer<typeof step>;

const unless = z
  .strictObject({
    code: z
      .array(z.strictObject({ when: pathWithHoles, except: openGlobs }))
      .min(1)
      .describe('The files whose lines count together.'),
    lines: limit.describe('The most lines, added and deleted.'),
    files: limit.describe('The most files.'),
    never: openGlobs.describe('A change that touches one of these is never trivial.'),
  })
  .describe('A change of these files that is no larger, and makes none of them, needs no steps. Left out: none.');

export const options = z.strictObject({
  when: pathWithHoles.describe('The files that come after, with holes: `src/{name}.py`.'),
  first: z.array(step).min(1).describe('What has to be there, and in its state, before they are written.'),
  'unless-trivial': unless.optional(),
});
export type Options = z.infer<typeof options>;
