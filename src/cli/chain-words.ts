import type { ListedChain } from '#app';
import { printable, sliceStateNames, type Hold, type SliceStanding } from '#core';
import { table } from './table.ts';

const tellHold = ({ message, path, line, column }: Hold): string => `${path}:${line}:${column}  ${message}`;

const tellHolds = ({ holds }: SliceStanding): string =>
  holds.map((hold) => `  ${printable(tellHold(hold))}\n`).join('');

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

/** The slice that is next, and what it takes. */
export const tellNext = (chain: string, slice: SliceStanding | undefined): string => {
  if (slice === undefined) return `Every slice of ${printable(chain)} is done.\n`;
  return `${tellSlice(slice)}${slice.mayStart ? 'It may start.' : 'It may not start now.'}\n`;
};
