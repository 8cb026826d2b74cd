import type { FunctionFact, ParameterFact } from '../../syntax/facts.ts';

/** What callers of a function have to change: in words, the name of the function left out. */

/** What callers of a function go by. */
export type Callable = Pick<FunctionFact, 'parameters' | 'returns' | 'async'>;

const bare = ({ name }: ParameterFact): string => name.replace(/^(?:\*+|\.\.\.)/, '');

/** The signs of a parameter that takes all the rest: `*`, `**` or `...`; empty for any other. */
const signsOf = ({ name }: ParameterFact): string => /^(?:\*+|\.\.\.)/.exec(name)?.[0] ?? '';

const isRest = (parameter: ParameterFact): boolean => signsOf(parameter) !== '';

const isRequired = (parameter: ParameterFact): boolean =>
  parameter.default === undefined && parameter.optional !== true && !isRest(parameter);

const byPosition = (parameters: readonly ParameterFact[]): readonly ParameterFact[] =>
  parameters.filter(({ name, only }) => only !== 'keyword' && !name.startsWith('**'));

const byName = (parameters: readonly ParameterFact[], name: string): ParameterFact | undefined =>
  parameters.find((parameter) => bare(parameter) === name);

/** The parameter that one became: by its name; where callers cannot use names, by its position; all the rest by its signs. */
const heirOf = (
  was: ParameterFact,
  before: Parameters,
  after: Parameters,
  named: boolean,
): ParameterFact | undefined => {
  const rest = isRest(was) ? after.find((heir) => signsOf(heir) === signsOf(was)) : undefined;
  const same = rest ?? byName(after, bare(was));
  if (same !== undefined || (named && was.only !== 'position')) return same;
  const position = byPosition(before).indexOf(was);
  return byPosition(after).find((heir, index) => index === position && byName(before, bare(heir)) === undefined);
};

type Parameters = readonly ParameterFact[];

const hasMoved = (was: ParameterFact, now: ParameterFact, before: Parameters, after: Parameters): boolean => {
  const position = byPosition(before).indexOf(was);
  return position !== -1 && byPosition(after).indexOf(now) !== position;
};

/** What became of the parameters; `named` where callers may give them by name. */
const changesOfParameters = (before: Parameters, after: Parameters, named: boolean): readonly string[] => {
  const heirs = new Map(before.map((was) => [was, heirOf(was, before, after, named)]));
  const taken = new Set(heirs.values());
  const ofOld = before.flatMap((was): readonly string[] => {
    const now = heirs.get(was);
    if (now === undefined) return [`no longer takes ${bare(was)}`];
    if (hasMoved(was, now, before, after)) return [`takes ${bare(now)} in another place`];
    return isRequired(now) && !isRequired(was) ? [`cannot do without ${bare(now)} any more`] : [];
  });
  const ofNew = after.filter((now) => !taken.has(now) && isRequired(now)).map((now) => `needs ${bare(now)} now`);
  // What moved because something was put in or taken out before it is not told as well.
  const told = [...ofOld.filter((text) => !text.startsWith('takes')), ...ofNew];
  return told.length > 0 ? told : ofOld.slice(0, 1);
};

const spaceless = (text: string | undefined): string | undefined => text?.replace(/\s+/g, '');

/** True also for a function that only hands on what another one promises. */
const isAwaited = ({ async, returns = '' }: Callable): boolean =>
  async || /^(?:Promise|PromiseLike|Awaitable|Coroutine)\b/.test(returns.replace(/^["']|^(?:\w+\.)+/g, ''));

/** A type without what only spells it in another way: quotes, spaces, `Optional[X]` for `X | None`. */
const plainType = (type: string): string =>
  type
    .replace(/["'\s]+/g, '')
    .replace(/\b(?:typing|t)\./g, '')
    .replace(/^Optional\[(.*)\]$/, '$1|None')
    .toLowerCase();

export const isSameType = (one: string, other: string): boolean => plainType(one) === plainType(other);

/** What is different for whoever calls the function. */
export const changesOf = (before: Callable, after: Callable, named: boolean): readonly string[] => {
  const [was, now] = [spaceless(before.returns), spaceless(after.returns)];
  const isOther = was !== undefined && now !== undefined && was !== now;
  return [
    ...changesOfParameters(before.parameters, after.parameters, named),
    ...(isOther ? [`returns ${after.returns ?? ''} now, not ${before.returns ?? ''}`] : []),
    ...(isOther || isAwaited(before) === isAwaited(after)
      ? []
      : [isAwaited(after) ? 'has to be awaited now' : 'is no longer to be awaited']),
  ];
};
