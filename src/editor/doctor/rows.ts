import { tellState, type Diagnosis } from '#app';
import { colours, type Icon } from '../icons.ts';

/** A row of the view of the wiring, before VS Code draws it. */
export interface DoctorRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: Icon;
  /** `untried`: hooks that Codex runs, and that may be tried out. */
  readonly kind: 'part' | 'untried';
}

const names: Record<Diagnosis['id'], string> = {
  codex: 'Codex',
  hooks: 'Hooks of Codex',
  engine: 'Engine for Hooks',
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

const isUntried = ({ id, live, proven }: Diagnosis): boolean => id === 'hooks' && live === true && proven === null;

const describe = (check: Diagnosis): string => `${tellState(check)}${isUntried(check) ? ', not tried out' : ''}`;

const rowOf = (check: Diagnosis): DoctorRow => {
  const { id, says, remedy } = check;
  return {
    id,
    label: names[id],
    description: describe(check),
    tooltip: [`${names[id]}: ${describe(check)}`, says, ...(remedy === undefined ? [] : [remedy])].join('\n\n'),
    icon: signOf(check),
    kind: isUntried(check) ? 'untried' : 'part',
  };
};

/** A row for each part of the wiring, with what is known of it and no more. */
export const rowsOfDoctor = (checks: readonly Diagnosis[]): readonly DoctorRow[] => checks.map(rowOf);

const tried =
  'Nobody has tried out whether they refuse what they have to: **Codex Governor: Try Out Hooks of Codex** does.';

const sectionOf = (check: Diagnosis): string => {
  const { id, says, remedy } = check;
  const more = [...(remedy === undefined ? [] : [remedy]), ...(isUntried(check) ? [tried] : [])];
  return [`## ${names[id]}: ${describe(check)}`, says, ...more].join('\n\n');
};

/** The same in whole sentences, as a Markdown page. `at`: when it was looked at, in words. */
export const writeDoctorPage = (checks: readonly Diagnosis[], at: string): string =>
  [
    '# Codex Doctor',
    `What of the wiring is installed, trusted, live and proven, as of ${at}. It is not followed: look again after a change.`,
    ...checks.map(sectionOf),
    '',
  ].join('\n\n');
