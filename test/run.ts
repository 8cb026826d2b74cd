// npm test: runs every suite and closes with the line `N passed, N failed`.
//   npm test -- --only unit                            one suite, or several: --only unit,host
//   npm test -- --only browser test/e2e/start.e2e.ts   some of its files
//   npm test -- --only unit --named 'a title'          tests with this text in their title
// Nothing is skipped: a test that was left out and a suite that could not run are failures. Ends with 1 when anything
// failed, with 2 when the machine lacks something.
import { spawn } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demandMachine } from '../scripts/machine.ts';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { countsVariable, readCounts } from './counts.ts';
import { projectRoot } from './host/places.ts';
import { findTests, suites } from './suites.ts';
import type { Suite, SuiteRun } from './suites.ts';

interface Sum {
  readonly passed: number;
  readonly failures: readonly string[];
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
const sums: Sum[] = [];
for (const suite of chosen) sums.push(await runSuite(suite));
close(sums);

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

async function runSuite(suite: Suite): Promise<Sum> {
  const start = Date.now();
  console.log(`\n━━ ${suite.name} ━━`);
  const folder = makeTemporaryFolder('codex-governor-counts');
  const file = join(folder.path, 'counts.jsonl');
  try {
    const files = chooseFiles(suite);
    if (files.length === 0) throw new Error('it has no test files');
    const run: SuiteRun = { files, named: values.named };
    const environment = await suite.prepare(run);
    const status = await runNode(suite.command(run), {
      ...environment,
      [countsVariable]: file,
    });
    const sum = sumUp(suite, file, status);
    const seconds = ((Date.now() - start) / 1000).toFixed(0);
    console.log(`${suite.name}: ${sum.passed} passed, ${sum.failures.length} failed in ${seconds} s`);
    return sum;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`${suite.name} could not run: ${reason}`);
    return { passed: 0, failures: [`${suite.name} could not run: ${reason}`] };
  } finally {
    folder.dispose();
  }
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

async function runNode(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolveStatus, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
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
