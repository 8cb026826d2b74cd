import { elementKey, isInside } from '../../calls/places.ts';
import { lastName, wordsOf } from '../../calls/names.ts';
import type { Place } from '../../lines.ts';
import type { Placed } from '../../placed.ts';
import type { ArgumentFact, Facts, ObjectFact, UseFact } from '../../syntax/facts.ts';
import { present } from '../../present.ts';
import { textOf } from '../addressed-calls/constant-texts.ts';
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

/** A header is written as nobody writes a name: `Authorization`, `X-Api-Key`. */
const plainKey = (key: string): string =>
  /^[A-Z][A-Za-z]*(?:-|$)/.test(key) ? key.replaceAll('-', '_').toLowerCase() : key;

/** The name of an element; that of the whole where the key is computed: `emails[0]` is one of `emails`. */
const ofKey = (object: string, key: string): string => `${object}.${plainKey(key)}`.replace(/\.$/, '');

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

const givenTo = ({ place }: Placed, given: readonly ArgumentFact[] = []): boolean =>
  given.some((argument) => isInside(place, argument.place));

/** True for what only leads to the value that comes out: an index, an argument of a call that makes something of it. */
const isUsedUp = (use: Placed, around: UseFact): boolean => {
  if (use === around || !isInside(use.place, around.place)) return false;
  return !formatters.has(lastName(around.written));
};

/** True for a name that was given what a scrubber made. */
const isScrubbed = ({ isScrubber }: FieldNames, { target = '' }: UseFact): boolean =>
  target.split('()').some(isScrubber);

const persons = /(?:^|_)(?:user|customer|person|patient|employee|member|contact|applicant|profile|account)$/;
const requests = /(?:^|\.)(?:request|req)\.headers$/;

/** The name of what holds such values by their names, where all of it comes out: `vars(user)`, `request.headers`. */
const wholeOf = (use: UseFact, { isSensitive }: FieldNames): string | undefined => {
  const { written, arguments: [first] = [] } = use;
  if (requests.test(written)) return isSensitive('authorization') ? written : undefined;
  const person = written === 'vars' ? first?.written : /^(.*)\.__dict__$/.exec(written)?.[1];
  const isPerson = person !== undefined && persons.test(wordsOf(lastName(person)).join('_')) && isSensitive('email');
  return isPerson ? person : undefined;
};

/** What says by its key what it is: `email=address`, `{"email": address}`. What a call makes may be anything. */
interface Named {
  readonly name: string;
  readonly written: string;
  readonly place: Place;
}

/** `email.lower()` is the same value in other letters; what any other call makes may be anything. */
const isMade = (written: string): boolean => {
  const [, object, method = ''] = /^(.*)\.(\w+)\(\)$/.exec(written) ?? [];
  return written.endsWith('()') && (object?.includes('()') !== false || !formatters.has(method));
};

// The words before a credential; what has others, or stars, says something about the value.
const bare = /^(?:[^\w*]|Bearer|Basic|Token|Digest)*$/i;

/** What a text is filled with that is but the value. */
const filledWith = (
  name: string,
  filled: Pick<ArgumentFact, 'parts'>,
  inside: readonly UseFact[],
): readonly Named[] => {
  const text = textOf(filled);
  if (!bare.test(text.replace(/\{[^{}]*\}/g, ''))) return [];
  const use = inside.find(({ written }) => text.includes(`{${written}}`));
  return use === undefined ? [] : [{ name, written: use.written, place: use.place }];
};

const within = (uses: readonly UseFact[], place: Place): readonly UseFact[] =>
  uses.filter((use) => isInside(use.place, place));

const keywordsOf = ({ arguments: given = [] }: UseFact, shown: readonly UseFact[]): readonly Named[] =>
  given.flatMap(({ name = '', written = '()', parts, place }) => [
    { name, written, place },
    ...filledWith(name, present('parts', parts), within(shown, place)),
  ]);

const setsOne = /^set_?(?:attribute|tag|extra|data)$/i;

/** The value behind its name: `span.set_attribute("email", address)`. */
const pairOf = (call: UseFact): readonly Named[] => {
  const [, value] = call.arguments ?? [];
  if (!setsOne.test(lastName(call.written)) || value?.written === undefined) return [];
  return [{ name: plainKey(textAt(call, 0)), written: value.written, place: value.place }];
};

/** The values of an object by their keys, each where it stands. */
const entriesOf = ({ names = {}, filled = {}, place }: ObjectFact, shown: readonly UseFact[]): readonly Named[] => {
  const inside = within(shown, place);
  const plain = Object.entries(names).flatMap(([key, written]) => {
    const use = inside.find((one) => one.written + (one.how === 'call' ? '()' : '') === written);
    return use === undefined ? [] : [{ name: plainKey(key), written, place: use.place }];
  });
  return [...plain, ...Object.entries(filled).flatMap(([key, parts]) => filledWith(plainKey(key), { parts }, inside))];
};

/** What is sensitive of the arguments of a call that logs. */
export const shownBy = (facts: Facts, call: UseFact, names: FieldNames): readonly Shown[] => {
  const { arguments: given = [] } = call;
  const inside = facts.uses.filter((use) => use.in === call.in && givenTo(use, given));
  const isOpen = (use: Placed): boolean => !inside.some((around) => isUsedUp(use, around));
  const shown = inside.filter((use) => use.tested !== true && isOpen(use) && !isScrubbed(names, use));
  const values = shown.flatMap((use) => {
    const name = names.isSensitive(nameOf(facts, use)) ? nameOf(facts, use) : wholeOf(use, names);
    return name === undefined ? [] : [{ name, place: use.place }];
  });
  const objects = facts.objects.filter((object) => givenTo(object, given));
  const makers = shown.filter(({ written }) => formatters.has(lastName(written)));
  const named = [
    ...[call, ...makers].flatMap((one) => keywordsOf(one, shown)),
    ...pairOf(call),
    ...objects.flatMap((object) => entriesOf(object, shown)),
  ];
  return [
    ...values,
    ...named
      .filter(({ name, written }) => !isMade(written) && names.isSensitive(name))
      .filter(({ place }) => !values.some((value) => isInside(value.place, place)))
      .map(({ name, place }) => ({ name, place })),
  ];
};
