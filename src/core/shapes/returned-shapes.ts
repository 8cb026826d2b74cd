import type { Source } from '../calls/definitions.ts';
import { lastName } from '../calls/names.ts';
import { pickFunctions } from '../calls/pick-functions.ts';
import { elementKey, isInside } from '../calls/places.ts';
import type { Facts, ObjectFact, UseFact } from '../syntax/facts.ts';
import type { NamedPart, Shape, ShapePicks } from './shape.ts';

/** What is known of a dictionary after it was written out: what is put into it by its name, or that more may be. */
interface Additions {
  readonly parts: readonly NamedPart[];
  readonly open: boolean;
}

/** What one use does to the dictionary of a name. */
const additionOf = (facts: Facts, use: UseFact, name: string): Additions | undefined => {
  const { how, written, place, arguments: given = [] } = use;
  if (how === 'write' && written === `${name}[]`) {
    const key = elementKey(facts, use);
    return key === undefined ? { parts: [], open: true } : { parts: [{ name: key, place }], open: false };
  }
  if (how === 'write' && written.startsWith(`${name}.`))
    return { parts: [{ name: lastName(written), place }], open: false };
  // Whoever is given it may put anything into it.
  const isHanded = how === 'call' && (written.startsWith(`${name}.`) || given.some((one) => one.written === name));
  return isHanded ? { parts: [], open: true } : undefined;
};

const additionsTo = (facts: Facts, { name, in: around }: ObjectFact): readonly Additions[] =>
  name === undefined
    ? []
    : facts.uses.filter((use) => use.in === around).flatMap((use) => additionOf(facts, use, name) ?? []);

const keysOf = ({ keys, place }: ObjectFact): readonly NamedPart[] => keys.map((name) => ({ name, place }));

/** The dictionaries that stand in another one. */
const within = ({ objects }: Facts, outer: ObjectFact): readonly ObjectFact[] =>
  objects.filter((one) => one !== outer && one.in === outer.in && isInside(one.place, outer.place));

/** True for a dictionary that a function returns, where it stands or by its name. */
const isReturned = ({ exits }: Facts, object: ObjectFact, index: number): boolean =>
  object.returnedFrom === index ||
  (object.name !== undefined &&
    object.in === index &&
    exits.some((exit) => exit.how === 'return' && exit.in === index && exit.value === object.name));

/** The calls that a function returns and that make an object by keywords: `Result(value=1)`, `dict(value=1)`. */
const madeByKeywords = ({ uses, exits }: Facts, index: number): readonly UseFact[] =>
  uses.filter(({ how, in: around, written, place, arguments: given = [] }) => {
    const isMaker = /^(?:[A-Z]|dict$)/.test(lastName(written)) && given.length > 0;
    const isNamed = given.every(({ name, spreads }) => name !== undefined && spreads !== true);
    const isResult = (exit: Facts['exits'][number]): boolean =>
      exit.how === 'return' &&
      exit.in === index &&
      exit.value?.startsWith(`${written}(`) === true &&
      isInside(place, exit.place);
    return how === 'call' && around === index && isMaker && isNamed && exits.some(isResult);
  });

const shapesOf = (facts: Facts, index: number): readonly Shape[] => {
  const symbol = facts.functions[index]?.name ?? '';
  const shape = { what: `What ${symbol} returns`, symbol, inherited: [] };
  const dictionaries = facts.objects
    .filter((object) => isReturned(facts, object, index))
    .map((object): Shape => {
      const additions = additionsTo(facts, object);
      return {
        ...shape,
        place: object.place,
        own: [...keysOf(object), ...additions.flatMap(({ parts }) => parts)],
        nested: within(facts, object).flatMap(keysOf),
        open: object.open || additions.some(({ open }) => open),
      };
    });
  const made = madeByKeywords(facts, index).map(({ place, arguments: given = [] }): Shape => ({
    ...shape,
    place,
    own: given.flatMap(({ name, place }) => (name === undefined ? [] : [{ name, place }])),
    nested: [],
    open: false,
  }));
  // `return {}` says that there is nothing.
  return [...dictionaries, ...made].filter(({ own }) => own.length > 0);
};

/** What the functions of a file return that a rule is about. */
export const returnedShapes = ({ facts }: Source, { functions }: ShapePicks): readonly Shape[] =>
  functions === undefined
    ? []
    : pickFunctions(facts, { functions, 'exported-only': false }).flatMap((index) => shapesOf(facts, index));
