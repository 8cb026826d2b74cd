import { byKind, present, type ByKind, type JournalEvent, type OfKind, type RunEvent } from '#core';

type Told<Kind extends RunEvent['kind']> = OfKind<RunEvent, Kind>;

/** Which run an event is of. */
export interface RunName {
  readonly task: string;
  readonly run: string;
}

const surface = 'run';

const meterOf = ({ id, used, limit }: Told<'patch-judged'>['meters'][number]) => ({ id, used, limit });

const judged = ({ patch, meters, stood }: Told<'patch-judged'>, name: RunName): JournalEvent => ({
  kind: 'action-judged',
  ...name,
  surface,
  action: patch.id,
  what: 'patch',
  about: patch.files.flatMap(({ path, to }) => (to === undefined ? [path] : [path, to])),
  verdict: patch.verdict,
  findings: patch.findings.map(({ id, rule, level, path, line, message }) => ({
    id,
    rule,
    level,
    path,
    line,
    message,
  })),
  meters: meters.map(meterOf),
  stood: stood.map(meterOf),
});

const ended = (
  { end: { how, message, unaccounted }, use: used }: Told<'ended'>,
  name: RunName,
): readonly JournalEvent[] => [
  ...(unaccounted.length === 0 ? [] : [{ kind: 'unaccounted', ...name, paths: unaccounted } as const]),
  { kind: 'run-ended', ...name, how, message, used },
];

// A command is told of when it begins, too; what it came to is what counts.
const ran = ({ command: { command, state, exitCode } }: Told<'command'>, name: RunName): readonly JournalEvent[] =>
  state === 'running' ? [] : [{ kind: 'command-ran', ...name, command, exit: exitCode ?? null }];

// What is not here is for who watches.
const writers: ByKind<RunEvent, [name: RunName], readonly JournalEvent[]> = {
  started: ({ thread, version: agent, sandbox, commands, limits }, name) => [
    { kind: 'run-started', ...name, thread, agent, sandbox, ...present('commands', commands), limits },
  ],
  said: ({ bytes, digest }, name) => [{ kind: 'prompt-sent', ...name, surface, bytes, digest }],
  handed: ({ pack, sent, cut, items }, name) => [{ kind: 'receipt', ...name, pack, sent, cut, items }],
  'patch-judged': (event, name) => [judged(event, name)],
  'patch-decided': ({ id, decision, by, reason }, name) => [
    {
      kind: 'action-decided',
      ...name,
      action: id,
      decision: decision === 'accepted' ? 'accept' : 'decline',
      by,
      ...present('reason', reason),
    },
  ],
  'budget-approved': ({ id, approval }, name) => [{ kind: 'budget-approved', ...name, action: id, ...approval }],
  'patch-ended': ({ id, state }, name) => [{ kind: 'action-ended', ...name, action: id, status: state, about: [] }],
  command: ran,
  refused: ({ what }, name) => [{ kind: 'action-ended', ...name, status: 'refused', about: [what] }],
  ended,
};

/** What the journal keeps of an event of a run. */
export const journalOf = (name: RunName, event: RunEvent): readonly JournalEvent[] =>
  byKind(writers, event, name) ?? [];
