// npm test: runs every suite and closes with the line `N passed, N failed`.
//   npm test -- --only unit                            one suite, or several: --only unit,host
//   npm test -- --only browser test/e2e/start.e2e.ts   some of its files
//   npm test -- --only unit --named 'a title'          tests with this text in their title
// The suites that need no VS Code run at once, and are told of one after the other. Temporary folders are in memory where
// the machine lends it, unless TMPDIR names another place.
// Nothing is skipped: a test that was left out and a suite that could not run are failures. Ends with 1 when anything
// failed, with 2 when the machine lacks something.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demandMachine } from '../scripts/machine.ts';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { countsVariable, readCounts } from './counts.ts';
import { projectRoot } from './host/places.ts';
import { lendMemory } from './memory-folder.ts';
import { findTests, suites } from './suites.ts';
import type { Suite, SuiteRun } from './suites.ts';

interface Sum {
  readonly passed: number;
  readonly failures: readonly string[];
}

/** How to start a suite, or why it cannot run. */
type Prepared = { readonly suite: Suite } & (
  | { readonly words: readonly string[]; readonly environment: Readonly<Record<string, string>> }
  | { readonly reason: string }
);

/** A suite that was started. */
interface Begun {
  readonly suite: Suite;
  /** The file of its counts. */
  readonly counts: string;
  /** The file of what it prints; the first of a run prints by itself. */
  readonly held: string | undefined;
  readonly end: Promise<{ readonly status: number; readonly seconds: number } | { readonly reason: string }>;
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
// VS Code and its browser take what cores there are, and tell less when they have to wait; the others take one core each.
const sums = [await runTogether(chosen.filter(({ needsHost }) => !needsHost))];
for (const suite of chosen.filter(({ needsHost }) => needsHost)) sums.push(await runTogether([suite]));
close(sums.flat());

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

/** Runs suites at once. The first prints as it goes; what the others print is held back until it is their turn. */
async function runTogether(together: readonly Suite[]): Promise<readonly Sum[]> {
  const folder = makeTemporaryFolder('codex-governor-counts');
  try {
    const prepared: Prepared[] = [];
    // One after the other: some build into the same place.
    for (const suite of together) prepared.push(await prepare(suite));
    const runs = prepared.map((run, at) => begin(run, { folder: folder.path, isFirst: at === 0 }));
    const all: Sum[] = [];
    for (const run of runs) all.push(await tell(run));
    return all;
  } finally {
    folder.dispose();
  }
}

async function prepare(suite: Suite): Promise<Prepared> {
  try {
    const files = chooseFiles(suite);
    if (files.length === 0) return { suite, reason: 'it has no test files' };
    const run: SuiteRun = { files, named: values.named };
    return { suite, environment: await suite.prepare(run), words: suite.command(run) };
  } catch (error) {
    return { suite, reason: reasonOf(error) };
  }
}

function begin(run: Prepared, { folder, isFirst }: { readonly folder: string; readonly isFirst: boolean }): Begun {
  const { suite } = run;
  const counts = join(folder, `${suite.name}.jsonl`);
  const held = isFirst ? undefined : join(folder, `${suite.name}.txt`);
  if (isFirst) console.log(headOf(suite));
  if ('reason' in run) return { suite, counts, held, end: Promise.resolve(run) };
  const start = Date.now();
  const end = runNode(run.words, { ...run.environment, [countsVariable]: counts }, held).then(
    (status) => ({ status, seconds: (Date.now() - start) / 1000 }),
    (error: unknown) => ({ reason: reasonOf(error) }),
  );
  return { suite, counts, held, end };
}

/** Waits for the end of a suite and says how it went. */
async function tell({ suite, counts, held, end }: Begun): Promise<Sum> {
  const ended = await end;
  if (held !== undefined) {
    console.log(headOf(suite));
    if (existsSync(held)) process.stdout.write(readFileSync(held));
  }
  if ('reason' in ended) {
    const failure = `${suite.name} could not run: ${ended.reason}`;
    console.error(failure);
    return { passed: 0, failures: [failure] };
  }
  const sum = sumUp(suite, counts, ended.status);
  console.log(`${suite.name}: ${sum.passed} passed, ${sum.failures.length} failed in ${ended.seconds.toFixed(0)} s`);
  return sum;
}

function headOf({ name }: Suite): string {
  return `\n━━ ${name} ━━`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function chooseFiles(suite: Suite): SuiteRun['files'] {
  const all = findTests(suite);
  if (positionals.length === 0) return all;
  const wanted = new Set(positionals.map((file) => relative(projectRoot, resolve(file)).replaceAll('\\', '/')));
  return all.filter((file) => wanted.has(file));
}

/** Takes the exit code into account: a run that broke off, or fell below a threshold, has failed as well. */
function sumUp(suite: Suite, file: string, status: number): Sum {
  const { passed, failures, ended } = readCounts(file);
  const more: string[] = [];
  if (!ended) more.push(`${suite.name} broke off before its end (exit code ${status})`);
  else if (status !== 0 && failures.length === 0) {
    more.push(`${suite.name} ended with exit code ${status} though no test failed; its output says why`);
  } else if (passed + failures.length === 0) more.push(`${suite.name} ran no test`);
  return { passed, failures: [...failures.map((failure) => `${suite.name}: ${failure}`), ...more] };
}

/** Runs Node to its end, and gives its exit code. What it prints goes into the file, if there is one. */
async function runNode(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  held: string | undefined,
): Promise<number> {
  return new Promise((resolveStatus, reject) => {
    const output = held === undefined ? 'inherit' : openSync(held, 'a');
    const child = spawn(process.execPath, words, {
      cwd: projectRoot,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...environment },
    });
    if (output !== 'inherit') closeSync(output);
    const end = (): void => void child.kill('SIGTERM');
    process.once('SIGTERM', end);
    child.on('error', reject);
    child.on('exit', (status) => {
      process.off('SIGTERM', end);
      resolveStatus(status ?? 2);
    });
  });
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
