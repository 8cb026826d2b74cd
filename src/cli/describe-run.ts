import { describeMeter, present, type RunLimits, type RunUse } from '#core';
import type { Documents } from './documents.ts';
import type { LookedOver } from './put-back.ts';

const describeUse = ({ 'tool-calls': calls, ...use }: RunUse): Documents['run']['use'] => ({
  ...use,
  tool_calls: calls,
});

const describeLimits = ({ 'tool-calls': calls, ...limits }: RunLimits): Documents['run']['limits'] => ({
  ...limits,
  ...present('tool_calls', calls),
});

/** A run that has ended, as it is printed. */
export const describeRun = ({ end, record, judgement, putBack }: LookedOver): Documents['run'] => ({
  task: record.task,
  thread: record.thread ?? null,
  end,
  put_back: putBack,
  verdict: judgement?.verdict ?? null,
  findings: judgement?.findings ?? [],
  meters: (judgement?.meters ?? []).map(describeMeter),
  patches: record.patches,
  commands: record.commands.map(({ exitCode, ...command }) => ({
    ...command,
    ...present('exit_code', exitCode),
  })),
  corrections: record.corrections,
  use: describeUse(record.use),
  limits: describeLimits(record.limits),
});
