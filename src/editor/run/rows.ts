import {
  counted,
  exceeds,
  nameMeter,
  runMeasures,
  tellPatchFiles,
  tellUse,
  type Finding,
  type RunPatch,
  type RunRecord,
} from '#core';
import { colours, type Icon } from '../icons.ts';
import { headOf, measureNames, tellMeasure, tellPatches, tellSpent, type RunState } from './run-words.ts';

/** A row of the view of a run, before VS Code draws it. */
export interface RunRow {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: Icon;
  /** What its menu goes by. */
  readonly kind: 'head' | 'section' | 'patch' | 'asked' | 'finding' | 'unaccounted' | 'revertible' | 'plain';
  /** Rows below it; `open`: they are shown. */
  readonly rows?: readonly RunRow[];
  readonly isOpen?: boolean;
  /** Of a patch: its id in the run. Of an unaccounted file: its path. */
  readonly subject?: string;
}

/** What the view shows of a run. */
export interface SeenRun {
  readonly record: RunRecord;
  readonly state: RunState;
  /** Unaccounted files that can be put back here. */
  readonly revertible: ReadonlySet<string>;
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

const headRow = ({ record, state }: SeenRun): RunRow => ({
  id: 'head',
  label: headOf(state),
  description: tellSpent(record),
  tooltip: [record.message, record.end?.message].filter((part) => part !== undefined).join('\n\n'),
  icon: headIcons[state],
  kind: 'head',
  rows: useRows(record),
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

const findingIcons: Record<Finding['level'], Icon> = {
  block: ['error', red],
  warn: ['warning', yellow],
  info: ['info', blue],
};

const findingRow = (patch: string, { id, rule, level, path, line, message }: Finding): RunRow => ({
  id: `finding ${patch} ${id}`,
  label: rule,
  description: message,
  tooltip: `${message}${path === '' ? '' : `\n${path}:${line}`}`,
  icon: findingIcons[level],
  kind: 'finding',
});

const patchIcons: Record<RunPatch['state'], Icon> = {
  asked: ['question', yellow],
  accepted: ['loading~spin'],
  written: ['pass', green],
  declined: ['circle-slash', red],
  failed: ['error', red],
};

const verdictWords: Record<RunPatch['verdict'], string> = {
  pass: 'passes',
  warn: 'passes, with a look',
  block: 'blocked',
};

const stateWords: Record<RunPatch['state'], string> = {
  asked: 'waits for you',
  accepted: 'is being written',
  written: 'written',
  declined: 'declined',
  failed: 'could not be written',
};

const tellState = ({ state, by }: RunPatch): string => {
  if (by !== 'person' || state === 'asked') return stateWords[state];
  return state === 'declined' ? 'declined by you' : `${stateWords[state]}, accepted by you`;
};

const tellPatch = (patch: RunPatch): string => `${verdictWords[patch.verdict]} · ${tellState(patch)}`;

// The view is narrow: what a file is called tells more than where it lies.
const nameFiles = ({ files }: RunPatch): string =>
  tellPatchFiles({
    files: files.map(({ path, to }) => ({
      path: nameOfPath(path),
      ...(to === undefined ? {} : { to: nameOfPath(to) }),
    })),
  });

const nameOfPath = (path: string): string => path.split('/').at(-1) ?? path;

const patchRow = (patch: RunPatch, isAsked: boolean): RunRow => ({
  id: `patch ${patch.id}`,
  label: nameFiles(patch),
  description: tellPatch(patch),
  tooltip: [tellPatchFiles(patch), tellPatch(patch), patch.fault, patch.reason && `“${patch.reason}”`]
    .filter((part) => part !== undefined && part !== '')
    .join('\n'),
  // One that the policy blocks waits for nobody where no person is asked.
  icon: patch.state === 'asked' && !isAsked ? ['loading~spin'] : patchIcons[patch.state],
  kind: isAsked ? 'asked' : 'patch',
  rows: patch.findings.map((finding) => findingRow(patch.id, finding)),
  isOpen: isAsked,
  subject: patch.id,
});

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
  const { record, state } = seen;
  const asks = (patch: RunPatch): boolean => state === 'asking' && patch.state === 'asked';
  const patches = record.patches.map((patch) => patchRow(patch, asks(patch)));
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
