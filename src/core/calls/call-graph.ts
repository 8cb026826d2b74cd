import { groupBy } from '../group.ts';
import type { Place } from '../lines.ts';
import type { Facts, FunctionFact, UseFact } from '../syntax/facts.ts';
import { livingIn } from '../syntax/facts/around.ts';
import { calledFunction, definedName, type FunctionSite, type Program } from './definitions.ts';
import { lastName } from './names.ts';
import { rememberOf } from './remembered.ts';
import { itemsIn } from '../placed.ts';

/*
 * What a function calls, itself and through others. A decorator is called, so is what is handed to a call, and what stands
 * in a function inside as soon as that is used. What stands under a condition that never holds is not, nor behind a `return`.
 */

/** What is known of the uses of a text beforehand: it is asked for once for each function. */
interface Sorted {
  readonly uses: ReadonlyMap<number | undefined, readonly UseFact[]>;
  /** Functions by the one that they stand in. */
  readonly inside: ReadonlyMap<number | undefined, readonly number[]>;
  /** Where arguments of calls end. */
  readonly handed: ReadonlySet<string>;
}

const endOf = ({ endLine, endColumn }: Place): string => `${endLine}:${endColumn}`;

const sort = ({ uses, functions }: Facts): Sorted => ({
  uses: groupBy(uses, (use) => use.in),
  inside: groupBy(functions.keys(), (index) => functions[index]?.in),
  handed: new Set(
    uses
      .flatMap(({ arguments: given = [] }) => given)
      .flatMap(({ written, place }) => (written === undefined ? [] : endOf(place))),
  ),
});

const known = new WeakMap<Facts, Sorted>();

const sortedUses = (facts: Facts): Sorted => {
  const sorted = known.get(facts) ?? sort(facts);
  known.set(facts, sorted);
  return sorted;
};

const nameless: ReadonlySet<string> = new Set(['lambda', 'arrow function', 'function']);

/** True for a function that nothing has a name for, not even what it is given to. */
export const isNameless = ({ kind, name }: Pick<FunctionFact, 'kind' | 'name'>): boolean =>
  kind === 'lambda' && nameless.has(name.slice(name.lastIndexOf('.') + 1));

/** What stands in the head of a function: decorators, and defaults of parameters, which may name what is called first. */
const usesInHead = (facts: Facts, fact: FunctionFact): readonly UseFact[] => {
  const heads = [fact.place, ...fact.decorators.map(({ place }) => place)];
  const around = sortedUses(facts).uses.get(fact.in) ?? [];
  return heads.flatMap((head) => [...itemsIn(around, head)]);
};

/** The functions whose statements run with those of a function: itself, and those inside that it uses. */
const bodiesOf = (facts: Facts, index: number): readonly number[] => {
  const { uses, inside } = sortedUses(facts);
  const bodies: number[] = [];
  const used = new Set<string>();
  let waiting: readonly number[] = [];
  let next: readonly number[] = [index];
  while (next.length > 0) {
    bodies.push(...next);
    for (const body of next) for (const { written } of uses.get(body) ?? []) used.add(lastName(written));
    const found = [...waiting, ...next.flatMap((body) => inside.get(body) ?? [])];
    const runs = (at: number): boolean => {
      const fact = facts.functions[at];
      return fact !== undefined && (isNameless(fact) || used.has(lastName(fact.name)));
    };
    next = found.filter(runs);
    waiting = found.filter((at) => !runs(at));
  }
  return bodies;
};

const isCalled = (facts: Facts, { how, place }: UseFact): boolean =>
  how === 'call' || (how === 'read' && sortedUses(facts).handed.has(endOf(place)));

/** What is called before a function is, as its head says: its decorators, and what stands in defaults of its parameters. */
export const callsInHead = (facts: Facts, index: number): readonly UseFact[] => {
  const fact = facts.functions[index];
  if (fact === undefined) return [];
  return [...fact.decorators, ...usesInHead(facts, fact).filter((use) => isCalled(facts, use))];
};

const findCallsIn = (facts: Facts, index: number): readonly UseFact[] => {
  const inBodies = bodiesOf(facts, index).flatMap((body) => sortedUses(facts).uses.get(body) ?? []);
  const calls = [...callsInHead(facts, index), ...inBodies.filter((use) => isCalled(facts, use))];
  const living = new Map<number | undefined, ReturnType<typeof livingIn>>();
  return calls.filter((use) => {
    const mayBeReached = living.get(use.in) ?? livingIn(facts, use.in);
    living.set(use.in, mayBeReached);
    return mayBeReached(use);
  });
};

const callsOf = rememberOf(() => new Map<number, readonly UseFact[]>());

/** What is called in a function, or handed to what is called. */
const callsIn = (facts: Facts, index: number): readonly UseFact[] => {
  const ofText = callsOf(facts);
  const calls = ofText.get(index) ?? findCallsIn(facts, index);
  ofText.set(index, calls);
  return calls;
};

/** Something that is called on the way, or a function that the way leads to. */
export interface Step {
  /** What it goes by: as it is written, what it stands for, or where it is defined. */
  readonly names: readonly string[];
  /** The function that it stands in, or that is reached. */
  readonly site: FunctionSite;
  /** The call; left out for a function that is reached. */
  readonly use?: UseFact;
}

const keyOf = ({ path, index }: FunctionSite): string => `${path} ${index}`;

const namesOf = ({ written, target = written }: UseFact): readonly string[] => [written, target];

/**
 * What a function calls, nearest first, itself and through functions of the repository that are at most `depth` calls
 * away. Files are looked into only when the step before was not enough.
 */
function* callsFrom(
  program: Program,
  start: FunctionSite,
  depth: number,
  begins: (use: UseFact) => boolean,
): Iterable<Step> {
  const seen = new Set([keyOf(start)]);
  let sites = [start];
  for (let away = 0; away <= depth && sites.length > 0; away += 1) {
    const calls = sites.flatMap((site) =>
      callsIn(site.facts, site.index)
        .filter((use) => site !== start || begins(use))
        .map((use) => ({ site, use })),
    );
    for (const { site, use } of calls) yield { names: namesOf(use), site, use };
    if (away === depth) return;
    sites = [];
    for (const { site, use } of calls) {
      const to = calledFunction(program, site, use);
      if (to === undefined || seen.has(keyOf(to))) continue;
      seen.add(keyOf(to));
      yield { names: [definedName(to)], site: to };
      sites.push(to);
    }
  }
}

/**
 * True where a step satisfies a test, of all that a function calls up to so many calls away. `begins` narrows the calls in
 * the function itself that are followed; left out: all.
 */
export const callsAny = (
  program: Program,
  start: FunctionSite,
  depth: number,
  test: (step: Step) => boolean,
  begins: (use: UseFact) => boolean = () => true,
): boolean => {
  for (const step of callsFrom(program, start, depth, begins)) if (test(step)) return true;
  return false;
};

/** How far functions are followed that call each other, where no policy says how far. */
const farthest = 3;

/** True where one of some functions is one that is looked for, or leads to it by its calls. Where nothing tells: false. */
export const leadToAny = (
  program: Program,
  starts: readonly FunctionSite[],
  isWanted: (site: FunctionSite) => boolean,
): boolean =>
  starts.some(
    (start) =>
      isWanted(start) || callsAny(program, start, farthest - 1, ({ use, site }) => use === undefined && isWanted(site)),
  );
