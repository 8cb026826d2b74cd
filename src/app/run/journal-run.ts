import { present, type JournalEvent, type RunEvent } from '#core';

type Told<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>;

/** Which run an event is of. */
export interface RunName {
  readonly task: string;
  readonly run: string;
}

const surface = 'run';

const meterOf = ({ id, used, limit }: Told<'patch-judged'>['meters'][number]) => ({ id, used, limit });

const judged = (name: RunName, { patch, meters, stood }: Told<'patch-judged'>): JournalEvent => ({
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
  name: RunName,
  { end: { how, message, unaccounted }, use: used }: Told<'ended'>,
): readonly JournalEvent[] => [
  ...(unaccounted.length === 0 ? [] : [{ kind: 'unaccounted', ...name, paths: unaccounted } as const]),
  { kind: 'run-ended', ...name, how, message, used },
];

// A command is told of when it begins, too; what it came to is what counts.
const ran = (name: RunName, { command: { command, state, exitCode } }: Told<'command'>): readonly JournalEvent[] =>
  state === 'running' ? [] : [{ kind: 'command-ran', ...name, command, exit: exitCode ?? null }];

type Writers = { readonly [Kind in RunEvent['kind']]?: (name: RunName, event: Told<Kind>) => readonly JournalEvent[] };

// What is not here is for who watches.
const writers: Writers = {
  started: (name, { thread, version: agent, sandbox, limits }) => [
    { kind: 'run-started', ...name, thread, agent, sandbox, limits },
  ],
  said: (name, { bytes, digest }) => [{ kind: 'prompt-sent', ...name, surface, bytes, digest }],
  handed: (name, { pack, sent, cut, items }) => [{ kind: 'receipt', ...name, pack, sent, cut, items }],
  'patch-judged': (name, event) => [judged(name, event)],
  'patch-decided': (name, { id, decision, by, reason }) => [
    {
      kind: 'action-decided',
      ...name,
      action: id,
      decision: decision === 'accepted' ? 'accept' : 'decline',
      by,
      ...present('reason', reason),
    },
  ],
  'patch-ended': (name, { id, state }) => [{ kind: 'action-ended', ...name, action: id, status: state, about: [] }],
  command: ran,
  refused: (name, { what }) => [{ kind: 'action-ended', ...name, status: 'refused', about: [what] }],
  ended,
};

/** What the journal keeps of an event of a run. */
export const journalOf = (name: RunName, event: RunEvent): readonly JournalEvent[] => {
  // Each writer takes the events of its own kind, which no type can say of all at once.
  const write = writers[event.kind] as ((name: RunName, event: RunEvent) => readonly JournalEvent[]) | undefined;
  return write?.(name, event) ?? [];
};
