import { pathAtBase } from '../../change.ts';
import { itemsIn } from '../../placed.ts';
import type { Scene, Sighting } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { AssignmentFact, Facts, UseFact } from '../../syntax/facts.ts';
import { guardNamer, guardUsed, type NameGuard } from '../guard-parts/names.ts';
import type { GuardOptions } from '../guard-parts/options.ts';
import { fakesIn, guardsTaken } from './fakes.ts';
import { guardByMember, guardByName, knownIn, type Known } from './known.ts';
import { isNo } from './hollow.ts';
import { guardSet } from './members-set.ts';

/** True for a setting of what a library makes that is given a yes: `ssl.create_default_context().check_hostname = True`. */
const isSwitchedOn = ({ origin, target = '' }: UseFact, { literal }: AssignmentFact): boolean =>
  origin === 'import' && target.includes('()') && literal !== undefined && !isNo(literal);

/** The guard that is given something else than itself, or what is made of it. */
const guardOverwritten = (known: Known, assignment: AssignmentFact): string | undefined => {
  const { nameGuard, path, facts } = known;
  if (assignment.adds) return undefined;
  const uses = [...itemsIn(facts.uses, assignment.place)];
  const member = uses.find(({ written }) => written === assignment.name);
  if (member !== undefined && isSwitchedOn(member, assignment)) return undefined;
  const guard = member === undefined ? guardByName(known, assignment) : guardByMember(known, assignment, member);
  const isKept = uses.some((use) => use.how !== 'write' && guardUsed(nameGuard, path, use) !== undefined);
  return isKept ? undefined : guard;
};

const sayLost = (guard: string): string => `The guard ${guard} is overwritten here: what it did is lost.`;
const sayFake = (guard: string): string => `What stands here in the place of the guard ${guard} checks nothing.`;

/** What a text gives guards that it has. */
const spotsGiven = (known: Known): readonly Spot[] => {
  const { facts } = known;
  const given = [
    ...facts.assignments.map((item) => ({ item, guard: guardOverwritten(known, item) })),
    ...facts.uses.map((item) => ({ item, guard: guardSet(known, item) })),
  ];
  return given.flatMap(({ item, guard }) =>
    guard === undefined
      ? []
      : [{ place: item.place, message: sayLost(guard), symbol: symbolOf(facts, item), text: `overwrites ${guard}` }],
  );
};

/** What a text puts in the place of guards that it takes in, or took in at the base. */
const spotsFaked = (nameGuard: NameGuard, { path, file }: Side, facts: Facts): readonly Spot[] => {
  const taken = [
    ...guardsTaken(nameGuard, path, facts),
    ...(file.factsBefore === undefined ? [] : guardsTaken(nameGuard, pathAtBase(file), file.factsBefore)),
  ];
  return fakesIn(facts, taken).map((fake) => ({
    place: { line: fake.place.line, column: fake.place.column },
    message: sayFake(fake.guard),
    symbol: symbolOf(facts, fake),
    text: `fakes ${fake.guard}`,
  }));
};

/** The guards that a change gives another function, or anything else. */
export const overwritten = (scene: Scene<GuardOptions>): readonly Sighting[] => {
  const nameGuard = guardNamer(scene.options.guards);
  return seeNew(scene, 'overwritten', (side: Side): readonly Spot[] => {
    if (side.facts === undefined) return [];
    const lost = spotsGiven(knownIn(nameGuard, side.path, side.facts));
    const lines = new Set(lost.map(({ place }) => place.line));
    return [...lost, ...spotsFaked(nameGuard, side, side.facts).filter(({ place }) => !lines.has(place.line))];
  });
};
