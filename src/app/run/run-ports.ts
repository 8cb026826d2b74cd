import type { ProposedFile, RunEvent, Ruling } from '#core';
import type { Agent } from '../agent.ts';
import type { DraftPorts } from '../draft-task.ts';
import type { JournalPorts } from '../journal.ts';
import type { ActionPorts } from '../judge-action.ts';

/** Calls back once after a time, in milliseconds; what comes back calls it off. */
export type SetAlarm = (after: number, ring: () => void) => () => void;

export interface RunPorts extends ActionPorts, JournalPorts {
  readonly agent: Agent;
  readonly setAlarm: SetAlarm;
  /** The tokenizer and the secret scanner are large: they are loaded when the pack is built. */
  readonly loadDraftPorts: () => Promise<DraftPorts>;
}

/** A patch that a person may decide about: the policy blocks it, or it could not be judged. */
export interface PatchQuestion {
  readonly id: string;
  readonly files: readonly ProposedFile[];
  readonly ruling: Ruling;
}

/** Who watches a run. */
export interface RunWatcher {
  /** Hears every event, in order; `at` is ISO 8601. */
  readonly hear: (event: RunEvent, at: string) => void;
  /**
   * Lets a person decide about a patch that is blocked; the signal ends when the run does. Left out: nobody is there, and
   * what is blocked is declined.
   */
  readonly decide?: (question: PatchQuestion, signal: AbortSignal) => Promise<'accept' | 'decline'>;
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
