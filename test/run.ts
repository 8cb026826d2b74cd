// npm test: runs every suite and closes with the line `N passed, N failed`.
//   npm test -- --only unit                            one suite, or several: --only unit,host
//   npm test -- --only browser test/e2e/start.e2e.ts   some of its files
//   npm test -- --only unit --named 'a title'          tests with this text in their title
// The suites that need no VS Code run at once, those with one after them; they are told of one after the other. Temporary
// folders are in memory where the machine lends it, unless TMPDIR names another place.
// Nothing is skipped: a test that was left out and a suite that could not run are failures. Ends with 1 when anything
// failed, with 2 when the machine lacks something.
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demandMachine } from '../scripts/machine.ts';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { bundleTests } from './bundle-tests.ts';
import { countsVariable, readCounts } from './counts.ts';
import { projectRoot } from './host/places.ts';
import { inLanes, runNode } from './lanes.ts';
import { lendMemory } from './memory-folder.ts';
import { findTests, runner, suites } from './suites.ts';
import type { Suite, SuiteRun } from './suites.ts';

interface Sum {
  readonly passed: number;
  readonly failures: readonly string[];
}

/** A suite that can be started, or why it cannot. */
type Prepared = { readonly suite: Suite } & (
  { readonly run: SuiteRun; readonly environment: Readonly<Record<string, string>> } | { readonly reason: string }
);

/** One part of a suite, or what it concludes with. */
interface Part {
  readonly prepared: Prepared;
  readonly words: readonly string[];
  /** The file of its counts. */
  readonly counts: string;
  /** The file of what it prints; without one it prints by itself. */
  readonly held: string | undefined;
}

interface Ended {
  readonly status: number;
  readonly seconds: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, named: { type: 'string' } },
});

const chosen = chooseSuites(values.only);
demandMachine({
  host: chosen.some(({ needsHost }) => needsHost),
  references: chosen.some(({ needsReferences }) => needsReferences === true),
  corpora: chosen.some(({ needsCorpora }) => needsCorpora === true),
});
const started = Date.now();
useMemory();
close(await runTogether(chosen));

/** Has every temporary folder made in memory from here on, by the programs that are started too. */
function useMemory(): void {
  if ((process.env['TMPDIR'] ?? '') !== '') return;
  const memory = lendMemory();
  if (memory === undefined) return;
  process.env['TMPDIR'] = memory.path;
  process.once('exit', () => memory.dispose());
  // A key of the person ends the suites as well, and what lies in memory would stay there.
  process.once('SIGINT', () => process.exit(130));
}

function chooseSuites(only: string | undefined): readonly Suite[] {
  if (only === undefined) return suites;
  const names = only.split(',');
  const unknown = names.filter((name) => suites.every((suite) => suite.name !== name));
  if (unknown.length > 0) {
    console.error(`no suite named ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return suites.filter(({ name }) => names.includes(name));
}

/** Runs suites at once, as far as there are cores. The first part prints as it goes, the others when it is their turn. */
async function runTogether(together: readonly Suite[]): Promise<readonly Sum[]> {
  const folder = makeTemporaryFolder('codex-governor-counts');
  try {
    const prepared: Prepared[] = [];
    // One after the other: some build into the same place.
    for (const suite of together) prepared.push(await prepare(suite));
    const parts = prepared.flatMap((one) => partsOf(one, folder.path, one === prepared[0]));
    const begun = begin(parts);
    const all: Sum[] = [];
    for (const one of prepared)
      all.push(
        await tell(
          one,
          begun.filter(({ part }) => part.prepared === one),
        ),
      );
    return all;
  } finally {
    folder.dispose();
  }
}

/** Begins parts as lanes become free: windows after all others, as they tell less when they have to wait for a core. */
function begin(parts: readonly Part[]): readonly BegunPart[] {
  const inOwnLanes = (
    own: readonly Part[],
    lanes: number,
    after: Promise<unknown>,
  ): ReadonlyMap<Part, Promise<Ended>> => {
    const run = (part: Part) => async (): Promise<Ended> => {
      await after;
      return runPart(part);
    };
    const ends = inLanes(own.map(run), lanes);
    return new Map(own.flatMap((part, at) => (ends[at] === undefined ? [] : [[part, ends[at]] as const])));
  };
  const cores = availableParallelism();
  const others = parts.filter((part) => !isOfWindow(part)).sort((one, other) => turnOf(one) - turnOf(other));
  // One more than there are cores, as a part waits for the programs it starts.
  const begun = inOwnLanes(others, cores + 1, Promise.resolve());
  const windows = inOwnLanes(parts.filter(isOfWindow), cores, Promise.allSettled(begun.values()));
  return parts.flatMap((part, at): readonly BegunPart[] => {
    const end = windows.get(part) ?? begun.get(part);
    return end === undefined ? [] : [{ part, end, isFirst: parts[at - 1]?.prepared !== part.prepared }];
  });
}

/** What waits most of its time first, as it leaves room for others, then what takes long: so all end at about the same time. */
function turnOf({ prepared: { suite }, words }: Part): number {
  if (suite.name === 'codex') return 0;
  return suite.isLong?.(words) === false ? 2 : 1;
}

function isOfWindow({ prepared }: Part): boolean {
  return prepared.suite.needsHost;
}

async function prepare(suite: Suite): Promise<Prepared> {
  try {
    const files = chooseFiles(suite);
    if (files.length === 0) return { suite, reason: 'it has no test files' };
    const run: SuiteRun = { files, named: values.named };
    const environment = await suite.prepare(run);
    const bundled = files.filter((file) => suite.isBundled?.(file));
    const bundles = bundled.length === 0 ? undefined : await bundleTests([runner, ...bundled]);
    return { suite, run: { ...run, bundles }, environment };
  } catch (error) {
    return { suite, reason: error instanceof Error ? error.message : String(error) };
  }
}

function partsOf(prepared: Prepared, folder: string, isFirst: boolean): readonly Part[] {
  if ('reason' in prepared) return [];
  const { suite, run } = prepared;
  return suite.parts(run).map((words, at) => ({
    prepared,
    words,
    counts: join(folder, `${suite.name}-${at}.jsonl`),
    held: isFirst && at === 0 ? undefined : join(folder, `${suite.name}-${at}.txt`),
  }));
}

async function runPart({ prepared, words, counts, held }: Part): Promise<Ended> {
  const start = Date.now();
  const environment =
    'reason' in prepared ? {} : { ...prepared.environment, ...prepared.suite.environmentOf?.(words, prepared.run) };
  if (held === undefined) console.log(headOf(prepared.suite));
  const status = await runNode({
    words,
    environment: { ...environment, [countsVariable]: counts },
    held,
  }).catch((error: unknown) => {
    console.error(error);
    return 2;
  });
  return { status, seconds: (Date.now() - start) / 1000 };
}

interface BegunPart {
  readonly part: Part;
  /** Whether it is the first of its suite. */
  readonly isFirst: boolean;
  readonly end: Promise<Ended>;
}

/** Waits for the end of a suite's parts, one after the other, and says how it went. */
async function tell(prepared: Prepared, begun: readonly BegunPart[]): Promise<Sum> {
  const { suite } = prepared;
  if ('reason' in prepared) {
    const failure = `${suite.name} could not run: ${prepared.reason}`;
    console.error(`${headOf(suite)}\n${failure}`);
    return { passed: 0, failures: [failure] };
  }
  const ends: Ended[] = [];
  for (const one of begun) ends.push(await printWhenEnded(one, suite));
  const status = ends.find((end) => end.status !== 0)?.status ?? (await conclude(suite, prepared.run));
  const files = begun.map(({ part }) => part.counts);
  const sum = sumUp(suite, files, status);
  const seconds = ends.reduce((total, end) => total + end.seconds, 0).toFixed(0);
  console.log(`${suite.name}: ${sum.passed} passed, ${sum.failures.length} failed in ${seconds} s`);
  return sum;
}

async function printWhenEnded({ part, end, isFirst }: BegunPart, suite: Suite): Promise<Ended> {
  const ended = await end;
  if (part.held === undefined) return ended;
  if (isFirst) console.log(headOf(suite));
  if (existsSync(part.held)) process.stdout.write(readFileSync(part.held));
  return ended;
}

/** What is left to do once all parts have passed; gives an exit code. */
async function conclude(suite: Suite, run: SuiteRun): Promise<number> {
  const words = suite.conclude?.(run);
  return words === undefined ? 0 : runNode({ words, environment: {} });
}

function headOf({ name }: Suite): string {
  return `\n━━ ${name} ━━`;
}

function chooseFiles(suite: Suite): SuiteRun['files'] {
  const all = findTests(suite);
  if (positionals.length === 0) return all;
  const wanted = new Set(positionals.map((file) => relative(projectRoot, resolve(file)).replaceAll('\\', '/')));
  return all.filter((file) => wanted.has(file));
}

/** Takes the exit code into account: a run that broke off, or fell below a threshold, has failed as well. */
function sumUp(suite: Suite, files: readonly string[], status: number): Sum {
  const counts = files.map((file) => readCounts(file));
  const passed = counts.reduce((sum, part) => sum + part.passed, 0);
  const failures = counts.flatMap((part) => part.failures);
  const ended = counts.every((part) => part.ended);
  const more: string[] = [];
  if (!ended) more.push(`${suite.name} broke off before its end (exit code ${status})`);
  else if (status !== 0 && failures.length === 0) {
    more.push(`${suite.name} ended with exit code ${status} though no test failed; its output says why`);
  } else if (passed + failures.length === 0) more.push(`${suite.name} ran no test`);
  return { passed, failures: [...failures.map((failure) => `${suite.name}: ${failure}`), ...more] };
}

function close(all: readonly Sum[]): void {
  const passed = all.reduce((sum, each) => sum + each.passed, 0);
  const failures = all.flatMap((each) => each.failures);
  console.log(`\nall suites took ${((Date.now() - started) / 1000).toFixed(0)} s`);
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  // Not process.exit(): what is still to be printed must reach a pipe.
  process.exitCode = failures.length === 0 ? 0 : 1;
}
