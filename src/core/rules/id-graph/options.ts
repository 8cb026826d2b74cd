import * as z from 'zod';
import { openGlobs, pattern } from '../../policy/document-words.ts';

const wheres = ['value', 'heading', 'column', 'link', 'line', 'file-name'] as const;

const placeParts = {
  files: openGlobs.min(1).describe('The files that hold the ids.'),
  where: z
    .enum(wheres)
    .describe(
      'value: in data, at a path of keys. heading, column, link, line: in Markdown, without comments and code blocks. file-name: in the name of the file.',
    ),
  at: z
    .string()
    .min(1)
    .optional()
    .describe(
      'For value: keys with dots between them, `*` for any, a last `~` for the keys themselves. For column: its heading.',
    ),
  id: pattern.optional().describe('What an id looks like here, where that differs; a group in it is the id.'),
};

const hasPlace = ({ where, at }: { readonly where: string; readonly at?: string | undefined }): boolean =>
  (at !== undefined) === (where === 'value' || where === 'column');
const noPlace = 'value and column need `at`, and nothing else has it';

const definition = z
  .strictObject({
    ...placeParts,
    except: z
      .strictObject({
        at: z.string().min(1).describe('The key beside the id.'),
        is: z.array(z.string().min(1)).min(1).describe('What it says of an id that may not be used.'),
      })
      .optional()
      .describe('For value: ids that are there and may not be referred to, such as those that are UNREADY.'),
  })
  .refine(hasPlace, noPlace);

const reference = z
  .strictObject({
    ...placeParts,
    complete: z.boolean().default(false).describe('True where every id that is defined has to stand.'),
  })
  .refine(hasPlace, noPlace);

const kind = z.strictObject({
  name: z.string().min(1).describe('What has such an id, as people read it: `invariant`.'),
  id: pattern.describe('What an id looks like: `INV-CAIO-\\d{4}`. Where it has a group, that is the id.'),
  defines: z.array(definition).min(1).describe('Where ids are defined.'),
  refers: z.array(reference).min(1).describe('Where they are referred to.'),
});

export const options = z.strictObject({
  kinds: z.array(kind).min(1).describe('The kinds of ids, each by itself.'),
});
export type Options = z.infer<typeof options>;
export type IdKind = z.infer<typeof kind>;
export type Definition = z.infer<typeof definition>;
export type Reference = z.infer<typeof reference>;
