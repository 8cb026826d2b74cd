import { pathAtBase } from '../../change.ts';
import { groupBy } from '../../group.ts';
import type { Place } from '../../lines.ts';
import { itemAround, outermostOf } from '../../placed.ts';
import type { ChangedFile } from '../../rule-kind.ts';
import type { Facts, FunctionFact, UseFact } from '../../syntax/facts.ts';
import type { FunctionEntity } from '../../syntax/function-entity.ts';
import { pairFunctions } from '../../syntax/pair-functions.ts';
import { tally } from '../../tally.ts';
import { usesIn } from './settings.ts';

/** A function that has a name, or all else of a text. */
export interface Part {
  readonly file: ChangedFile;
  readonly path: string;
  readonly facts: Facts;
  /** Index of the function; undefined for what stands in none. */
  readonly index: number | undefined;
  /** How it is called; empty for what stands in no function. */
  readonly name: string;
  readonly place: Place;
  /** What stands in it and in no other part of the text, decorators, defaults and settings of SQL too. */
  readonly uses: readonly UseFact[];
}

/** A part as it is, and as it was; new without the second. */
export interface PartPair {
  readonly after: Part;
  readonly before: Part | undefined;
}

/** How a part is called in a sentence. */
export const tellPart = ({ name }: Part): string => (name === '' ? 'this file' : name);

const hasName = ({ kind }: FunctionFact): boolean => kind !== 'lambda';

/** The function with a name that something stands in: what a callback does its function does. */
const ownerOf = ({ functions }: Facts, index: number | undefined): number | undefined => {
  let around = index;
  for (let fact = functions[around ?? -1]; fact !== undefined && !hasName(fact); fact = functions[around ?? -1]) {
    around = fact.in;
  }
  return around;
};

const wholeText = { name: '', place: { line: 1, column: 1, endLine: 1, endColumn: 1 }, index: undefined };

/** The parts of a text: its functions that have a name, and what stands in none of them. */
const partsOfText = (file: ChangedFile, path: string, facts: Facts): readonly Part[] => {
  const { functions } = facts;
  const decorated = new Map(
    functions.flatMap(({ decorators }, index) => decorators.map((use) => [use, index] as const)),
  );
  const named = functions.map((fact, index) => ({ ...fact, index })).filter(hasName);
  // Defaults and types of parameters stand in the text of a function, but not in its body.
  const heads = new Map([...groupBy(named, (fact) => fact.in)].map(([around, all]) => [around, outermostOf(all)]));
  const ownerOfUse = (use: UseFact): number | undefined =>
    decorated.get(use) ?? itemAround(heads.get(use.in) ?? [], use.place)?.index ?? ownerOf(facts, use.in);
  const byOwner = groupBy(usesIn(facts), ownerOfUse);
  return [wholeText, ...named].map(({ name, place, index }) => {
    return { file, path, facts, index, name, place, uses: byOwner.get(index) ?? [] };
  });
};

/** The parts of a file, as it was and as it is. */
interface FileParts {
  readonly file: ChangedFile;
  readonly before: readonly Part[];
  readonly after: readonly Part[];
}

const partsOfFile = (file: ChangedFile): FileParts => {
  const { facts, factsBefore } = file;
  return {
    file,
    before: factsBefore === undefined ? [] : partsOfText(file, pathAtBase(file), factsBefore),
    after: facts === undefined ? [] : partsOfText(file, file.path, facts),
  };
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

/** Parts, each with the one of the same file that it was. */
const pairInFile = ({ file, before, after }: FileParts): readonly (readonly [Part, Part | undefined])[] => {
  const old = before.map((part) => [entityOf(part), part] as const);
  const now = after.map((part) => [entityOf(part), part] as const);
  const pairs = pairFunctions(
    { before: old.map(([entity]) => entity), after: now.map(([entity]) => entity) },
    { before: file.before ?? '', after: file.after ?? '' },
  );
  const partOf = new Map<FunctionEntity | undefined, Part>(old);
  return now.map(([entity, part]) => [part, partOf.get(pairs.get(entity))]);
};

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

/** Finds which of the functions that are gone another one was. */
type Finder = (now: Deeds, gone: readonly Deeds[]) => Deeds | undefined;

const findNamed: Finder = (now, gone) => gone.find(({ part }) => part.name === now.part.name);

/** The share of what two functions use that is common to both, from which on one is the other. */
const leastLikeness = 0.6;

const countShared = (one: Deeds, other: Deeds): number => {
  let shared = 0;
  for (const [written, count] of other.counts) shared += Math.min(count, one.counts.get(written) ?? 0);
  return shared;
};

const findAlike: Finder = (now, gone) => {
  const least = ({ size }: Deeds): number => Math.max(1, (leastLikeness / 2) * (now.size + size));
  return (
    gone
      // Who uses much more cannot be the other, whatever it is.
      .filter((was) => Math.min(now.size, was.size) >= least(was))
      .find((was) => countShared(now, was) >= least(was))
  );
};

const parametersOf = ({ facts, index }: Part): string =>
  (facts.functions[index ?? -1]?.parameters ?? []).map(({ name }) => name).join();

/**
 * True for what is left of a function that got another name: it is given the same, and does something of what that did, and
 * nothing else. It is much shorter where that was a guard and little more.
 */
const isRest = (now: Deeds, was: Deeds): boolean =>
  pathAtBase(now.part.file) === was.part.path &&
  parametersOf(now.part) !== '' &&
  parametersOf(now.part) === parametersOf(was.part) &&
  now.part.uses.some(({ how }) => how === 'call') &&
  [...now.counts].every(([written, count]) => count <= (was.counts.get(written) ?? 0));

const findWhole: Finder = (now, gone) => gone.find((was) => isRest(now, was));

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
  for (const find of [findNamed, findAlike, findWhole])
    for (const now of fresh.filter(({ part }) => isNew(part))) {
      const was = find(
        now,
        gone.filter(({ part }) => isGone(part)),
      )?.part;
      pairs.set(now.part, was);
      taken.add(was);
    }
  return [...pairs].map(([after, before]) => ({ after, before }));
};
