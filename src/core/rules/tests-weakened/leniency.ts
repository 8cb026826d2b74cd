import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import { pairParts } from '../guard-parts/pairs.ts';
import type { Part } from '../guard-parts/parts.ts';

/** Ways in which an assertion of a test became more lenient, told by its call. */

const lastName = ({ written }: UseFact): string => written.replace(/^.*\./, '');

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
  const digits = numberIn(named(use, /^places$/) ?? use.arguments?.[digitsAt[lastName(use)] ?? -1]);
  return digits === undefined ? undefined : 10 ** -digits;
};

const expecting = /^(?:raises|assertRaises|assertRaisesRegex|toThrow|toThrowError|throws|rejects)$/;

/** Names of errors that say more than that there was one. */
const saying = /^(?!(?:.*\.)?(?:(?:Base)?Exception|Error)$)(?:.*\.)?[A-Z]\w*$/;

/** How much the call leaves open of the error that it expects: each that it says, its type or its text, is one less. */
const opennessOf = (use: UseFact): number | undefined => {
  if (!expecting.test(lastName(use))) return undefined;
  const said = (use.arguments ?? []).filter(
    ({ written = '', name, parts }) => parts !== undefined || name === 'match' || saying.test(written),
  );
  return -said.length;
};

/** How lenient a call is, where it says so: what is more is more lenient. */
type Scale = (use: UseFact) => number | undefined;

const scales: readonly (readonly [scale: Scale, say: (name: string) => string])[] = [
  [toleranceOf, (name) => `The tolerance of ${name} was raised`],
  [opennessOf, (name) => `${name} expects less of the error`],
];

const measure = (part: Part | undefined, scale: Scale) =>
  (part?.uses ?? []).flatMap((use) => {
    const value = scale(use);
    return value === undefined ? [] : [{ use, value }];
  });

/** What is checked less closely in tests that stay. Where calls came or went, nobody can tell which became which. */
export const moreLenient = (files: readonly ChangedFile[]): readonly Sighting[] =>
  pairParts(files).flatMap(({ before, after }) =>
    scales.flatMap(([scale, say]) => {
      const [was, now] = [measure(before, scale), measure(after, scale)];
      if (was.length !== now.length) return [];
      return now.flatMap(({ use, value }, index): readonly Sighting[] => {
        if (value <= (was[index]?.value ?? 0)) return [];
        const [name, what] = [after.name, say(lastName(use))];
        return [
          {
            path: after.path,
            line: use.place.line,
            column: use.place.column,
            message: `${what}${name === '' ? '' : ` in ${name}`}.`,
            identity: JSON.stringify([name, what, index]),
          },
        ];
      });
    }),
  );
