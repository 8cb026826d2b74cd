import { groupBy } from '../../group.ts';
import { byPlace } from '../../order.ts';
import { itemsIn } from '../../placed.ts';
import type { AssignmentFact, Facts, FunctionFact, ImportFact, UseFact } from '../../syntax/facts.ts';
import { targetOfImport } from '../../syntax/facts/scopes.ts';
import { guardDefined, guardUsed, lastPart, type NameGuard } from '../guard-parts/names.ts';

/** What a text makes known by names. */
export interface Known {
  readonly nameGuard: NameGuard;
  readonly path: string;
  readonly facts: Facts;
  readonly functions: ReadonlyMap<string, readonly FunctionFact[]>;
  readonly imports: ReadonlyMap<string, readonly ImportFact[]>;
}

export const knownIn = (nameGuard: NameGuard, path: string, facts: Facts): Known => ({
  nameGuard,
  path,
  facts,
  functions: groupBy(facts.functions, ({ name }) => name),
  imports: groupBy(facts.imports, ({ module, name = module, alias = name }) => alias),
});

/** What is given something else, and where: a name, or a member of something. */
export type Given = Pick<AssignmentFact, 'name' | 'place' | 'in'>;

/** True for a function that the text defines above the assignment. */
const isDefined = ({ functions }: Known, { place }: Given, name: string): boolean =>
  (functions.get(name) ?? []).some((fact) => fact.kind !== 'signature' && byPlace(fact.place, place) < 0);

/** The guard that a plain name stands for: one that the text defines, or takes in where the name is given something. */
export const guardByName = (known: Known, given: Given): string | undefined => {
  const { nameGuard, path, imports } = known;
  const { name, in: around } = given;
  if (isDefined(known, given, name)) return guardDefined(nameGuard, path, name);
  const taken = imports.get(lastPart(name))?.find((fact) => fact.in === around);
  return taken && nameGuard(targetOfImport(taken));
};

/** True where it is given a function that is written there. */
const isGivenFunction = ({ facts }: Known, { name, place }: Given): boolean =>
  [...itemsIn(facts.functions, place)].some((fact) => fact.name.endsWith(name));

// What a class or a module makes of itself in this way is a definition.
const itself = /^(?:self|cls|this|exports|module)\b/;

/** The guard that a member is: of what is taken in, of a class of this text, or of anything that gets a function there. */
export const guardByMember = (known: Known, given: Given, use: UseFact): string | undefined => {
  const { nameGuard, path } = known;
  const { origin, target = '', written } = use;
  const isKnown =
    origin === 'import' ||
    isDefined(known, given, target.replaceAll('()', '')) ||
    (origin !== 'own' && !itself.test(written) && isGivenFunction(known, given));
  return isKnown ? guardUsed(nameGuard, path, use) : undefined;
};
