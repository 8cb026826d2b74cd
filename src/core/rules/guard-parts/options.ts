import * as z from 'zod';
import { tellableNames } from '../../calls/names.ts';
import { fileClasses, isInClass, type FileChange } from '../../change.ts';
import type { Needs, Rule } from '../../rule-kind.ts';
import { guardsRows } from './rows.ts';

export const guardOptions = z.strictObject({
  guards: z
    .array(z.string().min(1))
    .min(1)
    .describe(
      'The guards, by how their names end: `packs.is_fresh`, `ensure_allowed`, `*.require_role`. `*` stands for any name, or a piece of one. `row_security` is row-level security, `holdings.row_security` that of a table.',
    ),
  counts: z.array(z.enum(fileClasses)).default(['code']).describe('The file classes that are looked at.'),
});
export type GuardOptions = z.infer<typeof guardOptions>;

export const guardNeeds = ({ counts, guards }: GuardOptions): Needs => {
  const wants = (file: FileChange): boolean => isInClass(file, counts);
  return { facts: wants, text: wants, ...(guardsRows(guards) ? { sql: wants } : {}) };
};

/** The sentence that tells an agent beforehand what may not be done to guards. */
export const tellGuards = (verb: string, guards: readonly string[], { in: places }: Rule): string => {
  const [names, globs] = [tellableNames(guards), places].map((list) => list.map((one) => `\`${one}\``).join(', '));
  return `${verb} ${names}${globs === '' ? '' : ` in ${globs}`}.`;
};
