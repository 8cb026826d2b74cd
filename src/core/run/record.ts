import type { Meter } from '../budget.ts';
import type { Finding } from '../finding.ts';
import type { Verdict } from '../level.ts';
import { present } from '../present.ts';
import type { GivenApproval } from './given-approval.ts';
import type { RunLimits, RunUse } from './limits.ts';

/** A file that a patch is about; `to`: where it is moved. */
interface PatchedPath {
  readonly path: string;
  readonly to?: string;
}

/** What became of a patch: nobody has decided yet, it may be written, it was refused, it stands on disk, it failed on its way. */
type PatchState = 'asked' | 'accepted' | 'declined' | 'written' | 'failed';

/** A patch that the agent proposed. `id` names it within its run. */
export interface RunPatch {
  readonly id: string;
  readonly files: readonly PatchedPath[];
  readonly verdict: Verdict;
  /** What it would bring. */
  readonly findings: readonly Finding[];
  readonly state: PatchState;
  /** Who decided; left out while nobody has. */
  readonly by?: 'engine' | 'person';
  /** What the person who declined it gave as the reason. */
  readonly reason?: string;
  /** What was approved for it, in order; left out where nothing was. */
  readonly approved?: readonly GivenApproval[];
  /** Why it was not judged, where it could not be. */
  readonly fault?: string;
}

interface RunCommand {
  readonly id: string;
  readonly command: string;
  readonly state: 'running' | 'completed' | 'failed' | 'declined';
  readonly exitCode?: number;
}

interface RunStep {
  readonly step: string;
  readonly status: 'pending' | 'running' | 'done';
}

/**
 * How a run ended. `done`: the agent says that it is done, and the policy does not block what it did. `blocked`: it does, and
 * the corrections are used up. `unreachable`: the model did not answer. `stopped`: by a person.
 */
export type RunEndKind = 'done' | 'blocked' | 'limit' | 'stopped' | 'frozen' | 'unreachable' | 'failed';

export interface RunEnd {
  readonly how: RunEndKind;
  /** In words for a person: what it was, and what to do where there is something. */
  readonly message: string;
  /** Files that changed while it ran and that no accepted patch explains, sorted. */
  readonly unaccounted: readonly string[];
}

/** What happened in a run, in the order in which it did. */
export type RunEvent =
  | {
      readonly kind: 'started';
      readonly thread: string;
      readonly version: string;
      readonly sandbox: 'profile' | 'read-only';
      /** Left out by runs of an older version: they were told. */
      readonly commands?: 'judged' | 'told';
      readonly limits: RunLimits;
    }
  | {
      readonly kind: 'said';
      readonly why: 'goal' | 'correction';
      /** UTF-8 bytes. */
      readonly bytes: number;
      /** SHA-256. */
      readonly digest: string;
    }
  /** What of the context pack went over to the agent: UTF-8 bytes, and how many sections its token budget left out. */
  | {
      readonly kind: 'handed';
      readonly pack: string;
      readonly sent: number;
      readonly cut: number;
      readonly items: readonly string[];
    }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'plan'; readonly steps: readonly RunStep[] }
  | {
      readonly kind: 'patch-judged';
      readonly patch: Omit<RunPatch, 'state' | 'by' | 'reason' | 'approved'>;
      readonly meters: readonly Meter[];
      /** The meters without it. */
      readonly stood: readonly Meter[];
    }
  | {
      readonly kind: 'patch-decided';
      readonly id: string;
      readonly decision: 'accepted' | 'declined';
      readonly by: 'engine' | 'person';
      readonly reason?: string;
    }
  /** A person approved more of a budget for a patch, which is then judged again. */
  | { readonly kind: 'budget-approved'; readonly id: string; readonly approval: GivenApproval }
  | { readonly kind: 'patch-ended'; readonly id: string; readonly state: 'written' | 'failed' | 'declined' }
  | { readonly kind: 'command'; readonly command: RunCommand }
  /** Something other than a patch that was asked for and is never granted. */
  | { readonly kind: 'refused'; readonly what: string; readonly why: string }
  | { readonly kind: 'used'; readonly use: RunUse }
  | { readonly kind: 'note'; readonly text: string }
  /** `use`: all that it used up. */
  | { readonly kind: 'ended'; readonly end: RunEnd; readonly use: RunUse };

/** A refusal, or something a reader should know, with when it was told. */
interface RunNote {
  readonly at: string;
  readonly text: string;
}

/** A run as a view shows it. It is plain data, so that it outlives the window. */
export interface RunRecord {
  readonly version: 1;
  readonly task: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly thread?: string;
  readonly agent?: string;
  readonly sandbox?: 'profile' | 'read-only';
  readonly limits: RunLimits;
  readonly use: RunUse;
  /** The receipt of its context pack; left out until it was sent. */
  readonly handed?: { readonly pack: string; readonly sent: number; readonly cut: number };
  readonly plan: readonly RunStep[];
  readonly patches: readonly RunPatch[];
  readonly commands: readonly RunCommand[];
  /** With all that was written, and the patch that was judged last unless it is not going to be. */
  readonly meters: readonly Meter[];
  /** The patch that was judged last, with the meters without it. */
  readonly stood?: { readonly patch: string; readonly meters: readonly Meter[] };
  readonly corrections: number;
  readonly notes: readonly RunNote[];
  /** What the agent said last. */
  readonly message?: string;
  readonly end?: RunEnd;
}

/** What a person should know of a run whose commands nobody judges. */
export const commandsAreTold =
  'Codex is told which commands the policy lets it run, but nothing judges them before they run; the sandbox keeps them from writing.';

const nothingUsed: RunUse = { steps: 0, 'tool-calls': 0, tokens: 0, minutes: 0 };

/** The record of a run that is about to start. */
export const openRecord = (task: string, startedAt: string): RunRecord => ({
  version: 1,
  task,
  startedAt,
  limits: {},
  use: nothingUsed,
  plan: [],
  patches: [],
  commands: [],
  meters: [],
  corrections: 0,
  notes: [],
});

// What is kept of a run that never ends by itself: the newest are what a reader looks for.
const mostKept = 500;

const keep = <T>(items: readonly T[], item: T): readonly T[] => [...items.slice(1 - mostKept), item];

const replace = <T extends { readonly id: string }>(items: readonly T[], item: T): readonly T[] =>
  items.some(({ id }) => id === item.id) ? items.map((one) => (one.id === item.id ? item : one)) : keep(items, item);

const isUnwritten = (state: PatchState): boolean => state === 'declined' || state === 'failed';

/** The meters once a patch has come to something: those without it, where it is not going to be written. */
const metersAfter = ({ meters, stood }: RunRecord, id: string, state: PatchState): readonly Meter[] =>
  isUnwritten(state) && stood?.patch === id ? stood.meters : meters;

const settlePatch = (record: RunRecord, id: string, parts: Pick<RunPatch, 'state' | 'by' | 'reason'>): RunRecord => ({
  ...record,
  patches: record.patches.map((patch) => (patch.id === id ? { ...patch, ...parts } : patch)),
  meters: metersAfter(record, id, parts.state),
});

const declineAsked = (record: RunRecord): RunRecord =>
  record.patches
    .filter(({ state }) => state === 'asked')
    .reduce((before, { id }) => settlePatch(before, id, { state: 'declined' }), record);

/** The record of a run that is over, whether or not an end was told: what nobody answered any more was not written. */
export const breakOff = (record: RunRecord): RunRecord => ({
  ...declineAsked(record),
  commands: record.commands.map((command) => (command.state === 'running' ? { ...command, state: 'failed' } : command)),
});

type Told<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>;

type Write<Kind extends RunEvent['kind']> = (record: RunRecord, event: Told<Kind>, at: string) => RunRecord;

const writers: { readonly [Kind in RunEvent['kind']]: Write<Kind> } = {
  started: (record, { thread, version, sandbox, commands, limits }, at) => {
    const begun = { ...record, thread, agent: version, sandbox, limits };
    return commands === 'told' ? { ...begun, notes: keep(begun.notes, { at, text: commandsAreTold }) } : begun;
  },
  said: (record, { why }) => (why === 'correction' ? { ...record, corrections: record.corrections + 1 } : record),
  handed: (record, { pack, sent, cut }) => ({ ...record, handed: { pack, sent, cut } }),
  message: (record, { text }) => ({ ...record, message: text }),
  plan: (record, { steps }) => ({ ...record, plan: steps }),
  'patch-judged': (record, { patch, meters, stood }) => {
    // One that is judged again is still the one that budgets were approved for.
    const { approved } = record.patches.find(({ id }) => id === patch.id) ?? {};
    const asked = { ...patch, state: 'asked' as const, ...present('approved', approved) };
    const judged = { ...record, patches: replace(record.patches, asked) };
    return meters.length === 0 ? judged : { ...judged, meters, stood: { patch: patch.id, meters: stood } };
  },
  'patch-decided': (record, { id, decision, by, reason }) =>
    settlePatch(record, id, { state: decision, by, ...present('reason', reason) }),
  'budget-approved': (record, { id, approval }) => ({
    ...record,
    patches: record.patches.map((patch) =>
      patch.id === id ? { ...patch, approved: [...(patch.approved ?? []), approval] } : patch,
    ),
  }),
  'patch-ended': (record, { id, state }) => settlePatch(record, id, { state }),
  command: (record, { command }) => ({ ...record, commands: replace(record.commands, command) }),
  refused: (record, { what, why }, at) => ({
    ...record,
    notes: keep(record.notes, { at, text: `${what} ${why}`.trim() }),
  }),
  used: (record, { use }) => ({ ...record, use }),
  note: (record, { text }, at) => ({ ...record, notes: keep(record.notes, { at, text }) }),
  ended: (record, { end, use }, at) => ({ ...breakOff(record), end, use, endedAt: at }),
};

/** The record with one more event in it; `at` is when it happened, ISO 8601. */
export const recordEvent = (record: RunRecord, event: RunEvent, at: string): RunRecord => {
  // Each writer takes the events of its own kind, which no type can say of both at once.
  const write = writers[event.kind] as Write<RunEvent['kind']>;
  return write(record, event, at);
};
