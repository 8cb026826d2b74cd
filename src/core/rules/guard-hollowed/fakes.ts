import { byPlace } from '../../order.ts';
import { itemsIn, outermostOf } from '../../placed.ts';
import type { AssignmentFact, ClassFact, Facts, FunctionFact } from '../../syntax/facts.ts';
import { functionsAround } from '../../syntax/facts/around.ts';
import { targetOfImport } from '../../syntax/facts/scopes.ts';
import { guardUsed, type NameGuard } from '../guard-parts/names.ts';
import { exitsOf } from './hollow.ts';

/*
 * What stands in the place of a guard that was taken in from elsewhere, and checks nothing: a function or a class of the
 * same name, a mock, a function that gives a value.
 */

const makers =
  /(?:^|\.)(?:(?:Async|Magic|NonCallable)?Mock|create_autospec|SimpleNamespace|(?:jest|vi)\.fn|sinon\.(?:stub|fake))$/;

/** Guards, each by what it is called in a text: `ensure_allowed`, `rights.ensure_allowed`. */
type Taken = readonly (readonly [name: string, guard: string])[];

/** The guards that a text takes in. */
export const guardsTaken = (nameGuard: NameGuard, path: string, { imports, uses }: Facts): Taken =>
  [
    ...imports.map((fact) => [fact.alias ?? fact.name ?? '', nameGuard(targetOfImport(fact))] as const),
    ...uses
      .filter((use) => use.import !== undefined)
      .map((use) => [use.written, guardUsed(nameGuard, path, use)] as const),
  ].flatMap(([name, guard]) => (guard === undefined ? [] : [[name, guard] as const]));

/** True for a function that calls nothing, raises nothing, and gives a value that is written out or what it was given. */
const isFake = (facts: Facts, fact: FunctionFact): boolean => {
  const index = facts.functions.indexOf(fact);
  const given = new Set(fact.parameters.map(({ name }) => name));
  return (
    !facts.uses.some((use) => use.how === 'call' && functionsAround(facts, use.in).includes(index)) &&
    exitsOf({ facts, index }, 'throw').length === 0 &&
    exitsOf({ facts, index }, 'return').every(
      ({ value = '', literal, holds }) => literal === true || holds !== undefined || value === '' || given.has(value),
    )
  );
};

/** Something that a text gives a name. */
type Made = Pick<AssignmentFact, 'name' | 'place' | 'in'>;

/** True for a class of its own, none of whose methods checks anything. */
const isFakeClass = (facts: Facts, { name, kind, bases }: ClassFact): boolean =>
  kind === 'class' &&
  bases.length === 0 &&
  facts.functions.every((fact) => !fact.name.startsWith(`${name}.`) || isFake(facts, fact));

/** True for an assignment of a mock. A function that is written there has the name that it is given. */
const isMock = (facts: Facts, { place }: AssignmentFact): boolean =>
  [...itemsIn(facts.uses, place)].some(({ written }) => makers.test(written));

/** What a name stands for that something in a text is given: one of those taken in, or what one is a member of. */
const guardNamed = (facts: Facts, taken: Taken, { name, in: around }: Made): string | undefined => {
  const outer = facts.functions[around ?? -1]?.name;
  const local = outer === undefined ? name : name.slice(outer.length + 1);
  return taken.find(([known]) => known === local || known.startsWith(`${local}.`))?.[1];
};

/** Something in the place of a guard. */
export interface Fake extends Made {
  readonly guard: string;
}

/** What a text puts in the place of guards that were taken in. */
export const fakesIn = (facts: Facts, taken: Taken): readonly Fake[] => {
  const named = <Item extends Made>(items: readonly Item[], isFaked: (item: Item) => boolean): readonly Fake[] =>
    items.flatMap((made) => {
      const guard = guardNamed(facts, taken, made);
      return guard === undefined || !isFaked(made) ? [] : [{ ...made, guard }];
    });
  const fakes = [
    ...named(facts.functions, (fact) => fact.kind !== 'signature' && isFake(facts, fact)),
    ...named(facts.classes, (fact) => isFakeClass(facts, fact)),
    ...named(facts.assignments, (fact) => isMock(facts, fact)),
  ];
  // What stands in a class is told with it, and what is assigned with the assignment.
  return outermostOf(fakes.sort((one, other) => byPlace(one.place, other.place)));
};
