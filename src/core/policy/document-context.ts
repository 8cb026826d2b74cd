import * as z from 'zod';
import { because, fileName, globs, glob, id, limit, modeName, nonEmpty } from './document-words.ts';

/** The rank of a context item that names none: after all that do. */
export const lowestRank = 100;

/** The token budget of a context pack where no layer names one. */
export const defaultContextTokens = 100_000;

const suggestion = z
  .strictObject({
    for: globs.describe('When the scope touches one of these paths …'),
    path: fileName.describe('… this file is proposed.'),
  })
  .meta({ title: 'Suggestion' });

const pick = z
  .strictObject({
    most: limit.min(1).optional().meta({ description: 'How many of the matched files may be chosen.', default: 1 }),
    suggest: z.array(suggestion).optional().describe('Which file belongs to which part of the repository.'),
  })
  .meta({
    title: 'Pick',
    description: 'The person chooses the relevant ones of the matched files. Left out: all of them are read.',
  });

const behind = z
  .strictObject({
    commits: limit.describe('How many commits may have touched those paths since.'),
    paths: globs.describe('What the document describes.'),
  })
  .meta({ title: 'Behind', description: 'The document is stale when what it describes has moved on.' });

const fresh = z
  .strictObject({
    days: limit.min(1).optional().describe('The document is stale when its last commit is older than so many days.'),
    behind: behind.optional(),
  })
  .meta({ title: 'Freshness', description: 'How old the document may be.' });

const contextItem = z
  .strictObject({
    id,
    title: nonEmpty.optional().describe('The name people see. Left out: made from the id.'),
    path: glob.describe('A file, or a glob for all the files it matches.'),
    anchor: nonEmpty.optional().describe('A heading that must exist; only its section is packed.'),
    rank: limit
      .min(1)
      .optional()
      .meta({ description: 'Place in the order of truth: 1 overrules all others.', default: lowestRank }),
    modes: z.array(modeName).optional().describe('The modes that read it. Left out: every mode.'),
    pick: pick.optional(),
    fresh: fresh.optional(),
    because: because.optional().describe('Why it has to be read, with its source.'),
  })
  .meta({ title: 'Context item' });

export const contextDocument = z
  .strictObject({
    tokens: limit
      .optional()
      .meta({ description: 'The most tokens a context pack may hold.', default: defaultContextTokens }),
    items: z.array(contextItem).optional().describe('The documents, one item each.'),
  })
  .meta({ title: 'Context', description: 'What must have been read before work starts.' });
