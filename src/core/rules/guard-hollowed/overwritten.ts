import { groupBy } from '../../group.ts';
import { byPlace } from '../../order.ts';
import { itemsIn } from '../../placed.ts';
import type { Scene, Sighting } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { AssignmentFact, Facts, UseFact } from '../../syntax/facts.ts';
import { targetOfImport } from '../../syntax/facts/scopes.ts';
import { guardDefined, guardNamer, guardUsed, lastPart, type NameGuard } from '../guard-parts/names.ts';
import type { GuardOptions } from '../guard-parts/options.ts';

/** What a text makes known by names. */
interface Known {
  readonly nameGuard: NameGuard;
  readonly path: string;
  readonly facts: Facts;
  readonly functions: ReadonlyMap<string, Facts['functions']>;
  readonly imports: ReadonlyMap<string, Facts['imports']>;
}

const knownIn = (nameGuard: NameGuard, path: string, facts: Facts): Known => ({
  nameGuard,
  path,
  facts,
  functions: groupBy(facts.functions, ({ name }) => name),
  imports: groupBy(facts.imports, ({ module, name = module, alias = name }) => alias),
});

/** True for a function that the text defines above the assignment. */
const isDefined = ({ functions }: Known, { place }: AssignmentFact, name: string): boolean =>
  (functions.get(name) ?? []).some((fact) => fact.kind !== 'signature' && byPlace(fact.place, place) < 0);

/** The guard that a plain name stands for: one that the text defines, or takes in where the name is given something. */
const guardByName = (known: Known, assignment: AssignmentFact): string | undefined => {
  const { nameGuard, path, imports } = known;
  const { name, in: around } = assignment;
  if (isDefined(known, assignment, name)) return guardDefined(nameGuard, path, name);
  const taken = imports.get(lastPart(name))?.find((fact) => fact.in === around);
  return taken && nameGuard(targetOfImport(taken));
};

/** True where it is given a function that is written there. */
const isGivenFunction = ({ facts }: Known, { name, place }: AssignmentFact): boolean =>
  [...itemsIn(facts.functions, place)].some((fact) => fact.name.endsWith(name));

// What a class or a module makes of itself in this way is a definition.
const itself = /^(?:self|cls|this|exports|module)\b/;

/** The guard that a member is: of what is taken in, of a class of this text, or of anything that gets a function there. */
const guardByMember = (known: Known, assignment: AssignmentFact, use: UseFact): string | undefined => {
  const { nameGuard, path } = known;
  const { origin, target = '', written } = use;
  const isKnown =
    origin === 'import' ||
    isDefined(known, assignment, target.replaceAll('()', '')) ||
    (origin !== 'own' && !itself.test(written) && isGivenFunction(known, assignment));
  return isKnown ? guardUsed(nameGuard, path, use) : undefined;
};

/** The guard that is given something else than itself, or what is made of it. */
const guardOverwritten = (known: Known, assignment: AssignmentFact): string | undefined => {
  const { nameGuard, path, facts } = known;
  const uses = [...itemsIn(facts.uses, assignment.place)];
  const member = uses.find(({ written }) => written === assignment.name);
  const guard = member === undefined ? guardByName(known, assignment) : guardByMember(known, assignment, member);
  const isKept = uses.some((use) => use.how !== 'write' && guardUsed(nameGuard, path, use) !== undefined);
  return isKept ? undefined : guard;
};

/** The guards that a change gives another function, or anything else. */
export const overwritten = (scene: Scene<GuardOptions>): readonly Sighting[] => {
  const nameGuard = guardNamer(scene.options.guards);
  const spots = ({ path, facts }: Side): readonly Spot[] => {
    if (facts === undefined) return [];
    const known = knownIn(nameGuard, path, facts);
    return facts.assignments.flatMap((assignment) => {
      const guard = assignment.adds ? undefined : guardOverwritten(known, assignment);
      if (guard === undefined) return [];
      const message = `The guard ${guard} is overwritten here: what it did is lost.`;
      return [{ place: assignment.place, message, symbol: symbolOf(facts, assignment), text: `overwrites ${guard}` }];
    });
  };
  return seeNew(scene, 'overwritten', spots);
};
