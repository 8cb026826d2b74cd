import * as z from 'zod';
import type {
  CommandExecutionRequestApprovalParams,
  ConfigWarningNotification,
  ErrorNotification,
  FileChangePatchUpdatedNotification,
  FileChangeRequestApprovalParams,
  HookCompletedNotification,
  HooksListResponse,
  InitializeResponse,
  ItemCompletedNotification,
  ItemStartedNotification,
  McpServerElicitationRequestParams,
  PermissionsRequestApprovalParams,
  ServerNotification,
  ServerRequest,
  ServerRequestResolvedNotification,
  TerminalInteractionNotification,
  ThreadItem,
  ThreadResumeResponse,
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
interface Taking<Sent> {
  <Shape extends z.ZodType>(shape: Sent extends z.input<Shape> ? Shape : never): Shape;
}
const taking = (shape: z.ZodType): z.ZodType => shape;

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
export const item = (taking as Taking<ThreadItem>)(
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

export const initialized = (taking as Taking<InitializeResponse>)(z.object({ userAgent: text, codexHome: text }));

const sentHook = z.object({
  key: text,
  eventName: text,
  isManaged: z.boolean(),
  enabled: z.boolean(),
  sourcePath: text,
  trustStatus: z.enum(['managed', 'untrusted', 'trusted', 'modified']),
  // Hooks of other kinds have none.
  command: text.optional(),
  currentHash: text.optional(),
});
export type SentHook = z.infer<typeof sentHook>;

export const hooksListed = (taking as Taking<HooksListResponse>)(
  z.object({
    data: z.array(z.object({ hooks: z.array(sentHook) })),
  }),
);

export const threadInForce = (taking as Taking<ThreadStartResponse | ThreadResumeResponse>)(
  z.object({
    thread: z.object({ id: text }),
    approvalPolicy: z.unknown(),
    approvalsReviewer: text,
    sandbox: z.object({ type: text }),
    activePermissionProfile: z.object({ id: text }).nullish(),
  }),
);

export const turnStarted = (taking as Taking<TurnStartResponse>)(z.object({ turn }));

/** What Codex asks, by method. */
export const asks = {
  'item/commandExecution/requestApproval': (taking as Taking<CommandExecutionRequestApprovalParams>)(
    z.object({ ...atItem, kind: text.default('command'), reason: told, command: told, cwd: told }),
  ),
  'item/fileChange/requestApproval': (taking as Taking<FileChangeRequestApprovalParams>)(
    z.object({ ...atItem, reason: told }),
  ),
  'item/permissions/requestApproval': (taking as Taking<PermissionsRequestApprovalParams>)(
    z.object({ threadId: text }),
  ),
  'item/tool/requestUserInput': (taking as Taking<ToolRequestUserInputParams>)(
    z.object({ ...atItem, questions: z.array(z.object({ question: text })) }),
  ),
  'mcpServer/elicitation/request': (taking as Taking<McpServerElicitationRequestParams>)(
    z.object({ threadId: text, turnId: told, serverName: text, message: told, title: told }),
  ),
} as const satisfies Record<ServerRequest['method'], z.ZodType>;

const atTurn = { threadId: text, turnId: text };
const withItem = z.object({ ...atTurn, item: z.looseObject({ type: text, id: text }) });
const withTurn = z.object({ threadId: text, turn });

/** What Codex tells, by method. */
export const news = {
  configWarning: (taking as Taking<ConfigWarningNotification>)(z.object({ summary: text, details: told })),
  error: (taking as Taking<ErrorNotification>)(
    z.object({ ...atTurn, willRetry: z.boolean(), error: z.object({ message: text, additionalDetails: told }) }),
  ),
  'hook/completed': (taking as Taking<HookCompletedNotification>)(
    z.object({
      threadId: text,
      turnId: told,
      run: z.object({ eventName: text, source: text, status: text, entries: z.array(z.object({ text })) }),
    }),
  ),
  'item/commandExecution/terminalInteraction': (taking as Taking<TerminalInteractionNotification>)(
    z.object({ ...atItem, stdin: text }),
  ),
  'item/completed': (taking as Taking<ItemCompletedNotification>)(withItem),
  'item/fileChange/patchUpdated': (taking as Taking<FileChangePatchUpdatedNotification>)(
    z.object({ ...atItem, changes }),
  ),
  'item/started': (taking as Taking<ItemStartedNotification>)(withItem),
  'serverRequest/resolved': (taking as Taking<ServerRequestResolvedNotification>)(
    z.object({ threadId: text, requestId: z.union([text, z.number()]) }),
  ),
  'thread/tokenUsage/updated': (taking as Taking<ThreadTokenUsageUpdatedNotification>)(
    z.object({ ...atTurn, tokenUsage: z.object({ total: z.object({ totalTokens: z.number() }) }) }),
  ),
  'turn/completed': (taking as Taking<TurnCompletedNotification>)(withTurn),
  'turn/plan/updated': (taking as Taking<TurnPlanUpdatedNotification>)(
    z.object({
      ...atTurn,
      plan: z.array(z.object({ step: text, status: z.enum(['pending', 'inProgress', 'completed']) })),
    }),
  ),
  'turn/started': (taking as Taking<TurnStartedNotification>)(withTurn),
  warning: (taking as Taking<WarningNotification>)(z.object({ message: text })),
} as const satisfies Record<ServerNotification['method'], z.ZodType>;

export type AskMethod = keyof typeof asks;
export type NewsMethod = keyof typeof news;

export type SentAsk<Method extends AskMethod> = z.infer<(typeof asks)[Method]>;
export type SentNews<Method extends NewsMethod> = z.infer<(typeof news)[Method]>;

export const isAsk = (method: string): method is AskMethod => Object.hasOwn(asks, method);
export const isNews = (method: string): method is NewsMethod => Object.hasOwn(news, method);
