import type { Mode, PackProblem, Problem } from '#core';

/** Why a story could not go on. Each is expected: a person can do something about it. */
const failureReasons = [
  'no-git',
  'no-repository',
  'no-policy',
  'bad-policy',
  'bad-revision',
  'no-base',
  'unknown-mode',
  'mode-required',
  'mode-frozen',
  'bad-goal',
  'bad-slot',
  'bad-scope',
  'bad-spec',
  'bad-path',
  'bad-option',
  'bad-pattern',
  'spec-required',
  'frozen',
  'pack-incomplete',
  'task-active',
  'no-task',
  'task-parked',
  'task-damaged',
  'cannot-keep',
  'exists',
  'too-large',
  'unreadable',
  'no-change',
  'git-failed',
  'cancelled',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Says what went wrong, where, and what to do, in words for a person. */
export interface Failure {
  readonly reason: FailureReason;
  readonly message: string;
  /**
   * What to do, in words that hold for every visitor. Left out where that is an option, a command or a button: then
   * each visitor says its own by the reason.
   */
  readonly remedy?: string;
  /** For `mode-required`: the modes to choose from. */
  readonly modes?: readonly Mode[];
  /** For `bad-policy`: what is wrong with it, at its lines. */
  readonly problems?: readonly Problem[];
  /** For `pack-incomplete`: what is missing, stale or dead. */
  readonly packProblems?: readonly PackProblem[];
}

export const fail = (reason: FailureReason, message: string, remedy?: string): Failure => ({
  reason,
  message,
  ...(remedy === undefined ? {} : { remedy }),
});
