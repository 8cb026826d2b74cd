import type { Policy, ProposedFile, Raisable, Result, RunEvent, Ruling } from '#core';
import type { Agent } from '../agent.ts';
import type { ApprovalRequest } from '../allowance/ask-approval.ts';
import type { DraftPorts } from '../task/draft-task.ts';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { ActionPorts } from '../action/judge-action.ts';

/** Calls back once after a time, in milliseconds; what comes back calls it off. */
export type SetAlarm = (after: number, ring: () => void) => () => void;

/** Keeps governed runs of one worktree apart, be they of several windows and terminals. */
export interface RunTurn {
  /** Does a work while no other run has its turn. Fails with `run-active`, telling who has it, and with `cannot-keep`. */
  readonly take: <T>(work: () => Promise<Result<T, Failure>>) => Promise<Result<T, Failure>>;
  /** Who has it now, in words: `process 4711 on this machine`; undefined: nobody. */
  readonly holder: () => Promise<string | undefined>;
}

export interface RunPorts extends ActionPorts, JournalPorts {
  readonly agent: Agent;
  readonly setAlarm: SetAlarm;
  readonly runTurn: RunTurn;
  /** The tokenizer and the secret scanner are large: they are loaded when the pack is built. */
  readonly loadDraftPorts: () => Promise<DraftPorts>;
}

/** A patch that was judged, as a person may have to decide about it. */
export interface PatchQuestion {
  readonly id: string;
  readonly files: readonly ProposedFile[];
  readonly ruling: Ruling;
  /** The budgets that let it through once more of them is approved, or why no approval does, in words. */
  readonly raisable: Result<readonly Raisable[], string>;
  /** The roles of the policy, to say in which one approves. */
  readonly roles: Policy['roles'];
  /** Why what was answered before could not be done: it is asked again. */
  readonly failed?: Failure;
}

/**
 * What a person says of a patch. The reason of a refusal is told to the agent. Approvals are written for review, and the patch
 * is judged again under them: where it is still blocked, it is asked about again.
 */
export type PatchAnswer =
  | { readonly decision: 'accept' }
  | { readonly decision: 'decline'; readonly reason?: string }
  | { readonly decision: 'approve'; readonly approvals: readonly ApprovalRequest[] };

/** Who watches a run. */
export interface RunWatcher {
  /** Hears every event, in order; `at` is ISO 8601. */
  readonly hear: (event: RunEvent, at: string) => void;
  /** Sees every patch that can be applied, with its texts, before anything is decided about it. */
  readonly see?: (question: PatchQuestion) => Promise<void>;
  /**
   * Lets a person decide about a patch that is blocked; the signal ends when the run does. Left out: nobody is there, and
   * what is blocked is declined.
   */
  readonly decide?: (question: PatchQuestion, signal: AbortSignal) => Promise<PatchAnswer>;
}

export interface RunRequest {
  /** Left out: what the person set for the agent. */
  readonly model?: string;
  /** The thread of an earlier run of the same task, to go on with. */
  readonly resume?: string;
  /** What to say first; left out: the prompt that the task was started with. */
  readonly prompt?: string;
  /** How long a model may stay unreachable, in milliseconds. */
  readonly patience?: number;
}
