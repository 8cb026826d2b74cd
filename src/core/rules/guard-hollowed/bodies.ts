import type { Tree } from '../../surroundings.ts';
import type { Place } from '../../lines.ts';
import type { ExitFact, FunctionFact } from '../../syntax/facts.ts';
import { guardDefined, type NameGuard } from '../guard-parts/names.ts';
import type { Part, PartPair } from '../guard-parts/parts.ts';
import { functionsMeant, leadsTo, type FunctionPlace } from '../guard-parts/reach.ts';
import { added, isNo, type Hollow } from './hollow.ts';

const factOf = ({ facts, index }: Part): FunctionFact | undefined => facts.functions[index ?? -1];

const exitsOf = ({ facts, index }: Pick<Part, 'facts' | 'index'>, how: ExitFact['how']): readonly ExitFact[] =>
  facts.exits.filter((exit) => exit.in === index && exit.how === how);

const throws = (part: Pick<Part, 'facts' | 'index'>): boolean => exitsOf(part, 'throw').length > 0;

const telling = /(?:^|\.)(?:print|debug|info|log|warn|warning|error|exception|critical)$/;

/** True for a call that may well raise: it is new, nothing of it can be seen, and it does not merely tell somebody. */
const mayRaise = (tree: Tree, { before, after }: PartPair): boolean => {
  const known = new Set(before?.uses.map(({ written }) => written));
  return after.uses.some(
    (use) =>
      use.how === 'call' &&
      !known.has(use.written) &&
      !telling.test(use.written) &&
      functionsMeant(tree, after.path, after.facts, use).length === 0,
  );
};

const raisesNoMore = (tree: Tree, pair: PartPair & { readonly before: Part }): boolean => {
  const { before, after } = pair;
  if (!throws(before) || throws(after) || mayRaise(tree, pair)) return false;
  return !leadsTo(tree, after, (place: FunctionPlace) => throws(place));
};

/** True where it gives the same written value whatever happens. */
const isConstant = (part: Part): boolean => {
  const returns = exitsOf(part, 'return');
  const values = new Set(returns.map(({ value, literal }) => (literal ? value : undefined)));
  return values.size === 1 && !values.has(undefined) && !throws(part);
};

const describeExit = ({ facts }: Part, { value = '', block }: ExitFact): string =>
  `${value} ${facts.blocks[block ?? -1]?.text ?? ''}`;

/** The ways out that let pass before everything is checked: a plain `return`, or a value that says yes. */
const passesIn = (part: Part, raises: boolean): readonly ExitFact[] => {
  const checks = part.facts.exits.filter(
    ({ in: around, how, value, literal }) =>
      around === part.index && (how === 'throw' || (!raises && value !== undefined && literal !== true)),
  );
  const last = checks.at(-1)?.place.line ?? 0;
  return exitsOf(part, 'return').filter(
    ({ value, literal, place }) =>
      place.line < last &&
      (raises || value !== undefined) &&
      (value === undefined || literal === true) &&
      (raises || !isNo(value)),
  );
};

const earlyPass = ({ before, after }: PartPair & { readonly before: Part }): ExitFact | undefined => {
  const raises = throws(before);
  const known = passesIn(before, raises).map((exit) => describeExit(before, exit));
  const fresh = added(
    passesIn(after, raises).map((exit) => describeExit(after, exit)),
    known,
  );
  return passesIn(after, raises).find((exit) => fresh.includes(describeExit(after, exit)));
};

interface Way extends Pick<Hollow, 'what' | 'message'> {
  readonly place: Place;
}

const becameIdle = (
  { before, after }: PartPair & { readonly before: Part },
  { name, place }: FunctionFact,
): Way | undefined => {
  const [isEmpty, wasEmpty] = [after, before].map((part) => factOf(part)?.empty === true);
  if (isEmpty && !wasEmpty)
    return { what: 'empty', message: `The guard ${name} does nothing any more: its body is empty.`, place };
  if (!isConstant(after) || isConstant(before)) return undefined;
  return {
    what: 'constant',
    message: `The guard ${name} always gives ${exitsOf(after, 'return')[0]?.value} now.`,
    place,
  };
};

const wayOf = (tree: Tree, pair: PartPair & { readonly before: Part }, fact: FunctionFact): Way | undefined => {
  const { name, place } = fact;
  const idle = becameIdle(pair, fact);
  if (idle !== undefined) return idle;
  if (raisesNoMore(tree, pair)) return { what: 'raises', message: `The guard ${name} raises nothing any more.`, place };
  const early = earlyPass(pair);
  const message = `The guard ${name} lets pass here before it has checked.`;
  return early && { what: 'early', message, place: early.place };
};

/** How the body of a guard was hollowed, where the part is a guard. */
export const hollowBody = (tree: Tree, nameGuard: NameGuard, { before, after }: PartPair): readonly Hollow[] => {
  const [was, now] = [before && factOf(before), factOf(after)];
  const guard = was && before && guardDefined(nameGuard, before.path, was.name);
  if (before === undefined || now === undefined || guard === undefined) return [];
  const way = wayOf(tree, { before, after }, now);
  return way === undefined ? [] : [{ guard, what: way.what, message: way.message, ...startOf(way.place) }];
};

const startOf = ({ line, column }: Place): Pick<Place, 'line' | 'column'> => ({ line, column });
