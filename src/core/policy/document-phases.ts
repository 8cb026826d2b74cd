import * as z from 'zod';
import { pathWithHoles } from '../path-pattern.ts';
import { artefactKinds } from '../phases/phase.ts';
import { because, id, level, limit, modeName, nonEmpty, openGlobs, pattern } from './document-words.ts';

const withHoles = 'may have the holes of the code it comes before, such as {name}.';

const status = z
  .strictObject({
    at: nonEmpty
      .optional()
      .meta({ description: 'Where it stands, as keys with dots between them.', default: 'status' }),
    is: z.array(nonEmpty).min(1).describe('What it has to be, one of these; upper and lower case are alike.'),
  })
  .meta({ title: 'State of a document' });

const entry = z
  .strictObject({
    at: nonEmpty.describe(
      'Where it stands, as keys with dots between them; * is any key, ** all below it, a list stands for its items.',
    ),
    names: nonEmpty.optional().describe(`What one value there has to name, as a whole word; ${withHoles}`),
    matches: pattern.optional().describe('What that value has to say.'),
  })
  .meta({ title: 'Entry' });

const artefactDocument = z
  .strictObject({
    kind: z
      .enum(artefactKinds)
      .describe(
        'What it is: a document or lemma in Markdown; an invariant, result, plan or index as data; or a notebook.',
      ),
    title: nonEmpty.optional().describe('The name people see. Left out: its kind and path.'),
    path: pathWithHoles.describe(
      'The file, with the holes of the code it comes before, or a glob of which one file is enough.',
    ),
    section: nonEmpty.optional().describe(`The heading in Markdown under which something has to stand; ${withHoles}`),
    says: pattern.optional().describe('What a line of the Markdown has to say, under that heading if there is one.'),
    names: nonEmpty.optional().describe(`What that line has to name, as a whole word; ${withHoles}`),
    status: status.optional().describe('The state it has to be in; in Markdown, by its front matter.'),
    fields: z
      .array(nonEmpty)
      .optional()
      .describe('The fields it must have, as keys with dots between them. None may be empty.'),
    entries: z.array(entry).optional().describe('What has to stand in its data, each in one value at least.'),
    cell: pattern.optional().describe('What a cell of a notebook has to say.'),
  })
  .meta({ title: 'Artefact' });

const stepDocument = z
  .strictObject({
    id,
    title: nonEmpty.optional().describe('The name people see. Left out: made of the id.'),
    artefacts: z
      .array(artefactDocument)
      .min(1)
      .describe('What it leaves behind. It is complete when all of it is there.'),
  })
  .meta({ title: 'Phase' });

const codeDocument = z
  .strictObject({
    when: pathWithHoles.describe('The files that come after, with holes: src/**/{name}.py.'),
    except: openGlobs.optional().describe('Those that do not.'),
    after: z
      .number()
      .int()
      .min(1)
      .describe('The number of the phase that has to be complete first, with all before it.'),
  })
  .meta({ title: 'Code after a phase' });

const trivialDocument = z
  .strictObject({
    lines: limit.describe('The most lines of such code, added and deleted together.'),
    files: limit.describe('The most files of it.'),
    never: openGlobs.optional().describe('A change that touches one of these is never trivial. Left out: none.'),
  })
  .meta({ title: 'Trivial change' });

export const phasesDocument = z
  .array(
    z
      .strictObject({
        id,
        title: nonEmpty.optional().describe('The name people see. Left out: made of the id.'),
        steps: z.array(stepDocument).min(1).describe('The phases, in their order.'),
        code: z.array(codeDocument).min(1).describe('The code that comes after them.'),
        modes: z.array(modeName).optional().describe('The modes it holds in. Left out: all, and work without one.'),
        trivial: trivialDocument
          .optional()
          .describe('What of that code may change without phases, as long as no file of it is new. Left out: nothing.'),
        level: level.optional().meta({
          description: 'block stops a merge, warn asks for a look, info only tells.',
          default: 'block',
        }),
        because: because.describe('Why the order holds, with its source. Findings show it.'),
      })
      .meta({ title: 'Order of work' }),
  )
  .describe('Orders of work: phases that leave something behind, and the code that comes after them.');
