import { counted, exceeds, nameMeter, runMeasures, tellUse, type RunPatch, type RunRecord } from '#core';
import { colours, type Icon } from '../icons.ts';
import { patchRow, type RunRow } from './patch-rows.ts';
import { headOf, measureNames, tellMeasure, tellPatches, tellSpent, type RunState } from './run-words.ts';

/** What the view shows of a run. */
export interface SeenRun {
  readonly record: RunRecord;
  readonly state: RunState;
  /** Unaccounted files that can be put back here. */
  readonly revertible: ReadonlySet<string>;
  /** Patches that wait and that an approval lets through, by their ids in the run; left out: none. */
  readonly approvable?: ReadonlySet<string>;
}

const { good: green, bad: red, look: yellow, news: blue } = colours;

const headIcons: Record<RunState, Icon> = {
  running: ['loading~spin'],
  asking: ['question', yellow],
  elsewhere: ['loading~spin'],
  broken: ['debug-disconnect', yellow],
  done: ['pass', green],
  blocked: ['error', red],
  limit: ['watch', yellow],
  stopped: ['debug-stop', yellow],
  frozen: ['lock', red],
  unreachable: ['debug-disconnect', red],
  failed: ['error', red],
};

const section = (
  id: string,
  label: string,
  rows: readonly RunRow[],
  more: Partial<Pick<RunRow, 'isOpen' | 'description'>> = {},
): readonly RunRow[] => (rows.length === 0 ? [] : [{ id, label, kind: 'section', rows, isOpen: true, ...more }]);

const useRows = (record: RunRecord): readonly RunRow[] =>
  runMeasures.map((measure) => ({
    id: `use ${measure}`,
    label: measureNames[measure],
    description: tellMeasure(record, measure),
    kind: 'plain',
  }));

// The journal is told what a run used when it ends: of one that it alone knows, and that has no end, that is not known.
const knowsUse = ({ record, state }: SeenRun): boolean =>
  record.end !== undefined || state === 'running' || state === 'asking';

const headRow = (seen: SeenRun): RunRow => {
  const { record, state } = seen;
  const use = knowsUse(seen) ? { description: tellSpent(record), rows: useRows(record) } : {};
  return { ...headOfRun(record, state), ...use };
};

const headOfRun = (record: RunRecord, state: RunState): RunRow => ({
  id: 'head',
  label: headOf(state),
  tooltip: [record.message, record.end?.message].filter((part) => part !== undefined).join('\n\n'),
  icon: headIcons[state],
  kind: 'head',
});

const meterRows = ({ meters }: RunRecord): readonly RunRow[] =>
  meters.map((meter) => ({
    id: `meter ${meter.id}`,
    label: nameMeter(meter),
    description: tellUse(meter),
    icon: exceeds(meter) ? ['error', red] : ['pass', green],
    kind: 'plain',
  }));

const stepIcons: Record<RunRecord['plan'][number]['status'], Icon> = {
  pending: ['circle-large-outline'],
  running: ['circle-large-filled', blue],
  done: ['pass', green],
};

const planRows = ({ plan }: RunRecord): readonly RunRow[] =>
  plan.map(({ step, status }, index) => ({
    id: `step ${index}`,
    label: step,
    tooltip: step,
    icon: stepIcons[status],
    kind: 'plain',
  }));

const commandIcon = (state: RunRecord['commands'][number]['state']): Icon =>
  state === 'running' ? ['loading~spin'] : state === 'completed' ? ['terminal'] : ['error', yellow];

const commandRows = ({ commands }: RunRecord): readonly RunRow[] =>
  commands.map(({ id, command, state, exitCode }) => ({
    id: `command ${id}`,
    label: command,
    description: exitCode === undefined ? state : `exit ${exitCode}`,
    tooltip: command,
    icon: commandIcon(state),
    kind: 'plain',
  }));

const noteRows = ({ notes }: RunRecord): readonly RunRow[] =>
  notes.map(({ text }, index) => ({ id: `note ${index}`, label: text, tooltip: text, icon: ['info'], kind: 'plain' }));

const unaccountedRows = ({ record: { end }, revertible }: SeenRun): readonly RunRow[] =>
  (end?.unaccounted ?? []).map((path) => ({
    id: `unaccounted ${path}`,
    label: path,
    description: 'no accepted patch explains it',
    tooltip: `${path} changed while Codex worked, and no patch that was accepted explains it. It may be your own edit.`,
    icon: ['warning', yellow],
    kind: revertible.has(path) ? 'revertible' : 'unaccounted',
    subject: path,
  }));

const title = (what: string, rows: readonly unknown[]): string => `${what} (${rows.length})`;

/** The rows of a run, section by section. */
export const rowsOfRun = (seen: SeenRun): readonly RunRow[] => {
  const { record, state, approvable } = seen;
  const isOver = record.end !== undefined || state === 'broken';
  const asks = (patch: RunPatch): boolean => state === 'asking' && patch.state === 'asked';
  const patches = record.patches.map((patch) =>
    patchRow({ patch, isAsked: asks(patch), isApprovable: approvable?.has(patch.id) === true, isOver }),
  );
  const [commands, notes, unaccounted] = [commandRows(record), noteRows(record), unaccountedRows(seen)];
  return [
    headRow(seen),
    ...section('unaccounted', title('Unaccounted', unaccounted), unaccounted),
    ...section('patches', 'Patches', patches, { description: tellPatches(record) }),
    ...section('budgets', 'Budgets', meterRows(record)),
    ...section('plan', 'Plan', planRows(record)),
    ...section('commands', title('Commands', commands), commands, { isOpen: false }),
    ...section('notes', title('Refused, and Notes', notes), notes, { isOpen: false }),
  ];
};

/** What a screen reader hears of a row. */
export const speakRow = ({ label, description = '', rows = [] }: RunRow): string =>
  [label, description, rows.length === 0 ? '' : counted(rows.length, 'row')].filter((part) => part !== '').join(', ');
