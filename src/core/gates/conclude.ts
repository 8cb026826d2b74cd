import type { FileChange } from '../change.ts';
import { code, counted, grouped } from '../markdown/write.ts';
import { present } from '../present.ts';
import { listPlain } from '../wording.ts';
import { coverChange, coverLines, percentOf, type CoveragePlaces } from './coverage.ts';
import { changedLineCoverage, looksAtChange, unitOf, type Gate, type GateDemand, type GateRead } from './gate.ts';
import type { CoveredFile, ReadReport, Report, TestCounts } from './reports/report.ts';

/** How a command ended: `exited` by itself, `ended` by a signal; for all else the engine knows why. */
export const commandEnds = ['exited', 'ended', 'timeout', 'missing', 'not-started', 'no-folder', 'not-run'] as const;
export type CommandEndKind = (typeof commandEnds)[number];

interface CommandOutcome {
  readonly run: string;
  readonly folder: string;
  readonly minutes: number;
  readonly how: CommandEndKind;
  /** Its exit code; left out where it has none. */
  readonly exit?: number;
}

export interface GateOutcome {
  readonly commands: readonly CommandOutcome[];
  /** One for each `reads`, in that order. */
  readonly reports: readonly ReadReport[];
  /** The changed files in the place of the gate. */
  readonly changed: readonly FileChange[];
  readonly places: CoveragePlaces;
}

/** What came out of it. Nothing in `problems`: green. */
export interface Conclusion {
  readonly tests?: TestCounts;
  readonly measures: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

const programOf = (run: string): string => /^\S+/.exec(run)?.[0] ?? run;

const tellEnd: Readonly<Record<CommandEndKind, (command: CommandOutcome) => string | undefined>> = {
  exited: ({ run, exit }) => (exit === 0 ? undefined : `${code(run)} ended with exit code ${exit}.`),
  ended: ({ run }) => `${code(run)} was ended by a signal.`,
  timeout: ({ run, minutes }) =>
    `${code(run)} took longer than ${counted(minutes, 'minute')} and was ended, with all that it had started.`,
  missing: ({ run }) =>
    `${code(programOf(run))} is not on this machine, or not on its PATH: install it, and see that this terminal finds it.`,
  'not-started': ({ run }) => `${code(run)} could not be started: the system refused it, and its output says why.`,
  'no-folder': ({ run, folder }) => `${code(run)} was to run in ${code(folder)}, which is no folder here.`,
  'not-run': () => undefined,
};

const nameOfRead = ({ format, path }: GateRead): string =>
  path === undefined ? `What the commands wrote, read as ${format},` : `${code(path)}, read as ${format},`;

type Told<Kind extends Report['kind']> = Extract<Report, { readonly kind: Kind }>;

const reportsOf = <Kind extends Report['kind']>({ reports }: GateOutcome, kind: Kind): readonly Told<Kind>[] =>
  reports.flatMap((read) => (read.ok && read.value.kind === kind ? [read.value as Told<Kind>] : []));

/** So many names of failed tests are kept, each up to so many characters. */
const mostKept = 100;
const longestName = 200;

const cutName = (name: string): string => (name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`);

const addTests = (outcome: GateOutcome): TestCounts | undefined => {
  const all = reportsOf(outcome, 'tests').map(({ tests }) => tests);
  const sum = (part: 'passed' | 'failed' | 'skipped'): number => all.reduce((total, counts) => total + counts[part], 0);
  return all.length === 0
    ? undefined
    : {
        passed: sum('passed'),
        failed: sum('failed'),
        skipped: sum('skipped'),
        failing: all
          .flatMap(({ failing }) => failing)
          .slice(0, mostKept)
          .map(cutName),
      };
};

const mostNamed = 5;

const listSome = (names: readonly string[], all = names.length): string => {
  const shown = names.slice(0, mostNamed).map(code);
  return listPlain(all > shown.length ? [...shown, `${grouped(all - shown.length)} more`] : shown, 'and');
};

const judgeTests = (tests: TestCounts | undefined): readonly string[] => {
  if (tests === undefined) return [];
  const { passed, failed, failing } = tests;
  if (failed > 0)
    return [`${counted(failed, 'test')} failed${failing.length === 0 ? '' : `: ${listSome(failing, failed)}`}.`];
  return passed === 0 ? ['No test was run.'] : [];
};

interface Measured {
  readonly measures: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  /** Measures there is nothing for: no such line was added, or what is missing is told already. */
  readonly empty: readonly string[];
}

const judgeUnseen = (unseen: readonly string[]): readonly string[] =>
  unseen.length === 0
    ? []
    : [`The coverage report does not know ${listSome(unseen)}, so whether the lines there were run is not known.`];

const ofChange = (files: readonly CoveredFile[], { changed, places }: GateOutcome): Measured => {
  const change = coverChange(files, changed, places);
  const percent = percentOf(change);
  return {
    measures: { ...present(changedLineCoverage, percent) },
    problems: judgeUnseen(change.unseen),
    empty: percent === undefined ? [changedLineCoverage] : [],
  };
};

const nothing: Measured = { measures: {}, problems: [], empty: [] };

const measureCoverage = (gate: Gate, outcome: GateOutcome): Measured => {
  const files = reportsOf(outcome, 'lines').flatMap((report) => report.files);
  if (files.length === 0) return nothing;
  const change = looksAtChange(gate) ? ofChange(files, outcome) : nothing;
  const all = present('line-coverage', percentOf(coverLines(files)));
  return { ...change, measures: { ...all, ...change.measures } };
};

const numbersOf = ({ reads }: Gate, { reports }: GateOutcome): Readonly<Record<string, number>> =>
  Object.fromEntries(
    reads.flatMap(({ name }, index) => {
      const read = reports[index];
      return name !== undefined && read?.ok === true && read.value.kind === 'number' ? [[name, read.value.value]] : [];
    }),
  );

/** `1,200`, `79.25`. */
export const tellNumber = (value: number): string => {
  const [whole = '', rest] = String(value).split('.');
  return /^\d+$/.test(whole) ? `${grouped(Number(whole))}${rest === undefined ? '' : `.${rest}`}` : String(value);
};

const judgeDemand = (
  gate: Gate,
  { measure, atLeast, atMost }: GateDemand,
  value: number | undefined,
): readonly string[] => {
  const unit = unitOf(gate, measure);
  if (value === undefined) return [`${code(measure)} was not measured.`];
  const is = `${code(measure)} is ${tellNumber(value)}${unit}`;
  return [
    ...(atLeast !== undefined && value < atLeast
      ? [`${is}; it has to be at least ${tellNumber(atLeast)}${unit}.`]
      : []),
    ...(atMost !== undefined && value > atMost ? [`${is}; at most ${tellNumber(atMost)}${unit} is allowed.`] : []),
  ];
};

const countsOf = (tests: TestCounts | undefined): Readonly<Record<string, number>> =>
  tests === undefined ? {} : { tests: tests.passed + tests.failed, skipped: tests.skipped };

/**
 * What the commands of a gate and their reports come to. A command that failed, a report that is not one, no test at all, and a
 * number that was not measured are all red: nothing is green because nobody looked.
 */
export const concludeGate = (gate: Gate, outcome: GateOutcome): Conclusion => {
  const tests = addTests(outcome);
  const coverage = measureCoverage(gate, outcome);
  const measures = { ...countsOf(tests), ...coverage.measures, ...numbersOf(gate, outcome) };
  const ends = outcome.commands.flatMap((command) => tellEnd[command.how](command) ?? []);
  const unread = gate.reads.flatMap((read, index) => {
    const report = outcome.reports[index];
    return report === undefined || report.ok ? [] : [`${nameOfRead(read)} ${report.error}.`];
  });
  const asked = gate.demands.filter(({ measure }) => !coverage.empty.includes(measure));
  const value = (measure: string): number | undefined =>
    Object.hasOwn(measures, measure) ? measures[measure] : undefined;
  // What a report would have told is missed once, as the report.
  const missed = asked.flatMap((demand) =>
    value(demand.measure) === undefined && unread.length > 0 ? [] : judgeDemand(gate, demand, value(demand.measure)),
  );
  return {
    ...(tests === undefined ? {} : { tests }),
    measures,
    problems: [...ends, ...unread, ...judgeTests(tests), ...coverage.problems, ...missed],
  };
};
