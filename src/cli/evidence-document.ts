import * as z from 'zod';
import { packVerdicts } from '#core';
import { list } from './document-parts.ts';

const verdict = z
  .enum(packVerdicts)
  .describe(
    'What the change comes to with its gates. unknown: a gate it needs was not run on these files, which is no pass.',
  );

const about = {
  verdict: verdict.nullable().describe('As it stands in the pack; null where the pack is broken.'),
  tree: z.string().nullable().describe('The tree it is about, as git names it; null where the pack is broken.'),
  digest: z
    .string()
    .nullable()
    .describe('SHA-256 of its manifest, in hex, which tells the whole pack; null without one.'),
};

const flaw = z.object({
  path: z.string().describe('The file of the pack, from its root.'),
  message: z.string(),
});

/** What was packed. */
export const evidencePack = z.object({
  path: z.string().describe('Where the pack lies, absolute.'),
  ...about,
});

/** Whether a pack is what was made. */
export const evidenceVerify = z.object({
  intact: z.boolean(),
  flaws: list(flaw).describe('Every place where it is not what was made.'),
  ...about,
});

/** What came of writing or checking reports on a pack. */
export const evidenceReport = z.object({
  broken: list(flaw).describe('Every place where the pack is not what was made: then there is nothing to report on.'),
  flaws: list(flaw).describe('Links of the reports that lead nowhere, and reports that are not what the pack gives.'),
  files: list(z.string()).describe('The reports that the pack gives.'),
});
