/** When a gate is asked for: before a change merges, or apart from any change, as it takes long. */
export const gateMoments = ['pr', 'nightly'] as const;
type GateMoment = (typeof gateMoments)[number];

/** What a gate can read its results from. */
export const readFormats = ['junit', 'pytest', 'mocha-json', 'go-json', 'tap', 'lcov', 'cobertura', 'number'] as const;
export type ReadFormat = (typeof readFormats)[number];

export interface GateCommand {
  /** A program and its words on one line, read without a shell. */
  readonly run: string;
  /** From the root of the repository; empty: the root. */
  readonly folder: string;
  /** How long it may take. */
  readonly minutes: number;
}

/** Where a gate finds what a command has measured. */
export interface GateRead {
  readonly format: ReadFormat;
  /** A file, from the root of the repository; left out: what the commands wrote to their output. */
  readonly path?: string;
  /** Of a number: what it is called. */
  readonly name?: string;
  /** Of a number: what it stands in, with one group around it; left out: nothing else is there. */
  readonly pattern?: string;
  /** Of a number: `ms`. */
  readonly unit?: string;
}

/** What a measure has to be at least, or at most; both ends are allowed. */
export interface GateDemand {
  readonly measure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A way to break the tree that a gate has to notice. */
export interface GateBreak {
  /** From the root of the repository. */
  readonly file: string;
  /** The text there that is taken out; it has to be there once. Left out: the whole file is written anew. */
  readonly find?: string;
  /** What stands there instead. */
  readonly put: string;
}

/** Commands that have to end well, and numbers that have to come out of them, for every change in a place. */
export interface Gate {
  readonly id: string;
  readonly title: string;
  readonly moment: GateMoment;
  /** Empty: every change needs it. */
  readonly in: readonly string[];
  readonly except: readonly string[];
  /** Empty: all, and work without a mode. */
  readonly modes: readonly string[];
  readonly commands: readonly GateCommand[];
  readonly reads: readonly GateRead[];
  readonly demands: readonly GateDemand[];
  /** The ways to break the tree that it has to notice; empty: they are made of what is there. */
  readonly breaks: readonly GateBreak[];
  /** The result of the pull request that it fills: `p95`, or `tests.unit` for one of its kinds. */
  readonly result?: string;
  readonly because: string;
}

/** The minutes of a command where the policy does not say. */
export const commandMinutesByDefault = 10;

export const testFormats: ReadonlySet<ReadFormat> = new Set(['junit', 'pytest', 'mocha-json', 'go-json', 'tap']);
export const coverageFormats: ReadonlySet<ReadFormat> = new Set(['lcov', 'cobertura']);

/** Of the lines that the change added, those that were run, in percent. */
export const changedLineCoverage = 'changed-line-coverage';
const lineCoverage = 'line-coverage';

/** What a gate can measure with what it reads: the names its demands may have. */
export const measuresOf = (
  reads: readonly { readonly format: ReadFormat; readonly name?: string | undefined }[],
): readonly string[] => [
  ...(reads.some(({ format }) => testFormats.has(format)) ? ['tests', 'skipped'] : []),
  ...(reads.some(({ format }) => coverageFormats.has(format)) ? [lineCoverage, changedLineCoverage] : []),
  ...reads.flatMap(({ format, name }) => (format === 'number' && name !== undefined ? [name] : [])),
];

/** The names that no number may have. */
export const ownMeasures: readonly string[] = ['tests', 'skipped', lineCoverage, changedLineCoverage];

/** The unit of a measure, to stand behind it. */
export const unitOf = ({ reads }: Pick<Gate, 'reads'>, measure: string): string => {
  if (measure === lineCoverage || measure === changedLineCoverage) return ' %';
  const unit = reads.find(({ name }) => name === measure)?.unit;
  return unit === undefined ? '' : ` ${unit}`;
};

/** True where what it measures depends on what the change is, and so on the base. */
export const looksAtChange = ({ demands }: Pick<Gate, 'demands'>): boolean =>
  demands.some(({ measure }) => measure === changedLineCoverage);
