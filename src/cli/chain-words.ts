import type { ListedChain } from '#app';
import { printable, sliceStateNames, type Hold, type SliceStanding, type SliceState } from '#core';
import { table } from './table.ts';

const tellHold = ({ message, path, line, column }: Hold): string => `${path}:${line}:${column}  ${message}`;

const howToDecide =
  '  A person answers that under `decisions` of the slice: { on: ID, answer: clear, who: NAME <ADDRESS>, at: DAY, because: WHY }. It counts once it is merged.\n';

const tellHolds = ({ holds }: SliceStanding): string => {
  const decision = holds.some(({ kind }) => kind === 'decision') ? howToDecide : '';
  return `${holds.map((hold) => `  ${printable(tellHold(hold))}\n`).join('')}${decision}`;
};

/** How the slices of a chain stand, each with what keeps it from being done; those that wait tell only that. */
export const tellChain = ({ found, standing }: ListedChain): string => {
  if (standing === undefined) return `${printable(found.file.path)} has mistakes, so nothing of it can be told.\n`;
  const rows = table(
    standing.slices.map(({ id, state, title }) => [id, sliceStateNames[state], title === id ? '' : title]),
  );
  const lines = rows.split('\n');
  const told = standing.slices.map((slice, index) => {
    const isQuiet = slice.state === 'waiting' || slice.state === 'done';
    return `${lines[index] ?? ''}\n${isQuiet ? '' : tellHolds(slice)}`;
  });
  return `${printable(`${standing.id}: ${standing.title}`)}\n${told.join('')}`;
};

/** A slice, and all that keeps it from being done. */
export const tellSlice = (slice: SliceStanding): string =>
  `${printable(`${slice.id}  ${sliceStateNames[slice.state]}  ${slice.goal}`)}\n${tellHolds(slice)}`;

/** What comes next for a slice that may not start: it may have started. */
const afterStart: Partial<Record<SliceState, string>> = {
  active: 'Its task is under way. When its files are committed, run `codex-governor chain verify`.',
  unverified: 'Its files are there: run `codex-governor chain verify`.',
  'decision-needed': 'It waits for a decision.',
};

/** The slice that is next, and what it takes. */
export const tellNext = (chain: string, slice: SliceStanding | undefined): string => {
  if (slice === undefined) return `Every slice of ${printable(chain)} is done.\n`;
  const what = slice.mayStart
    ? `It may start: \`codex-governor start --slice ${printable(slice.id)}\` begins its task.`
    : (afterStart[slice.state] ?? 'It may not start now.');
  return `${tellSlice(slice)}${what}\n`;
};
