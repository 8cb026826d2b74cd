import { groupBy } from '../../group.ts';
import { itemsIn } from '../../placed.ts';
import { joinParts } from '../facts/gather.ts';
import type { ArgumentFact, StringFact, UseFact } from '../facts.ts';
import type { Hole } from './placeholders.ts';

/*
 * What `replace` and `format` put into a string, where that is written out or has a name: `"… %T%".replace("%T%", "lots")`,
 * `QUERY.format(TABLE)`. What is put in by `%` is left as it is.
 */

type Parts = readonly (string | Hole)[];

const fillers = /^(\?|[\w$.]+?)(?:\.(?:replace|replaceAll|format)\(\))*\.(?:replace|replaceAll|format)$/;

/** Calls that fill in one string, in their order. */
export interface Fill {
  readonly calls: readonly [UseFact, ...UseFact[]];
  /** The name of the string; left out for one that is written there. */
  readonly name?: string;
}

const startOf = ({ place: { line, column } }: UseFact): string => `${line}:${column}`;

/** The calls of a program that fill in strings. */
export const fillsIn = (uses: readonly UseFact[]): readonly Fill[] => {
  const filling = uses.filter(({ how, written }) => how === 'call' && fillers.test(written));
  return [...groupBy(filling, startOf).values()].flatMap((calls): readonly Fill[] => {
    // Each stands in the one behind it, and is shorter.
    const [first, ...more] = calls.toSorted((one, other) => one.written.length - other.written.length);
    const name = first && fillers.exec(first.written)?.[1];
    if (first === undefined || name === undefined) return [];
    return [{ calls: [first, ...more], ...(name === '?' ? {} : { name }) }];
  });
};

/** What an argument puts in; undefined for what nobody can tell. */
const valueOf = (given: ArgumentFact | undefined): Parts | undefined => {
  if (given === undefined || given.spreads) return undefined;
  return given.parts ?? (given.written === undefined ? undefined : [{ hole: given.written }]);
};

const inTexts = (parts: Parts, fill: (text: string) => Parts): Parts =>
  joinParts(parts.flatMap((part) => (typeof part === 'string' ? fill(part) : [part])));

const replaced = (parts: Parts, [from, to]: readonly ArgumentFact[]): Parts => {
  const [sought] = from?.parts ?? [];
  const value = valueOf(to);
  if (typeof sought !== 'string' || value === undefined) return parts;
  return inTexts(parts, (text) =>
    text.split(sought).flatMap((piece, index) => (index === 0 ? [piece] : [...value, piece])),
  );
};

const formatted = (parts: Parts, given: readonly ArgumentFact[]): Parts => {
  const positional = given.filter(({ name }) => name === undefined);
  let next = 0;
  return inTexts(parts, (text) =>
    text.split(/(\{\w*\})/).flatMap((piece, index): Parts => {
      const key = piece.slice(1, -1);
      if (index % 2 === 0) return [piece];
      const argument = given.find(({ name }) => name === key) ?? positional[key === '' ? next++ : Number(key)];
      return valueOf(argument) ?? [piece];
    }),
  );
};

/** The parts of a string with what is put into it. */
export const fillIn = (parts: Parts, { calls }: Fill): Parts =>
  calls.reduce(
    (filled, { written, arguments: given = [] }) =>
      written.endsWith('.format') ? formatted(filled, given) : replaced(filled, given),
    parts,
  );

/** The strings of a program, those filled in that a call fills in where they are written. */
export const filledInPlace = (strings: readonly StringFact[], fills: readonly Fill[]): readonly StringFact[] => {
  const written = fills.filter(({ name }) => name === undefined);
  const byString = new Map(
    written.flatMap((fill) =>
      [...itemsIn(strings, fill.calls[0].place)].slice(0, 1).map((text) => [text, fill] as const),
    ),
  );
  return strings.map((text) => {
    const fill = byString.get(text);
    return fill === undefined ? text : { ...text, parts: fillIn(text.parts, fill) };
  });
};
