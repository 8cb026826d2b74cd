import { grouped } from './markdown/write.ts';

/** What is told of a measure wherever one shows: in a policy, a prompt, a meter, the status bar. */
export interface MeasurePage {
  /** The kind of rule that a budget of it becomes, and that kind's options beside limit and counts. */
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What is counted, as the policy's schema says it. */
  readonly about: string;
  /** What is counted, after a number or in a table. */
  readonly unit: string;
  /** What its meter is called. */
  readonly name: string;
  /** The limit in a prompt, within a sentence. */
  readonly demand: (limit: number) => string;
  /** The limit in a list of limits. */
  readonly limit: (limit: number) => string;
  /** Its part of the status bar, given `8/10`; left out: it is not shown there. */
  readonly status?: (use: string) => string;
}

const atMost = (limit: number, what: string): string => `at most ${grouped(limit)} ${what}`;
const under = (limit: number, what: string): string => `≤ ${grouped(limit)} ${what}`;

const pages = {
  lines: {
    kind: 'diff-budget',
    options: { measure: 'lines' },
    about: 'Lines added plus deleted, as `git diff --numstat` counts them.',
    unit: 'lines added plus deleted',
    name: 'Lines changed',
    demand: (limit) => atMost(limit, 'lines added plus deleted'),
    limit: (limit) => under(limit, 'lines'),
    status: (use) => use,
  },
  syntax: {
    kind: 'diff-budget',
    options: { measure: 'syntax' },
    about: 'Syntax nodes added plus deleted: however code is laid out, it costs the same.',
    unit: 'syntax nodes added plus deleted',
    name: 'Syntax changed',
    demand: (limit) => atMost(limit, 'syntax nodes added plus deleted'),
    limit: (limit) => under(limit, 'syntax nodes'),
  },
  squeezes: {
    kind: 'squeezed-change',
    options: {},
    about: 'Places that were squeezed to fit: comments, tests and assertions deleted, statements crammed into a line.',
    unit: 'places squeezed to fit',
    name: 'Squeezed to fit',
    demand: (limit) =>
      limit === 0
        ? 'no comment, test or assertion deleted to make room, and no statements crammed into one line'
        : atMost(limit, 'comments, tests or assertions deleted, or lines crammed'),
    limit: (limit) => (limit === 0 ? 'nothing squeezed' : under(limit, 'places squeezed')),
  },
  files: {
    kind: 'diff-budget',
    options: { measure: 'files' },
    about: 'Files the change touches.',
    unit: 'files touched',
    name: 'Files touched',
    demand: (limit) => atMost(limit, 'files touched'),
    limit: (limit) => under(limit, 'files'),
    status: (use) => `${use} files`,
  },
  'new-files': {
    kind: 'diff-budget',
    options: { measure: 'new-files' },
    about: 'Files the change adds.',
    unit: 'new files',
    name: 'New files',
    demand: (limit) => (limit === 0 ? 'no new file' : atMost(limit, 'new files')),
    limit: (limit) => (limit === 0 ? 'no new files' : under(limit, 'new files')),
  },
  'deleted-files': {
    kind: 'diff-budget',
    options: { measure: 'deleted-files' },
    about: 'Files the change deletes.',
    unit: 'deleted files',
    name: 'Deleted files',
    demand: (limit) => (limit === 0 ? 'no file deleted' : atMost(limit, 'files deleted')),
    limit: (limit) => (limit === 0 ? 'no deleted files' : under(limit, 'deleted files')),
  },
  complexity: {
    kind: 'function-complexity',
    options: { measure: 'cyclomatic' },
    about: 'Cyclomatic complexity of any one function the change writes or makes worse.',
    unit: 'cyclomatic complexity of a function',
    name: 'Highest complexity',
    demand: (limit) => `no function above cyclomatic complexity ${grouped(limit)}`,
    limit: (limit) => `CC ≤ ${grouped(limit)}`,
    status: (use) => `CC ${use}`,
  },
  cognitive: {
    kind: 'function-complexity',
    options: { measure: 'cognitive' },
    about: 'Cognitive complexity of any one function the change writes or makes worse, where its language has one.',
    unit: 'cognitive complexity of a function',
    name: 'Highest cognitive complexity',
    demand: (limit) => `no function above cognitive complexity ${grouped(limit)}`,
    limit: (limit) => `CG ≤ ${grouped(limit)}`,
    status: (use) => `CG ${use}`,
  },
} as const satisfies Readonly<Record<string, MeasurePage>>;

/** What a budget measures: sums over the change, or the highest of its functions. A new one is an entry above. */
export type Measure = keyof typeof pages;

export const measurePages: Readonly<Record<Measure, MeasurePage>> = pages;

const isMeasure = (name: string): name is Measure => name in pages;

/** Every measure, in the order in which budgets are listed. */
export const measures: readonly Measure[] = Object.keys(pages).filter(isMeasure);

/** The id of the rule and of the meter that a budget becomes. */
export const budgetId = (measure: Measure): string => `budget.${measure}`;

/** The measure of a budget's rule or meter; undefined for a rule that the policy writes. */
export const measureOf = (id: string): Measure | undefined => measures.find((measure) => budgetId(measure) === id);

/** The measure that a person names: `lines`, or the id of its rule, `budget.lines`. */
export const measureNamed = (name: string): Measure | undefined =>
  measures.find((measure) => measure === name || budgetId(measure) === name);
