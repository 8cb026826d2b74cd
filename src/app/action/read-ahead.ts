import { applyPatch, classifyBy, present, type PatchStep, type ProposedFile, type StandingFile } from '#core';
import { readEdits, type Edit } from '../review/overlay.ts';
import { demandsOf } from '../review/review.ts';
import type { PatchGround } from './patch-ground.ts';

/*
 * To measure a change is for git, and takes a while in which this thread has nothing to do; what a patch writes has to be read
 * in any case. So that is read meanwhile, by readers that remember what they read of a text. Where git would store another text
 * than stands on disk, that one is read later.
 */

const textOf = (file: StandingFile | undefined): string | undefined => (file?.is === 'text' ? file.text : undefined);

/** Reads what a patch makes of files that stand on disk. It tells nothing: what goes wrong is told where it is judged. */
export const readAhead = async (
  { ports, standing: { standard } }: Pick<PatchGround, 'ports' | 'standing'>,
  steps: readonly PatchStep[],
  found: ReadonlyMap<string, StandingFile>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const applied = applyPatch(steps, found);
  if (!applied.ok) return;
  const classify = classifyBy(standard.policy.classes);
  const editOf = ({ path, from, after }: ProposedFile): Edit => ({
    path,
    ...present('from', from),
    ...present('before', textOf(found.get(from ?? path))),
    ...present('after', after),
    class: classify(path, undefined),
  });
  // What an edit is in syntax is asked of the text at the base, which is not known yet.
  const { syntax: _syntax, ...needs } = demandsOf(standard).needs;
  const reading = { files: [], needs };
  const read = await readEdits(ports, reading, applied.value.map(editOf), { signal });
  if (!read.ok) return;
  const files = read.value.flatMap(({ file }) => file ?? []);
  await ports.court.readAhead?.(files, standard, signal);
};
