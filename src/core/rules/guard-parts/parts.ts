import { pathAtBase } from '../../change.ts';
import { groupBy } from '../../group.ts';
import type { Place } from '../../lines.ts';
import { itemAround, outermostOf } from '../../placed.ts';
import type { ChangedFile } from '../../rule-kind.ts';
import type { Facts, FunctionFact, UseFact } from '../../syntax/facts.ts';
import { isNameless, type FunctionEntity } from '../../syntax/function-entity.ts';
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

const entityOf = ({ name, place }: FunctionFact): FunctionEntity => ({
  name,
  kind: 'function',
  line: place.line,
  column: place.column,
  endLine: place.endLine,
  complexity: 0,
});

const hasName = (fact: FunctionFact): boolean => fact.kind !== 'lambda' && !isNameless(entityOf(fact));

/** The function with a name that something stands in: what a callback does its function does. */
const ownerOf = ({ functions }: Facts, index: number | undefined): number | undefined => {
  let around = index;
  for (let fact = functions[around ?? -1]; fact !== undefined && !hasName(fact); fact = functions[around ?? -1]) {
    around = fact.in;
  }
  return around;
};

const wholeText: Pick<Part, 'name' | 'place'> = { name: '', place: { line: 1, column: 1, endLine: 1, endColumn: 1 } };

/** The parts of a text: its functions that have a name, and what stands in none of them. */
const partsOfText = (file: ChangedFile, path: string, facts: Facts): readonly Part[] => {
  const { functions } = facts;
  const decorated = new Map(
    functions.flatMap(({ decorators }, index) => decorators.map((use) => [use, index] as const)),
  );
  // Defaults of parameters stand in the text of a function, but not in its body.
  const withDefaults = functions.flatMap((fact, index) =>
    hasName(fact) && fact.parameters.some((parameter) => parameter.default !== undefined) ? [{ ...fact, index }] : [],
  );
  const heads = new Map(
    [...groupBy(withDefaults, (fact) => fact.in)].map(([around, all]) => [around, outermostOf(all)]),
  );
  const ownerOfUse = (use: UseFact): number | undefined =>
    decorated.get(use) ?? itemAround(heads.get(use.in) ?? [], use.place)?.index ?? ownerOf(facts, use.in);
  const byOwner = groupBy(usesIn(facts), ownerOfUse);
  const named = functions.flatMap((fact, index) => (hasName(fact) ? [index] : []));
  return [undefined, ...named].map((index) => {
    const { name, place } = functions[index ?? -1] ?? wholeText;
    return { file, path, facts, index, name, place, uses: byOwner.get(index) ?? [] };
  });
};

const partsBefore = (file: ChangedFile): readonly Part[] =>
  file.factsBefore === undefined ? [] : partsOfText(file, pathAtBase(file), file.factsBefore);

const partsAfter = (file: ChangedFile): readonly Part[] =>
  file.facts === undefined ? [] : partsOfText(file, file.path, file.facts);

/** Pairs the parts of one file. */
const pairInFile = (before: readonly Part[], after: readonly Part[], { before: old, after: now }: ChangedFile) => {
  const entities = (parts: readonly Part[]) =>
    new Map(
      parts.flatMap((part) => {
        const fact = part.facts.functions[part.index ?? -1];
        return fact === undefined ? [] : [[entityOf(fact), part] as const];
      }),
    );
  const [partsOld, partsNow] = [entities(before), entities(after)];
  const texts = old === undefined || now === undefined ? undefined : { before: old, after: now };
  const pairs = pairFunctions({ before: [...partsOld.keys()], after: [...partsNow.keys()] }, texts);
  const found = new Map<Part, Part>();
  for (const [entity, earlier] of pairs) {
    const [part, was] = [partsNow.get(entity), partsOld.get(earlier)];
    if (part !== undefined && was !== undefined) found.set(part, was);
  }
  const [whole, wholeBefore] = [after, before].map((parts) => parts.find(({ index }) => index === undefined));
  if (whole !== undefined && wholeBefore !== undefined) found.set(whole, wholeBefore);
  return found;
};

/** The share of what two functions use that is common to both, from which on one is the other. */
const leastLikeness = 0.6;

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

const isAlike = (one: Deeds, other: Deeds): boolean => {
  const least = (leastLikeness / 2) * (one.size + other.size);
  // Who uses much more cannot be the other, whatever it is.
  if (least > Math.min(one.size, other.size)) return false;
  let shared = 0;
  for (const [written, count] of other.counts) shared += Math.min(count, one.counts.get(written) ?? 0);
  return shared > 0 && shared >= least;
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

const firstWhere = <Item>(items: Iterable<Item>, test: (item: Item) => boolean): Item | undefined => {
  for (const item of items) if (test(item)) return item;
  return undefined;
};

/** Pairs the parts of a change: in their files first, then anywhere by their name, then by what they do. */
export const pairParts = (files: readonly ChangedFile[]): readonly PartPair[] => {
  const pairs = new Map<Part, Part>();
  const [allBefore, allAfter]: [Part[], Part[]] = [[], []];
  for (const file of files) {
    const [before, after] = [partsBefore(file), partsAfter(file)];
    for (const [part, was] of pairInFile(before, after, file)) pairs.set(part, was);
    allBefore.push(...before);
    allAfter.push(...after);
  }
  const taken = new Set(pairs.values());
  const isLeft = (part: Part): boolean => part.index !== undefined && !taken.has(part);
  const take = (part: Part, was: Part | undefined): void => {
    if (was === undefined) return;
    pairs.set(part, was);
    taken.add(was);
  };
  const named = groupBy(allBefore.filter(isLeft).toReversed(), ({ name }) => name);
  const fresh = (): readonly Part[] => allAfter.filter((part) => part.index !== undefined && !pairs.has(part));
  for (const part of fresh()) take(part, named.get(part.name)?.pop());
  const left = new Set(allBefore.filter(isLeft).map(deedsOf));
  for (const isSame of [isAlike, isRest])
    for (const deeds of left.size === 0 ? [] : fresh().map(deedsOf)) {
      const was = firstWhere(left, (one) => isSame(deeds, one));
      take(deeds.part, was?.part);
      if (was !== undefined) left.delete(was);
    }
  return allAfter.map((after) => ({ after, before: pairs.get(after) }));
};
