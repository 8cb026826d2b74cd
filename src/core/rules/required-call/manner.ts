import { calledFunction, definedName, type FunctionSite } from '../../calls/definitions.ts';
import { callsAny, type Step } from '../../calls/call-graph.ts';
import { isInside } from '../../calls/places.ts';
import { byPlace } from '../../order.ts';
import type { Tree } from '../../surroundings.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { functionsAround, livingIn } from '../../syntax/facts/around.ts';
import { handsOut } from '../../syntax/facts/use-names.ts';

/** The first call in a function of what is looked for, or the first value that it hands out by `yield`. */
export const firstDone = ({ facts, index }: FunctionSite, isDone: (name: string) => boolean): UseFact | undefined =>
  facts.uses.find((use) => {
    if (handsOut(use)) return use.in === index;
    const { how, written, target = written, in: around } = use;
    return how === 'call' && [written, target].some(isDone) && functionsAround(facts, around).includes(index);
  });

/** True for a call that comes before another one, also as an argument of it. */
export const isAhead = ({ place }: UseFact, done: UseFact): boolean =>
  byPlace(place, done.place) < 0 || isInside(place, done.place);

// What calls others may raise by them, however deep.
const farthest = 3;

const throws = ({ facts, index }: FunctionSite): boolean => {
  const mayBeReached = livingIn(facts, index);
  return facts.exits.some((exit) => exit.in === index && exit.how === 'throw' && mayBeReached(exit));
};

/** True for a call of what may raise: nothing of it can be seen, or it is seen to, itself or by what it calls. */
const mayRaise = (tree: Tree, site: FunctionSite, use: UseFact): boolean => {
  const called = calledFunction(tree, site, use);
  if (called === undefined || throws(called)) return true;
  return callsAny(tree, called, farthest, ({ use: next, site: from }) =>
    next === undefined ? throws(from) : next.how === 'call' && calledFunction(tree, from, next) === undefined,
  );
};

/** The blocks around something, the innermost first, by their indexes. */
const around = ({ blocks }: Facts, { block }: { readonly block?: number }): readonly number[] => {
  const found: number[] = [];
  for (let at = block; at !== undefined; at = blocks[at]?.block) found.push(at);
  return found;
};

/** The first handler of a `try`: what stands next beside it. */
const handlerOf = ({ blocks }: Facts, index: number): number | undefined => {
  const { kind, block } = blocks[index] ?? {};
  const next = blocks.findIndex((one, at) => at > index && one.block === block);
  return kind === 'try' && blocks[next]?.kind === 'catch' ? next : undefined;
};

/** True where a block around catches what is raised, and nothing leaves the function from there. */
const isSwallowed = ({ facts }: FunctionSite, use: UseFact): boolean =>
  around(facts, use)
    .flatMap((index) => handlerOf(facts, index) ?? [])
    .some((handler) => !facts.exits.some((exit) => around(facts, exit).includes(handler)));

const isRead = ({ facts }: FunctionSite, { givenTo, in: index }: UseFact): boolean =>
  facts.uses.some(({ written, in: inside }) => inside === index && written.split(/[.[(]/)[0] === givenTo);

/** True where a call is one of what is required, and what it says decides: it raises, or what it gives goes somewhere. */
export const isGuarding = (tree: Tree, { site, use, names }: Step, isRequired: (name: string) => boolean): boolean => {
  if (use === undefined) return false;
  const called = calledFunction(tree, site, use);
  if (![...names, ...(called === undefined ? [] : [definedName(called)])].some(isRequired)) return false;
  const isDropped = use.alone === true || (use.givenTo !== undefined && !isRead(site, use));
  return !isDropped || (mayRaise(tree, site, use) && !isSwallowed(site, use));
};
