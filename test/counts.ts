// What a mocha run tells the one who started it: one line a test in a file, so that a run which is killed still counts.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface Counts {
  readonly passed: number;
  /** Title and reason of each test that failed, or that was left out. */
  readonly failures: readonly string[];
  /** Whether the run came to its end. */
  readonly ended: boolean;
}

/** The environment variable that names the file, also in the extension host. */
export const countsVariable = 'TEST_COUNTS';

type Entry =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly title: string; readonly reason: string }
  | { readonly kind: 'end' };

/** Reads what was counted so far; nothing when there is no file. */
export function readCounts(file: string): Counts {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const entries = lines.map((line) => JSON.parse(line) as Entry);
  return {
    passed: entries.filter(({ kind }) => kind === 'pass').length,
    failures: entries.flatMap((entry) => (entry.kind === 'fail' ? [`${entry.title}: ${entry.reason}`] : [])),
    ended: entries.some(({ kind }) => kind === 'end'),
  };
}

/** Counts the tests of a run into the file that the environment names; without one, counts nothing. */
export function countInto(runner: Mocha.Runner): void {
  const file = process.env[countsVariable];
  if (file === undefined) return;
  writeFileSync(file, '');
  const add = (entry: Entry): void => appendFileSync(file, `${JSON.stringify(entry)}\n`);
  const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;
  runner.on(EVENT_TEST_PASS, () => add({ kind: 'pass' }));
  runner.on(EVENT_TEST_FAIL, (test: Mocha.Runnable, error: unknown) =>
    add({ kind: 'fail', title: test.fullTitle(), reason: firstLine(error) }),
  );
  // What is left out is not known to work.
  runner.on(EVENT_TEST_PENDING, (test: Mocha.Test) =>
    add({ kind: 'fail', title: test.fullTitle(), reason: 'left out (skipped or without a body)' }),
  );
  runner.on(EVENT_RUN_END, () => add({ kind: 'end' }));
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}
