import { need, story, testPolicy, type PolicyTest } from '#app';
import { counted, printable, type TriedExample } from '#core';
import { openExampleReaders, openPolicyShelf } from '#repo';
import { sayLine } from '../complain.ts';
import { findMachine, placeOf } from '../policy-place.ts';
import { printDocument } from '../print.ts';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';
import type { FormatOptions } from './policy.ts';

const passed = ({ missing, unexpected }: TriedExample): boolean => missing.length + unexpected.length === 0;

const writeExample =
  (path: string) =>
  (tried: TriedExample): string =>
    [
      `${passed(tried) ? 'ok  ' : 'FAIL'} ${tried.rule}: ${tried.title}`,
      ...(passed(tried) ? [] : [`     ${path}:${tried.line}`]),
      ...tried.missing.map((one) => `     not found: ${one}`),
      ...tried.unexpected.map((one) => `     found, and should not be: ${one}`),
      '',
    ]
      .map(printable)
      .join('\n');

const describeTest = ({ path, tried, untried }: PolicyTest) => ({
  file: path,
  examples: tried.map((one) => ({ ...one, passed: passed(one) })),
  untried,
});

/** Tries the rules of a policy out; exit code 1 where one of them does not say what its example asks for. */
export const tryOut = (visit: Visit, file: string | undefined, { format }: FormatOptions) =>
  story<ExitCode>(async function* () {
    const { terminal } = visit;
    const machine = yield* need(findMachine(visit, file));
    const place = await placeOf(visit, machine, file);
    const ports = { shelf: openPolicyShelf(terminal.policies), openExampleReaders };
    const test = yield* need(testPolicy(ports, place));
    const { path, tried, untried } = test;
    terminal.out(
      format === 'json' ? printDocument('policy-test', describeTest(test)) : tried.map(writeExample(path)).join(''),
    );
    const failed = tried.filter((one) => !passed(one)).length;
    sayLine(terminal, `${path}: ${counted(tried.length, 'example')}, ${failed === 0 ? 'all pass' : `${failed} fail`}.`);
    if (untried.length > 0) sayLine(terminal, `Without an example: ${untried.join(', ')}.`);
    return failed > 0 ? 1 : 0;
  });
