// Made by `npm run protocol` from what codex-cli 0.169.0 says of its app-server; not to be edited.
export const protocolVersion = '0.169.0';

type AbsolutePathBuf = string;
type ActivePermissionProfile = { id: string };
export type AdditionalContextEntry = { value: string; kind: AdditionalContextKind };
type AdditionalContextKind = 'untrusted' | 'application';
type ApprovalsReviewer = 'user' | 'auto_review' | 'guardian_subagent';
type AskForApproval =
  | 'untrusted'
  | 'on-request'
  | {
      granular: {
        sandbox_approval: boolean;
        rules: boolean;
        skill_approval: boolean;
        request_permissions: boolean;
        mcp_elicitations: boolean;
      };
    }
  | 'never';
type ByteRange = { start: number; end: number };
type ClientInfo = { name: string; title: string | null; version: string };
export type ClientRequest =
  | { method: 'hooks/list'; id: RequestId; params: HooksListParams }
  | { method: 'initialize'; id: RequestId; params: InitializeParams }
  | { method: 'thread/start'; id: RequestId; params: ThreadStartParams }
  | { method: 'thread/resume'; id: RequestId; params: ThreadResumeParams }
  | { method: 'turn/start'; id: RequestId; params: TurnStartParams }
  | { method: 'turn/steer'; id: RequestId; params: TurnSteerParams }
  | { method: 'turn/interrupt'; id: RequestId; params: TurnInterruptParams };
type CommandExecutionApprovalDecision =
  | 'accept'
  | 'acceptForSession'
  | { acceptWithExecpolicyAmendment: { execpolicy_amendment: ExecPolicyAmendment } }
  | { applyNetworkPolicyAmendment: { network_policy_amendment: NetworkPolicyAmendment } }
  | 'decline'
  | 'cancel';
type CommandExecutionApprovalKind = 'command' | 'humanCommand' | 'writeStdin';
export type CommandExecutionRequestApprovalParams = {
  kind: CommandExecutionApprovalKind;
  threadId: string;
  turnId: string;
  itemId: string;
  reason?: string | null;
  command?: string | null;
  cwd?: LegacyAppPathString | null;
};
export type CommandExecutionRequestApprovalResponse = { decision: CommandExecutionApprovalDecision };
type CommandExecutionStatus = 'inProgress' | 'completed' | 'failed' | 'declined';
export type ConfigWarningNotification = { summary: string; details: string | null };
export type ErrorNotification = { error: TurnError; willRetry: boolean; threadId: string; turnId: string };
type ExecPolicyAmendment = Array<string>;
type FileChangeApprovalDecision = 'accept' | 'acceptForSession' | 'decline' | 'cancel';
export type FileChangePatchUpdatedNotification = {
  threadId: string;
  turnId: string;
  itemId: string;
  changes: Array<FileUpdateChange>;
};
export type FileChangeRequestApprovalParams = {
  threadId: string;
  turnId: string;
  itemId: string;
  reason?: string | null;
};
export type FileChangeRequestApprovalResponse = { decision: FileChangeApprovalDecision };
type FileUpdateChange = { path: string; kind: PatchChangeKind; diff: string };
type GrantedPermissionProfile = {};
export type HookCompletedNotification = { threadId: string; turnId: string | null; run: HookRunSummary };
type HookEventName =
  | 'preModelRequest'
  | 'postModelRequest'
  | 'preToolUse'
  | 'permissionRequest'
  | 'postToolUse'
  | 'preCompact'
  | 'postCompact'
  | 'sessionStart'
  | 'sessionEnd'
  | 'userPromptSubmit'
  | 'subagentStart'
  | 'subagentStop'
  | 'stop'
  | 'interrupt';
type HookMetadata = {
  key: string;
  eventName: HookEventName;
  sourcePath: AbsolutePathBuf;
  enabled: boolean;
  isManaged: boolean;
  currentHash: string;
  trustStatus: HookTrustStatus;
} & { command: string };
type HookOutputEntry = { text: string };
type HookRunStatus = 'running' | 'completed' | 'failed' | 'blocked' | 'stopped';
type HookRunSummary = {
  eventName: HookEventName;
  source: HookSource;
  status: HookRunStatus;
  entries: Array<HookOutputEntry>;
};
type HookSource =
  | 'system'
  | 'user'
  | 'project'
  | 'mdm'
  | 'sessionFlags'
  | 'plugin'
  | 'cloudRequirements'
  | 'cloudManagedConfig'
  | 'legacyManagedConfigFile'
  | 'legacyManagedConfigMdm'
  | 'unknown';
type HookTrustStatus = 'managed' | 'untrusted' | 'trusted' | 'modified';
type HooksListEntry = { hooks: Array<HookMetadata> };
type HooksListParams = { cwds?: Array<string>; threadId?: string | null };
export type HooksListResponse = { data: Array<HooksListEntry> };
type InitializeCapabilities = { experimentalApi: boolean; requestAttestation: boolean };
type InitializeParams = { clientInfo: ClientInfo; capabilities: InitializeCapabilities | null };
export type InitializeResponse = { userAgent: string; codexHome: AbsolutePathBuf };
export type ItemCompletedNotification = { item: ThreadItem; threadId: string; turnId: string };
export type ItemStartedNotification = { item: ThreadItem; threadId: string; turnId: string };
type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]?: JsonValue } | null;
type LegacyAppPathString = string;
type McpServerElicitationAction = 'accept' | 'decline' | 'cancel';
export type McpServerElicitationRequestParams = { threadId: string; turnId: string | null; serverName: string } & (
  { title: string } | { message: string }
);
export type McpServerElicitationRequestResponse = {
  action: McpServerElicitationAction;
  content: JsonValue | null;
  _meta: JsonValue | null;
};
type McpToolCallStatus = 'inProgress' | 'completed' | 'failed';
type NetworkPolicyAmendment = { host: string; action: NetworkPolicyRuleAction };
type NetworkPolicyRuleAction = 'allow' | 'deny';
type PatchApplyStatus = 'inProgress' | 'completed' | 'failed' | 'declined';
type PatchChangeKind = { type: 'add' } | { type: 'delete' } | { type: 'update'; move_path: string | null };
type PermissionGrantScope = 'turn' | 'session';
export type PermissionsRequestApprovalParams = { threadId: string };
export type PermissionsRequestApprovalResponse = { permissions: GrantedPermissionProfile; scope: PermissionGrantScope };
export type RequestId = string | number;
type SandboxMode = 'read-only' | 'workspace-write' | 'danger-full-access';
type SandboxPolicy =
  { type: 'dangerFullAccess' } | { type: 'readOnly' } | { type: 'externalSandbox' } | { type: 'workspaceWrite' };
export type ServerNotification =
  | { method: 'configWarning'; params: ConfigWarningNotification }
  | { method: 'error'; params: ErrorNotification }
  | { method: 'hook/completed'; params: HookCompletedNotification }
  | { method: 'item/commandExecution/terminalInteraction'; params: TerminalInteractionNotification }
  | { method: 'item/completed'; params: ItemCompletedNotification }
  | { method: 'item/fileChange/patchUpdated'; params: FileChangePatchUpdatedNotification }
  | { method: 'item/started'; params: ItemStartedNotification }
  | { method: 'serverRequest/resolved'; params: ServerRequestResolvedNotification }
  | { method: 'thread/tokenUsage/updated'; params: ThreadTokenUsageUpdatedNotification }
  | { method: 'turn/completed'; params: TurnCompletedNotification }
  | { method: 'turn/plan/updated'; params: TurnPlanUpdatedNotification }
  | { method: 'turn/started'; params: TurnStartedNotification }
  | { method: 'warning'; params: WarningNotification };
export type ServerRequest =
  | { method: 'item/commandExecution/requestApproval'; id: RequestId; params: CommandExecutionRequestApprovalParams }
  | { method: 'item/fileChange/requestApproval'; id: RequestId; params: FileChangeRequestApprovalParams }
  | { method: 'item/permissions/requestApproval'; id: RequestId; params: PermissionsRequestApprovalParams }
  | { method: 'item/tool/requestUserInput'; id: RequestId; params: ToolRequestUserInputParams }
  | { method: 'mcpServer/elicitation/request'; id: RequestId; params: McpServerElicitationRequestParams };
export type ServerRequestResolvedNotification = { threadId: string; requestId: RequestId };
export type TerminalInteractionNotification = { threadId: string; turnId: string; itemId: string; stdin: string };
type TextElement = { byteRange: ByteRange; placeholder: string | null };
type Thread = { id: string };
export type ThreadItem =
  | { type: 'agentMessage'; id: string; text: string }
  | {
      type: 'commandExecution';
      id: string;
      command: string;
      cwd: LegacyAppPathString;
      status: CommandExecutionStatus;
      aggregatedOutput: string | null;
      exitCode: number | null;
    }
  | { type: 'fileChange'; id: string; changes: Array<FileUpdateChange>; status: PatchApplyStatus }
  | { type: 'mcpToolCall'; id: string; server: string; tool: string; status: McpToolCallStatus };
type ThreadResumeParams = {
  threadId: string;
  model?: string | null;
  cwd?: string | null;
  approvalPolicy?: AskForApproval | null;
  approvalsReviewer?: ApprovalsReviewer | null;
  sandbox?: SandboxMode | null;
  permissions?: string | null;
  config?: { [key in string]?: JsonValue } | null;
  developerInstructions?: string | null;
  excludeTurns?: boolean;
};
export type ThreadResumeResponse = {
  thread: Thread;
  approvalPolicy: AskForApproval;
  approvalsReviewer: ApprovalsReviewer;
  sandbox: SandboxPolicy;
  activePermissionProfile: ActivePermissionProfile | null;
};
export type ThreadStartParams = {
  model?: string | null;
  cwd?: string | null;
  approvalPolicy?: AskForApproval | null;
  approvalsReviewer?: ApprovalsReviewer | null;
  sandbox?: SandboxMode | null;
  permissions?: string | null;
  config?: { [key in string]?: JsonValue } | null;
  developerInstructions?: string | null;
  ephemeral?: boolean | null;
};
export type ThreadStartResponse = {
  thread: Thread;
  approvalPolicy: AskForApproval;
  approvalsReviewer: ApprovalsReviewer;
  sandbox: SandboxPolicy;
  activePermissionProfile: ActivePermissionProfile | null;
};
type ThreadTokenUsage = { total: TokenUsageBreakdown };
export type ThreadTokenUsageUpdatedNotification = { threadId: string; turnId: string; tokenUsage: ThreadTokenUsage };
type TokenUsageBreakdown = { totalTokens: number };
type ToolRequestUserInputAnswer = { answers: Array<string> };
export type ToolRequestUserInputParams = {
  threadId: string;
  turnId: string;
  itemId: string;
  questions: Array<ToolRequestUserInputQuestion>;
};
type ToolRequestUserInputQuestion = { question: string };
export type ToolRequestUserInputResponse = { answers: { [key in string]?: ToolRequestUserInputAnswer } };
type Turn = { id: string; status: TurnStatus; error: TurnError | null };
export type TurnCompletedNotification = { threadId: string; turn: Turn };
type TurnError = { message: string; additionalDetails: string | null };
type TurnInterruptParams = { threadId: string; turnId: string };
type TurnPlanStep = { step: string; status: TurnPlanStepStatus };
type TurnPlanStepStatus = 'pending' | 'inProgress' | 'completed';
export type TurnPlanUpdatedNotification = { threadId: string; turnId: string; plan: Array<TurnPlanStep> };
type TurnStartParams = {
  threadId: string;
  input: Array<UserInput>;
  additionalContext?: { [key in string]?: AdditionalContextEntry } | null;
};
export type TurnStartResponse = { turn: Turn };
export type TurnStartedNotification = { threadId: string; turn: Turn };
type TurnStatus = 'completed' | 'interrupted' | 'failed' | 'inProgress';
type TurnSteerParams = { threadId: string; input: Array<UserInput>; expectedTurnId: string };
export type UserInput = { type: 'text'; text: string; text_elements: Array<TextElement> };
export type WarningNotification = { threadId: string | null; message: string };
