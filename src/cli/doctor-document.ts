import * as z from 'zod';
import { list } from './document-parts.ts';

const told = (what: string) =>
  z.boolean().nullable().describe(`${what} null: that does not apply here, or could not be told.`);

/** The wiring of a repository, as it is printed. */
export const doctor = z.object({
  checks: list(
    z.object({
      id: z.enum(['codex', 'hooks', 'engine', 'rules', 'agents', 'pre-commit', 'ci', 'journal']),
      installed: z.boolean().describe('Whether it stands where it is read, as we would write it.'),
      trusted: told('Whether its person has agreed to it, as Codex itself says.'),
      live: told('Whether it is run when its moment comes.'),
      proven: told('Whether it was tried, and did what it is there for.'),
      message: z.string(),
      remedy: z.string().exactOptional().describe('What to do about it.'),
    }),
  ),
});
