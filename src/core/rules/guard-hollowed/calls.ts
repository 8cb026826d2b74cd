import type { Tree } from '../../surroundings.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import { usesByGuard, type NameGuard } from '../guard-parts/names.ts';
import { tellPart, type Part } from '../guard-parts/parts.ts';
import { isNo, type Hollow, type Turn } from './hollow.ts';
import { conditionsOf, isForgotten, isSwallowed, joinsOf, leavesBefore, raisesOnAnswer, type Call } from './manner.ts';

/** The calls of a guard in a function, on one side of the change. */
type Calls = readonly Call[];

/** Two calls, one of which became the other, and all calls of that guard beside them. */
interface CallTurn {
  readonly was: Call;
  readonly now: Call;
  readonly all: { readonly before: Calls; readonly after: Calls };
  readonly tree: Tree;
}

const added = (now: readonly string[], before: readonly string[]): readonly string[] =>
  now.filter((text) => !before.includes(text));

type Way = readonly [what: string, tell: (turn: CallTurn, guard: string, where: string) => string | undefined];

const conditionAdded = ({ was, now, all }: CallTurn): string | undefined => {
  const [before, after] = [conditionsOf(was, all.before), conditionsOf(now, all.after)];
  const fresh = added(after, before);
  const never = fresh.find((text) => isNo(text.replaceAll('`', '')));
  return never ?? (after.length > before.length ? fresh[0] : undefined);
};

const isPlain = ({ literal, parts }: ArgumentFact): boolean =>
  literal !== undefined || (parts?.every((part) => typeof part === 'string') ?? false);

/** The argument that is a written value now, and was none. */
const fixedArgument = ({ was, now }: CallTurn): string | undefined => {
  const before = was.use.arguments ?? [];
  const after = now.use.arguments ?? [];
  const fixed = after.find((given, index) => {
    const earlier = given.name === undefined ? before[index] : before.find(({ name }) => name === given.name);
    const turnedOff = isNo(given.literal) && !isNo(earlier?.literal);
    return turnedOff || (earlier !== undefined && !isPlain(earlier) && isPlain(given));
  });
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
      joinsOf(now) > joinsOf(was) ? `What ${guard} says can be overruled in ${where} now.` : undefined,
  ],
  [
    'swallowed',
    ({ was, now, tree }, guard, where) =>
      isSwallowed(tree, now) && !isSwallowed(tree, was)
        ? `What ${guard} raises is swallowed in ${where} now.`
        : undefined,
  ],
  [
    'early',
    ({ was, now }, guard, where) =>
      added(leavesBefore(now), leavesBefore(was)).length > 0
        ? `${where} may return before it comes to ${guard} now.`
        : undefined,
  ],
  [
    'awaited',
    ({ was, now }, guard, where) =>
      was.use.awaited && !now.use.awaited && now.use.alone
        ? `Nobody waits for ${guard} in ${where} any more.`
        : undefined,
  ],
  [
    'forgotten',
    ({ was, now }, guard, where) =>
      isForgotten(now) && !isForgotten(was) ? `Nobody looks at what ${guard} says in ${where} any more.` : undefined,
  ],
  [
    'turned',
    ({ was, now }, guard, where) => {
      const [before, after] = [raisesOnAnswer(was), raisesOnAnswer(now)];
      const isTurned = before !== undefined && after !== undefined && before !== after;
      return isTurned ? `${guard} is asked the other way round in ${where} now.` : undefined;
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

const callsByGuard = (nameGuard: NameGuard, part: Part, how: UseFact['how']): ReadonlyMap<string, Calls> => {
  const uses = part.uses.filter((use) => use.how === how);
  const found = [...usesByGuard(nameGuard, part.path, uses)];
  return new Map(found.map(([guard, of]) => [guard, of.map((use) => ({ part, use }))]));
};

const objection = (turn: CallTurn, guard: string, where: string): Hollow | undefined => {
  const { line, column } = turn.now.use.place;
  for (const [what, tell] of ways) {
    const message = tell(turn, guard, where);
    if (message !== undefined) return { guard, what, line, column, message };
  }
  return undefined;
};

/** What the calls of a guard lost; where none of them was another, nothing as long as one is as good as those were. */
const judgeCalls = (tree: Tree, guard: string, all: CallTurn['all']): readonly Hollow[] => {
  const { before, after } = all;
  const judged = after.map((now, index) => {
    const where = tellPart(now.part);
    const earlier = before.length === after.length ? before.slice(index, index + 1) : before;
    const objections = earlier.map((was) => objection({ was, now, all, tree }, guard, where));
    return objections.includes(undefined) ? undefined : objections[0];
  });
  const isKept = before.length !== after.length && judged.includes(undefined);
  return isKept ? [] : judged.flatMap((hollow) => hollow ?? []);
};

/** The guards that were called, and are named now, but in no call. */
const onlyNamed = (nameGuard: NameGuard, part: Part, guard: string): readonly Hollow[] => {
  const handedOn = new Set(part.facts.uses.flatMap((use) => use.arguments ?? []).map(({ written }) => written));
  const named = (callsByGuard(nameGuard, part, 'read').get(guard) ?? []).filter(
    ({ use }) => !handedOn.has(use.written),
  );
  const message = `${guard} is named in ${tellPart(part)}, but no longer called.`;
  return named
    .slice(0, 1)
    .map(({ use: { place } }) => ({ guard, what: 'named', line: place.line, column: place.column, message }));
};

/** How the calls of guards in a part were hollowed. */
export const hollowCalls = (nameGuard: NameGuard, { before: was, after: part, tree }: Turn): readonly Hollow[] => {
  const calls = callsByGuard(nameGuard, part, 'call');
  return [...callsByGuard(nameGuard, was, 'call')].flatMap(([guard, before]) => {
    const after = calls.get(guard);
    if (after === undefined) return onlyNamed(nameGuard, part, guard);
    return judgeCalls(tree, guard, { before, after });
  });
};
