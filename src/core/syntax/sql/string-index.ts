import { groupBy } from '../../group.ts';
import type { Place } from '../../lines.ts';
import { itemsIn, outermostOf } from '../../placed.ts';
import { tally } from '../../tally.ts';
import type { Facts, StringFact, UseFact } from '../facts.ts';

/*
 * What is asked of the strings and calls of a program for each of its assignments, sorted beforehand: a table of a hundred
 * thousand strings, each under a name, is read in one go and not once for each.
 */

/** The strings of a program, and what is done with the names that hold them. */
export interface StringIndex {
  /** The first string at a place, and whatever it holds. */
  readonly firstIn: (place: Place) => StringFact | undefined;
  /** The strings at a place that stand in no other one. */
  readonly outermostIn: (place: Place) => readonly StringFact[];
  /** True where a list of that name is joined in a function, or in the module. */
  readonly isJoined: (name: string, around: number | undefined) => boolean;
  /** The calls there that add to it. */
  readonly addingTo: (name: string, around: number | undefined) => readonly UseFact[];
  /** How often a name without qualifiers stands in a hole of a string. */
  readonly countHoles: (bare: string) => number;
  /** How often it is read. */
  readonly countReads: (bare: string) => number;
}

const firstOf = <Item>(items: Iterable<Item>): Item | undefined => {
  for (const item of items) return item;
  return undefined;
};

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const keyOf = (name: string, around: number | undefined): string => `${around ?? ''} ${name}`;

/** A call of a method that adds to a list or joins one. */
interface ListCall {
  readonly use: UseFact;
  /** The names it may be the list of. */
  readonly keys: readonly string[];
  readonly joins: boolean;
}

const listCallsIn = (uses: readonly UseFact[]): readonly ListCall[] =>
  uses.flatMap((use) => {
    const [, name, method] = /^(.*)\.(join|append|push)$/s.exec(use.how === 'call' ? use.written : '') ?? [];
    if (name === undefined) return [];
    const joins = method === 'join';
    const names = joins ? [name, use.arguments?.[0]?.written] : [name];
    return [{ use, joins, keys: names.flatMap((one) => (one === undefined ? [] : [keyOf(one, use.in)])) }];
  });

/** The holes of strings, each by the last of its names. */
export const bareHoles = (strings: readonly StringFact[]): readonly string[] =>
  strings.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'object' ? [lastOf(part.hole)] : [])));

/** Sorts what is asked of strings, which stand in the order of the text, and of the uses beside them. */
export const indexStrings = ({ uses }: Pick<Facts, 'uses'>, strings: readonly StringFact[]): StringIndex => {
  const calls = listCallsIn(uses);
  const joined = new Set(calls.flatMap(({ joins, keys }) => (joins ? keys : [])));
  const adding = groupBy(
    calls.filter(({ joins }) => !joins),
    ({ keys: [key] }) => key,
  );
  const holes = tally(bareHoles(strings));
  const reads = tally(uses.flatMap(({ how, written }) => (how === 'read' ? [lastOf(written)] : [])));
  return {
    firstIn: (place) => firstOf(itemsIn(strings, place)),
    outermostIn: (place) => outermostOf(itemsIn(strings, place)),
    isJoined: (name, around) => joined.has(keyOf(name, around)),
    addingTo: (name, around) => (adding.get(keyOf(name, around)) ?? []).map(({ use }) => use),
    countHoles: (bare) => holes.get(bare) ?? 0,
    countReads: (bare) => reads.get(bare) ?? 0,
  };
};
