import { byKind, present, type ByKind, type OfKind, type RunEvent } from '#core';
import type { AgentAsk, AgentEvent } from '../agent.ts';

/*
 * What the agent tells, as what happens in a run. What it asks for is answered elsewhere.
 */

type Told<Kind extends AgentEvent['kind']> = OfKind<AgentEvent, Kind>;

const patchStates = { completed: 'written', failed: 'failed', declined: 'declined' } as const;

const command = (event: Told<'command-started'> | Told<'command-ended'>): RunEvent => {
  const { item: id, command } = event;
  if (event.kind === 'command-started') return { kind: 'command', command: { id, command, state: 'running' } };
  const { status: state, exitCode } = event;
  return { kind: 'command', command: { id, command, state, ...present('exitCode', exitCode) } };
};

// What is not here tells nothing to who watches, or is answered.
const tellers: ByKind<AgentEvent, [], RunEvent> = {
  message: ({ text }) => ({ kind: 'message', text }),
  plan: ({ steps }) => ({ kind: 'plan', steps }),
  'patch-ended': ({ item, status }) => ({ kind: 'patch-ended', id: item, state: patchStates[status] }),
  'command-started': command,
  'command-ended': command,
  'command-refused': ({ message }) => ({
    kind: 'refused',
    what: 'It asked to run a command that the policy refuses.',
    why: message,
  }),
  'asks-other': ({ method }) => ({
    kind: 'refused',
    what: `It asked for ${method}.`,
    why: 'That is never granted.',
  }),
  retrying: ({ message }) => ({ kind: 'note', text: `The model does not answer; Codex tries again. ${message}` }),
  warning: ({ message }) => ({ kind: 'note', text: message }),
};

/** What to tell of an event; undefined where it tells nothing to who watches. */
export const hearAgent = (event: AgentEvent): RunEvent | undefined => byKind(tellers, event);

/** Something other than a patch that the agent waits for. */
export type OtherAsk = Exclude<AgentAsk, { readonly kind: 'asks-patch' }>;

/** Why something is not granted: what is told of it, and what the agent is told. */
interface Refusal {
  readonly event: RunEvent;
  readonly reason: string;
}

const refusals: { readonly [Kind in OtherAsk['kind']]: (ask: Told<Kind>) => Refusal } = {
  'asks-command': ({ means, command }) => ({
    event: {
      kind: 'refused',
      what: `It asked to ${means === 'run' ? 'run' : 'type into'} ${command} without the sandbox.`,
      why: 'Nothing runs without it.',
    },
    reason:
      'Nothing runs without the sandbox here. Change files with apply_patch; run only what needs no writing and no network.',
  }),
  'asks-input': ({ questions }) => ({
    event: { kind: 'refused', what: `It asked: ${questions.join(' ')}`, why: 'Nobody answers during a run.' },
    reason:
      'Nobody can answer during this run. Go on with what you know, or stop and put the question into your last message.',
  }),
  'asks-tool': ({ server }) => ({
    event: {
      kind: 'refused',
      what: `It asked to use a tool of ${server}.`,
      why: 'Only tools that change nothing run here.',
    },
    reason: `The tool of ${server} may change something, and only tools that change nothing run here.`,
  }),
};

/** Refuses what nobody may grant. */
export const refuse = (ask: OtherAsk): Refusal => (refusals[ask.kind] as (ask: OtherAsk) => Refusal)(ask);
