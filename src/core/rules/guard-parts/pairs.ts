import { pathAtBase } from '../../change.ts';
import { groupBy } from '../../group.ts';
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

/** As functions are paired; what stands in none goes by its name, which no other part has. */
const entityOf = ({ name, place }: Part): FunctionEntity => ({
  name,
  kind: 'function',
  line: place.line,
  column: place.column,
  endLine: place.endLine,
  complexity: 0,
});

/** Parts, each with the one of the same file that it was. */
const pairInFile = rememberWeakly(
  ({ file, before, after }: FileParts): readonly (readonly [Part, Part | undefined])[] => {
    const old = before.map((part) => [entityOf(part), part] as const);
    const now = after.map((part) => [entityOf(part), part] as const);
    const pairs = pairFunctions(
      { before: old.map(([entity]) => entity), after: now.map(([entity]) => entity) },
      { before: file.before ?? '', after: file.after ?? '' },
    );
    const partOf = new Map<FunctionEntity | undefined, Part>(old);
    return now.map(([entity, part]) => [part, partOf.get(pairs.get(entity))]);
  },
);

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

const isFunction = ({ index }: Part): boolean => index !== undefined;

/** Pairs the parts of a change: in their files first, then functions anywhere by their name, then by what they do. */
export const pairParts = (files: readonly ChangedFile[]): readonly PartPair[] => {
  const parts = files.map(partsOfFile);
  const pairs = new Map(parts.flatMap(pairInFile));
  const taken = new Set(pairs.values());
  const isGone = (part: Part): boolean => !taken.has(part);
  const isNew = (part: Part): boolean => pairs.get(part) === undefined;
  const gone = parts.flatMap(({ before }) => before.filter(isFunction).filter(isGone).map(deedsOf));
  const fresh = parts.flatMap(({ after }) => after.filter(isFunction).filter(isNew).map(deedsOf));
  for (const finder of [namedAlike, doingAlike, leftOver]) {
    const find = finder(gone.filter(({ part }) => isGone(part)));
    for (const now of fresh.filter(({ part }) => isNew(part))) {
      const was = find(now).find(({ part }) => isGone(part))?.part;
      pairs.set(now.part, was);
      taken.add(was);
    }
  }
  return [...pairs].map(([after, before]) => ({ after, before }));
};
