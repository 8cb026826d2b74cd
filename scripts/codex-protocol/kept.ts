/** The fields of an object that are kept; of several variants, told apart by a field, the variants and theirs. */
export type Kept =
  readonly string[] | { readonly by: 'method' | 'type'; readonly of: Readonly<Record<string, readonly string[]>> };

const whole = ['id', 'params'];
const policy = [
  'approvalPolicy',
  'approvalsReviewer',
  'config',
  'cwd',
  'developerInstructions',
  'model',
  'permissions',
  'sandbox',
];
const inForce = ['thread', 'approvalPolicy', 'approvalsReviewer', 'sandbox', 'activePermissionProfile'];

/**
 * What of Codex's protocol this project uses. Types that these fields name, and that do not stand here, are kept whole.
 * All of these are exported, the others are not.
 */
export const kept: Readonly<Record<string, Kept>> = {
  ClientRequest: {
    by: 'method',
    of: {
      'hooks/list': whole,
      initialize: whole,
      'thread/start': whole,
      'thread/resume': whole,
      'turn/start': whole,
      'turn/steer': whole,
      'turn/interrupt': whole,
    },
  },
  ClientInfo: ['name', 'title', 'version'],
  InitializeCapabilities: ['experimentalApi', 'requestAttestation'],
  HooksListParams: ['cwds'],
  HooksListResponse: ['data'],
  HooksListEntry: ['hooks'],
  HookMetadata: ['key', 'eventName', 'enabled', 'isManaged'],
  InitializeResponse: ['userAgent', 'codexHome'],
  ThreadStartParams: policy,
  ThreadResumeParams: ['threadId', ...policy, 'excludeTurns'],
  ThreadStartResponse: inForce,
  ThreadResumeResponse: inForce,
  Thread: ['id'],
  TurnStartParams: ['threadId', 'input', 'additionalContext'],
  TurnStartResponse: ['turn'],
  TurnSteerParams: ['threadId', 'input', 'expectedTurnId'],
  UserInput: { by: 'type', of: { text: ['text', 'text_elements'] } },
  AdditionalContextEntry: ['value', 'kind'],
  ActivePermissionProfile: ['id'],
  SandboxPolicy: ['type'],
  Turn: ['id', 'status', 'error'],
  TurnError: ['message', 'additionalDetails'],
  ThreadItem: {
    by: 'type',
    of: {
      agentMessage: ['id', 'text'],
      commandExecution: ['id', 'command', 'cwd', 'status', 'aggregatedOutput', 'exitCode'],
      fileChange: ['id', 'changes', 'status'],
      mcpToolCall: ['id', 'server', 'tool', 'status'],
    },
  },
  RequestId: [],
  ServerRequest: {
    by: 'method',
    of: {
      'item/commandExecution/requestApproval': whole,
      'item/fileChange/requestApproval': whole,
      'item/permissions/requestApproval': whole,
      'item/tool/requestUserInput': whole,
      'mcpServer/elicitation/request': whole,
    },
  },
  CommandExecutionRequestApprovalParams: ['kind', 'threadId', 'turnId', 'itemId', 'reason', 'command', 'cwd'],
  CommandExecutionRequestApprovalResponse: ['decision'],
  FileChangeRequestApprovalParams: ['threadId', 'turnId', 'itemId', 'reason'],
  FileChangeRequestApprovalResponse: ['decision'],
  PermissionsRequestApprovalParams: ['threadId'],
  PermissionsRequestApprovalResponse: ['permissions', 'scope'],
  GrantedPermissionProfile: [],
  ToolRequestUserInputParams: ['threadId', 'turnId', 'itemId', 'questions'],
  ToolRequestUserInputQuestion: ['question'],
  ToolRequestUserInputResponse: ['answers'],
  McpServerElicitationRequestParams: ['threadId', 'turnId', 'serverName', 'message', 'title'],
  McpServerElicitationRequestResponse: ['action', 'content', '_meta'],
  ServerNotification: {
    by: 'method',
    of: {
      configWarning: ['params'],
      error: ['params'],
      'item/commandExecution/terminalInteraction': ['params'],
      'item/completed': ['params'],
      'item/fileChange/patchUpdated': ['params'],
      'item/started': ['params'],
      'serverRequest/resolved': ['params'],
      'thread/tokenUsage/updated': ['params'],
      'turn/completed': ['params'],
      'turn/plan/updated': ['params'],
      'turn/started': ['params'],
      warning: ['params'],
    },
  },
  ConfigWarningNotification: ['summary', 'details'],
  ErrorNotification: ['error', 'willRetry', 'threadId', 'turnId'],
  FileChangePatchUpdatedNotification: ['threadId', 'turnId', 'itemId', 'changes'],
  ItemCompletedNotification: ['item', 'threadId', 'turnId'],
  ItemStartedNotification: ['item', 'threadId', 'turnId'],
  ServerRequestResolvedNotification: ['threadId', 'requestId'],
  TerminalInteractionNotification: ['threadId', 'turnId', 'itemId', 'stdin'],
  ThreadTokenUsage: ['total'],
  ThreadTokenUsageUpdatedNotification: ['threadId', 'turnId', 'tokenUsage'],
  TokenUsageBreakdown: ['totalTokens'],
  TurnCompletedNotification: ['threadId', 'turn'],
  TurnPlanUpdatedNotification: ['threadId', 'turnId', 'plan'],
  TurnStartedNotification: ['threadId', 'turn'],
  WarningNotification: ['threadId', 'message'],
};
