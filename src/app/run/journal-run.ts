import type { JournalEvent, RunEvent } from '#core';

type Told<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>;

/** Which run an event is of. */
export interface RunName {
  readonly task: string;
  readonly run: string;
}

const surface = 'run';

const judged = (name: RunName, { patch, meters }: Told<'patch-judged'>): JournalEvent => ({
  kind: 'action-judged',
  ...name,
  surface,
  action: patch.id,
  what: 'patch',
  about: patch.files.flatMap(({ path, to }) => (to === undefined ? [path] : [path, to])),
  verdict: patch.verdict,
  findings: patch.findings.map(({ id, rule, level }) => ({ id, rule, level })),
  meters: meters.map(({ id, used, limit }) => ({ id, used, limit })),
});

const ended = (name: RunName, { end: { how, message, unaccounted } }: Told<'ended'>): readonly JournalEvent[] => [
  ...(unaccounted.length === 0 ? [] : [{ kind: 'unaccounted', ...name, paths: unaccounted } as const]),
  { kind: 'run-ended', ...name, how, message },
];

// A command is told of when it begins, too; what it came to is what counts.
const ran = (name: RunName, { command: { command, state, exitCode } }: Told<'command'>): readonly JournalEvent[] =>
  state === 'running' ? [] : [{ kind: 'command-ran', ...name, command, exit: exitCode ?? null }];

/** What the journal keeps of an event of a run; the rest is for who watches. */
export const journalOf = (name: RunName, event: RunEvent): readonly JournalEvent[] => {
  switch (event.kind) {
    case 'started': {
      const { thread, version: agent, sandbox } = event;
      return [{ kind: 'run-started', ...name, thread, agent, sandbox }];
    }
    case 'said': {
      const { bytes, digest } = event;
      return [{ kind: 'prompt-sent', ...name, surface, bytes, digest }];
    }
    case 'handed': {
      const { pack, sent, cut, items } = event;
      return [{ kind: 'receipt', ...name, pack, sent, cut, items }];
    }
    case 'patch-judged':
      return [judged(name, event)];
    case 'patch-decided': {
      const decision = event.decision === 'accepted' ? 'accept' : 'decline';
      return [{ kind: 'action-decided', ...name, action: event.id, decision, by: event.by }];
    }
    case 'patch-ended':
      return [{ kind: 'action-ended', ...name, action: event.id, status: event.state, about: [] }];
    case 'command':
      return ran(name, event);
    case 'refused':
      return [{ kind: 'action-ended', ...name, status: 'refused', about: [event.what] }];
    case 'ended':
      return ended(name, event);
    case 'message':
    case 'plan':
    case 'used':
    case 'note':
      return [];
  }
};
