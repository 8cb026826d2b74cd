import { randomUUID } from 'node:crypto';
import type { AgentAnswered, AgentAsk, AgentDecision, AgentEvent, AskId } from '#app';
import { readAsk } from './ask.ts';
import type { WritePath } from './changes.ts';
import type { Channel } from './channel.ts';
import { isNews, news, type NewsMethod, type SentNews } from './inbound.ts';
import { openMemory, type Memory } from './memory.ts';
import type { RequestId } from './protocol/messages.ts';
import { tellNews } from './tell.ts';
import type { Listener } from './wire.ts';

/** What goes on in one process: which turns run, who waits for an answer. */
export interface Conversation extends Listener, Pick<Memory, 'written'> {
  /** The turn of a thread that runs. */
  turnOf(thread: string): string | undefined;
  /** All turns that run, those of sub-agents too. */
  turns(): readonly (readonly [thread: string, turn: string])[];
  /** The ask, so long as it waits. */
  pending(ask: AskId): AgentAsk | undefined;
  /** Hands an answer over; false where nobody waits for it. */
  settle(ask: AskId, decision: AgentDecision): AgentAnswered['arrived'];
}

export interface ConversationOptions {
  readonly channel: Channel<AgentEvent>;
  readonly writePath: WritePath;
  readonly reply: (id: RequestId, result: object) => void;
  readonly refuse: (id: RequestId, why: string) => void;
}

const threadIn = (params: unknown): string | undefined =>
  typeof params === 'object' && params !== null && 'threadId' in params && typeof params.threadId === 'string'
    ? params.threadId
    : undefined;

const garbage: AgentEvent = { kind: 'warning', message: 'Codex wrote a line that is no message; it was left out.' };

const hear = <Method extends NewsMethod>(
  { channel, writePath }: Pick<ConversationOptions, 'channel' | 'writePath'>,
  memory: Memory,
  method: Method,
  shape: (typeof news)[Method],
  params: unknown,
): void => {
  const read = shape.safeParse(params);
  if (!read.success) {
    // It may have been about a patch: an ask for one that was told of before is declined.
    memory.forgetChanges();
    channel.push({ kind: 'warning', message: `Codex told something that cannot be read: ${method}.` });
    return;
  }
  // The shape was found by the same method.
  const sent = read.data as SentNews<Method>;
  memory.remember[method]?.(sent);
  for (const event of tellNews(method, sent, writePath)) channel.push(event);
};

export const openConversation = (options: ConversationOptions): Conversation => {
  const { channel, writePath, reply, refuse } = options;
  const memory = openMemory(writePath);
  const { waiting, turns, changesOf } = memory;
  return {
    turnOf: (thread) => turns.get(thread),
    turns: () => [...turns],
    pending: (ask) => waiting.get(ask)?.ask,
    written: memory.written,
    settle: (key, decision) => {
      const one = waiting.get(key);
      if (one === undefined) return false;
      waiting.delete(key);
      const { ask } = one;
      if (ask.kind === 'asks-patch' && decision === 'accept') memory.startWriting(ask.thread, ask.item);
      reply(one.id, one.reply(decision));
      return true;
    },
    request: (id, method, params) => {
      const read = readAsk(method, params, { ask: randomUUID(), changesOf });
      if (read?.ask !== undefined) {
        waiting.set(read.ask.ask, { id, ask: read.ask, reply: read.reply });
        channel.push(read.ask);
        return;
      }
      if (read === undefined) refuse(id, `This client cannot answer ${method}.`);
      else reply(id, read.reply('decline'));
      channel.push({ kind: 'asks-other', thread: threadIn(params), method });
    },
    notification: (method, params) => {
      if (isNews(method)) hear(options, memory, method, news[method], params);
    },
    garbage: () => channel.push(garbage),
  };
};
