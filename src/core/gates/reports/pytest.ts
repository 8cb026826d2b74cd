import { failure, success } from '../../result.ts';
import type { ReadReport, TestCounts } from './report.ts';

const summary = /^(?:=+ )?((?:\d+ [a-z]+(?:, )?)+|no tests ran) in [\d.:]+ ?s?.*$/gm;

type Column = Exclude<keyof TestCounts, 'failing'>;

const columns: Readonly<Record<string, Column>> = {
  passed: 'passed',
  xpassed: 'passed',
  failed: 'failed',
  error: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  xfailed: 'skipped',
};

/** What pytest says at its end, with or without `-q`; the last line of that kind counts. */
export const readPytest = (text: string): ReadReport => {
  const told = [...text.matchAll(summary)].at(-1)?.[1];
  if (told === undefined) return failure('has no line in which pytest sums up');
  const tests = { passed: 0, failed: 0, skipped: 0 };
  for (const [, number, word = ''] of told.matchAll(/(\d+) ([a-z]+)/g)) {
    const column = Object.hasOwn(columns, word) ? columns[word] : undefined;
    if (column !== undefined) tests[column] += Number(number);
  }
  const failing = [...text.matchAll(/^(?:FAILED|ERROR) (\S+)/gm)].map(([, name = '']) => name);
  return success({ kind: 'tests', tests: { ...tests, failing } });
};
