import type { DraftPorts, Law, TaskDraft, TaskRequest } from '#app';
import type { Mode } from '#core';
import type { HandOver } from '../hand-over.ts';

/** What has been answered so far, and the law it is answered under. */
export interface Answers {
  readonly law: Law;
  readonly ports: DraftPorts;
  /** Tracked and untracked files that are not ignored. */
  readonly files: readonly string[];
  readonly mode?: Mode;
  readonly goal: string;
  readonly pattern?: string;
  readonly slots: Readonly<Record<string, string>>;
  readonly scope: readonly string[];
  readonly specs: TaskRequest['specs'];
  readonly picks: TaskRequest['picks'];
  /** True when the person chose to start without a whole pack. */
  readonly wantsOverride: boolean;
  readonly override?: NonNullable<TaskRequest['override']>;
  /** What the last question showed: just that is what starts. */
  readonly draft?: TaskDraft;
  readonly handOver?: HandOver;
}

/** The request these answers make; undefined until a mode was picked. */
export const requestOf = (answers: Answers): TaskRequest | undefined => {
  const { mode, goal, pattern, slots, scope, specs, picks, wantsOverride, override } = answers;
  if (mode === undefined) return undefined;
  return {
    mode: mode.id,
    goal,
    slots,
    scope,
    specs,
    picks,
    ...(pattern === undefined ? {} : { pattern }),
    ...(wantsOverride && override !== undefined ? { override } : {}),
  };
};

export const windowTitle = 'Start Codex Task';
