import { classifyBy, present, success, type Change, type Policy, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { findStart, lawFor, type StandingOptions, type StandingPorts, type Start } from '../ground.ts';
import type { MeasureFrom } from '../ports.ts';
import { need, story } from '../story.ts';

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

export interface CountOptions {
  readonly classes: Policy['classes'];
  readonly staged?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Measures a change whose numbers are all that is asked for: no text of it is read. */
export const countChange = async (
  { repository }: Pick<StandingPorts, 'repository'>,
  from: MeasureFrom,
  { classes, staged = false, signal }: CountOptions,
): Promise<Result<Change, Failure>> => {
  const options = { classify: classifyBy(classes), wants: () => false, staged, ...present('signal', signal) };
  const measured = await repository.measure(from, options);
  return measured.ok ? success(measured.value.change) : measured;
};

/** Measures what has changed, since the task began or since a base, without judging it. */
export const measureChange = (
  ports: StandingPorts,
  { base, staged = false }: MeasureChangeOptions,
  signal?: AbortSignal,
): Promise<Result<ChangeWithNotes, Failure>> =>
  story(async function* () {
    const start = yield* need(findStart(ports, base === undefined ? {} : { base }));
    const { classes, notes } = yield* need(readClasses(ports, start, { staged }));
    const change = yield* need(countChange(ports, start.from, { classes, staged, signal }));
    return { change, notes: [...start.notes, ...notes] };
  });
