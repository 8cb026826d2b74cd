// The suites: which files each has, what it needs, and the command that runs it.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build as buildAnew, packVsix } from '../scripts/vsix.ts';
import { bundleOf } from './bundle-of.ts';
import { projectRoot } from './host/places.ts';
import { fetchCorpora } from './oracle/corpora.ts';
import { references, wantedCorpora } from './oracle/references/index.ts';
import { wantedReleases } from './oracle/releases.ts';

let isBuilt = false;

/** Builds what people get, once for all suites. */
const build = (): void => {
  if (!isBuilt) buildAnew('--production');
  isBuilt = true;
};

export interface SuiteRun {
  readonly files: readonly string[];
  readonly named: string | undefined;
  /** The folder with the bundles of files that run as such. */
  readonly bundles?: string | undefined;
}

export interface Suite {
  readonly name: 'unit' | 'codex' | 'mutation' | 'equality' | 'host' | 'browser';
  /** Whether it runs in the VS Code of test/host. */
  readonly needsHost: boolean;
  /** Whether it compares our numbers with the tools people already run. */
  readonly needsReferences?: true;
  /** Whether it compares our numbers on the code of others, which is fetched. */
  readonly needsCorpora?: true;
  /** Whether a file, relative to the project, is one of its tests. */
  readonly holds: (file: string) => boolean;
  /** Whether a file is run as a bundle; left out: each is run from its sources, or it is bundled where it runs. */
  readonly isBundled?: (file: string) => boolean;
  /** Makes what the tests are run against; throws when that fails. Gives more environment for them. */
  readonly prepare: (run: SuiteRun) => Promise<Readonly<Record<string, string>>>;
  /** The arguments for Node, once for each part: the parts of a suite may run at once. */
  readonly parts: (run: SuiteRun) => readonly (readonly string[])[];
  /** Whether a part takes long, by its arguments, so that it begins early; left out: each of them does. */
  readonly isLong?: (words: readonly string[]) => boolean;
  /** More environment for a part, by its arguments. */
  readonly environmentOf?: (words: readonly string[], run: SuiteRun) => Readonly<Record<string, string>>;
  /** The arguments for Node once all parts have run; none where nothing is left to do. */
  readonly conclude?: (run: SuiteRun) => readonly string[] | undefined;
}

/** What runs test files with mocha. */
export const runner = 'test/mocha.ts';
const withTypeScript = ['--import', 'tsx'];

// What is young in a program's memory is written all the time, and copied after each start of another program.
const youngMemory = (files: readonly string[]): readonly string[] =>
  files.some(isThorough) ? [] : ['--max-semi-space-size=4'];

const mochaWords = ({ files, named, bundles }: SuiteRun, timeout: number): readonly string[] => [
  ...(bundles === undefined
    ? [...withTypeScript, runner]
    : ['--enable-source-maps', ...youngMemory(files), bundleOf(bundles, runner), '--bundled', bundles]),
  '--timeout',
  String(timeout),
  ...(named === undefined ? [] : ['--named', named]),
  ...files,
];

/** A short test of what takes long: it builds and packs the extension, and opens VS Code on it. */
const buildsAndOpens = 'test/e2e/start.e2e.ts';

/** Files, the longest first: what takes long begins early, so that all end at about the same time. */
const longestFirst = (files: readonly string[]): readonly string[] =>
  files
    .map((file) => ({ file, length: file === buildsAndOpens ? Infinity : statSync(join(projectRoot, file)).size }))
    .sort((one, other) => other.length - one.length)
    .map(({ file }) => file);

const equalityTests = new Set(['test/oracle/equality.test.ts', 'test/oracle/line-counts.test.ts']);

// Part of the tests cover part of the code: the thresholds are for the whole suite.
const isCovered = ({ files, named }: SuiteRun): boolean =>
  named === undefined && files.length === findTests(unit).length;
const coverage = join(projectRoot, 'coverage/tmp');

// Tests that read so much, at random or of the files of others, that they take long; twice as long where each step is counted.
const thorough = new Set(
  [
    'repo/court',
    'core/syntax/cognitive-oracle',
    'core/syntax/javascript-oracle',
    'core/remembered',
    'core/syntax/javascript-edits',
    'core/syntax/facts-of-real-files',
    'core/syntax/python-oracle',
    'core/syntax/facts',
    'core/policy/read',
    'core/syntax/carry-functions',
    'core/markdown',
    'core/line-difference',
    'core/syntax/javascript-skim',
    'core/import-laws/import-laws',
    'core/syntax/notebook-oracle',
    'core/patch/oracle',
  ].map((name) => `test/${name}.test.ts`),
);
const isThorough = (file: string): boolean => thorough.has(file);

/** Whether what a test runs of the core is counted, in one process that loads every parser there is. */
const isCounted = (file: string): boolean => /^test\/(?:core|policies)\//.test(file) && !isThorough(file);
/** Whether it loads every parser and starts many programs, for minutes. */
const isOfBoth = (file: string): boolean => /^test\/(?:corpus\/|cli\/surfaces\.test)/.test(file);
/** Whether it takes a process of its own. */
const isAlone = (file: string): boolean => isThorough(file) || isOfBoth(file);

// Files of one process; it takes two seconds to load what they test.
const fewFiles = 10;

/** The files in groups of a few. */
const inGroups = (files: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(files.length / fewFiles) }, (_, at) =>
    files.slice(at * fewFiles, (at + 1) * fewFiles),
  );

const isOfCodex = (file: string): boolean => file.startsWith('test/codex/');
const isOfMutation = (file: string): boolean => file.startsWith('test/mutation/');

const unit: Suite = {
  name: 'unit',
  needsHost: false,
  needsReferences: true,
  holds: (file) =>
    file.endsWith('.test.ts') &&
    !file.startsWith('test/editor/') &&
    !isOfCodex(file) &&
    !isOfMutation(file) &&
    !equalityTests.has(file),
  // The command line is tested as it is shipped.
  prepare: async (run) => {
    build();
    if (isCovered(run)) rmSync(coverage, { recursive: true, force: true });
    return {};
  },
  // What is counted of the core are its sources.
  isBundled: (file) => !isCounted(file),
  isLong: (words) => words.some((word) => isCounted(word) || isAlone(word)),
  // To be counted slows a program down, and what has to be covered is the core.
  environmentOf: (words, run) => (isCovered(run) && words.some(isCounted) ? { NODE_V8_COVERAGE: coverage } : {}),
  // A process copies what the system knows of its memory for each program it starts. Some tests load every parser and linter
  // there is, and start few; the others start thousands, each of which takes the longer the more files a process has run.
  parts: (run) => {
    const parts = [
      ...run.files.filter(isOfBoth).map((file) => [file]),
      ...[...thorough].filter((file) => run.files.includes(file)).map((file) => [file]),
      ...inGroups(run.files.filter((file) => !isCounted(file) && !isAlone(file))),
    ];
    // V8 throws away the code of functions that have not run for a while, and what it counted of them with it.
    const flags = isCovered(run) ? ['--no-flush-bytecode'] : [];
    const counted = { ...run, files: run.files.filter(isCounted), bundles: undefined };
    return [
      ...(counted.files.length > 0 ? [[...flags, ...mochaWords(counted, 180_000)]] : []),
      ...parts.filter((files) => files.length > 0).map((files) => mochaWords({ ...run, files }, 180_000)),
    ];
  },
  conclude: (run) =>
    isCovered(run)
      ? [createRequire(import.meta.url).resolve('c8/bin/c8.js'), 'report', '--temp-directory', coverage]
      : undefined,
};

const codex: Suite = {
  name: 'codex',
  needsHost: false,
  holds: (file) => isOfCodex(file) && file.endsWith('.test.ts'),
  isBundled: () => true,
  // Its hooks start the command line as it is shipped.
  prepare: async () => {
    build();
    return {};
  },
  parts: (run) => [mochaWords(run, 60_000)],
};

const mutation: Suite = {
  name: 'mutation',
  needsHost: false,
  holds: (file) => isOfMutation(file) && file.endsWith('.test.ts'),
  prepare: async () => ({}),
  parts: (run) => [mochaWords(run, 300_000)],
};

const equality: Suite = {
  name: 'equality',
  needsHost: false,
  needsCorpora: true,
  holds: (file) => equalityTests.has(file),
  prepare: async ({ named = '' }) => {
    // What the title says in brackets; another part of it is a test of every language.
    const language = references.filter((reference) => named === `(${reference.language})`);
    const isLines = named === '(lines)';
    const languages = isLines ? [] : wantedCorpora(language.length === 0 ? references : language);
    await fetchCorpora([...languages, ...(language.length === 0 ? wantedReleases : [])]);
    return {};
  },
  parts: (run) => [mochaWords(run, 300_000)],
};

const host: Suite = {
  name: 'host',
  needsHost: true,
  holds: (file) => file.startsWith('test/editor/') && file.endsWith('.test.ts'),
  prepare: async () => {
    build();
    return {};
  },
  parts: ({ files, named }) => [
    [...withTypeScript, 'test/run-in-host.ts', ...(named === undefined ? [] : ['--named', named]), ...files],
  ],
};

const browser: Suite = {
  name: 'browser',
  needsHost: true,
  holds: (file) => file.startsWith('test/e2e/') && file.endsWith('.e2e.ts'),
  isBundled: () => true,
  prepare: async () => {
    const vsix = join(projectRoot, 'artifacts/codex-governor.vsix');
    build();
    packVsix(vsix);
    return { CODEX_GOVERNOR_VSIX: vsix };
  },
  // A window waits more than it works: they share the cores without being in each other's way.
  parts: (run) => longestFirst(run.files).map((file) => mochaWords({ ...run, files: [file] }, 240_000)),
};

export const suites: readonly Suite[] = [unit, codex, mutation, equality, host, browser];

/** The test files of a suite, relative to the project, in order. */
export function findTests(suite: Suite): readonly string[] {
  return filesBelow('test').filter(suite.holds).sort();
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    // What is installed, and the tests of the sample's own world, are not ours to run.
    return entry.name === 'node_modules' || path === 'test/sample/files' ? [] : filesBelow(path);
  });
}
