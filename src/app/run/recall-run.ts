import {
  byKind,
  openRecord,
  recordEvent,
  success,
  type ByKind,
  type Finding,
  type ForeignEvent,
  type JournalEntry,
  type JournalEvent,
  type Meter,
  type OfKind,
  type Result,
  type RunEndKind,
  type RunEvent,
  type RunRecord,
} from '#core';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';

/*
 * The record of a run, out of what the journal kept of it: the other way round than `journal-run.ts`.
 */

type Kept<Kind extends JournalEvent['kind']> = OfKind<JournalEvent, Kind>;

const nothingUsed = { steps: 0, 'tool-calls': 0, tokens: 0, minutes: 0 };

// What the journal does not keep of a finding is told by its rule.
const findingOf = ({ id, rule, level, path = '', line = 1, message = '' }: Kept<'action-judged'>['findings'][number]) =>
  ({ id, rule, kind: '', level, path, line, message, because: '' }) satisfies Finding;

const meterOf = (kept: Kept<'action-judged'>['meters'][number]): Meter => ({
  ...kept,
  byClass: {},
  counts: [],
  estimated: false,
});

const judgedPatch = (event: Kept<'action-judged'>): RunEvent => ({
  kind: 'patch-judged',
  patch: {
    id: event.action ?? '',
    files: event.about.map((path) => ({ path })),
    verdict: event.verdict,
    findings: event.findings.map(findingOf),
  },
  meters: event.meters.map(meterOf),
  stood: (event.stood ?? event.meters).map(meterOf),
});

// What is said first is judged before there is a run to show.
const judged = (event: Kept<'action-judged'>): RunEvent | undefined =>
  event.what === 'patch' ? judgedPatch(event) : undefined;

const patchStates = ['written', 'failed', 'declined'] as const;

const actionEnded = ({ action: id = '', status, about }: Kept<'action-ended'>): RunEvent | undefined => {
  if (status === 'refused') return { kind: 'refused', what: about.join(' '), why: '' };
  const state = patchStates.find((known) => known === status);
  return state && { kind: 'patch-ended', id, state };
};

const endings: readonly RunEndKind[] = ['done', 'blocked', 'limit', 'stopped', 'frozen', 'unreachable', 'failed'];

const ended = ({ how, message = '', used }: Kept<'run-ended'>): RunEvent => ({
  kind: 'ended',
  end: { how: endings.find((known) => known === how) ?? 'failed', message, unaccounted: [] },
  use: { ...nothingUsed, ...used },
});

const readers: ByKind<JournalEvent, [number: number], RunEvent | undefined> = {
  'run-started': ({ thread, agent, sandbox, commands, limits = {} }) => ({
    kind: 'started',
    thread,
    version: agent,
    sandbox: sandbox === 'read-only' ? 'read-only' : 'profile',
    ...(commands === 'judged' || commands === 'told' ? { commands } : {}),
    limits,
  }),
  'prompt-sent': ({ bytes, digest }) => ({ kind: 'said', why: 'correction', bytes, digest }),
  receipt: ({ pack, sent, cut, items }) => ({ kind: 'handed', pack, sent, cut, items }),
  'action-judged': judged,
  'action-decided': ({ action: id = '', decision, by, reason }) => ({
    kind: 'patch-decided',
    id,
    decision: decision === 'accept' ? 'accepted' : 'declined',
    by,
    ...(reason === undefined ? {} : { reason }),
  }),
  'budget-approved': ({ action, budget, limit, path, digest, who, role, reason, until }) => ({
    kind: 'budget-approved',
    id: action,
    approval: { budget, limit, path, digest, who, role, reason, until },
  }),
  'action-ended': actionEnded,
  'command-ran': ({ command, exit }, number) => ({
    kind: 'command',
    command: {
      id: String(number),
      command,
      state: exit === 0 ? 'completed' : 'failed',
      ...(exit === null ? {} : { exitCode: exit }),
    },
  }),
  'run-ended': ended,
};

const isOurs = (event: JournalEvent | ForeignEvent): event is JournalEvent => event.kind !== 'foreign';

const withUnaccounted = (record: RunRecord, paths: readonly string[]): RunRecord =>
  record.end === undefined ? record : { ...record, end: { ...record.end, unaccounted: paths } };

interface Entry {
  readonly number: number;
  readonly at: string;
  readonly event: JournalEvent;
}

// The first words of a run are its goal; those after them correct.
const isGoal = (entry: Entry, entries: readonly Entry[]): boolean =>
  entry === entries.find(({ event }) => event.kind === 'prompt-sent');

/** The record of one run out of all that was kept of it; left out of it: its plan, what was said, why it was asked for. */
const recordOf = ({ run, task }: Kept<'run-started'>, entries: readonly Entry[]): RunRecord => {
  const record = entries
    .filter((entry) => !isGoal(entry, entries))
    .reduce(
      (before, { number, at, event }) => {
        const told = byKind(readers, event, number);
        return told === undefined ? before : recordEvent(before, told, at);
      },
      openRecord(task ?? '', run),
    );
  return withUnaccounted(
    record,
    entries.flatMap(({ event }) => (event.kind === 'unaccounted' ? event.paths : [])),
  );
};

const lastRun = (kept: readonly JournalEntry[]): RunRecord | undefined => {
  const entries = kept.flatMap(({ number, at, event }) => (isOurs(event) ? [{ number, at, event }] : []));
  const starts = entries.flatMap(({ event }) => (event.kind === 'run-started' ? [event] : []));
  const start = starts.at(-1);
  return (
    start &&
    recordOf(
      start,
      entries.filter(({ event }) => event.run === start.run),
    )
  );
};

/**
 * The last run of a task as the journal has it; undefined where there was none. It has no end where it broke off, as a kill
 * leaves it, or still goes on elsewhere. Fails with `unreadable`.
 */
export const recallRun = async (
  { journal }: JournalPorts,
  task: string,
): Promise<Result<RunRecord | undefined, Failure>> => {
  const entries = await journal.read({ task });
  return entries.ok ? success(lastRun(entries.value)) : entries;
};
