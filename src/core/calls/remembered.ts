import { rememberWeakly } from '../remember.ts';
import type { Facts } from '../syntax/facts.ts';
import type { Found } from '../reads.ts';
import type { Tree } from '../surroundings.ts';

/*
 * What was found out of a program before. Facts never change, nor does a tree while a rule looks at it, and rules ask for the
 * same calls again and again: of every function that leads to them, and for everything that they look for there.
 */

type Program = Pick<Tree, 'reader'>;

/** A value with what was read for it; with nothing of that where nobody follows. */
type Answer<Value> = Pick<Found<Value>, 'value'> & Partial<Found<Value>>;

/** Answers by something of a program and a text; made when they are first asked for. */
export const rememberIn = <Value>() => {
  const known = new WeakMap<Program, WeakMap<object, Map<string, Answer<Value>>>>();
  return (program: Program, fact: object, more: string, find: () => Value): Value => {
    const { reader } = program;
    const ofProgram = known.get(program) ?? new WeakMap<object, Map<string, Answer<Value>>>();
    known.set(program, ofProgram);
    const ofFact = ofProgram.get(fact) ?? new Map<string, Answer<Value>>();
    ofProgram.set(fact, ofFact);
    const last = ofFact.get(more);
    if (last !== undefined) {
      if (last.reads !== undefined) reader?.repeat(last.reads);
      return last.value;
    }
    const found = reader === undefined ? { value: find() } : reader.follow(find);
    ofFact.set(more, found);
    return found.value;
  };
};

/** Answers by the facts of a text; made when they are first asked for. */
export const rememberOf = <Value>(find: (facts: Facts) => Value): ((facts: Facts) => Value) => rememberWeakly(find);

/** The first function of each name that is more than a signature, by its index. */
export const functionsByName = rememberOf(({ functions }): ReadonlyMap<string, number> => {
  const byName = new Map<string, number>();
  for (const [index, { name, kind }] of functions.entries())
    if (kind !== 'signature' && !byName.has(name)) byName.set(name, index);
  return byName;
});
