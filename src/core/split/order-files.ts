import { compareText } from '../order.ts';
import type { Leanings } from './leanings.ts';
import type { SplitFile } from './portions.ts';

/** What a file waits for, so that what others are built with lands first. */
const turnOf = ({ class: name, path }: SplitFile): number => {
  // A manifest and its lock file say what there is to build with.
  if (name === 'lock' || (name === 'data' && !path.includes('/'))) return 0;
  return { code: 1, data: 1, vendored: 1, generated: 2, test: 3, docs: 4 }[name];
};

const byTurn = (one: SplitFile, other: SplitFile): number =>
  turnOf(one) - turnOf(other) || compareText(one.path, other.path);

/** The groups of files that lean on one another in a circle, each after those that it leans on (Tarjan). */
const groupsOf = (paths: readonly string[], leanings: Leanings): readonly (readonly string[])[] => {
  const [numbers, lowest] = [new Map<string, number>(), new Map<string, number>()];
  const open: string[] = [];
  const groups: string[][] = [];
  const lower = (path: string, number: number): void => {
    lowest.set(path, Math.min(lowest.get(path) ?? number, number));
  };
  const close = (path: string): void => {
    if (lowest.get(path) !== numbers.get(path)) return;
    groups.push(open.splice(open.indexOf(path)));
  };
  const visit = (path: string): void => {
    const number = numbers.size;
    numbers.set(path, number);
    lower(path, number);
    open.push(path);
    for (const next of leanings.get(path) ?? []) {
      const known = numbers.get(next);
      if (known === undefined) {
        visit(next);
        lower(path, lowest.get(next) ?? number);
      } else if (open.includes(next)) lower(path, known);
    }
    close(path);
  };
  for (const path of paths) if (!numbers.has(path)) visit(path);
  return groups;
};

type Groups = readonly (readonly SplitFile[])[];

/** Puts tests behind the last of what they lean on: they land with what they test. */
const placeTests = (groups: Groups, tests: Groups, leanings: Leanings): Groups => {
  const placed = groups.map((group) => [group]);
  const unplaced: (readonly SplitFile[])[] = [];
  const placeOf = new Map(groups.flatMap((group, at) => group.map(({ path }) => [path, at] as const)));
  for (const group of tests) {
    const places = group.flatMap(({ path }) => (leanings.get(path) ?? []).map((other) => placeOf.get(other) ?? -1));
    const at = Math.max(-1, ...places);
    for (const { path } of group) placeOf.set(path, at);
    (placed[at] ?? unplaced).push(group);
  }
  return [...placed.flat(), ...unplaced];
};

const isOf =
  (name: SplitFile['class']) =>
  (group: readonly SplitFile[]): boolean =>
    group.every((file) => file.class === name);
const [isTest, isLast] = [isOf('test'), isOf('docs')];

/**
 * Files in an order in which each stands on what came before: what is imported before what imports it, tests with what they
 * test, documents last. Files that lean on one another stand in one group.
 */
export const orderFiles = (files: readonly SplitFile[], leanings: Leanings): Groups => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = files.toSorted(byTurn).map(({ path }) => path);
  const groups = groupsOf(paths, leanings).map((group) => group.flatMap((path) => byPath.get(path) ?? []));
  const first = groups.filter((group) => !isTest(group) && !isLast(group));
  return [...placeTests(first, groups.filter(isTest), leanings), ...groups.filter(isLast)];
};
