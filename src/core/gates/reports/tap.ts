import { failure, success } from '../../result.ts';
import { countTests, type ReadReport } from './report.ts';

const point = /^(?<not>not )?ok\b\s*\d*\s*-?\s*(?<name>[^#]*)(?:#\s*(?<directive>todo|skip))?/i;

const outcomeOf = ({ not, directive }: Readonly<Record<string, string | undefined>>) => {
  if (directive !== undefined) return 'skipped' as const;
  return not === undefined ? ('passed' as const) : ('failed' as const);
};

/**
 * The Test Anything Protocol. What a test says of its own parts is indented, and is counted by its one line. Without a plan, or
 * with fewer tests than that, it was cut off.
 */
export const readTap = (text: string): ReadReport => {
  const lines = text.split(/\r?\n/);
  const bail = lines.find((line) => line.startsWith('Bail out!'));
  if (bail !== undefined) return failure(`says that it gave up: ${bail.slice(0, 120)}`);
  const plan = lines.map((line) => /^1\.\.(\d+)/.exec(line)?.[1]).find((number) => number !== undefined);
  if (plan === undefined) return failure('has no plan such as 1..12: it was cut off, or is no TAP');
  const outcomes = lines.flatMap((line) => {
    const found = point.exec(line)?.groups;
    return found === undefined ? [] : [{ name: (found['name'] ?? '').trim(), outcome: outcomeOf(found) }];
  });
  return outcomes.length === Number(plan)
    ? success({ kind: 'tests', tests: countTests(outcomes) })
    : failure(`was to tell of ${plan} tests and tells of ${outcomes.length}`);
};
