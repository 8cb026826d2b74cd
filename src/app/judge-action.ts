import type { Action, ProposedFile, Result, Ruling } from '#core';
import type { CheckPorts } from './check-change.ts';
import type { Failure } from './failure.ts';
import type { ReadSecrets } from './reader-ports.ts';
import type { Standing } from './standing.ts';

/** What stands at a path of the working tree now, links not followed. */
export type StandingFile =
  | { readonly is: 'absent' }
  | { readonly is: 'text'; readonly text: string }
  /** It is there and is no text that a patch can edit; `what` for people: `a symbolic link`, `a folder`, `binary`. */
  | { readonly is: 'other'; readonly what: string };

export interface ActionPorts extends CheckPorts {
  readonly readSecrets: ReadSecrets;
  /** Looks at one path of the working tree; a link or another spelling on the way to it is `other`. */
  readonly lookAt: (path: string) => Promise<Result<StandingFile, Failure>>;
}

/** A ruling, with the files as a patch would leave them. */
export interface RuledAction {
  readonly ruling: Ruling;
  /** Empty for anything but a patch, and for a patch that cannot be applied. */
  readonly files: readonly ProposedFile[];
}

export interface JudgeOptions {
  /** Keeps a patch under this name until it is settled: those that come later are judged on top of it. */
  readonly hold?: string;
  readonly signal?: AbortSignal;
}

/** What became of a patch that was held: it stands on disk now, will be written, or will not be. */
export type Settlement = 'landed' | 'accepted' | 'declined';

/** Judges what an agent is about to do, one action after the other. Stays warm: only what changed is read again. */
export interface ActionJudge {
  judge(action: Action, options?: JudgeOptions): Promise<Result<RuledAction, Failure>>;
  /** Says what became of a patch that was held. */
  settle(hold: string, how: Settlement): void;
  /** Something on disk may have changed that no held patch explains: it is measured again before the next ruling. */
  moved(): void;
  /** Measures and judges ahead of the first action, so that it need not wait. */
  warmUp(signal?: AbortSignal): Promise<Result<void, Failure>>;
}

export type OpenActionJudge = (ports: ActionPorts, standing: Standing) => ActionJudge;

/** One ruling by somebody who keeps nothing. */
export type JudgeOnce = (
  ports: ActionPorts,
  standing: Standing,
  action: Action,
  signal?: AbortSignal,
) => Promise<Result<RuledAction, Failure>>;
