import { isInside } from '../../calls/places.ts';
import { pathAtBase } from '../../change.ts';
import type { Place } from '../../lines.ts';
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
  const withDefaults = functions.filter(
    (fact) => hasName(fact) && fact.parameters.some((parameter) => parameter.default !== undefined),
  );
  const byOwner = new Map<number | undefined, UseFact[]>();
  for (const use of usesIn(facts)) {
    const defaulted = withDefaults.find((fact) => fact.in === use.in && isInside(use.place, fact.place));
    const owner =
      decorated.get(use) ?? (defaulted === undefined ? ownerOf(facts, use.in) : functions.indexOf(defaulted));
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), use]);
  }
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

const isAlike = (one: Part, other: Part): boolean => {
  const counts = tally(one.uses.map(({ written }) => written));
  let shared = 0;
  for (const [written, count] of tally(other.uses.map((use) => use.written)))
    shared += Math.min(count, counts.get(written) ?? 0);
  return shared > 0 && 2 * shared >= leastLikeness * (one.uses.length + other.uses.length);
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
  const left = new Set(allBefore.filter((part) => part.index !== undefined && !taken.has(part)));
  const match = (isSame: (part: Part, was: Part) => boolean): void => {
    for (const part of allAfter) {
      if (part.index === undefined || pairs.has(part)) continue;
      const was = [...left].find((one) => isSame(part, one));
      if (was === undefined) continue;
      pairs.set(part, was);
      left.delete(was);
    }
  };
  match((part, was) => part.name === was.name);
  match(isAlike);
  return allAfter.map((after) => ({ after, before: pairs.get(after) }));
};
