import type { Law, TaskDraft, TaskRequest } from '#app';
import { present, type Mode } from '#core';
import type { Machine } from '#repo';
import type { Uri } from 'vscode';
import type { HandOver } from '../hand-over.ts';

/** What has been answered so far, and the law it is answered under. */
export interface Answers {
  readonly law: Law;
  readonly machine: Machine;
  /** The root of the repository, in the spelling of the folder that was opened. */
  readonly root: Uri;
  /** Tracked and untracked files that are not ignored. */
  readonly files: readonly string[];
  readonly mode?: Mode;
  readonly goal: string;
  readonly pattern?: string;
  readonly slots: Readonly<Record<string, string>>;
  /** Undefined until it was asked: what is proposed then depends on the goal. */
  readonly scope?: readonly string[];
  /** Of a slice of a chain: where it keeps out, and which it is. */
  readonly closed?: readonly string[];
  readonly slice?: TaskRequest['slice'];
  readonly specs?: TaskRequest['specs'];
  /** What was proposed for them when they were asked: an answer that is still the proposal follows a goal that changes. */
  readonly proposed?: { readonly scope?: readonly string[]; readonly specs?: TaskRequest['specs'] };
  readonly picks: TaskRequest['picks'];
  /** True when the person chose to start with an incomplete pack. */
  readonly wantsOverride: boolean;
  readonly override?: NonNullable<TaskRequest['override']>;
  /** What the last question shows, and just that is what starts. */
  readonly draft?: TaskDraft;
  readonly handOver?: HandOver;
}

/** The request these answers make; undefined until a mode was picked. */
export const requestOf = (answers: Answers): TaskRequest | undefined => {
  const { mode, goal, pattern, slots, scope = [], specs = [], picks, wantsOverride, override } = answers;
  if (mode === undefined) return undefined;
  return {
    mode: mode.id,
    goal,
    slots,
    scope,
    specs,
    picks,
    ...present('pattern', pattern),
    ...present('closed', answers.closed),
    ...present('slice', answers.slice),
    ...(wantsOverride && override !== undefined ? { override } : {}),
  };
};

const sorted = (list: readonly unknown[]): string => JSON.stringify(list.map((each) => JSON.stringify(each)).sort());

/** Whether an answer is still what was proposed, so that a new proposal may take its place. */
export const isUntouched = (answer: readonly unknown[], proposal: readonly unknown[] = []): boolean =>
  sorted(answer) === sorted(proposal);

/** The title of a step's box. */
export const titleOf = (step: string): string => `Start Codex Task: ${step}`;
