import { present, type Action, type Result } from '#core';
import { entryOfAction } from './action-entry.ts';
import type { Failure } from '../failure.ts';
import type { StandingOptions } from '../ground.ts';
import type { JournalPorts } from '../journal.ts';
import { judgeOnce, type ActionPorts, type RuledAction } from './judge-action.ts';
import { takeHeld } from '../run/recall-given.ts';
import { need, story } from '../story.ts';

export interface ActionQuestion {
  readonly action: Action;
  /** Who asks, as the journal names it. */
  readonly surface: string;
  /** What it is held to; left out: the task of this worktree, and the law of its start. */
  readonly standing?: StandingOptions;
  /** True in a governed run: what a person approved there counts. */
  readonly ofRun?: boolean;
}

/** The answer to a question: nothing was done, and nothing is held. */
export interface AskedAction extends RuledAction {
  /** The mode it was judged in; null where none is at work. */
  readonly mode: string | null;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

/**
 * Judges an action for somebody who wonders whether it may be done, by the law and the files as they are at this moment, and
 * journals what was asked and what was said. A journal that cannot be written keeps no answer back: it is told beside it.
 */
export const askAction = (
  ports: ActionPorts & JournalPorts,
  question: ActionQuestion,
  signal?: AbortSignal,
): Promise<Result<AskedAction, Failure>> =>
  story(async function* () {
    const { action, surface, ofRun = false } = question;
    const standing = yield* need(takeHeld(ports, { ...question.standing, byCodex: true, ofRun }));
    const ruled = yield* need(judgeOnce(ports, standing, action, signal));
    const written = await ports.journal.append(
      entryOfAction({ ...present('task', standing.task), surface }, action, ports.repository.root, ruled),
    );
    const unwritten = written.ok ? [] : [`That this was asked could not be journalled: ${written.error.message}`];
    return { ...ruled, mode: standing.standard.mode?.id ?? null, notes: [...standing.notes, ...unwritten] };
  });
