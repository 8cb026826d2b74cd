import { counted, grouped, type RunEndKind, type RunMeasure, type RunRecord } from '#core';

/*
 * A governed run in words, as the view, its notification and its log say it.
 */

const headings: Record<RunEndKind, string> = {
  done: 'Done',
  blocked: 'Blocked',
  limit: 'Stopped at a limit',
  stopped: 'Stopped',
  frozen: 'Stopped: Codex is frozen',
  unreachable: 'The model did not answer',
  failed: 'Failed',
};

export type RunState = 'running' | 'asking' | 'elsewhere' | 'broken' | RunEndKind;

const others: Record<Exclude<RunState, RunEndKind>, string> = {
  running: 'Codex works',
  asking: 'Codex waits for you',
  elsewhere: 'Codex works in another window or terminal',
  broken: 'Broken off',
};

export const headOf = (state: RunState): string =>
  state in others ? others[state as keyof typeof others] : headings[state as RunEndKind];

const countPatches = ({ patches }: RunRecord, state: 'written' | 'declined'): number =>
  patches.filter((patch) => patch.state === state).length;

/** `2 written, 1 declined`. */
export const tellPatches = (record: RunRecord): string =>
  `${countPatches(record, 'written')} written, ${countPatches(record, 'declined')} declined`;

/** `3 steps · 400 tokens`. */
export const tellSpent = ({ use }: RunRecord): string =>
  `${counted(use.steps, 'step')} · ${counted(use.tokens, 'token')}`;

/** How far a run is, for who does not look at its view. */
export const tellProgress = (record: RunRecord): string => `patches ${tellPatches(record)} · ${tellSpent(record)}`;

/** The same while a person is asked. */
export const waiting = 'a patch waits for you; accept or decline it';

export const measureNames: Record<RunMeasure, string> = {
  steps: 'Steps',
  'tool-calls': 'Tool calls',
  tokens: 'Tokens',
  minutes: 'Minutes',
};

/** `12 of 200`; without a limit the number alone. Minutes are told with one decimal. */
export const tellMeasure = ({ use, limits }: RunRecord, measure: RunMeasure): string => {
  const used = measure === 'minutes' ? (Math.round(use.minutes * 10) / 10).toString() : grouped(use[measure]);
  const limit = limits[measure];
  return limit === undefined ? used : `${used} of ${grouped(limit)}`;
};

const broken = 'It broke off: its window or terminal was closed or ended. What was pending was not written.';

/** What stands above the rows: how it ended, and what to do where there is something. */
export const tellEnd = (state: RunState, record: RunRecord): string => {
  if (state === 'broken') return broken;
  return record.end?.message ?? '';
};
