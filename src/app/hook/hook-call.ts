import type { Action, Judgement, Result } from '#core';
import type { Failure } from '../failure.ts';
import type { ActionJudge, ActionPorts } from '../action/judge-action.ts';
import type { JournalPorts } from '../journal.ts';
import type { PromptPorts } from '../task/prompt-log.ts';
import type { Standing } from '../law/standing.ts';

/** The moments at which Codex asks its hooks. */
export const hookEvents = ['session-start', 'user-prompt-submit', 'pre-tool-use', 'post-tool-use', 'stop'] as const;
export type HookEvent = (typeof hookEvents)[number];

/** What a hook of Codex is asked. */
export type HookCall = {
  /** The id of the session that asks, as Codex names it. */
  readonly session: string;
  /** The folder that the session works in, absolute. */
  readonly cwd: string;
} & (
  | { readonly event: 'session-start'; readonly source: string }
  | { readonly event: 'user-prompt-submit'; readonly prompt: string }
  | { readonly event: 'pre-tool-use'; readonly use: string; readonly action: Action }
  | { readonly event: 'post-tool-use'; readonly action: Action }
  /** `goesOn`: a hook has kept it from ending before, since it was last spoken to. */
  | { readonly event: 'stop'; readonly goesOn: boolean }
);

/** What Codex is answered; neither: it may go on, and there is nothing to say. */
export interface HookAnswer {
  /** Why it may not: it is put before whoever can mend it. */
  readonly refuse?: string;
  /** What it should know. */
  readonly tell?: string;
}

/** What is remembered of a session between two of its questions. */
export interface SessionMemory {
  /** How many prompts it was given. */
  readonly prompts: number;
  /** How often it was kept from ending since the last one. */
  readonly corrections: number;
  /** Whether a patch was let through since then. */
  readonly acted: boolean;
  /** What was said of the change when it was looked at last, and the digest of what it was then. */
  readonly judgement: Pick<Judgement, 'findings' | 'meters'>;
  readonly change: string;
}

/** What is remembered of sessions, kept where the agent cannot write. */
export interface SessionMemories {
  /** Undefined where nothing is known, also where what was written cannot be read any more. */
  read(session: string): Promise<SessionMemory | undefined>;
  /** Fails with `cannot-keep`. */
  keep(session: string, memory: SessionMemory): Promise<Result<void, Failure>>;
}

export interface HookPorts extends ActionPorts, JournalPorts, PromptPorts {
  readonly repository: ActionPorts['repository'];
  readonly sessions: SessionMemories;
  /** A judge of what a standing holds the work to: a new one, or one that has judged by the very same before. */
  readonly judgeBy: (standing: Standing) => ActionJudge;
}
