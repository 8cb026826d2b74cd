import { pathAtBase } from '../../change.ts';
import { groupBy, replaceSome } from '../../group.ts';
import type { ChangedFile } from '../../rule-kind.ts';
import type { FunctionEntity } from '../../syntax/function-entity.ts';
import { pairFunctions } from '../../syntax/pair-functions.ts';
import { rememberWeakly } from '../../remember.ts';
import { tally } from '../../tally.ts';
import { partsOfFile, type FileParts, type Part } from './parts.ts';

/** A part as it is, and as it was; new without the second. */
export interface PartPair {
  readonly after: Part;
  readonly before: Part | undefined;
}

/** A part that was there before. */
export interface OldPair extends PartPair {
  readonly before: Part;
}

/**
 * Of the pairs of a file those of which something was true before; it is asked once of each. The same list has the same ones:
 * nearly all files of a change are as they were when it was judged last.
 */
export const pairsThatWere = (
  isTrue: (before: Part) => boolean,
): ((pairs: readonly PartPair[]) => readonly OldPair[]) => {
  const wasTrue = rememberWeakly(({ before }: PartPair) => [before ?? []].flat().some(isTrue));
  return rememberWeakly((pairs: readonly PartPair[]) => pairs.filter((pair): pair is OldPair => wasTrue(pair)));
};

/** As functions are paired; what stands in none goes by its name, which no other part has. */
const entityOf = ({ name, place }: Part): FunctionEntity => ({
  name,
  kind: 'function',
  line: place.line,
  column: place.column,
  endLine: place.endLine,
  complexity: 0,
});

/** One object for the same two parts of different functions or files. */
const pairOf = rememberWeakly((after: Part) => rememberWeakly((before: Part): PartPair => ({ after, before })));

/** What a part uses, and how often. */
interface Deeds {
  readonly part: Part;
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

const deedsOf = (part: Part): Deeds => ({
  part,
  counts: tally(part.uses.map(({ written }) => written)),
  size: part.uses.length,
});

const isFunction = ({ index }: Part): boolean => index !== undefined;

interface Paired {
  /** Parts, each with the one of the same file that it was. */
  readonly pairs: readonly PartPair[];
  /** The functions that are left over: of before, and of now. */
  readonly gone: readonly Deeds[];
  readonly fresh: readonly Deeds[];
}

const pairInFile = rememberWeakly(({ file, before, after }: FileParts): Paired => {
  const old = before.map((part) => [entityOf(part), part] as const);
  const now = after.map((part) => [entityOf(part), part] as const);
  const found = pairFunctions(
    { before: old.map(([entity]) => entity), after: now.map(([entity]) => entity) },
    { before: file.before ?? '', after: file.after ?? '' },
  );
  const partOf = new Map<FunctionEntity | undefined, Part>(old);
  const pairs = now.map(([entity, part]) => ({ after: part, before: partOf.get(found.get(entity)) }));
  const taken = new Set(pairs.map((pair) => pair.before));
  const gone = before.filter((part) => !taken.has(part));
  const fresh = pairs.filter((pair) => pair.before === undefined).map((pair) => pair.after);
  return { pairs, gone: gone.filter(isFunction).map(deedsOf), fresh: fresh.filter(isFunction).map(deedsOf) };
});

/** Of the functions that are gone, those that another one may have been, the likeliest first. */
type Finder = (gone: readonly Deeds[]) => (now: Deeds) => readonly Deeds[];

const namedAlike: Finder = (gone) => {
  const byName = groupBy(gone, ({ part }) => part.name);
  return ({ part }) => byName.get(part.name) ?? [];
};

/**
 * Finds those that share enough of what a function uses. Nobody's uses are compared with those of all others: who uses
 * something is looked up.
 */
const sharingWith = (gone: readonly Deeds[]) => {
  const all = gone.flatMap(({ counts }, index) => [...counts].map(([written, count]) => ({ written, count, index })));
  const users = groupBy(all, ({ written }) => written);
  return (now: Deeds, isEnough: (was: Deeds, shared: number) => boolean): readonly Deeds[] => {
    const shared = new Uint32Array(gone.length);
    for (const [written, count] of now.counts)
      for (const user of users.get(written) ?? [])
        shared[user.index] = (shared[user.index] ?? 0) + Math.min(count, user.count);
    return gone.filter((was, index) => isEnough(was, shared[index] ?? 0));
  };
};

/** The share of what two functions use that is common to both, from which on one is the other. */
const leastLikeness = 0.6;

const doingAlike: Finder = (gone) => {
  const sharing = sharingWith(gone);
  return (now) => sharing(now, (was, shared) => 2 * shared >= Math.max(1, leastLikeness * (now.size + was.size)));
};

const parametersOf = ({ facts, index }: Part): string =>
  (facts.functions[index ?? -1]?.parameters ?? []).map(({ name }) => name).join();

/**
 * What is left of a function that got another name: it is given the same, and does something of what that did, and nothing
 * else. It is much shorter where that was a guard and little more.
 */
const leftOver: Finder = (gone) => {
  const sharing = sharingWith(gone);
  return (now) => {
    const { part, size } = now;
    const parameters = parametersOf(part);
    if (parameters === '' || !part.uses.some(({ how }) => how === 'call')) return [];
    const path = pathAtBase(part.file);
    return sharing(now, (was, shared) => shared === size && was.part.path === path).filter(
      (was) => parametersOf(was.part) === parameters,
    );
  };
};

/** Pairs the parts of a change, file by file: in their files first, then functions anywhere by their name, then by what they do. */
export const pairPartsOfFiles = (files: readonly ChangedFile[]): readonly (readonly PartPair[])[] => {
  const all = files.map((file) => pairInFile(partsOfFile(file)));
  const taken = new Set<Part>();
  const found = new Map<Part, PartPair>();
  const isGone = ({ part }: Deeds): boolean => !taken.has(part);
  const gone = all.flatMap((paired) => paired.gone);
  const fresh = all.flatMap((paired) => paired.fresh);
  for (const finder of [namedAlike, doingAlike, leftOver]) {
    const find = finder(gone.filter(isGone));
    for (const now of fresh.filter(({ part }) => !found.has(part))) {
      const was = find(now).find(isGone)?.part;
      if (was === undefined) continue;
      found.set(now.part, pairOf(now.part)(was));
      taken.add(was);
    }
  }
  // A file of which nothing was found elsewhere keeps its list, by which others know it again.
  return all.map((paired) => replaceSome(paired.pairs, ({ after }) => found.get(after)));
};

/** All of these pairs in one list. */
export const pairParts = (files: readonly ChangedFile[]): readonly PartPair[] => pairPartsOfFiles(files).flat();
