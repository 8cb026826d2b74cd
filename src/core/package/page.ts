import { code, fenced, plain, prose, sentence } from '../markdown/write.ts';

/** How a step stands at the end of a run. */
export type StepState = 'done' | 'left-out' | 'failed' | 'open';

/** How that is called. */
export const stepStateNames: Readonly<Record<StepState, string>> = {
  done: 'done',
  'left-out': 'left out',
  failed: 'failed',
  open: 'not begun',
};

/** What a page tells of a run of a package. */
export interface PackagePage {
  readonly title: string;
  readonly verdict: 'done' | 'failed' | 'stopped' | 'unknown';
  readonly steps: readonly { readonly title: string; readonly state: StepState; readonly why?: string }[];
  readonly shown: string;
  readonly gates?: {
    readonly gates: readonly {
      readonly gate: { readonly id: string };
      readonly verdict: string;
      readonly evidence: { readonly problems: readonly string[] };
    }[];
  };
  readonly metrics: readonly {
    readonly title: string;
    readonly unit: string;
    readonly before: number | null;
    readonly after: number | null;
    readonly reached: boolean;
  }[];
  readonly commit?: string;
  readonly recovery: readonly { readonly when: string; readonly do: string }[];
}

const verdicts: Readonly<Record<PackagePage['verdict'], string>> = {
  done: 'It is done.',
  failed: 'It is not done.',
  stopped: 'It was stopped. The next run goes on there.',
  unknown: 'Nobody can tell what is there now: look at the files before anything else.',
};

const value = (number: number | null, unit: string): string =>
  number === null ? 'not measured' : `${number}${unit === '' ? '' : ` ${unit}`}`;

// Even in a code span a `|` would end the cell.
const tellWhy = (why: string): string => (why.includes('|') ? plain(why) : prose(why));

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : ['', ...[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)];

/** What a run of a package came to, as Markdown. */
export const writePackageMarkdown = (page: PackagePage): string =>
  [
    `# ${plain(page.title)}`,
    '',
    verdicts[page.verdict],
    ...table(
      ['Step', 'State', 'Why'],
      page.steps.map(({ title, state, why = '' }) => [plain(title), stepStateNames[state], tellWhy(why)]),
    ),
    ...table(
      ['Gate', 'Verdict', 'Why'],
      (page.gates?.gates ?? []).map(({ gate, verdict, evidence }) => [
        code(gate.id),
        verdict,
        evidence.problems.map((problem) => plain(problem)).join(' '),
      ]),
    ),
    ...table(
      ['Metric', 'Before', 'After', 'Target'],
      page.metrics.map(({ title, unit, before, after, reached }) => [
        plain(title),
        value(before, unit),
        value(after, unit),
        reached ? 'reached' : 'not reached',
      ]),
    ),
    ...(page.shown === '' ? [] : ['', 'What the commands wrote last:', '', ...fenced(page.shown.trimEnd())]),
    ...(page.commit === undefined ? [] : ['', 'The message for the commit:', '', ...fenced(page.commit.trimEnd())]),
    ...(page.verdict === 'stopped' || page.recovery.length === 0
      ? []
      : [
          '',
          'What the package says to do then:',
          '',
          ...page.recovery.map((one) => `- ${sentence(one.when)} ${sentence(one.do)}`),
        ]),
    '',
  ].join('\n');
