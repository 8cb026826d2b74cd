import * as z from 'zod';
import { failure, success, type Result } from '../../result.ts';
import { parseJson } from '../../parse-json.ts';
import { countTests, type ReadReport } from './report.ts';

const event = z.object({ Action: z.string(), Package: z.string().optional(), Test: z.string().optional() });
type Event = z.infer<typeof event>;

const eventsIn = (text: string): Result<readonly Event[], string> => {
  const events: Event[] = [];
  for (const line of text.split(/\r?\n/)) {
    // What the compiler says stands between the events.
    if (!line.startsWith('{')) continue;
    const read = event.safeParse(parseJson(line));
    if (!read.success) return failure(`is cut off, or was not written by \`go test -json\`: ${line.slice(0, 60)}`);
    events.push(read.data);
  }
  return success(events);
};

const outcomes: ReadonlyMap<string, 'passed' | 'failed' | 'skipped'> = new Map([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
]);

const nameOf = ({ Package: name = '', Test: test }: Event): string => (test === undefined ? name : `${name} › ${test}`);

/** What `go test -json` writes. A package that failed without a test, as it does not compile, counts as a failure. */
export const readGoJson = (text: string): ReadReport => {
  const read = eventsIn(text);
  if (!read.ok) return read;
  if (read.value.length === 0) return failure('holds no event of `go test -json`');
  const last = new Map<string, string>();
  for (const one of read.value)
    if (one.Test !== undefined && (one.Action === 'run' || outcomes.has(one.Action))) last.set(nameOf(one), one.Action);
  const open = [...last].find(([, action]) => action === 'run');
  if (open !== undefined) return failure(`is cut off: the test ${open[0]} began and did not end`);
  const tests = [...last].map(([name, action]) => ({ name, outcome: outcomes.get(action) ?? 'failed' }));
  const failedIn = new Set(
    read.value.flatMap((one) => (one.Test !== undefined && one.Action === 'fail' ? [one.Package] : [])),
  );
  const broken = read.value
    .filter((one) => one.Action === 'fail' && one.Test === undefined && !failedIn.has(one.Package))
    .map((one) => ({ name: nameOf(one), outcome: 'failed' as const }));
  return success({ kind: 'tests', tests: countTests([...tests, ...broken]) });
};
