// Reports for the tests: of a few findings, of very many, and of whatever words a repository can come up with.
import * as fc from 'fast-check';
import type { CheckReport, Finding } from '#core';

export const findingOf = (more: Partial<Finding> = {}): Finding => ({
  id: '0123456789ab',
  rule: 'no-requests',
  kind: 'protected-path',
  level: 'block',
  path: 'src/a.py',
  line: 3,
  message: 'It is not allowed here.',
  because: 'The guide says so (§2).',
  ...more,
});

/** So many findings, each with a number in its message. */
export const findingsOf = (count: number, more: Partial<Finding> = {}): readonly Finding[] =>
  Array.from({ length: count }, (_, index) =>
    findingOf({ id: index.toString(16).padStart(12, '0'), message: `Number ${index}.`, ...more }),
  );

export const reportOf = (findings: readonly Finding[], more: Partial<CheckReport> = {}): CheckReport => ({
  verdict: 'block',
  findings,
  meters: [],
  base: 'abcdef0123456789',
  mode: 'fix',
  policy: '.codex/governance.yaml (at abcdef012345)',
  policyPath: '.codex/governance.yaml',
  policyRevision: 'abcdef0123456789abcdef0123456789abcdef01',
  notes: [],
  version: '1.2.3',
  ...more,
});

// What some reader of a report takes for more than a letter.
const signs = [
  '%',
  ':',
  ',',
  ';',
  '\n',
  '\r',
  '\t',
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '|',
  '`',
  '*',
  '#',
  '[',
  '](',
  '{0}',
  '\\',
  '::',
  '::error::',
  '##[',
  '%0A',
  '%25',
  '\u001B[31m',
  '\u0000',
  '\u0007',
  '\u009B',
  '\u2028',
  '\uFFFE',
  '\uD800',
  ' ',
  '/',
  '..',
  '?',
  'é',
  '日本',
  '👍',
  'a',
  'Z',
  '0',
];

/** Any text at all, more often one that is hard to write. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const anyPath = fc.oneof(fc.constant(''), anyText);

const anyFinding: fc.Arbitrary<Finding> = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{12}$/),
  rule: anyText,
  kind: fc.oneof(fc.constantFrom('protected-path', 'function-complexity', 'kill-switch'), anyText),
  level: fc.constantFrom('block', 'warn', 'info'),
  path: anyPath,
  line: fc.integer({ min: 1, max: 100_000 }),
  column: fc.integer({ min: 1, max: 500 }),
  message: anyText,
  because: anyText,
});

const anyMeter = fc.record({
  id: anyText,
  used: fc.nat(2_000),
  limit: fc.nat(1_000),
  byClass: fc.constant({ code: 3 }),
  counts: fc.constant(['code'] as const),
  estimated: fc.boolean(),
});

/** Any report at all. */
export const anyReport: fc.Arbitrary<CheckReport> = fc.record({
  verdict: fc.constantFrom('pass', 'warn', 'block'),
  findings: fc.array(anyFinding, { maxLength: 15 }),
  meters: fc.array(anyMeter, { maxLength: 3 }),
  base: fc.stringMatching(/^[0-9a-f]{40}$/),
  mode: fc.option(anyText),
  modeTitle: anyText,
  policy: anyText,
  policyPath: fc.constant('.codex/governance.yaml'),
  policyRevision: fc.option(fc.stringMatching(/^[0-9a-f]{40}$/)),
  notes: fc.array(anyText, { maxLength: 3 }),
  version: fc.constant('1.2.3'),
});
