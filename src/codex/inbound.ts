import * as z from 'zod';
import type {
  CommandExecutionRequestApprovalParams,
  ConfigWarningNotification,
  ErrorNotification,
  FileChangePatchUpdatedNotification,
  FileChangeRequestApprovalParams,
  HooksListResponse,
  InitializeResponse,
  ItemCompletedNotification,
  McpServerElicitationRequestParams,
  PermissionsRequestApprovalParams,
  ServerRequestResolvedNotification,
  TerminalInteractionNotification,
  ThreadItem,
  ThreadStartResponse,
  ThreadTokenUsageUpdatedNotification,
  ToolRequestUserInputParams,
  TurnCompletedNotification,
  TurnPlanUpdatedNotification,
  TurnStartedNotification,
  TurnStartResponse,
  WarningNotification,
} from './protocol/messages.ts';

/*
 * What Codex sends, checked where it comes in. A shape asks for no more than is used, and takes all that Codex may send by
 * its own types: where those change so that it does not, this file no longer compiles.
 */
const shapeFor =
  <Sent>() =>
  <Shape extends z.ZodType>(shape: Sent extends z.input<Shape> ? Shape : never): Shape =>
    shape;

const text = z.string();
const atItem = { threadId: text, turnId: text, itemId: text };
const told = text.nullish();

const change = z.object({
  path: text,
  kind: z.discriminatedUnion('type', [
    z.object({ type: z.literal('add') }),
    z.object({ type: z.literal('delete') }),
    z.object({ type: z.literal('update'), move_path: told }),
  ]),
  diff: text,
});
const changes = z.array(change);
export type SentChange = z.infer<typeof change>;

/** The items that are told of further; of others only that they are there. */
export const item = shapeFor<ThreadItem>()(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('agentMessage'), id: text, text }),
    z.object({
      type: z.literal('commandExecution'),
      id: text,
      command: text,
      cwd: text,
      status: z.enum(['inProgress', 'completed', 'failed', 'declined']),
      aggregatedOutput: told,
      exitCode: z.number().nullish(),
    }),
    z.object({
      type: z.literal('fileChange'),
      id: text,
      changes,
      status: z.enum(['inProgress', 'completed', 'failed', 'declined']),
    }),
    z.object({
      type: z.literal('mcpToolCall'),
      id: text,
      server: text,
      tool: text,
      status: z.enum(['inProgress', 'completed', 'failed']),
    }),
  ]),
);
export type SentItem = z.infer<typeof item>;

const turn = z.object({
  id: text,
  status: z.enum(['completed', 'interrupted', 'failed', 'inProgress']),
  error: z.object({ message: text, additionalDetails: told }).nullish(),
});

export const initialized = shapeFor<InitializeResponse>()(z.object({ userAgent: text, codexHome: text }));

export const hooksListed = shapeFor<HooksListResponse>()(
  z.object({
    data: z.array(z.object({ hooks: z.array(z.object({ key: text, eventName: text, isManaged: z.boolean() })) })),
  }),
);

export const threadInForce = shapeFor<ThreadStartResponse>()(
  z.object({
    thread: z.object({ id: text }),
    approvalPolicy: z.unknown(),
    approvalsReviewer: text,
    sandbox: z.object({ type: text }),
    activePermissionProfile: z.object({ id: text }).nullish(),
  }),
);

export const turnStarted = shapeFor<TurnStartResponse>()(z.object({ turn }));

/** What Codex asks, by method. */
export const asks = {
  'item/commandExecution/requestApproval': shapeFor<CommandExecutionRequestApprovalParams>()(
    z.object({ ...atItem, kind: text.default('command'), reason: told, command: told, cwd: told }),
  ),
  'item/fileChange/requestApproval': shapeFor<FileChangeRequestApprovalParams>()(z.object({ ...atItem, reason: told })),
  'item/permissions/requestApproval': shapeFor<PermissionsRequestApprovalParams>()(z.object({ threadId: text })),
  'item/tool/requestUserInput': shapeFor<ToolRequestUserInputParams>()(
    z.object({ ...atItem, questions: z.array(z.object({ question: text })) }),
  ),
  'mcpServer/elicitation/request': shapeFor<McpServerElicitationRequestParams>()(
    z.object({ threadId: text, turnId: told, serverName: text, message: told, title: told }),
  ),
} as const;

const atTurn = { threadId: text, turnId: text };
const withItem = z.object({ ...atTurn, item: z.looseObject({ type: text, id: text }) });
const withTurn = z.object({ threadId: text, turn });

/** What Codex tells, by method. */
export const news = {
  configWarning: shapeFor<ConfigWarningNotification>()(z.object({ summary: text, details: told })),
  error: shapeFor<ErrorNotification>()(
    z.object({ ...atTurn, willRetry: z.boolean(), error: z.object({ message: text, additionalDetails: told }) }),
  ),
  'item/commandExecution/terminalInteraction': shapeFor<TerminalInteractionNotification>()(
    z.object({ ...atItem, stdin: text }),
  ),
  'item/completed': shapeFor<ItemCompletedNotification>()(withItem),
  'item/fileChange/patchUpdated': shapeFor<FileChangePatchUpdatedNotification>()(z.object({ ...atItem, changes })),
  'item/started': shapeFor<ItemCompletedNotification>()(withItem),
  'serverRequest/resolved': shapeFor<ServerRequestResolvedNotification>()(
    z.object({ threadId: text, requestId: z.union([text, z.number()]) }),
  ),
  'thread/tokenUsage/updated': shapeFor<ThreadTokenUsageUpdatedNotification>()(
    z.object({ ...atTurn, tokenUsage: z.object({ total: z.object({ totalTokens: z.number() }) }) }),
  ),
  'turn/completed': shapeFor<TurnCompletedNotification>()(withTurn),
  'turn/plan/updated': shapeFor<TurnPlanUpdatedNotification>()(
    z.object({
      ...atTurn,
      plan: z.array(z.object({ step: text, status: z.enum(['pending', 'inProgress', 'completed']) })),
    }),
  ),
  'turn/started': shapeFor<TurnStartedNotification>()(withTurn),
  warning: shapeFor<WarningNotification>()(z.object({ message: text })),
} as const;

export type AskMethod = keyof typeof asks;
export type NewsMethod = keyof typeof news;

export type SentAsk<Method extends AskMethod> = z.infer<(typeof asks)[Method]>;
export type SentNews<Method extends NewsMethod> = z.infer<(typeof news)[Method]>;

export const isAsk = (method: string): method is AskMethod => Object.hasOwn(asks, method);
export const isNews = (method: string): method is NewsMethod => Object.hasOwn(news, method);
