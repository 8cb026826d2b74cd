import type { AgentEvent, AgentSent, AgentStart, AgentThread, Failure } from '#app';
import { failure, success, type Result } from '#core';
import type { Channel } from './channel.ts';
import type { Conversation } from './conversation.ts';
import { turnStarted } from './inbound.ts';
import { entriesOf } from './context-parts.ts';
import type { UserInput } from './protocol/messages.ts';
import type { Refusal, Wire } from './wire.ts';

export interface ThreadParts {
  readonly id: string;
  readonly version: string;
  readonly sandbox: AgentThread['sandbox'];
  readonly start: AgentStart;
  readonly wire: Wire;
  readonly conversation: Conversation;
  readonly channel: Channel<AgentEvent>;
  readonly close: () => Promise<void>;
}

const bytesOf = (text: string): number => Buffer.byteLength(text);

const inputOf = (text: string): UserInput[] => [{ type: 'text', text, text_elements: [] }];

/** Why Codex did not do what was asked of it. */
export const refusedBy = (refusal: Refusal, what: string): Failure =>
  refusal.is === 'gone'
    ? { reason: 'agent-failed', message: `Codex has ended, so it could not ${what}.` }
    : { reason: 'agent-failed', message: `Codex would not ${what}: ${refusal.message}` };

const nothingRuns: Failure = { reason: 'agent-failed', message: 'Codex is not at work, so there is nothing to steer.' };
const atWork: Failure = {
  reason: 'agent-failed',
  message: 'Codex is still at work on what it was told before.',
  remedy: 'Wait for its end, or stop it.',
};

export const openThread = (parts: ThreadParts): AgentThread => {
  const { id, version, sandbox, start, wire, conversation, channel, close } = parts;
  // Codex keeps the instructions that a thread began with: those of a resumed one go in beside its first words.
  const instructions = { key: 'instructions', text: start.instructions };
  let context = start.resume === undefined ? start.context : [instructions, ...start.context];

  const steerInto = async (thread: string, turn: string, text: string): Promise<Result<unknown, Refusal>> =>
    wire.request('turn/steer', { threadId: thread, expectedTurnId: turn, input: inputOf(text) });

  const say = async (text: string): Promise<Result<AgentSent, Failure>> => {
    if (conversation.turnOf(id) !== undefined) return failure(atWork);
    const sent = context;
    const additionalContext = sent.length === 0 ? {} : { additionalContext: entriesOf(sent) };
    const started = await wire.request('turn/start', { threadId: id, input: inputOf(text), ...additionalContext });
    if (!started.ok) return failure(refusedBy(started.error, 'start'));
    if (!turnStarted.safeParse(started.value).success)
      return failure({ reason: 'agent-failed', message: 'Codex did not say which turn it started.' });
    context = [];
    return success({
      prompt: bytesOf(text),
      context: sent.map(({ key, text }) => ({ key, bytes: bytesOf(text) })),
    });
  };

  return {
    id,
    version,
    sandbox,
    instructionBytes: bytesOf(start.instructions),
    events: channel.items,
    say,
    steer: async (text) => {
      const turn = conversation.turnOf(id);
      if (turn === undefined) return failure(nothingRuns);
      const steered = await steerInto(id, turn, text);
      return steered.ok
        ? success({ prompt: bytesOf(text), context: [] })
        : failure(refusedBy(steered.error, 'take that in'));
    },
    answer: async (ask, decision, reason) => {
      const asked = conversation.pending(ask);
      if (asked === undefined) return { arrived: false, told: false };
      const told =
        reason !== undefined && asked.turn !== undefined && (await steerInto(asked.thread, asked.turn, reason)).ok;
      return { arrived: conversation.settle(ask, decision), told };
    },
    interrupt: async () => {
      await Promise.all(
        conversation.turns().map(async ([threadId, turnId]) => wire.request('turn/interrupt', { threadId, turnId })),
      );
    },
    close,
  };
};
