import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import { pairParts, type Part } from '../guard-parts/parts.ts';

/** Ways in which an assertion of a test became more lenient, told by its call. */

const lastName = ({ written }: UseFact): string => written.split('.').at(-1) ?? written;

const numberIn = (argument: ArgumentFact | undefined): number | undefined =>
  argument?.literal === undefined ? undefined : Number(argument.literal);

const named = ({ arguments: given = [] }: UseFact, names: RegExp): ArgumentFact | undefined =>
  given.find(({ name }) => name !== undefined && names.test(name));

const tolerances = /^(?:abs|rel|rtol|atol|delta|tolerance|rel_tol|abs_tol)$/;

/** How far what is compared may be off, where the call says so. Digits count the other way: each is a tenth. */
const toleranceOf = (use: UseFact): number | undefined => {
  const off = numberIn(named(use, tolerances));
  if (off !== undefined) return off;
  const places = named(use, /^places$/) ?? (lastName(use) === 'toBeCloseTo' ? use.arguments?.[1] : undefined);
  const digits = numberIn(places);
  return digits === undefined ? undefined : 10 ** -digits;
};

const expecting = /^(?:raises|assertRaises|assertRaisesRegex|toThrow|toThrowError|throws|rejects)$/;

/** How much the call says of the error that it expects: its type and its text; 0 where any will do. */
const expectedOf = (use: UseFact): number | undefined => {
  if (!expecting.test(lastName(use))) return undefined;
  return (use.arguments ?? []).filter(
    ({ written = '', name, parts }) =>
      parts !== undefined ||
      name === 'match' ||
      /^(?!(?:Base)?Exception$|Error$)[A-Z]\w*$/.test(written.split('.').at(-1) ?? ''),
  ).length;
};

interface Change {
  readonly before: UseFact;
  readonly after: UseFact;
}

type Judge = (change: Change) => string | undefined;

const isWider: Judge = ({ before, after }) => {
  const [was = 0, now = 0] = [toleranceOf(before), toleranceOf(after)];
  return now > was && toleranceOf(before) !== undefined ? `The tolerance of ${lastName(after)} was raised` : undefined;
};

const isBroader: Judge = ({ before, after }) => {
  const [was = 0, now = 0] = [expectedOf(before), expectedOf(after)];
  return now < was ? `${lastName(after)} expects less of the error` : undefined;
};

const callsLike = (part: Part, isLike: (use: UseFact) => boolean): readonly UseFact[] =>
  part.uses.filter((use) => use.how === 'call' && isLike(use));

const kinds: readonly (readonly [isLike: (use: UseFact) => boolean, judge: Judge])[] = [
  [(use) => toleranceOf(use) !== undefined, isWider],
  [(use) => expectedOf(use) !== undefined, isBroader],
];

/** What is checked less closely in tests that stay. Where calls came or went, nobody can tell which became which. */
export const moreLenient = (files: readonly ChangedFile[]): readonly Sighting[] =>
  pairParts(files).flatMap(({ before, after }) =>
    kinds.flatMap(([isLike, judge]) => {
      const [was, now] = [before === undefined ? [] : callsLike(before, isLike), callsLike(after, isLike)];
      if (was.length !== now.length) return [];
      return now.flatMap((use, index): readonly Sighting[] => {
        const earlier = was[index];
        const what = earlier && judge({ before: earlier, after: use });
        if (what === undefined) return [];
        const { name } = after;
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
