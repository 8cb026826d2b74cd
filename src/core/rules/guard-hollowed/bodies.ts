import { groupBy } from '../../group.ts';
import type { Place } from '../../lines.ts';
import { byPlace } from '../../order.ts';
import type { ExitFact, UseFact } from '../../syntax/facts.ts';
import { livingIn } from '../../syntax/facts/around.ts';
import { tally } from '../../tally.ts';
import { guardDefined, isTelling, type NameGuard } from '../guard-parts/names.ts';
import type { Part } from '../guard-parts/parts.ts';
import { functionsMeant, leadsTo } from '../guard-parts/reach.ts';
import { describeExit, exitsOf, isNo, type Hollow, type Turn } from './hollow.ts';

const throws = (part: Pick<Part, 'facts' | 'index'>): boolean => exitsOf(part, 'throw').length > 0;

/** What a part calls, where it may come to it. */
const callsOf = ({ facts, index, uses }: Part): readonly UseFact[] =>
  uses.filter(({ how }) => how === 'call').filter(livingIn(facts, index));

/** True for a call that may well raise: it is new, nothing of it can be seen, and it does not merely tell somebody. */
const mayRaise = ({ before, after, tree }: Turn): boolean => {
  const known = new Set(before.uses.map(({ written }) => written));
  return callsOf(after).some(
    (use) =>
      !known.has(use.written) &&
      !isTelling(use.written) &&
      functionsMeant(tree, after.path, after.facts, use).length === 0,
  );
};

const raisesNoMore = (turn: Turn): boolean => {
  const { before, after, tree } = turn;
  return (
    throws(before) && !throws(after) && !mayRaise(turn) && !leadsTo(tree, { ...after, uses: callsOf(after) }, throws)
  );
};

/** What a way out gives whatever happens: the value that is written out, or what it counts as. */
const givenBy = ({ value, literal, holds }: ExitFact): string | undefined =>
  (literal ? value : holds?.toString())?.toLowerCase();

/** True where it gives the same whatever happens. */
const isConstant = (part: Part): boolean => {
  const values = new Set(exitsOf(part, 'return').map(givenBy));
  return values.size === 1 && !values.has(undefined) && !throws(part);
};

const tellGiven = ({ value, literal, holds }: ExitFact): string =>
  literal ? `gives ${value}` : `says ${holds ? 'yes' : 'no'}`;

/** True where what it gives is made of what it was given, and does not merely come back. */
const makesSomething = (part: Part): boolean => {
  const parameters = part.facts.functions[part.index ?? -1]?.parameters ?? [];
  return exitsOf(part, 'return').some((exit) => !isPlain(exit) && parameters.every(({ name }) => name !== exit.value));
};

/** True where it gives back what it was given, or nothing, and where it did more before. */
const givesBack = ({ before, after }: Turn): boolean =>
  makesSomething(before) && !makesSomething(after) && callsOf(after).length === 0 && !throws(after);

const isPlain = ({ value, literal }: ExitFact): boolean => value === undefined || literal === true;

const isYes = ({ literal, holds }: ExitFact): boolean => holds ?? literal === true;

/** True for a guard that says no by raising: itself, or by what it calls, as it gives nothing that anybody could look at. */
const saysNoByRaising = (part: Part): boolean =>
  throws(part) || exitsOf(part, 'return').every(({ value }) => value === undefined || isNo(value));

/** Where a guard checks. One that raises does so where it calls others, when it does not raise itself. */
const checksOf = (part: Part, raises: boolean): readonly { readonly place: Place }[] => {
  if (!raises) return exitsOf(part, 'return').filter((exit) => !isYes(exit));
  return throws(part) ? exitsOf(part, 'throw') : callsOf(part);
};

/** The ways out that let pass before everything is checked: of what raises a plain `return`, of all else a yes. */
const passesIn = (part: Part, raises: boolean): readonly ExitFact[] => {
  const last = checksOf(part, raises).at(-1)?.place.line ?? 0;
  return exitsOf(part, 'return')
    .filter(raises ? isPlain : isYes)
    .filter(({ place }) => place.line < last);
};

const earlyPass = ({ before, after }: Turn): ExitFact | undefined => {
  const raises = saysNoByRaising(before);
  const known = new Set(passesIn(before, raises).map((exit) => describeExit(before.facts, exit)));
  return passesIn(after, raises).find((exit) => !known.has(describeExit(after.facts, exit)));
};

/** Something that a guard does. */
interface Deed {
  readonly text: string;
  readonly at: Pick<ExitFact, 'place' | 'block'>;
}

/** What a part calls, raises and gives, whether it comes to it or not. */
const deedsOf = ({ facts, index, uses }: Part): readonly Deed[] => [
  ...uses.filter(({ how }) => how === 'call').map((at) => ({ text: at.written, at })),
  ...facts.exits.filter((exit) => exit.in === index).map((at) => ({ text: `${at.how} ${at.value}`, at })),
];

/** What a part does, by whether it comes to it. */
const deedsByLife = (part: Part): Readonly<Record<'living' | 'dead', readonly Deed[]>> => {
  const mayBeReached = livingIn(part.facts, part.index);
  const deeds = groupBy(deedsOf(part), ({ at }) => mayBeReached(at));
  return { living: deeds.get(true) ?? [], dead: deeds.get(false) ?? [] };
};

const countIn = (counts: ReadonlyMap<string, number> | undefined, text: string): number => counts?.get(text) ?? 0;

/** The first of what a guard did, and still says, but never comes to. */
const deadDeed = ({ before, after }: Turn): Place | undefined => {
  const { living, dead } = deedsByLife(after);
  const [did, does] = [deedsByLife(before).living, living].map((deeds) => tally(deeds.map(({ text }) => text)));
  const lost = dead.filter(({ text }) => countIn(does, text) < countIn(did, text));
  return lost.map(({ at }) => at.place).sort(byPlace)[0];
};

const isEmpty = ({ facts, index }: Part): boolean => facts.functions[index ?? -1]?.empty === true;

interface Way extends Pick<Hollow, 'what' | 'message'> {
  readonly place: Place;
}

const wholeWay = (turn: Turn): readonly [what: string, says: string] | undefined => {
  const { before, after } = turn;
  if (isEmpty(after) && !isEmpty(before)) return ['empty', 'does nothing any more: its body is empty'];
  if (isConstant(after) && !isConstant(before)) {
    const given = exitsOf(after, 'return').map(tellGiven)[0];
    return ['constant', `always ${given} now`];
  }
  if (raisesNoMore(turn)) return ['raises', 'raises nothing any more'];
  return givesBack(turn) ? ['back', 'gives back what it is given now, and does nothing else'] : undefined;
};

const wayOf = (turn: Turn): Way | undefined => {
  const { name, place } = turn.after;
  const [what, says] = wholeWay(turn) ?? [];
  if (what !== undefined) return { what, message: `The guard ${name} ${says}.`, place };
  const early = earlyPass(turn);
  if (early !== undefined)
    return { what: 'early', message: `The guard ${name} lets pass here before it has checked.`, place: early.place };
  const dead = deadDeed(turn);
  return dead && { what: 'dead', message: `The guard ${name} never comes to this any more.`, place: dead };
};

const guardIn = (nameGuard: NameGuard, { path, name }: Part): string | undefined => guardDefined(nameGuard, path, name);

/** True for a part that is a guard itself. */
export const isGuard = (nameGuard: NameGuard, part: Part): boolean => guardIn(nameGuard, part) !== undefined;

/** How the body of a guard was hollowed, where the part is a guard. */
export const hollowBody = (nameGuard: NameGuard, turn: Turn): readonly Hollow[] => {
  const guard = guardIn(nameGuard, turn.before);
  if (guard === undefined) return [];
  const way = wayOf(turn);
  if (way === undefined) return [];
  const { what, message, place } = way;
  return [{ guard, what, message, line: place.line, column: place.column }];
};
