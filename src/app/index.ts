export type {
  Agent,
  AgentAnswered,
  AgentAsk,
  AgentContext,
  AgentDecision,
  AgentEvent,
  AgentPermissions,
  AgentSent,
  AgentStart,
  AgentThread,
  AskId,
} from './agent.ts';
export { findAllowanceProblems, rememberAllowances, type AllowancePorts } from './allowance/allowances.ts';
export type { AskedAllowance } from './allowance/ask-allowance.ts';
export { askForApproval, daysLater, usualDays, type ApprovalRequest } from './allowance/ask-approval.ts';
export { objectToDay, objectToLimit, objectToReason, tellClaimed, tellWhoMay } from './allowance/grant-answers.ts';
export { askForWaiver, type WaiverRequest } from './allowance/ask-waiver.ts';
export { askAction, type ActionQuestion, type AskedAction } from './action/ask-action.ts';
export { remarkOnChains, type FoundChain } from './chain/chain-files.ts';
export { listChains, listOneChain, type ListedChain, type ListedChains } from './chain/list-chains.ts';
export { writeNewChain, type NewChainOptions } from './chain/new-chain.ts';
export { requestSlice, type SliceRequest } from './chain/request-slice.ts';
export { verifySlices, type SliceOptions, type VerifiedSlices } from './chain/verify-slice.ts';
export { checkChange, checkReview, type CheckedChange, type CheckOptions } from './review/check-change.ts';
export type { Brief, Court, FileAsk, Gathered } from './review/court.ts';
export { draftTask, readStartingLaw, type DraftPorts, type TaskDraft } from './task/draft-task.ts';
export { diagnose } from './doctor/diagnose.ts';
export type { Diagnosis, KnownEngine, KnownHooks } from './doctor/diagnosis.ts';
export { tellState } from './doctor/tell-state.ts';
export { fail, isRefusal, type Failure, type FailureReason } from './failure.ts';
export { readSpecExists } from './task/fill-goal.ts';
export type { GateOptions } from './gates/gate-ground.ts';
export type { CommandCall, EvidenceStore, GateMachine, RanCommand, Reports, TreeWatch } from './gates/gate-ports.ts';
export { listGates, type ListedGates } from './gates/list-gates.ts';
export type { ProofWatcher } from './gates/prove-gate.ts';
export { proveGates, type Proof } from './gates/prove-gates.ts';
export type { ProvePorts, PutFiles, TreeCopy } from './gates/prove-ports.ts';
export { recallEvidence, type RecalledEvidence } from './gates/recall-evidence.ts';
export type { RanGate } from './gates/run-gate.ts';
export { runGates, type RanGates } from './gates/run-gates.ts';
export { takeGround, type Ground, type StandingOptions } from './ground.ts';
export { answerHook, keepHookRuling, type KeepPorts } from './hook/answer-hook.ts';
export {
  hookEvents,
  type HookAnswer,
  type HookCall,
  type HookEvent,
  type HookPorts,
  type SessionMemories,
  type SessionMemory,
} from './hook/hook-call.ts';
export { areHooksInstalled } from './hook/are-hooks-installed.ts';
export { rememberHooks, type RememberingPorts, type RuleOnHooks } from './hook/remember-hooks.ts';
export type { HookRuling } from './hook/session.ts';
export { installCi } from './install/install-ci.ts';
export { installAgents, installHooks, type InstalledWiring } from './install/install-codex.ts';
export { installPreCommit, type InstalledHook } from './install/install-pre-commit.ts';
export { prepareCommitMessage } from './pull-request/prepare-commit-message.ts';
export type { Slice } from './split/build-slices.ts';
export {
  isDivided,
  isInOrder,
  splitChange,
  type SplitChange,
  type SplitOptions,
  type SplitPorts,
} from './split/split-change.ts';
export type {
  OpenStack,
  Put,
  Stack,
  StackBranch,
  StackedCommit,
  StackedOn,
  StoredChange,
  StoredFile,
} from './split/stack-ports.ts';
export { testPolicy, type PolicyTest } from './law/test-policy.ts';
export {
  checkPackages,
  listPackages,
  tellPackageProgress,
  type ListedPackage,
  type ListedPackages,
  type PackageOptions,
} from './package/list-packages.ts';
export { checkNewId } from './new-file.ts';
export { writeNewPackage } from './package/new-package.ts';
export type { AskCodex, AskedStep, PackageEvent, PackageStore, PackageWalker } from './package/package-ports.ts';
export { runPackage, type EndedPackage } from './package/run-package.ts';
export { inOrder } from './in-order.ts';
export { initPolicy, listShipped, type ShippedPolicy } from './law/init-policy.ts';
export type { Settlement } from './action/held-patches.ts';
export {
  judgeOnce,
  openActionJudge,
  type ActionJudge,
  type ActionPorts,
  type JudgeOptions,
  type RuledAction,
} from './action/judge-action.ts';
export { askForLift, findAuditFreeze, type AskedLift, type AuditFreeze } from './audit/lift-audit.ts';
export { auditCodex } from './audit/audit-codex.ts';
export type { AuditOptions } from './audit/draw.ts';
export type { Journal, JournalCheck, JournalPorts, JournalWishes } from './journal.ts';
export { findMode, listModes } from './law/find-mode.ts';
export { endTask, keepTask, type StartedTask } from './task/keep-task.ts';
export { findFreeze, findingOfFreeze, isOfAudit, readFreeze, tellFreeze, tellThaw } from './law/kill-switch.ts';
export { policyPath, tellLaw, workingTree, type LawPlace } from './law/law-place.ts';
export { readLaw, rememberStandard, standardOfTask, type Law } from './law/law.ts';
export { measureChange } from './review/measure-change.ts';
export type {
  Chance,
  Clock,
  CountTokens,
  FindSecrets,
  FoundFile,
  Head,
  Hooks,
  Identity,
  MeasuredChange,
  MeasureFrom,
  MeasureOptions,
  PathFacts,
  PolicyShelf,
  Repository,
  Snapshot,
  TaskEnd,
  TaskPage,
  TaskStore,
  Unread,
} from './ports.ts';
export type {
  ReadFacts,
  ReadFunctions,
  ReadSecrets,
  ReadSqlTexts,
  ReadSyntaxChanges,
  SourceEdit,
  SourceText,
} from './review/reader-ports.ts';
export { tellPhases, type PhaseOptions, type PhasePorts, type TellingPhases } from './phases.ts';
export type { CountElsewhere } from './count-elsewhere.ts';
export {
  readOverview,
  type JudgedTask,
  type KeptEvidence,
  type PackingPorts,
  type PackNow,
  type TaskOverview,
} from './overview.ts';
export { overlay, readEdits, type Edit } from './review/overlay.ts';
export type { MeasuredCommit, PastCommit, PastCommits, PastWishes } from './past/past.ts';
export type { PullRequestPorts } from './pull-request/review-pull-request.ts';
export {
  preparePullRequest,
  titleOfPullRequest,
  type PreparedPullRequest,
} from './pull-request/prepare-pull-request.ts';
export { replayPolicy, type ReplayedCommit, type ReplayOptions, type ReplayWatch } from './past/replay.ts';
export { requestPack, type PackOptions } from './task/request-pack.ts';
export { readBaseText, restoreText, type RestoredText } from './review/restore-text.ts';
export {
  judgeReading,
  readChange,
  review,
  type Reading,
  type ReadOptions,
  type Review,
  type ReviewPorts,
  type Standard,
} from './review/review.ts';
export { checkScope, proposeScope, remarkOnScope, splitScope } from './task/scope.ts';
export { findFreezeNow, takeStanding, type Standing } from './law/standing.ts';
export {
  logPrompt,
  type LoggedPrompt,
  type PromptLog,
  type PromptOptions,
  type PromptPorts,
  type PromptToLog,
} from './task/prompt-log.ts';
export { need, story } from './story.ts';
export { readHistory, rememberMeters, type TaskHistory } from './task/task-history.ts';
export type { TaskRequest } from './task/task-request.ts';
export { readTaskState, tellParked, type TaskState } from './task/task-state.ts';
export { readUnsaved, rememberUnsaved } from './review/unsaved.ts';
export { askApprovals, type BudgetQuestion } from './run/ask-approvals.ts';
export { tellAccepting, titlePatch, type PatchedFile } from './run/patch-to-decide.ts';
export { keepBeforeRevert } from './run/keep-before-revert.ts';
export { recallRun } from './run/recall-run.ts';
export { runCodex, type EndedRun } from './run/run-codex.ts';
export type {
  PatchAnswer,
  PatchQuestion,
  RunPorts,
  RunRequest,
  RunTurn,
  RunWatcher,
  SetAlarm,
} from './run/run-ports.ts';
export type { UnaccountedFile } from './run/unaccounted.ts';
export { verifyPullRequest, type VerifiedPullRequest } from './pull-request/verify-pull-request.ts';
export { packEvidence, verifyEvidence, type MadePack } from './evidence/pack-evidence.ts';
export { checkEvidenceReports, reportEvidence, type EvidenceReports } from './evidence/report-evidence.ts';
export type { PackEvidencePorts, PackPlace, ReadPackFiles } from './evidence/pack-ports.ts';
export { tellInChange } from './review/tell-in-change.ts';
