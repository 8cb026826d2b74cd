import type { FunctionSite } from '../../calls/definitions.ts';
import { isInClass, pathAtBase, type FileChange } from '../../change.ts';
import { groupBy } from '../../group.ts';
import { present } from '../../present.ts';
import { remember, rememberWeakly } from '../../remember.ts';
import type { ChangedFile, Scene } from '../../rule-kind.ts';
import type { Tree } from '../../surroundings.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { branchesAround } from '../../syntax/facts/around.ts';
import { lineOfLost } from '../guard-parts/lines.ts';
import { guardUsed, usesByGuard, type NameGuard } from '../guard-parts/names.ts';
import { isIdle } from './idle.ts';
import type { GuardOptions } from '../guard-parts/options.ts';
import { pairPartsOfFiles, pairsThatWere, type OldPair, type PartPair } from '../guard-parts/pairs.ts';
import type { Part } from '../guard-parts/parts.ts';
import { leadsTo, usesOf } from '../guard-parts/reach.ts';

/** A guard that a part of a file had, and has no longer. */
export interface Loss {
  readonly guard: string;
  /** The part as it is now. */
  readonly part: Part;
  readonly line: number;
}

const keyOf = ({ path, index }: Pick<Part, 'path' | 'index'>): string => `${path} ${index}`;

const usesOfParts = rememberWeakly((nameGuard: NameGuard) =>
  rememberWeakly(({ path, uses }: Part) => usesByGuard(nameGuard, path, uses)),
);

const usesIn = (nameGuard: NameGuard, part: Part): ReadonlyMap<string, readonly UseFact[]> =>
  usesOfParts(nameGuard)(part);

const isConditional = (facts: Facts, { block }: UseFact): boolean => branchesAround(facts, block).length > 0;

/** What stands for the guard elsewhere in a change, and what is known of the repository after it. */
interface Search {
  readonly nameGuard: NameGuard;
  readonly tree: Tree;
  /** Of each file. */
  readonly pairs: readonly (readonly PartPair[])[];
  /** By guard: the parts of the change that have it now and had it not. */
  readonly gains: ReadonlyMap<string, readonly Part[]>;
}

const runsGuard =
  ({ nameGuard }: Search, guard: string) =>
  (site: FunctionSite): boolean =>
    usesOf(site).some((use) => guardUsed(nameGuard, site.path, use) === guard);

const isSame =
  (part: Part) =>
  (site: FunctionSite): boolean =>
    keyOf(site) === keyOf(part);

/** A guard, with a part that has it and had it not, or has it more often. */
interface Gain {
  readonly guard: string;
  readonly part: Part;
}

const gainsOf = (nameGuard: NameGuard, { before, after }: PartPair): readonly Gain[] => {
  const was = before === undefined ? new Map<string, readonly UseFact[]>() : usesIn(nameGuard, before);
  return [...usesIn(nameGuard, after)]
    .filter(([guard, uses]) => uses.length > (was.get(guard)?.length ?? 0))
    .map(([guard]) => ({ guard, part: after }));
};

/** What the parts of a file gained; once for the same pairs. */
const gainsInFile = rememberWeakly((nameGuard: NameGuard) =>
  rememberWeakly((pairs: readonly PartPair[]): readonly Gain[] => pairs.flatMap((pair) => gainsOf(nameGuard, pair))),
);

/** The pairs of a file of which the part had guards: only they can be lost. */
const hadGuards = rememberWeakly((nameGuard: NameGuard) =>
  pairsThatWere((before) => usesIn(nameGuard, before).size > 0),
);

const openSearch = (nameGuard: NameGuard, tree: Tree, pairs: Search['pairs']): Search => {
  const gained = pairs.flatMap(gainsInFile(nameGuard));
  const gains = new Map(
    [...groupBy(gained, ({ guard }) => guard)].map(([guard, all]) => [guard, all.map(({ part }) => part)]),
  );
  return { nameGuard, tree, pairs, gains };
};

const registering = /middleware|before_?(?:app_)?request|interceptor/i;

/** True for a function that a framework is told to run before others. */
const isRegistered = ({ facts, index }: Part): boolean =>
  facts.functions[index ?? -1]?.decorators.some(({ written }) => registering.test(written)) === true;

/** What stands in no function, and is new there. */
const newInModule = ({ before, after }: PartPair): readonly UseFact[] => {
  if (after.index !== undefined) return [];
  const written = new Set(before?.uses.map((use) => use.written));
  return after.uses.filter((use) => !written.has(use.written));
};

/** True where the change lets the guard run before the part does, or has a caller of it do so. */
const isMovedOut = (search: Search, guard: string, part: Part): boolean => {
  const gained = search.gains.get(guard) ?? [];
  const calls = gained.some((after) => leadsTo(search.tree, after, isSame(part)));
  const isAround = gained.some((after) => after.index === undefined || isRegistered(after));
  const isUsedAnew = (after: Part): boolean =>
    search.pairs.flat().some((pair) => leadsTo(search.tree, { ...pair.after, uses: newInModule(pair) }, isSame(after)));
  return calls || (isAround && part.index !== undefined) || gained.some(isUsedAnew);
};

const isCovered = (search: Search, guard: string, part: Part): boolean =>
  leadsTo(search.tree, part, runsGuard(search, guard)) || isMovedOut(search, guard, part);

/** A file with what it says; the same one as long as that is the same. */
const withFacts = rememberWeakly((file: FileChange) =>
  remember((facts: Facts | undefined) =>
    remember((factsBefore: Facts | undefined): ChangedFile => ({
      ...file,
      ...present('facts', facts),
      ...present('factsBefore', factsBefore),
    })),
  ),
);

/** The changed files of the classes that count, also those out of the rule's place, with their facts. */
const filesAround = ({ change, around, options, files }: Scene<GuardOptions>): readonly ChangedFile[] => {
  const all = change.files.map((file) =>
    withFacts(file)(around.after.facts(file.path))(around.before.facts(pathAtBase(file))),
  );
  // Those in the rule's place have their texts, too.
  const byPath = new Map([...all, ...files].map((file) => [file.path, file]));
  return [...byPath.values()].filter((file) => isInClass(file, options.counts));
};

const lossesOf = (search: Search, { before, after }: OldPair): readonly Loss[] => {
  const now = usesIn(search.nameGuard, after);
  return [...usesIn(search.nameGuard, before)].flatMap(([guard, all]) => {
    const was = all.filter((use) => !isIdle(before, use));
    const left = now.get(guard) ?? [];
    const isFewer = left.length < was.length && left.every((use) => isConditional(after.facts, use));
    if (!isFewer || isCovered(search, guard, after)) return [];
    const line =
      before.file === after.file
        ? lineOfLost(
            after.file,
            was.map(({ place }) => place.line),
          )
        : after.place.line;
    return [{ guard, part: after, line }];
  });
};

/** The guards that parts of files had before the change and have no longer, wherever they may have been moved. */
export const findLosses = (scene: Scene<GuardOptions>, nameGuard: NameGuard): readonly Loss[] => {
  const search = openSearch(nameGuard, scene.around.after, pairPartsOfFiles(filesAround(scene)));
  return search.pairs
    .flatMap(hadGuards(nameGuard))
    .filter(({ before, after }) => [before, after].some(({ path }) => scene.applies(path)))
    .flatMap((pair) => lossesOf(search, pair));
};
