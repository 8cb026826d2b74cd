import { randomUUID } from 'node:crypto';
import type { AgentAnswered, AgentAsk, AgentDecision, AgentEvent, AskId } from '#app';
import type { ToldChange } from '#core';
import { readAsk } from './ask.ts';
import { writeChange, type WritePath } from './changes.ts';
import type { Channel } from './channel.ts';
import { isNews, item, news, type NewsMethod, type SentChange, type SentNews } from './inbound.ts';
import type { RequestId } from './protocol/messages.ts';
import { tellNews } from './tell.ts';
import type { Listener } from './wire.ts';

interface Pending {
  readonly id: RequestId;
  readonly ask: AgentAsk;
  readonly reply: (decision: AgentDecision) => object;
}

/** What is known of the threads of one process: which turns run, what is proposed, who waits for an answer. */
export interface Conversation extends Listener {
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

export const openConversation = ({ channel, writePath, reply, refuse }: ConversationOptions): Conversation => {
  const proposed = new Map<string, readonly ToldChange[]>();
  const waiting = new Map<AskId, Pending>();
  const turns = new Map<string, string>();
  const keyOf = (thread: string, id: string): string => `${thread} ${id}`;

  const propose = (thread: string, id: string, changes: readonly SentChange[]): void => {
    proposed.set(
      keyOf(thread, id),
      changes.map((change) => writeChange(change, writePath)),
    );
  };
  const forgetAsks = (isGone: (one: Pending) => boolean): void => {
    for (const [ask, one] of waiting) if (isGone(one)) waiting.delete(ask);
  };
  /** What is remembered of news before they are told. */
  const remember: { readonly [Method in NewsMethod]?: (sent: SentNews<Method>) => void } = {
    'item/started': ({ threadId, item: sent }) => {
      const { data } = item.safeParse(sent);
      if (data?.type === 'fileChange') propose(threadId, data.id, data.changes);
    },
    'item/fileChange/patchUpdated': ({ threadId, itemId, changes }) => propose(threadId, itemId, changes),
    'item/completed': ({ threadId, item: { id } }) => void proposed.delete(keyOf(threadId, id)),
    'serverRequest/resolved': ({ requestId }) => forgetAsks(({ id }) => id === requestId),
    'turn/started': ({ threadId, turn }) => void turns.set(threadId, turn.id),
    'turn/completed': ({ threadId, turn }) => {
      if (turns.get(threadId) === turn.id) turns.delete(threadId);
      forgetAsks(({ ask }) => ask.thread === threadId && ask.turn === turn.id);
    },
  };
  const hear = <Method extends NewsMethod>(method: Method, params: unknown): void => {
    const read = news[method].safeParse(params);
    if (!read.success) {
      // What is known of a patch may no longer be true: an ask for it is declined.
      proposed.clear();
      channel.push({ kind: 'warning', message: `Codex told something that cannot be read: ${method}.` });
      return;
    }
    // The shape was found by the same method.
    const sent = read.data as SentNews<Method>;
    remember[method]?.(sent);
    for (const event of tellNews(method, sent, writePath)) channel.push(event);
  };

  return {
    turnOf: (thread) => turns.get(thread),
    turns: () => [...turns],
    pending: (ask) => waiting.get(ask)?.ask,
    settle: (ask, decision) => {
      const one = waiting.get(ask);
      if (one === undefined) return false;
      waiting.delete(ask);
      reply(one.id, one.reply(decision));
      return true;
    },
    request: (id, method, params) => {
      const ask = randomUUID();
      const changesOf = (thread: string, one: string): readonly ToldChange[] | undefined =>
        proposed.get(keyOf(thread, one));
      const read = readAsk(method, params, { ask, changesOf });
      if (read?.ask !== undefined) {
        waiting.set(ask, { id, ask: read.ask, reply: read.reply });
        channel.push(read.ask);
        return;
      }
      if (read === undefined) refuse(id, `This client cannot answer ${method}.`);
      else reply(id, read.reply('decline'));
      channel.push({ kind: 'asks-other', thread: threadIn(params), method });
    },
    notification: (method, params) => {
      if (isNews(method)) hear(method, params);
    },
    garbage: () =>
      channel.push({ kind: 'warning', message: 'Codex wrote a line that is no message; it was left out.' }),
  };
};
