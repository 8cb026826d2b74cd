import type { Place } from '../../lines.ts';
import type { ExitFact } from '../../syntax/facts.ts';
import { guardDefined, type NameGuard } from '../guard-parts/names.ts';
import type { Part } from '../guard-parts/parts.ts';
import { functionsMeant, leadsTo } from '../guard-parts/reach.ts';
import { describeExit, exitsOf, isNo, type Hollow, type Turn } from './hollow.ts';

const throws = (part: Pick<Part, 'facts' | 'index'>): boolean => exitsOf(part, 'throw').length > 0;

const telling = /(?:^|\.)(?:print|debug|info|log|warn|warning|error|exception|critical)$/;

/** True for a call that may well raise: it is new, nothing of it can be seen, and it does not merely tell somebody. */
const mayRaise = ({ before, after, tree }: Turn): boolean => {
  const known = new Set(before.uses.map(({ written }) => written));
  return after.uses.some(
    (use) =>
      use.how === 'call' &&
      !known.has(use.written) &&
      !telling.test(use.written) &&
      functionsMeant(tree, after.path, after.facts, use).length === 0,
  );
};

const raisesNoMore = (turn: Turn): boolean => {
  const { before, after, tree } = turn;
  return throws(before) && !throws(after) && !mayRaise(turn) && !leadsTo(tree, after, throws);
};

/** True where it gives the same written value whatever happens. */
const isConstant = (part: Part): boolean => {
  const returns = exitsOf(part, 'return');
  const values = new Set(returns.map(({ value, literal }) => (literal ? value : undefined)));
  return values.size === 1 && !values.has(undefined) && !throws(part);
};

const isPlain = ({ value, literal }: ExitFact): boolean => value === undefined || literal === true;

const isYes = ({ value, literal }: ExitFact): boolean => literal === true && !isNo(value);

/** The ways out that let pass before everything is checked: of what raises a plain `return`, of all else a yes. */
const passesIn = (part: Part, raises: boolean): readonly ExitFact[] => {
  const returns = exitsOf(part, 'return');
  const checks = raises ? exitsOf(part, 'throw') : returns.filter((exit) => !isYes(exit));
  const last = checks.at(-1)?.place.line ?? 0;
  return returns.filter(raises ? isPlain : isYes).filter(({ place }) => place.line < last);
};

const earlyPass = ({ before, after }: Turn): ExitFact | undefined => {
  const raises = throws(before);
  const known = new Set(passesIn(before, raises).map((exit) => describeExit(before.facts, exit)));
  return passesIn(after, raises).find((exit) => !known.has(describeExit(after.facts, exit)));
};

const isEmpty = ({ facts, index }: Part): boolean => facts.functions[index ?? -1]?.empty === true;

interface Way extends Pick<Hollow, 'what' | 'message'> {
  readonly place: Place;
}

const wayOf = (turn: Turn): Way | undefined => {
  const { before, after } = turn;
  const { name, place } = after;
  if (isEmpty(after) && !isEmpty(before))
    return { what: 'empty', message: `The guard ${name} does nothing any more: its body is empty.`, place };
  if (isConstant(after) && !isConstant(before)) {
    const [{ value } = {}] = exitsOf(after, 'return');
    return { what: 'constant', message: `The guard ${name} always gives ${value} now.`, place };
  }
  if (raisesNoMore(turn)) return { what: 'raises', message: `The guard ${name} raises nothing any more.`, place };
  const early = earlyPass(turn);
  const message = `The guard ${name} lets pass here before it has checked.`;
  return early && { what: 'early', message, place: early.place };
};

/** How the body of a guard was hollowed, where the part is a guard. */
export const hollowBody = (nameGuard: NameGuard, turn: Turn): readonly Hollow[] => {
  const guard = guardDefined(nameGuard, turn.before.path, turn.before.name);
  if (guard === undefined) return [];
  const way = wayOf(turn);
  if (way === undefined) return [];
  const { what, message, place } = way;
  return [{ guard, what, message, line: place.line, column: place.column }];
};
