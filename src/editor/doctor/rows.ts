import { tellState, type Diagnosis } from '#app';
import { colours, type Icon } from '../icons.ts';

/** A row of the view of the wiring, before VS Code draws it. */
export interface DoctorRow {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip: string;
  readonly icon: Icon;
  /** `untried`: hooks that Codex runs, and that may be tried out. */
  readonly kind: 'part' | 'untried' | 'words';
  /** What is known of it in sentences, and what to do. */
  readonly rows: readonly DoctorRow[];
}

const names: Record<Diagnosis['id'], string> = {
  codex: 'Codex',
  hooks: 'Hooks of Codex',
  rules: 'Rules for Commands',
  agents: 'Section of AGENTS.md',
  'pre-commit': 'Pre-commit Hook',
  ci: 'CI Workflow',
  journal: 'Journal',
};

const signOf = ({ installed, live, proven }: Diagnosis): Icon => {
  if (live === false || proven === false) return ['error', colours.bad];
  if (live === true) return ['pass', colours.good];
  // What stands there, and of which nobody can say here whether it is run.
  return installed ? ['info', colours.news] : ['circle-large-outline'];
};

const words = (id: string, text: string, icon: Icon): DoctorRow => ({
  id,
  label: text,
  tooltip: text,
  icon,
  kind: 'words',
  rows: [],
});

const isUntried = ({ id, live, proven }: Diagnosis): boolean => id === 'hooks' && live === true && proven === null;

const rowOf = (check: Diagnosis): DoctorRow => {
  const { id, says, remedy } = check;
  const description = `${tellState(check)}${isUntried(check) ? ', not tried out' : ''}`;
  return {
    id,
    label: names[id],
    description,
    tooltip: [`${names[id]}: ${description}`, says, ...(remedy === undefined ? [] : [remedy])].join('\n\n'),
    icon: signOf(check),
    kind: isUntried(check) ? 'untried' : 'part',
    rows: [
      words(`${id} says`, says, ['comment']),
      ...(remedy === undefined ? [] : [words(`${id} remedy`, remedy, ['lightbulb'])]),
    ],
  };
};

/** A row for each part of the wiring, with what is known of it and no more. */
export const rowsOfDoctor = (checks: readonly Diagnosis[]): readonly DoctorRow[] => checks.map(rowOf);
