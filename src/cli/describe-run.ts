import type { EndedRun } from '#app';
import { describeMeter } from '#core';
import type { Documents } from './documents.ts';

/** A run that has ended, as it is printed. */
export const describeRun = ({ end, record, judgement }: EndedRun): Documents['run'] => ({
  task: record.task,
  thread: record.thread ?? null,
  end,
  verdict: judgement?.verdict ?? null,
  findings: judgement?.findings ?? [],
  meters: (judgement?.meters ?? []).map(describeMeter),
  patches: record.patches,
  commands: record.commands.map(({ exitCode, ...command }) => ({
    ...command,
    ...(exitCode === undefined ? {} : { exit_code: exitCode }),
  })),
  corrections: record.corrections,
  use: record.use,
  limits: record.limits,
});
