import { remember, rememberWeakly } from '../../remember.ts';
import { groupBy } from '../../group.ts';
import type { UseFact } from '../../syntax/facts.ts';
import { usesByGuard, type NameGuard } from '../guard-parts/names.ts';
import { tellPart, type Part } from '../guard-parts/parts.ts';
import type { Hollow, Turn } from './hollow.ts';
import { doneTooEarly } from './ahead.ts';
import { mannersOf, type Manner } from './manner.ts';

/** How a call was made and how one is made that it may have become. */
interface MannerTurn {
  readonly was: Manner;
  readonly now: Manner;
  /** The call as it is made now. */
  readonly use: UseFact;
}

const added = (now: readonly string[], before: readonly string[]): readonly string[] =>
  now.filter((text) => !before.includes(text));

type Way = readonly [what: string, tell: (turn: MannerTurn, guard: string, where: string) => string | undefined];

const conditionAdded = ({ was, now }: MannerTurn): string | undefined => {
  if (now.never !== undefined && was.never === undefined) return now.never;
  return now.conditions.length > was.conditions.length ? added(now.conditions, was.conditions)[0] : undefined;
};

/** The argument that is a written value now, and was none. */
const fixedArgument = ({ was: { given: before }, now, use }: MannerTurn): string | undefined => {
  const at = now.given.findIndex(({ name, fixed, no }, index) => {
    const earlier = name === undefined ? before[index] : before.find((given) => given.name === name);
    return (no && earlier?.no !== true) || (fixed && earlier?.fixed === false);
  });
  const fixed = use.arguments?.[at];
  return fixed && (fixed.literal ?? 'a text');
};

const ways: readonly Way[] = [
  [
    'condition',
    (turn, guard, where) => {
      const condition = conditionAdded(turn);
      return condition && `Whether ${guard} is called in ${where} depends on ${condition} now.`;
    },
  ],
  [
    'joined',
    ({ was, now }, guard, where) =>
      now.joins > was.joins ? `What ${guard} says can be overruled in ${where} now.` : undefined,
  ],
  [
    'swallowed',
    ({ was, now }, guard, where) =>
      now.swallowed && !was.swallowed ? `What ${guard} raises is swallowed in ${where} now.` : undefined,
  ],
  [
    'early',
    ({ was, now }, guard, where) =>
      added(now.leaves, was.leaves).length > 0 ? `${where} may return before it comes to ${guard} now.` : undefined,
  ],
  [
    'late',
    ({ was, now }, guard, where) => {
      const done = doneTooEarly(was.done, now.done);
      const verb = done === 'yield' ? 'hands out a value' : 'is called';
      return done && `${done} ${verb} in ${where} before it comes to ${guard} now.`;
    },
  ],
  [
    'awaited',
    ({ was, now }, guard, where) =>
      was.awaited && !now.awaited && now.alone ? `Nobody waits for ${guard} in ${where} any more.` : undefined,
  ],
  [
    'forgotten',
    ({ was, now }, guard, where) =>
      now.forgotten && !was.forgotten ? `Nobody looks at what ${guard} says in ${where} any more.` : undefined,
  ],
  [
    'turned',
    ({ was, now }, guard, where) => {
      const isOther = was.raises !== undefined && now.raises !== undefined && was.raises !== now.raises;
      if (!isOther) return undefined;
      if (was.negated !== now.negated) return `${guard} is asked the other way round in ${where} now.`;
      // It is asked as before: something was raised for the one answer, and nothing is now, or the other way round.
      return was.raises === was.negated ? undefined : `What ${guard} says raises nothing in ${where} any more.`;
    },
  ],
  [
    'argument',
    (turn, guard, where) => {
      const value = fixedArgument(turn);
      return value && `${guard} is given ${value} in ${where} now, whatever happens.`;
    },
  ],
];

const usesOfParts = rememberWeakly((nameGuard: NameGuard) =>
  rememberWeakly((part: Part) =>
    remember((how: UseFact['how']) =>
      usesByGuard(
        nameGuard,
        part.path,
        part.uses.filter((use) => use.how === how),
      ),
    ),
  ),
);

const usesOf = (nameGuard: NameGuard, part: Part, how: UseFact['how']): ReadonlyMap<string, readonly UseFact[]> =>
  usesOfParts(nameGuard)(part)(how);

const objection = (turn: MannerTurn, guard: string, where: string): Hollow | undefined => {
  const { line, column } = turn.use.place;
  for (const [what, tell] of ways) {
    const message = tell(turn, guard, where);
    if (message !== undefined) return { guard, what, line, column, message };
  }
  return undefined;
};

/** Manners, each once, whatever it depends on: a function that calls a guard a thousand times does so in few ways. */
const each = (manners: readonly Manner[]): readonly Manner[] => {
  const alike = groupBy(manners, (manner) => JSON.stringify({ ...manner, conditions: manner.conditions.length }));
  return [...alike.values()].flatMap((all) => all.slice(0, 1));
};

/** What the calls of a guard lost; where none of them was another, nothing as long as one is as good as those were. */
const judgeCalls = (
  turn: Turn,
  guard: string,
  [was, now]: readonly [readonly UseFact[], readonly UseFact[]],
): readonly Hollow[] => {
  const before = mannersOf(turn.tree, turn.before, was).map(({ manner }) => manner);
  const known = each(before);
  const isSameCount = was.length === now.length;
  const judged = mannersOf(turn.tree, turn.after, now).map(({ use, manner }, index) => {
    const earlier = isSameCount ? before.slice(index, index + 1) : known;
    const objections = earlier.map((was) => objection({ was, now: manner, use }, guard, tellPart(turn.after)));
    return objections.includes(undefined) ? undefined : objections[0];
  });
  const isKept = !isSameCount && judged.includes(undefined);
  return isKept ? [] : judged.flatMap((hollow) => hollow ?? []);
};

/** The guards that were called, and are named now, but in no call. */
const onlyNamed = (nameGuard: NameGuard, part: Part, guard: string): readonly Hollow[] => {
  const isHandedOn = ({ written }: UseFact): boolean =>
    part.facts.uses.some((use) => use.arguments?.some((given) => given.written === written));
  const named = (usesOf(nameGuard, part, 'read').get(guard) ?? []).filter((use) => !isHandedOn(use));
  const message = `${guard} is named in ${tellPart(part)}, but no longer called.`;
  return named
    .slice(0, 1)
    .map(({ place }) => ({ guard, what: 'named', line: place.line, column: place.column, message }));
};

/** True for a part that calls a guard. */
export const callsGuards = (nameGuard: NameGuard, part: Part): boolean => usesOf(nameGuard, part, 'call').size > 0;

/** How the calls of guards in a part were hollowed. */
export const hollowCalls = (nameGuard: NameGuard, turn: Turn): readonly Hollow[] => {
  const calls = usesOf(nameGuard, turn.after, 'call');
  return [...usesOf(nameGuard, turn.before, 'call')].flatMap(([guard, before]) => {
    const after = calls.get(guard);
    return after === undefined ? onlyNamed(nameGuard, turn.after, guard) : judgeCalls(turn, guard, [before, after]);
  });
};
