import { pathsOfSteps, present, readPatch, type Action, type JournalEvent, type Result } from '#core';
import type { Failure } from './failure.ts';
import type { StandingOptions } from './ground.ts';
import type { JournalPorts } from './journal.ts';
import { judgeOnce, type ActionPorts, type RuledAction } from './judge-action.ts';
import { takeStanding, type Standing } from './standing.ts';
import { need, story } from './story.ts';

export interface ActionQuestion {
  readonly action: Action;
  /** Who asks, as the journal names it. */
  readonly surface: string;
  /** What it is held to; left out: the task of this worktree, and the law of its start. */
  readonly standing?: StandingOptions;
}

/** The answer to a question: nothing was done, and nothing is held. */
export interface AskedAction extends RuledAction {
  /** The mode it was judged in; null where none is at work. */
  readonly mode: string | null;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

/** The paths of a patch, the line of a command; a prompt is told by its ruling alone. */
const aboutOf = (action: Action, root: string): readonly string[] => {
  if (action.kind === 'prompt') return [];
  if (action.kind === 'command') return [action.command];
  const steps = readPatch(action, root);
  return steps.ok ? pathsOfSteps(steps.value) : [];
};

const eventOf = (
  { action, surface }: ActionQuestion,
  root: string,
  { task }: Standing,
  { ruling: { verdict, findings, meters } }: RuledAction,
): JournalEvent => ({
  kind: 'action-judged',
  ...present('task', task),
  surface,
  what: action.kind,
  about: aboutOf(action, root),
  verdict,
  findings: findings.map(({ id, rule, level }) => ({ id, rule, level })),
  meters: meters.map(({ id, used, limit }) => ({ id, used, limit })),
});

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
    const standing = yield* need(takeStanding(ports, question.standing ?? {}));
    const ruled = yield* need(judgeOnce(ports, standing, question.action, signal));
    const written = await ports.journal.append(eventOf(question, ports.repository.root, standing, ruled));
    const unwritten = written.ok ? [] : [`That this was asked could not be journalled: ${written.error.message}`];
    return { ...ruled, mode: standing.standard.mode?.id ?? null, notes: [...standing.notes, ...unwritten] };
  });
