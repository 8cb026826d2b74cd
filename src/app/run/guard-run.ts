import { findReachedLimit, tellLimit, type Result, type RunEndKind, type RunLimits, type RunUse } from '#core';
import type { AgentEvent } from '../agent.ts';
import type { Failure } from '../failure.ts';
import type { SetAlarm } from './run-ports.ts';

/** Why a run has to end before the agent says that it is done. */
export interface Ending {
  readonly how: RunEndKind;
  readonly message: string;
}

/** What ends a run that does not end by itself. */
export interface RunGuard {
  /** Looks at an event and at what was used up with it. */
  see(event: AgentEvent, use: RunUse): void;
  /** Calls off everything it waits for. */
  close(): void;
}

interface GuardFacts {
  readonly setAlarm: SetAlarm;
  readonly limits: RunLimits;
  /** How long a model may stay unreachable, in milliseconds. */
  readonly patience: number;
  /** Tells the freeze of the policy, where there is one now. */
  readonly findFreeze: () => Promise<Result<string | undefined, Failure>>;
  /** Ends the run; what comes after the first is not heard. */
  readonly end: (ending: Ending) => void;
}

/** How often the kill switch is looked at, in milliseconds. */
const lookEvery = 2000;

/** So many looks in a row may fail, as somebody may be typing in the policy; then nobody knows whether Codex may go on. */
const mostBlindLooks = 15;

const minute = 60_000;

const overLimit = (limits: RunLimits, use: RunUse): Ending | undefined => {
  const reached = findReachedLimit(limits, use);
  return (
    reached && {
      how: 'limit',
      message: `It was stopped at its limit of ${tellLimit(reached)}. What it has written stays; look at it, and start a new run to go on.`,
    }
  );
};

const tellBlind = ({ message }: Failure): string =>
  `For ${(mostBlindLooks * lookEvery) / 1000} s nobody could tell whether the kill switch is on, so the run was ended. ${message}`;

const watchSwitch = ({ setAlarm, findFreeze, end }: GuardFacts): (() => void) => {
  const closed = new AbortController();
  const wait = (): (() => void) => setAlarm(lookEvery, () => void look());
  let callOff = wait();
  let blindLooks = 0;
  const look = async (): Promise<void> => {
    const found = await findFreeze();
    if (closed.signal.aborted) return;
    blindLooks = found.ok ? 0 : blindLooks + 1;
    if (found.ok && found.value !== undefined) end({ how: 'frozen', message: found.value });
    else if (!found.ok && blindLooks >= mostBlindLooks) end({ how: 'failed', message: tellBlind(found.error) });
    else callOff = wait();
  };
  return () => {
    closed.abort();
    callOff();
  };
};

const watchTime = ({ setAlarm, limits, end }: GuardFacts): (() => void) => {
  const { minutes } = limits;
  if (minutes === undefined) return () => undefined;
  return setAlarm(minutes * minute, () => {
    const ending = overLimit({ minutes }, { steps: 0, 'tool-calls': 0, tokens: 0, minutes });
    if (ending !== undefined) end(ending);
  });
};

/** The agent tries again without end: after a while somebody has to say that the model is not there. */
const watchModel = ({ setAlarm, patience, end }: GuardFacts) => {
  let callOff: (() => void) | undefined;
  const rest = (): void => {
    callOff?.();
    callOff = undefined;
  };
  return {
    see: (event: AgentEvent): void => {
      if (event.kind !== 'retrying') rest();
      else
        callOff ??= setAlarm(patience, () =>
          end({
            how: 'unreachable',
            message: `The model did not answer for ${Math.round(patience / 1000)} s (${event.message}). Check the network and how Codex is set up, then start the run again.`,
          }),
        );
    },
    rest,
  };
};

/** Watches the limits of a run, its time, the kill switch and whether the model answers. */
export const guardRun = (facts: GuardFacts): RunGuard => {
  const callOffs = [watchTime(facts), watchSwitch(facts)];
  const model = watchModel(facts);
  return {
    see: (event, use) => {
      model.see(event);
      const ending = overLimit(facts.limits, use);
      if (ending !== undefined) facts.end(ending);
    },
    close: () => {
      model.rest();
      for (const callOff of callOffs) callOff();
    },
  };
};
