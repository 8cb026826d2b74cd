import { isInside } from '../../calls/call-graph.ts';
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
const textAt = ({ arguments: given = [] }: UseFact, index: number): string | undefined => {
  const [text, ...more] = given[index]?.parts ?? [];
  return typeof text === 'string' && more.length === 0 ? text : undefined;
};

/** `email` of `user["email"]`: the text that ends where the element ends. */
const keyOf = ({ strings }: Facts, { place }: UseFact): string | undefined => {
  const key = strings.find(
    (one) =>
      isInside(one.place, place) && one.place.endLine === place.endLine && one.place.endColumn === place.endColumn - 1,
  );
  const [text] = key?.parts ?? [];
  return typeof text === 'string' ? text : undefined;
};

const ofKey = (object: string, key: string | undefined): string => (key === undefined ? '' : `${object}.${key}`);

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
  return use.written.endsWith('[]') ? ofKey(use.written.slice(0, -2), keyOf(facts, use)) : use.written;
};

const givenTo = ({ place }: UseFact, given: readonly ArgumentFact[] = []): boolean =>
  given.some((argument) => isInside(place, argument.place));

/** True for what only leads to the value that comes out: an index, an argument of a call that makes something of it. */
const isUsedUp = (use: UseFact, around: UseFact): boolean => {
  if (use === around || !isInside(use.place, around.place)) return false;
  if (around.how !== 'call') return true;
  return givenTo(use, around.arguments) && !formatters.has(lastName(around.written));
};

/** True for a name that was given what a scrubber made. */
const isScrubbed = ({ isScrubber }: FieldNames, { target = '' }: UseFact): boolean =>
  target.endsWith('()') && isScrubber(target);

/** What is sensitive of the arguments of a call that logs. */
export const shownBy = (facts: Facts, call: UseFact, names: FieldNames): readonly Shown[] => {
  const { arguments: given = [] } = call;
  const inside = facts.uses.filter((use) => use !== call && use.in === call.in && givenTo(use, given));
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
