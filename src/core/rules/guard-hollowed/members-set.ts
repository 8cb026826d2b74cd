import { itemsIn, outermostOf } from '../../placed.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { guardUsed } from '../guard-parts/names.ts';
import { guardByName, type Known } from './known.ts';

/*
 * Members that are given something else in other ways than by an assignment to them: `setattr(rights, 'ensure_allowed', …)`,
 * `rights.__dict__['ensure_allowed'] = …`, `globals()['ensure_allowed'] = …`, `patch('app.rights.ensure_allowed')`.
 */

const setters = /(?:^|\.)(?:setattr|patch\.object|Object\.defineProperty|Reflect\.set)$/;
const patches = /(?:^|\.)patch$/;

type Named = Pick<UseFact, 'written' | 'target' | 'origin'>;

/** A text without holes; empty for one with some. */
const textOf = ({ parts }: Pick<Facts['strings'][number], 'parts'>): string => {
  const texts = parts.filter((part) => typeof part === 'string');
  return texts.length === parts.length ? texts.join('') : '';
};

const memberOf = ({ written, target = written, origin }: Named, name: string): Named => ({
  written: `${written}.${name}`,
  target: `${target}.${name}`,
  origin,
});

const bare = (chain: string): string => chain.replace(/(?:\.__dict__)?\[\]$/, '');

/** What is written there, without the dictionary of names that it is asked for: `rights` of `rights.__dict__` and `vars(rights)`. */
const holdersIn = ({ uses }: Facts, { place, written, target = written, origin }: UseFact): readonly Named[] =>
  written.startsWith('vars()')
    ? [...itemsIn(uses, place)].filter(({ how }) => how === 'read')
    : [{ written: bare(written), target: bare(target), origin }];

/** The members that are written as elements, by the text between the brackets. */
const membersWritten = ({ facts }: Known, use: UseFact): readonly Named[] =>
  [...itemsIn(facts.strings, use.place)]
    .slice(-1)
    .flatMap((key) => holdersIn(facts, use).map((holder) => memberOf(holder, textOf(key))));

/** The members that a call sets, by the text that names them. */
const membersSet = ({ facts }: Known, { written, arguments: given = [] }: UseFact): readonly Named[] => {
  const [first, second] = given.map(({ parts }) => parts);
  if (first !== undefined && patches.test(written)) return [{ written: textOf({ parts: first }), origin: 'import' }];
  if (second === undefined || !setters.test(written)) return [];
  const name = textOf({ parts: second });
  const holders = given.slice(0, 1).flatMap(({ place }) => outermostOf([...itemsIn(facts.uses, place)]));
  return holders.map((holder) => memberOf(holder, name));
};

const own = /^globals\(\)/;

/** The guard that is given something else by a use that is no assignment to its name; undefined for any other use. */
export const guardSet = (known: Known, use: UseFact): string | undefined => {
  const { nameGuard, path, facts } = known;
  if (own.test(use.written)) {
    const [key] = [...itemsIn(facts.strings, use.place)];
    return key && guardByName(known, { name: textOf(key), place: use.place });
  }
  const members = use.how === 'write' ? membersWritten(known, use) : membersSet(known, use);
  const isKept = (): boolean =>
    [...itemsIn(facts.uses, use.place)].some(
      (one) => one.how !== 'write' && guardUsed(nameGuard, path, one) !== undefined,
    );
  // Hardly any use sets a guard: what else stands there is asked of those that do.
  return members
    .filter(({ origin }) => origin === 'import' || origin === 'own')
    .flatMap((member) => guardUsed(nameGuard, path, { ...use, ...member }) ?? [])
    .find(() => !isKept());
};
