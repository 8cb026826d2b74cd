import type { RunEvent } from '#core';
import type { AgentEvent } from '../agent.ts';

/*
 * What the agent tells, as what happens in a run. What it asks for is answered elsewhere.
 */

type Told<Kind extends AgentEvent['kind']> = Extract<AgentEvent, { readonly kind: Kind }>;

const patchStates = { completed: 'written', failed: 'failed', declined: 'declined' } as const;

const command = (event: Told<'command-started'> | Told<'command-ended'>): RunEvent => {
  const { item: id, command } = event;
  if (event.kind === 'command-started') return { kind: 'command', command: { id, command, state: 'running' } };
  const { status: state, exitCode } = event;
  return { kind: 'command', command: { id, command, state, ...(exitCode === undefined ? {} : { exitCode }) } };
};

/** What to tell of an event; undefined where it tells nothing to who watches. */
export const hearAgent = (event: AgentEvent): RunEvent | undefined => {
  switch (event.kind) {
    case 'message':
      return { kind: 'message', text: event.text };
    case 'plan':
      return { kind: 'plan', steps: event.steps };
    case 'patch-ended':
      return { kind: 'patch-ended', id: event.item, state: patchStates[event.status] };
    case 'command-started':
    case 'command-ended':
      return command(event);
    case 'asks-other':
      return { kind: 'refused', what: `It asked for ${event.method}.`, why: 'That is never granted.' };
    case 'retrying':
      return { kind: 'note', text: `The model does not answer; Codex tries again. ${event.message}` };
    case 'warning':
      return { kind: 'note', text: event.message };
    default:
      return undefined;
  }
};

/** Why something other than a patch is not granted: what happened, and what the agent is told. */
export const refuse = (
  ask: Exclude<Extract<AgentEvent, { readonly ask: string }>, { readonly kind: 'asks-patch' }>,
): { readonly event: RunEvent; readonly reason: string } => {
  switch (ask.kind) {
    case 'asks-command': {
      const what =
        ask.means === 'run'
          ? `It asked to run ${ask.command} without the sandbox.`
          : `It asked to type into ${ask.command} without the sandbox.`;
      const why =
        'Nothing runs without the sandbox here. Change files with apply_patch; run only what needs no writing and no network.';
      return { event: { kind: 'refused', what, why: 'Nothing runs without it.' }, reason: why };
    }
    case 'asks-input':
      return {
        event: { kind: 'refused', what: `It asked: ${ask.questions.join(' ')}`, why: 'Nobody answers during a run.' },
        reason:
          'Nobody can answer during this run. Go on with what you know, or stop and put the question into your last message.',
      };
    case 'asks-tool':
      return {
        event: {
          kind: 'refused',
          what: `It asked to use a tool of ${ask.server}.`,
          why: 'Only tools that change nothing run here.',
        },
        reason: `The tool of ${ask.server} may change something, and only tools that change nothing run here.`,
      };
  }
};
