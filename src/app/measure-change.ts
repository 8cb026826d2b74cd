import { classifyBy, success, type Change, type Policy, type Result } from '#core';
import type { Failure } from './failure.ts';
import { findStart, lawFor, type StandingOptions, type StandingPorts, type Start } from './ground.ts';
import { need, story } from './story.ts';

export type MeasureChangeOptions = Pick<StandingOptions, 'base' | 'staged'>;

/** A change as it was measured, with what the reader should know of how. */
export interface ChangeWithNotes {
  readonly change: Change;
  readonly notes: readonly string[];
}

// Counting lines needs no law, but which class a file falls in is for the law to say, where there is one.
const readClasses = async (
  ports: StandingPorts,
  start: Start,
  options: Pick<StandingOptions, 'staged'>,
): Promise<Result<{ readonly classes: Policy['classes']; readonly notes: readonly string[] }, Failure>> => {
  const read = await lawFor(ports, start, options);
  if (read.ok) return success({ classes: read.value.law.policy.classes, notes: read.value.notes });
  return read.error.reason === 'no-policy' ? success({ classes: [], notes: [] }) : read;
};

// The numbers are all that is asked for.
const wants = (): boolean => false;

/** Measures what has changed, since the task began or since a base, without judging it. */
export const measureChange = (
  ports: StandingPorts,
  { base, staged = false }: MeasureChangeOptions,
  signal?: AbortSignal,
): Promise<Result<ChangeWithNotes, Failure>> =>
  story(async function* () {
    const start = yield* need(findStart(ports, base === undefined ? {} : { base }));
    const { classes, notes } = yield* need(readClasses(ports, start, { staged }));
    const options = { classify: classifyBy(classes), wants, staged, ...(signal === undefined ? {} : { signal }) };
    const { change } = yield* need(ports.repository.measure(start.from, options));
    return { change, notes: [...start.notes, ...notes] };
  });
