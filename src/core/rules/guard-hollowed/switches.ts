import type { Scene, Sighting } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { Facts } from '../../syntax/facts.ts';
import { lastPart } from '../guard-parts/names.ts';
import type { GuardOptions } from '../guard-parts/options.ts';
import { isNo } from './hollow.ts';

interface Setting {
  readonly name: string;
  readonly value: string | undefined;
  readonly place: Spot['place'];
  readonly symbol: string;
}

/** What is assigned, fields of classes apart. */
const assignedIn = (facts: Facts): readonly Setting[] => {
  const fields = new Set(facts.classes.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`)));
  return facts.assignments
    .filter(({ name }) => !fields.has(name))
    .map((assignment) => ({
      name: lastPart(assignment.name),
      value: assignment.literal,
      place: assignment.place,
      symbol: symbolOf(facts, assignment),
    }));
};

/** What a text gives a value by name: arguments, keys, variables, parameters and fields. */
const settingsIn = (facts: Facts): readonly Setting[] => [
  ...assignedIn(facts),
  ...facts.uses.flatMap((use) =>
    (use.arguments ?? []).map(({ name = '', literal, place }) => ({
      name,
      value: literal,
      place,
      symbol: symbolOf(facts, use),
    })),
  ),
  ...facts.objects.flatMap((object) =>
    Object.entries(object.literals ?? {}).map(([name, value]) => ({
      name,
      value,
      place: object.place,
      symbol: symbolOf(facts, object),
    })),
  ),
  ...facts.functions.flatMap(({ name: symbol, parameters, place }) =>
    parameters.map(({ name, default: value }) => ({ name, value, place, symbol })),
  ),
  ...facts.classes.flatMap(({ name: symbol, fields }) =>
    fields.map(({ name, value, place }) => ({ name, value, place, symbol })),
  ),
];

/** The switches that a change turns off. */
export const switchedOff = (scene: Scene<GuardOptions>): readonly Sighting[] => {
  const switches = new Set(scene.options.guards);
  const spots = ({ facts }: Side): readonly Spot[] =>
    facts === undefined
      ? []
      : settingsIn(facts)
          .filter(({ name, value }) => switches.has(name) && isNo(value))
          .map(({ name, value = '', place, symbol }) => ({
            place: { line: place.line, column: place.column },
            symbol,
            text: `${name} ${value}`,
            message: `${name} is switched off here: it is given ${value}.`,
          }));
  return seeNew(scene, 'switches', spots);
};
