import type { AgentAsk, AgentDecision, AskId } from '#app';
import type { ToldChange } from '#core';
import { writeChange, type WritePath } from './changes.ts';
import { item, type NewsMethod, type SentChange, type SentNews } from './inbound.ts';
import type { RequestId } from './protocol/messages.ts';

/** An ask that waits, and how it is answered. */
interface Waiting {
  readonly id: RequestId;
  readonly ask: AgentAsk;
  readonly reply: (decision: AgentDecision) => object;
}

type Remember = { readonly [Method in NewsMethod]?: (sent: SentNews<Method>) => void };

/** What is known of the threads of one process. */
export interface Memory {
  /** What there is to remember of news, by their method. */
  readonly remember: Remember;
  /** The turn of each thread that is at work. */
  readonly turns: ReadonlyMap<string, string>;
  readonly waiting: Map<AskId, Waiting>;
  /** What was told of the patch of an item; undefined where nothing was. */
  readonly changesOf: (thread: string, item: string) => readonly ToldChange[] | undefined;
  /** What was told of patches may no longer be true. */
  forgetChanges(): void;
  /** A patch is being written from now on. */
  startWriting(thread: string, item: string): void;
  /** Resolves when no patch is being written. */
  readonly written: () => Promise<void>;
}

const keyOf = (thread: string, id: string): string => `${thread} ${id}`;

/** The patches that are being written. */
const watchWriting = (): Pick<Memory, 'written'> & {
  readonly start: (key: string) => void;
  readonly end: (key: string) => void;
} => {
  const writing = new Set<string>();
  const awaiting: (() => void)[] = [];
  return {
    start: (key) => void writing.add(key),
    end: (key) => {
      writing.delete(key);
      if (writing.size === 0) for (const resolve of awaiting.splice(0)) resolve();
    },
    written: async () => {
      if (writing.size > 0) await new Promise<void>((resolve) => awaiting.push(resolve));
    },
  };
};

export const openMemory = (writePath: WritePath): Memory => {
  const proposed = new Map<string, readonly ToldChange[]>();
  const waiting = new Map<AskId, Waiting>();
  const turns = new Map<string, string>();
  const writing = watchWriting();
  const propose = (key: string, changes: readonly SentChange[]): void => {
    const told = changes.map((change) => writeChange(change, writePath));
    proposed.set(key, told);
  };
  const forgetAsks = (isGone: (one: Waiting) => boolean): void => {
    for (const [ask, one] of waiting) if (isGone(one)) waiting.delete(ask);
  };
  return {
    turns,
    waiting,
    changesOf: (thread, id) => proposed.get(keyOf(thread, id)),
    forgetChanges: () => proposed.clear(),
    startWriting: (thread, id) => writing.start(keyOf(thread, id)),
    written: writing.written,
    remember: {
      'item/started': ({ threadId, item: sent }) => {
        const { data } = item.safeParse(sent);
        if (data?.type === 'fileChange') propose(keyOf(threadId, data.id), data.changes);
      },
      'item/fileChange/patchUpdated': ({ threadId, itemId, changes }) => propose(keyOf(threadId, itemId), changes),
      'item/completed': ({ threadId, item: { id } }) => {
        proposed.delete(keyOf(threadId, id));
        writing.end(keyOf(threadId, id));
      },
      'serverRequest/resolved': ({ requestId }) => forgetAsks(({ id }) => id === requestId),
      'turn/started': ({ threadId, turn }) => void turns.set(threadId, turn.id),
      'turn/completed': ({ threadId, turn }) => {
        if (turns.get(threadId) === turn.id) turns.delete(threadId);
        forgetAsks(({ ask }) => ask.thread === threadId && ask.turn === turn.id);
      },
    },
  };
};
