import { elementKey, isInside } from '../../calls/places.ts';
import { lastName, wordsOf } from '../../calls/names.ts';
import type { Place } from '../../lines.ts';
import type { ArgumentFact, Facts, UseFact } from '../../syntax/facts.ts';
import type { FieldNames } from './field-names.ts';

/*
 * What of the arguments of a call comes out in the log. A value that goes through another call is taken to be another one
 * afterwards, unless the call only puts it into a text or a list.
 */

const formatters = new Set(
  (
    'str repr ascii format dict list tuple set sorted join dumps stringify inspect pformat String Object assign concat ' +
    'lower upper strip title encode decode trim toString toLowerCase toUpperCase'
  ).split(' '),
);

/** Something that is logged, by the name it shows under. */
export interface Shown {
  readonly name: string;
  readonly place: Place;
}

/** The text that is given at a place among the arguments. */
const textAt = ({ arguments: given = [] }: UseFact, index: number): string =>
  given[index]?.parts?.find((part) => typeof part === 'string') ?? '';

/** The name of an element; that of the whole where the key is computed: `emails[0]` is one of `emails`. */
const ofKey = (object: string, key: string): string => `${object}.${key}`.replace(/\.$/, '');

/** What a call gives: the value itself in small letters, or what it fetches by its name. */
const nameOfCall = (use: UseFact): string => {
  const { written } = use;
  const method = lastName(written);
  const object = written.slice(0, -method.length - 1);
  if (method === 'get') return ofKey(object, textAt(use, 0));
  if (method === 'getattr') return ofKey(use.arguments?.[0]?.written ?? '', textAt(use, 1));
  const [verb, ...words] = wordsOf(method);
  if (verb === 'get') return words.join('_');
  return formatters.has(method) ? object : '';
};

const nameOf = (facts: Facts, use: UseFact): string => {
  if (use.how === 'call') return nameOfCall(use);
  return use.written.endsWith('[]') ? ofKey(use.written.slice(0, -2), elementKey(facts, use) ?? '') : use.written;
};

const givenTo = ({ place }: UseFact, given: readonly ArgumentFact[] = []): boolean =>
  given.some((argument) => isInside(place, argument.place));

/** True for what only leads to the value that comes out: an index, an argument of a call that makes something of it. */
const isUsedUp = (use: UseFact, around: UseFact): boolean => {
  if (use === around || !isInside(use.place, around.place)) return false;
  return !formatters.has(lastName(around.written));
};

/** True for a name that was given what a scrubber made. */
const isScrubbed = ({ isScrubber }: FieldNames, { target = '' }: UseFact): boolean => isScrubber(target);

/** What is sensitive of the arguments of a call that logs. */
export const shownBy = (facts: Facts, call: UseFact, names: FieldNames): readonly Shown[] => {
  const { arguments: given = [] } = call;
  const inside = facts.uses.filter((use) => use.in === call.in && givenTo(use, given));
  const values = inside
    .filter((use) => use.tested !== true && !inside.some((around) => isUsedUp(use, around)))
    .filter((use) => names.isSensitive(nameOf(facts, use)) && !isScrubbed(names, use))
    .map((use) => ({ name: nameOf(facts, use), place: use.place }));
  // `email=address` says what it is by its keyword; what a call makes may be anything.
  const named = given.flatMap(({ name = '', written = '()', place }) => {
    const isTold = written.endsWith('()') || values.some((value) => isInside(value.place, place));
    return isTold || !names.isSensitive(name) ? [] : [{ name, place }];
  });
  return [...values, ...named];
};
