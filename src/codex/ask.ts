import type { AgentAsk, AgentDecision, AskId } from '#app';
import type { ToldChange } from '#core';
import { asks, isAsk, type AskMethod, type SentAsk as Sent } from './inbound.ts';
import { commandWithin } from './shell-words.ts';
import type {
  CommandExecutionRequestApprovalResponse,
  FileChangeRequestApprovalResponse,
  McpServerElicitationRequestResponse,
  PermissionsRequestApprovalResponse,
  ToolRequestUserInputResponse,
} from './protocol/messages.ts';

/** What an ask has to be joined with. */
export interface AskContext {
  readonly ask: AskId;
  /** What was told before of the patch of an item; undefined where nothing was. */
  readonly changesOf: (thread: string, item: string) => readonly ToldChange[] | undefined;
}

type Read<Method extends AskMethod> = (sent: Sent<Method>, context: AskContext) => AgentAsk | undefined;

const atItem = ({ threadId, turnId, itemId }: Sent<'item/fileChange/requestApproval'>) => ({
  thread: threadId,
  turn: turnId,
  item: itemId,
});

const withReason = (reason: string | null | undefined): { readonly reason?: string } =>
  reason === null || reason === undefined ? {} : { reason };

const readers: { readonly [Method in AskMethod]: Read<Method> } = {
  'item/commandExecution/requestApproval': (sent, { ask }) => ({
    kind: 'asks-command',
    ...atItem(sent),
    ask,
    means: sent.kind === 'writeStdin' ? 'stdin' : 'run',
    command: commandWithin(sent.command ?? ''),
    cwd: sent.cwd ?? '',
    ...withReason(sent.reason),
  }),
  // Of a patch that nothing was told of it cannot be said what it does.
  'item/fileChange/requestApproval': (sent, { ask, changesOf }) => {
    const changes = changesOf(sent.threadId, sent.itemId);
    return changes === undefined
      ? undefined
      : { kind: 'asks-patch', ...atItem(sent), ask, changes, ...withReason(sent.reason) };
  },
  // More than the sandbox grants: that is nobody's to grant.
  'item/permissions/requestApproval': () => undefined,
  'item/tool/requestUserInput': (sent, { ask }) => ({
    kind: 'asks-input',
    ...atItem(sent),
    ask,
    questions: sent.questions.map(({ question }) => question),
  }),
  'mcpServer/elicitation/request': ({ threadId, turnId, serverName, message, title }, { ask }) => ({
    kind: 'asks-tool',
    thread: threadId,
    turn: turnId ?? undefined,
    ask,
    server: serverName,
    message: message ?? title ?? '',
  }),
};

interface Replies {
  'item/commandExecution/requestApproval': CommandExecutionRequestApprovalResponse;
  'item/fileChange/requestApproval': FileChangeRequestApprovalResponse;
  'item/permissions/requestApproval': PermissionsRequestApprovalResponse;
  'item/tool/requestUserInput': ToolRequestUserInputResponse;
  'mcpServer/elicitation/request': McpServerElicitationRequestResponse;
}

const replies: { readonly [Method in AskMethod]: (decision: AgentDecision) => Replies[Method] } = {
  'item/commandExecution/requestApproval': (decision) => ({ decision }),
  'item/fileChange/requestApproval': (decision) => ({ decision }),
  'item/permissions/requestApproval': () => ({ permissions: {}, scope: 'turn' }),
  'item/tool/requestUserInput': () => ({ answers: {} }),
  'mcpServer/elicitation/request': (action) => ({ action, content: action === 'accept' ? {} : null, _meta: null }),
};

/** An ask, and how it is answered; without `ask` it has to be declined at once. */
export interface ReadAsk {
  readonly ask?: AgentAsk;
  readonly reply: (decision: AgentDecision) => object;
}

const read = <Method extends AskMethod>(
  method: Method,
  shape: (typeof asks)[Method],
  params: unknown,
  context: AskContext,
): ReadAsk => {
  const sent = shape.safeParse(params);
  const reader: Read<Method> = readers[method];
  // The shape was found by the same method.
  const ask = sent.success ? reader(sent.data as Sent<Method>, context) : undefined;
  return { reply: replies[method], ...(ask === undefined ? {} : { ask }) };
};

/** Reads what Codex asks; undefined for what we do not know, to which there is no reply but an error. */
export const readAsk = (method: string, params: unknown, context: AskContext): ReadAsk | undefined =>
  isAsk(method) ? read(method, asks[method], params, context) : undefined;
