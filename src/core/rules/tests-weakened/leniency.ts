import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import { lastName } from '../../calls/names.ts';
import { linesOf, offsetAt, type Place } from '../../lines.ts';
import { pairParts, type PartPair } from '../guard-parts/pairs.ts';
import type { Part } from '../guard-parts/parts.ts';
import { isCaseTable } from '../../syntax/test-runners.ts';
import { countItems } from './count-items.ts';

/** Ways in which an assertion of a test became more lenient, told by its call. */

const numberIn = (argument: ArgumentFact | undefined): number | undefined =>
  argument?.literal === undefined ? undefined : Number(argument.literal);

const named = ({ arguments: given = [] }: UseFact, names: RegExp): ArgumentFact | undefined =>
  given.find(({ name }) => names.test(name ?? ''));

const tolerances = /^(?:abs|rel|rtol|atol|delta|tolerance|rel_tol|abs_tol)$/;

/** Where the digits stand that have to be the same, in calls that do not name them. */
const digitsAt: Readonly<Record<string, number>> = { toBeCloseTo: 1, assertAlmostEqual: 2, assertNotAlmostEqual: 2 };

/** How far what is compared may be off, where the call says so. Digits count the other way: each is a tenth. */
const toleranceOf = (use: UseFact): number | undefined => {
  const off = numberIn(named(use, tolerances));
  if (off !== undefined) return off;
  const digits = numberIn(named(use, /^places$/) ?? use.arguments?.[digitsAt[lastName(use.written)] ?? -1]);
  return digits === undefined ? undefined : 10 ** -digits;
};

const textIn = (text: string, { endLine, endColumn, ...start }: Place): string => {
  const lines = linesOf(text);
  return text.slice(offsetAt(lines, start), offsetAt(lines, { line: endLine, column: endColumn }));
};

const expecting = /^(?:raises|assertRaises|assertRaisesRegex|toThrow|toThrowError|throws|rejects)$/;

/** Names of errors that say more than that there was one. */
const saying = /^(?!(?:.*\.)?(?:(?:Base)?Exception|Error)$)(?:.*\.)?[A-Z]\w*$/;

/** How much the call leaves open of the error that it expects: each that it says, its type or its text, is one less. */
const opennessOf = (use: UseFact): number | undefined => {
  if (!expecting.test(lastName(use.written))) return undefined;
  const said = (use.arguments ?? []).filter(
    ({ written = '', name, parts }) => parts !== undefined || name === 'match' || saying.test(written),
  );
  return -said.length;
};

const tables = /^(?:[\w.]+\.)?parametrize$/;

/** How many cases a test is run with, where they are written out: each is one less. */
const casesOf: Scale = (use, text) => {
  if (!tables.test(use.written) && !isCaseTable(use.written)) return undefined;
  const [first, second] = use.arguments ?? [];
  const list = use.written.endsWith('each') ? first : (named(use, /^argvalues$/) ?? second);
  // A keyword is a part of its argument.
  const count = list && countItems(textIn(text, list.place).replace(/^\w+\s*=/, ''));
  return count === undefined ? undefined : -count;
};

/** How lenient a call is, where it says so: what is more is more lenient. `text` is that of its file. */
type Scale = (use: UseFact, text: string) => number | undefined;

const scales: readonly (readonly [scale: Scale, say: (name: string) => string])[] = [
  [toleranceOf, (name) => `The tolerance of ${name} was raised`],
  [opennessOf, (name) => `${name} expects less of the error`],
  [casesOf, (name) => `${name} runs fewer cases`],
];

const measure = (part: Part | undefined, text: string | undefined, scale: Scale) =>
  (part?.uses ?? []).flatMap((use) => {
    const value = scale(use, text ?? '');
    return value === undefined ? [] : [{ use, value }];
  });

/** How many cases the tests of each file are run with, as far as they are written out. */
const countCases = (parts: readonly Part[], textOf: (file: ChangedFile) => string | undefined) => {
  const counts = new Map<ChangedFile, number>();
  for (const part of parts)
    for (const { value } of measure(part, textOf(part.file), casesOf))
      counts.set(part.file, (counts.get(part.file) ?? 0) - value);
  return counts;
};

/** Tells of each file whether its tests are run with as many cases as before: then those of one went to another. */
const findCasesKept = (pairs: readonly PartPair[]): ((file: ChangedFile) => boolean) => {
  const was = countCases(
    pairs.flatMap(({ before }) => before ?? []),
    (file) => file.before,
  );
  const now = countCases(
    pairs.map(({ after }) => after),
    (file) => file.after,
  );
  return (file) => (now.get(file) ?? 0) >= (was.get(file) ?? 0);
};

const sightLenient = (part: Part, use: UseFact, what: string, index: number): Sighting => ({
  path: part.path,
  line: use.place.line,
  column: use.place.column,
  message: `${what}${part.name === '' ? '' : ` in ${part.name}`}.`,
  identity: JSON.stringify([part.name, what, index]),
});

/** What is checked less closely in tests that stay. Where calls came or went, nobody can tell which became which. */
export const moreLenient = (files: readonly ChangedFile[]): readonly Sighting[] => {
  const pairs = pairParts(files);
  const hasCases = findCasesKept(pairs);
  return pairs.flatMap(({ before, after }) =>
    scales
      .filter(([scale]) => scale !== casesOf || !hasCases(after.file))
      .flatMap(([scale, say]) => {
        const was = measure(before, before?.file.before, scale);
        const now = measure(after, after.file.after, scale);
        if (was.length !== now.length) return [];
        return now.flatMap(({ use, value }, index): readonly Sighting[] =>
          value <= (was[index]?.value ?? 0) ? [] : [sightLenient(after, use, say(lastName(use.written)), index)],
        );
      }),
  );
};
