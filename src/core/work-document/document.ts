import * as z from 'zod';
import { commandMinutesByDefault } from '../gates/gate.ts';
import { nonEmpty } from '../policy/document-words.ts';

/* What chains and packages, the documents of work to come, are both written with. */

export const said = z.string().regex(/\S/, 'say it in words: blanks alone tell nobody anything');

/** A command that verifies: of a slice, or of a package. */
export const commandDocument = z
  .strictObject({
    run: nonEmpty.describe('A program and its words on one line. No shell reads it. Exit code 0 is green.'),
    folder: nonEmpty.optional().describe('The folder it runs in, from the root of the repository. Left out: the root.'),
    minutes: z.number().min(0.01).max(1440).optional().meta({
      description: 'How long it may take; then it is ended, with all that it has started.',
      default: commandMinutesByDefault,
    }),
  })
  .meta({ title: 'Command' });

/** A gate that verifies. */
export const gateCheck = z
  .strictObject({
    gate: nonEmpty.describe('The id of a gate of the policy: it has to be green on the files as they are.'),
  })
  .meta({ title: 'Gate' });

export type CommandDocument = z.infer<typeof commandDocument>;

/** What verifies a piece of work: gates of the policy, and commands. */
export type Verification = readonly (CommandDocument | z.infer<typeof gateCheck>)[];
