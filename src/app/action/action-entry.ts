import { pathsOfSteps, readPatch, type Action, type JournalEvent } from '#core';
import type { RuledAction } from './judge-action.ts';

type Judged = Extract<JournalEvent, { readonly kind: 'action-judged' }>;

/** The paths of a patch, the line of a command, the name of a tool; a prompt is told by its ruling alone. */
const aboutOf = (action: Action, root: string): readonly string[] => {
  if (action.kind === 'prompt') return [];
  if (action.kind === 'command') return [action.command];
  if (action.kind === 'tool') return [action.name];
  const steps = readPatch(action, root);
  return steps.ok ? pathsOfSteps(steps.value) : [];
};

/** The entry of an action that was judged; `asked`: by whom, and what it is of. */
export const entryOfAction = (
  asked: Pick<Judged, 'surface' | 'task' | 'run' | 'action'>,
  action: Action,
  root: string,
  { ruling: { verdict, findings, meters } }: RuledAction,
): JournalEvent => ({
  kind: 'action-judged',
  ...asked,
  what: action.kind,
  about: aboutOf(action, root),
  verdict,
  findings: findings.map(({ id, rule, level }) => ({ id, rule, level })),
  meters: meters.map(({ id, used, limit }) => ({ id, used, limit })),
});
