import { isNameless } from '../../calls/call-graph.ts';
import { pathAtBase } from '../../change.ts';
import { groupBy } from '../../group.ts';
import type { Place } from '../../lines.ts';
import { itemAround, outermostOf } from '../../placed.ts';
import { rememberWeakly } from '../../remember.ts';
import type { ChangedFile } from '../../rule-kind.ts';
import type { Facts, FunctionFact, UseFact } from '../../syntax/facts.ts';
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

/** How a part is called in a sentence. */
export const tellPart = ({ name }: Part): string => (name === '' ? 'this file' : name);

/** A function that has a name; one that a variable of another function is given does what that function does. */
const hasName = (fact: FunctionFact): boolean => fact.kind !== 'lambda' || (fact.in === undefined && !isNameless(fact));

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
export interface FileParts {
  readonly file: ChangedFile;
  readonly before: readonly Part[];
  readonly after: readonly Part[];
}

export const partsOfFile = rememberWeakly((file: ChangedFile): FileParts => {
  const { facts, factsBefore } = file;
  return {
    file,
    before: factsBefore === undefined ? [] : partsOfText(file, pathAtBase(file), factsBefore),
    after: facts === undefined ? [] : partsOfText(file, file.path, facts),
  };
});
