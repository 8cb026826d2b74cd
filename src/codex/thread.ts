import type { AgentAsk, AgentContext, AgentEvent, AgentSent, AgentStart, AgentThread, Failure } from '#app';
import { failure, success, type Result } from '#core';
import type { Channel } from './channel.ts';
import type { Conversation } from './conversation.ts';
import { turnStarted } from './inbound.ts';
import { entriesOf } from './context-parts.ts';
import { openNewFolders } from './new-folders.ts';
import type { UserInput } from './protocol/messages.ts';
import type { Refusal, Wire } from './wire.ts';

export interface ThreadParts {
  readonly id: string;
  readonly version: string;
  readonly sandbox: AgentThread['sandbox'];
  readonly commands: AgentThread['commands'];
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

type Speech = Pick<ThreadParts, 'id' | 'wire' | 'conversation'>;

const steerInto = async (
  { wire }: Speech,
  threadId: string,
  turn: string,
  text: string,
): Promise<Result<unknown, Refusal>> =>
  wire.request('turn/steer', { threadId, expectedTurnId: turn, input: inputOf(text) });

/** Puts a reason before whoever asks; a sub-agent listens to its parent alone, and so the parent gets it. */
const explainTo = async (speech: Speech, { thread, turn }: AgentAsk, reason: string): Promise<boolean> => {
  if (turn !== undefined && (await steerInto(speech, thread, turn, reason)).ok) return true;
  const { id, conversation } = speech;
  const own = conversation.turnOf(id);
  return thread !== id && own !== undefined && (await steerInto(speech, id, own, reason)).ok;
};

/** Starts a turn with words and documents. */
const startTurn = async (
  { id, wire, conversation }: Speech,
  text: string,
  context: readonly AgentContext[],
): Promise<Result<AgentSent, Failure>> => {
  if (conversation.turnOf(id) !== undefined) return failure(atWork);
  const additionalContext = context.length === 0 ? {} : { additionalContext: entriesOf(context) };
  const started = await wire.request('turn/start', { threadId: id, input: inputOf(text), ...additionalContext });
  if (!started.ok) return failure(refusedBy(started.error, 'start'));
  if (!turnStarted.safeParse(started.value).success)
    return failure({ reason: 'agent-failed', message: 'Codex did not say which turn it started.' });
  return success({
    prompt: bytesOf(text),
    context: context.map((one) => ({ key: one.key, bytes: bytesOf(one.text) })),
  });
};

const steerTurn = async (speech: Speech, text: string): Promise<Result<AgentSent, Failure>> => {
  const turn = speech.conversation.turnOf(speech.id);
  if (turn === undefined) return failure(nothingRuns);
  const steered = await steerInto(speech, speech.id, turn, text);
  return steered.ok
    ? success({ prompt: bytesOf(text), context: [] })
    : failure(refusedBy(steered.error, 'take that in'));
};

export const openThread = (parts: ThreadParts): AgentThread => {
  const { id, version, sandbox, commands, start, wire, conversation, channel, close } = parts;
  // Codex keeps the instructions that a thread began with: those of a resumed one go in beside its first words.
  const instructions = { key: 'instructions', text: start.instructions };
  const folders = openNewFolders(start.cwd);
  let context = start.resume === undefined ? start.context : [instructions, ...start.context];
  return {
    id,
    version,
    sandbox,
    commands,
    instructionBytes: bytesOf(start.instructions),
    events: channel.items,
    say: async (text) => {
      const said = await startTurn(parts, text, context);
      if (said.ok) context = [];
      return said;
    },
    steer: async (text) => steerTurn(parts, text),
    answer: async (ask, decision, reason) => {
      const asked = conversation.pending(ask);
      if (asked === undefined) return { arrived: false, told: false };
      if (decision === 'accept' && asked.kind === 'asks-patch') await folders.make(asked.changes);
      const told = reason !== undefined && (await explainTo(parts, asked, reason));
      return { arrived: conversation.settle(ask, decision), told };
    },
    interrupt: async () => {
      await Promise.all(
        conversation.turns().map(async ([threadId, turnId]) => wire.request('turn/interrupt', { threadId, turnId })),
      );
    },
    close: async () => {
      await close();
      await folders.tidy();
    },
  };
};
