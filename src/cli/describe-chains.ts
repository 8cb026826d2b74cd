import type { FoundChain, ListedChain } from '#app';
import type { SliceStanding } from '#core';
import type { Documents } from './documents.ts';

type PrintedChain = Documents['chain-next']['chain'];
type PrintedSlice = NonNullable<Documents['chain-next']['slice']>;

/** A chain as it is printed. */
export const describeChain = ({ file, reviewed }: FoundChain, title: string): PrintedChain => ({
  id: file.id,
  title,
  path: file.path,
  reviewed,
});

/** A slice as it is printed. */
export const describeSlice = ({ mayStart, mode, ...slice }: SliceStanding): PrintedSlice => ({
  ...slice,
  mode: mode ?? null,
  may_start: mayStart,
});

/** How chains stand, as it is printed; one with mistakes has no slices to tell of. */
export const describeChains = (chains: readonly ListedChain[]): Documents['chain-status'] => ({
  chains: chains.map(({ found, standing }) => ({
    ...describeChain(found, standing?.title ?? found.file.id),
    slices: standing?.slices.map(describeSlice) ?? [],
  })),
});
