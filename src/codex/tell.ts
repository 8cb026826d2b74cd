import type { AgentEvent } from '#app';
import { commandWithin } from './shell-words.ts';
import { writeChange, type WritePath } from './changes.ts';
import { item, type NewsMethod, type SentItem, type SentNews as Sent } from './inbound.ts';

type At = { readonly thread: string; readonly turn: string };
type Tell<Method extends NewsMethod> = (sent: Sent<Method>, writePath: WritePath) => readonly AgentEvent[];

const atTurn = ({ threadId, turnId }: { readonly threadId: string; readonly turnId: string }): At => ({
  thread: threadId,
  turn: turnId,
});

const inOneLine = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ');

const tellStarted: Tell<'item/started'> = (sent) => {
  const { data } = item.safeParse(sent.item);
  if (data?.type !== 'commandExecution') return [];
  const { id, command, cwd } = data;
  return [{ kind: 'command-started', ...atTurn(sent), item: id, command: commandWithin(command), cwd }];
};

/** What an item came to; undefined for one that is none of those that are told of, or that goes on. */
const tellEnd = (data: SentItem, at: At, writePath: WritePath): AgentEvent | undefined => {
  if (data.type === 'agentMessage') return { kind: 'message', ...at, text: data.text };
  if (data.status === 'inProgress') return undefined;
  if (data.type === 'fileChange') {
    const changes = data.changes.map((change) => writeChange(change, writePath));
    return { kind: 'patch-ended', ...at, item: data.id, status: data.status, changes };
  }
  if (data.type === 'mcpToolCall')
    return { kind: 'tool-ended', ...at, item: data.id, server: data.server, tool: data.tool, status: data.status };
  return {
    kind: 'command-ended',
    ...at,
    item: data.id,
    command: commandWithin(data.command),
    status: data.status,
    exitCode: data.exitCode ?? undefined,
    output: data.aggregatedOutput ?? '',
  };
};

const tellCompleted: Tell<'item/completed'> = (sent, writePath) => {
  const { data } = item.safeParse(sent.item);
  const end = data === undefined ? undefined : tellEnd(data, atTurn(sent), writePath);
  return end === undefined ? [] : [end];
};

const tellTurn: Tell<'turn/completed'> = ({ threadId, turn: { id, status, error } }) =>
  status === 'inProgress'
    ? []
    : [
        {
          kind: 'turn-ended',
          thread: threadId,
          turn: id,
          status,
          ...(error === null || error === undefined
            ? {}
            : { message: inOneLine(error.message, error.additionalDetails) }),
        },
      ];

/** What the hook of a thread that judges its commands came to; hooks of others are none of ours. */
const tellHook: Tell<'hook/completed'> = ({
  threadId: thread,
  turnId,
  run: { eventName, source, status, entries },
}) => {
  const isOurs = source === 'sessionFlags' && eventName === 'preToolUse';
  if (!isOurs || status === 'completed' || status === 'running') return [];
  const at = { thread, turn: turnId ?? '' };
  const message = entries.map(({ text }) => text).join(' ');
  return [{ kind: status === 'blocked' ? 'command-refused' : 'command-unjudged', ...at, message }];
};

const steps = { pending: 'pending', inProgress: 'running', completed: 'done' } as const;

const tellers: { readonly [Method in NewsMethod]: Tell<Method> } = {
  configWarning: ({ summary, details }) => [{ kind: 'warning', message: inOneLine(summary, details) }],
  // One that is not tried again ends the turn, and is told there.
  error: (sent) =>
    sent.willRetry
      ? [{ kind: 'retrying', ...atTurn(sent), message: inOneLine(sent.error.message, sent.error.additionalDetails) }]
      : [],
  'hook/completed': tellHook,
  'item/commandExecution/terminalInteraction': (sent) => [
    { kind: 'typed', ...atTurn(sent), item: sent.itemId, text: sent.stdin },
  ],
  'item/completed': tellCompleted,
  'item/fileChange/patchUpdated': () => [],
  'item/started': tellStarted,
  'serverRequest/resolved': () => [],
  'thread/tokenUsage/updated': (sent) => [{ kind: 'tokens', ...atTurn(sent), used: sent.tokenUsage.total.totalTokens }],
  'turn/completed': tellTurn,
  'turn/plan/updated': (sent) => [
    { kind: 'plan', ...atTurn(sent), steps: sent.plan.map(({ step, status }) => ({ step, status: steps[status] })) },
  ],
  'turn/started': ({ threadId, turn: { id } }) => [{ kind: 'turn-started', thread: threadId, turn: id }],
  warning: ({ message }) => [{ kind: 'warning', message }],
};

/** What a visitor is told of a notification. */
export const tellNews = <Method extends NewsMethod>(
  method: Method,
  sent: Sent<Method>,
  writePath: WritePath,
): readonly AgentEvent[] => {
  const tell: Tell<Method> = tellers[method];
  return tell(sent, writePath);
};
