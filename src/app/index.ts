export { rememberAllowances, type AllowancePorts } from './allowances.ts';
export type { AskedAllowance } from './ask-allowance.ts';
export { askForApproval, daysLater, usualDays, type ApprovalRequest } from './ask-approval.ts';
export { askForWaiver, type WaiverRequest } from './ask-waiver.ts';
export { checkChange, checkReading, type CheckedChange, type CheckOptions } from './check-change.ts';
export { draftTask, readStartingLaw, type DraftPorts, type TaskDraft } from './draft-task.ts';
export { fail, isRefusal, type Failure, type FailureReason } from './failure.ts';
export { readSpecExists } from './fill-goal.ts';
export { takeGround, type StandingOptions } from './ground.ts';
export { testPolicy, type PolicyTest } from './test-policy.ts';
export { initPolicy, listShipped, type ShippedPolicy } from './init-policy.ts';
export { endTask, keepTask } from './keep-task.ts';
export { findingOfFreeze } from './kill-switch.ts';
export {
  policyPath,
  readLaw,
  rememberStandard,
  standardOfTask,
  tellLaw,
  workingTree,
  type Law,
  type LawPlace,
} from './law.ts';
export { measureChange } from './measure-change.ts';
export type {
  Chance,
  Clock,
  CountTokens,
  FindSecrets,
  Hash,
  Head,
  Identity,
  MeasuredChange,
  MeasureFrom,
  MeasureOptions,
  PathFacts,
  PolicyShelf,
  ReadFacts,
  ReadFunctions,
  ReadSecrets,
  ReadSqlTexts,
  ReadSyntaxChanges,
  Repository,
  Snapshot,
  SourceEdit,
  SourceText,
  TaskEnd,
  TaskPage,
  TaskStore,
  Unread,
} from './ports.ts';
export { overlay, readEdits, type Edit } from './overlay.ts';
export { preparePullRequest, titleOfPullRequest, type PreparedPullRequest } from './prepare-pull-request.ts';
export { requestPack, type PackOptions } from './request-pack.ts';
export {
  judgeReading,
  readChange,
  review,
  type Reading,
  type ReadOptions,
  type Review,
  type ReviewPorts,
  type Standard,
} from './review.ts';
export { checkScope, proposeScope, remarkOnScope, splitScope } from './scope.ts';
export { takeStanding, type Standing } from './standing.ts';
export { need, story } from './story.ts';
export type { TaskRequest } from './task-request.ts';
export { readTaskState, tellParked, type TaskState } from './task-state.ts';
export { readUnsaved, rememberUnsaved } from './unsaved.ts';
