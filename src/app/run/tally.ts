import type { RunUse } from '#core';
import type { AgentEvent } from '../agent.ts';

/** Counts what a run uses up. */
export interface RunTally {
  /** Counts an event; true where it used something up. */
  count(event: AgentEvent): boolean;
  use(now: string): RunUse;
}

const isCall = ({ kind }: AgentEvent): boolean =>
  kind === 'asks-patch' || kind === 'command-started' || kind === 'typed' || kind === 'tool-ended';

/** `startedAt` and the moments `use` is asked of are ISO 8601. */
export const openTally = (startedAt: string): RunTally => {
  const began = Date.parse(startedAt);
  // A sub-agent has a thread of its own, and each thread tells its own sum.
  const tokens = new Map<string, number>();
  let steps = 0;
  let calls = 0;
  return {
    count: (event) => {
      if (event.kind === 'tokens') {
        // The model's answers are told with what they took.
        if ((tokens.get(event.thread) ?? 0) < event.used) steps += 1;
        tokens.set(event.thread, event.used);
        return true;
      }
      if (!isCall(event)) return false;
      calls += 1;
      return true;
    },
    use: (now) => ({
      steps,
      'tool-calls': calls,
      tokens: [...tokens.values()].reduce((sum, used) => sum + used, 0),
      minutes: (Date.parse(now) - began) / 60_000,
    }),
  };
};
