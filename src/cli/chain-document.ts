import { holdKinds, sliceStates } from '#core';
import * as z from 'zod';
import { list } from './document-parts.ts';

const place = {
  path: z.string().describe('The file where it is written, from the root of the repository.'),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
};

const hold = z.object({
  kind: z.enum(holdKinds).describe('What keeps the slice from being done.'),
  message: z.string(),
  ...place,
  start: z.boolean().describe('True where the slice cannot even start.'),
});

/** A slice, and how it stands. */
export const chainSlice = z.object({
  id: z.string(),
  title: z.string(),
  goal: z.string(),
  mode: z.string().nullable().describe('The mode its task starts in; null where that is named at the start.'),
  state: z.enum(sliceStates).describe('Computed from what is there; only `done` lets the next one start.'),
  may_start: z.boolean(),
  holds: list(hold).describe('What keeps it from being done; empty: nothing.'),
});

const chain = {
  id: z.string(),
  title: z.string(),
  path: z.string(),
  reviewed: z.boolean().describe('True where it is read from the commit that the work starts from.'),
};

/** How the slices of chains stand. */
export const chainStatus = z.object({ chains: list(z.object({ ...chain, slices: list(chainSlice) })) });

/** The slice that is next. */
export const chainNext = z.object({
  chain: z.object(chain),
  slice: chainSlice.nullable().describe('The first that is not done; null where all are.'),
});
