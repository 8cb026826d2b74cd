import { askRevert, checkInRun, putBack, tellRevert, type EndedRun, type UnaccountedFile } from '#app';
import { present, writeDifference } from '#core';
import type { Machine } from '#repo';
import { isYes, type Asker } from './ask-line.ts';
import { failureLine, sayLine } from './complain.ts';
import { sayDifference } from './say-difference.ts';
import type { Terminal } from './terminal.ts';

/* What is said at the end of a run of files that no accepted patch explains. */

/** A run that has ended, with the unaccounted files that a person put back then. */
export interface LookedOver extends EndedRun {
  readonly putBack: readonly string[];
}

interface Place {
  readonly terminal: Terminal;
  readonly machine: Machine;
  readonly asker: Pick<Asker, 'ask'>;
}

/** What putting it back would do. */
const showRevert = async ({ terminal, machine }: Place, { path, expected }: UnaccountedFile): Promise<void> => {
  const now = await machine.repository.read(path);
  if (!now.ok) return sayLine(terminal, failureLine(now.error));
  sayDifference(terminal, writeDifference({ path, ...present('before', now.value), ...present('after', expected) }));
};

/** True where it was put back. */
const offer = async (place: Place, { record }: EndedRun, file: UnaccountedFile): Promise<boolean> => {
  const { terminal, machine, asker } = place;
  if (file.byHand !== true) {
    await showRevert(place, file);
    if (!isYes(await asker.ask(`${askRevert(file).question} [y/N]`, terminal.signal))) return false;
  }
  const kept = await putBack(machine, { task: record.task, run: record.startedAt }, file);
  sayLine(terminal, kept.ok ? `Done. As it was, it is in the snapshot ${kept.value.tree}.` : failureLine(kept.error));
  return kept.ok;
};

const tellByHand =
  'note: At a terminal you are asked for each file that no accepted patch explains whether to put it back. Here, see with `git diff` whether it is your own edit; if not, put it back with `git restore`, or remove it.';

/**
 * Asks for each unaccounted file whether to put it back, where somebody is there, and else says how. What was put back is
 * another change: it is judged anew.
 */
export const lookOver = async (
  terminal: Terminal,
  machine: Machine,
  asker: Pick<Asker, 'ask'> | undefined,
  ended: EndedRun,
): Promise<LookedOver> => {
  const isAsked = asker !== undefined && !terminal.signal.aborted;
  if (ended.unaccounted.length === 0 || !isAsked) {
    if (ended.unaccounted.length > 0) sayLine(terminal, tellByHand);
    return { ...ended, putBack: [] };
  }
  sayLine(
    terminal,
    `Files changed that no accepted patch explains: ${ended.end.unaccounted.join(', ')}. ${tellRevert}`,
  );
  const done: string[] = [];
  for (const file of ended.unaccounted)
    if (await offer({ terminal, machine, asker }, ended, file)) done.push(file.path);
  if (done.length === 0) return { ...ended, putBack: [] };
  const judged = await checkInRun(machine);
  if (!judged.ok) sayLine(terminal, failureLine(judged.error));
  const { end, record, unaccounted } = ended;
  // Where nobody can tell what is left, what was said before of another change is no answer.
  const judgement = judged.ok ? judged.value.judgement : undefined;
  return { end, record, unaccounted, putBack: done, ...present('judgement', judgement) };
};
