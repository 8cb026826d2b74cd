import * as z from 'zod';
import { failure, success } from '../../result.ts';
import { parseJson } from '../../parse-json.ts';
import type { ReadReport } from './report.ts';

const count = z.number().int().min(0);
const document = z.object({
  stats: z.object({ passes: count, failures: count, pending: count }),
  failures: z.array(z.object({ fullTitle: z.string() })),
});

// What a package tool says before it starts mocha is not part of it.
const within = (text: string): string => text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);

/** What mocha's reporter `json` writes. */
export const readMochaJson = (text: string): ReadReport => {
  const read = document.safeParse(parseJson(text) ?? parseJson(within(text)));
  if (!read.success) return failure('is no whole report of mocha’s `json` reporter');
  const { stats, failures } = read.data;
  return success({
    kind: 'tests',
    tests: {
      passed: stats.passes,
      failed: Math.max(stats.failures, failures.length),
      skipped: stats.pending,
      failing: failures.map(({ fullTitle }) => fullTitle),
    },
  });
};
