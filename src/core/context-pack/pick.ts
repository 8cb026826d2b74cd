import type { PackProblem } from './context-pack.ts';
import { matchesAny, relativePath, type PathTest } from '../glob.ts';
import type { Mode } from '../mode.ts';
import type { ContextItem } from '../policy/policy.ts';
import { counted } from '../markdown/write.ts';
import { listWords } from '../policy/suggest.ts';

/** What tells which part of the repository a task is about. */
export interface PickPlace {
  readonly mode?: Mode;
  readonly scope: readonly string[];
  readonly picks: Readonly<Record<string, readonly string[]>>;
}

export interface Choice {
  readonly chosen: readonly string[];
  readonly problems: readonly PackProblem[];
}

/** The files a task may write, as far as scope and mode say; undefined when neither narrows it. */
const lane = ({ scope, mode }: PickPlace): PathTest | undefined => {
  if (scope.length > 0) return matchesAny(scope);
  const allow = mode?.writes.allow ?? [];
  if (allow.length === 0) return undefined;
  const tests = allow.map((globs) => matchesAny(globs));
  const denied = matchesAny(mode?.writes.deny ?? []);
  return (path) => tests.every((test) => test(path)) && !denied(path);
};

/**
 * The files the policy proposes for the part of the repository a task is about, in the policy's order. A suggestion
 * counts when a file is in the scope and in its `for`, or when the scope itself, a file yet to be written, is.
 */
export const suggestedPicks = (item: ContextItem, place: PickPlace, files: readonly string[]): readonly string[] => {
  const inLane = lane(place);
  if (inLane === undefined) return [];
  const touched = [...files.filter(inLane), ...place.scope.map(relativePath)];
  const found = (item.pick?.suggest ?? []).filter((suggestion) => touched.some(matchesAny(suggestion.for)));
  return [...new Set(found.map(({ path }) => relativePath(path)))];
};

const refuse = (item: ContextItem, message: string, remedy: string): Choice => ({
  chosen: [],
  problems: [{ item: item.id, kind: 'missing', message: message, remedy }],
});

interface Wish {
  readonly paths: readonly string[];
  /** Who wants them, as the subject of a sentence. */
  readonly by: string;
}

const wishOf = (item: ContextItem, found: readonly string[], place: PickPlace, files: readonly string[]): Wish => {
  const own = Object.hasOwn(place.picks, item.id) ? place.picks[item.id] : undefined;
  if (own !== undefined && own.length > 0) return { paths: [...new Set(own.map(relativePath))], by: 'The choice' };
  // A suggestion that leads nowhere is the policy's mistake, told there; the choice is then a person's.
  const suggested = suggestedPicks(item, place, files).filter((path) => found.includes(path));
  return { paths: suggested, by: 'The policy’s suggestion for this scope' };
};

const grant = (item: ContextItem, { paths, by }: Wish, found: readonly string[]): Choice => {
  const most = item.pick?.most ?? 1;
  const stray = paths.filter((path) => !found.includes(path));
  if (stray.length > 0)
    return refuse(
      item,
      `${by} names ${listWords(stray, 'and')}, which ${stray.length === 1 ? 'is' : 'are'} not among the files of ${item.path}.`,
      `Choose among ${listWords(found, 'and')}.`,
    );
  if (paths.length > most)
    return refuse(
      item,
      `At most ${counted(most, 'file')} may be chosen. ${by} names ${paths.length}: ${listWords(paths, 'and')}.`,
      `Choose the ${most === 1 ? 'one' : most} that the work is about, or narrow the scope.`,
    );
  return { chosen: [...paths].sort(), problems: [] };
};

/**
 * The files chosen for an item with `pick`: those a person picked, else those the policy suggests for the scope, else
 * the only one there is. More suggestions than may be chosen are a question for a person, not for chance.
 */
export const choose = (
  item: ContextItem,
  found: readonly string[],
  place: PickPlace,
  files: readonly string[],
): Choice => {
  const wish = wishOf(item, found, place, files);
  if (wish.paths.length > 0) return grant(item, wish, found);
  if (found.length === 1) return { chosen: found, problems: [] };
  return refuse(
    item,
    `None of the ${found.length} files of ${item.path} was chosen. There are ${listWords(found, 'and')}.`,
    'Choose the files the work is about, or name a scope the policy has a suggestion for.',
  );
};
