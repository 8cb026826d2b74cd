import type { Mode, PackProblem, Problem } from '#core';

/**
 * Why a story could not go on, and what that answers. Each is expected: a person can do something about it. `refused` is an
 * answer, "you may not"; after all else it is unknown whether one may.
 */
const failureReasons = {
  'no-git': 'unknown',
  'no-repository': 'unknown',
  'no-policy': 'unknown',
  'no-examples': 'unknown',
  'bad-policy': 'unknown',
  'bad-chain': 'unknown',
  'bad-package': 'unknown',
  'bad-revision': 'unknown',
  'no-base': 'unknown',
  'unknown-mode': 'unknown',
  'mode-required': 'unknown',
  'place-required': 'unknown',
  'mode-frozen': 'unknown',
  'bad-goal': 'refused',
  'bad-slot': 'unknown',
  'bad-scope': 'unknown',
  'bad-spec': 'unknown',
  'bad-path': 'unknown',
  'bad-option': 'unknown',
  'bad-pattern': 'unknown',
  'spec-required': 'refused',
  frozen: 'refused',
  'pack-incomplete': 'refused',
  'task-active': 'refused',
  'no-task': 'unknown',
  'task-parked': 'unknown',
  'task-damaged': 'unknown',
  'cannot-keep': 'unknown',
  'journal-damaged': 'unknown',
  'may-not': 'refused',
  'no-identity': 'unknown',
  exists: 'refused',
  'too-large': 'unknown',
  unreadable: 'unknown',
  'no-change': 'unknown',
  'hooks-unclear': 'unknown',
  'git-failed': 'unknown',
  'no-agent': 'unknown',
  'agent-consent': 'unknown',
  'agent-unknown': 'unknown',
  'agent-failed': 'unknown',
  'run-active': 'refused',
  'gate-active': 'unknown',
  cancelled: 'unknown',
} as const satisfies Readonly<Record<string, 'refused' | 'unknown'>>;
export type FailureReason = keyof typeof failureReasons;

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
  /** For `bad-policy` and its like: what is wrong with it, at its lines. */
  readonly problems?: readonly Problem[];
  /** For `frozen`: what lifts it, a change of the policy or what lifts audits. */
  readonly frozenBy?: 'policy' | 'audits';
  /** For `pack-incomplete`: what is missing, stale or dead. */
  readonly packProblems?: readonly PackProblem[];
}

/** A failure with nothing beside its words. */
export const fail = (reason: FailureReason, message: string, remedy?: string): Failure => ({
  reason,
  message,
  ...(remedy === undefined ? {} : { remedy }),
});

/** True where a failure is an answer, "you may not", and not just the lack of one. */
export const isRefusal = ({ reason }: Failure): boolean => failureReasons[reason] === 'refused';
