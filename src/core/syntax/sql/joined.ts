import type { Place } from '../../lines.ts';
import type { AssignmentFact, Facts, StringFact } from '../facts.ts';
import { branchesAround } from '../facts/around.ts';
import { fillIn, filledInPlace, fillsIn, type Fill } from './filled.ts';
import type { Hole } from './placeholders.ts';
import { bareHoles, indexStrings, type StringIndex } from './string-index.ts';

/*
 * Programs put their SQL together: `query += "…"`, a list that is joined, a constant in a template. What the facts of a text
 * tell of it is put together here, so that half a statement is not judged as if it were the whole.
 */

type Parts = readonly (string | Hole)[];

/** A string of a program with what is added to it later on. */
export interface JoinedText {
  readonly place: Place;
  readonly in?: number;
  readonly block?: number;
  /** The name it is assigned to, qualified. */
  readonly name?: string;
  readonly parts: Parts;
  /** What it may be when the program runs, by the branches that are taken; undefined: only what `parts` says. */
  readonly readings?: readonly Parts[];
}

interface Piece {
  readonly text: StringFact;
  readonly parts: Parts;
}

interface Build {
  readonly name: string;
  readonly pieces: readonly [Piece, ...Piece[]];
}

/** The ways in which a method reaches what its class holds. */
const own = /^(?:self|cls|this)\./;

const qualifierOf = (name: string): string => name.slice(0, name.lastIndexOf('.') + 1);

const bareName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** What a name is called where it is used: the function it is qualified by goes without saying. */
const writtenName = ({ functions }: Facts, { name, in: around }: AssignmentFact): string => {
  const prefix = around === undefined ? '' : `${functions[around]?.name ?? ''}.`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
};

const spaced = (parts: readonly Parts[]): Parts =>
  parts.flatMap((each, index) => (index === 0 ? each : [' ', ...each]));

const buildOf = (facts: Facts, index: StringIndex, assignments: readonly AssignmentFact[]): Build | undefined => {
  const [first] = assignments;
  if (first === undefined) return undefined;
  const inside = ({ place }: { readonly place: Place }): readonly StringFact[] => index.outermostIn(place);
  const name = writtenName(facts, first);
  const isJoined = index.isJoined(name, first.in);
  const [base, ...more] = inside(first);
  if (base === undefined || (more.length > 0 && !isJoined)) return undefined;
  const added = isJoined ? index.addingTo(name, first.in) : assignments.slice(1);
  const withoutName = (parts: Parts): Parts =>
    typeof parts[0] === 'object' && parts[0].hole === name ? parts.slice(1) : parts;
  const pieces = added.flatMap((one) =>
    inside(one).map((text): Piece => ({ text, parts: isJoined ? [' ', ...text.parts] : withoutName(text.parts) })),
  );
  const start = spaced([base, ...more].map(({ parts }) => parts));
  return { name: first.name, pieces: [{ text: base, parts: start }, ...pieces] };
};

/** `query = query + "…"` says the same as `+=`. */
const goesOn = (facts: Facts, index: StringIndex, assignment: AssignmentFact): boolean => {
  const [first] = index.firstIn(assignment.place)?.parts ?? [];
  return typeof first === 'object' && first.hole === writtenName(facts, assignment);
};

/** What each name is given, with what is added to it until it is given something else. */
const buildsOf = (facts: Facts, strings: StringIndex): readonly Build[] => {
  const open = new Map<string, AssignmentFact[]>();
  const runs: AssignmentFact[][] = [];
  for (const assignment of facts.assignments) {
    const key = JSON.stringify([assignment.in ?? -1, assignment.name]);
    const run = open.get(key);
    if (assignment.adds === true || (run !== undefined && goesOn(facts, strings, assignment))) run?.push(assignment);
    else {
      const begun = [assignment];
      open.set(key, begun);
      runs.push(begun);
    }
  }
  return runs.flatMap((run) => buildOf(facts, strings, run) ?? []);
};

/** The blocks between a piece and the string it is added to that may not be run. */
const branchesTo = (facts: Facts, from: number | undefined, to: number | undefined): readonly string[] => {
  const common = new Set(branchesAround(facts, to));
  const between = branchesAround(facts, from).filter((block) => !common.has(block));
  return between.map((block) => facts.blocks[block]?.kind ?? '');
};

/** What the text is without what is added in some cases, or with the one or the other where there is an `else`. */
const readingsOf = (facts: Facts, { pieces }: Build): readonly Parts[] => {
  const [{ text: base }] = pieces;
  const branched = pieces.map(({ text, parts }) => ({ parts, kinds: branchesTo(facts, text.block, base.block) }));
  const pick = (isTaken: (kinds: readonly string[]) => boolean): Parts =>
    branched.flatMap(({ parts, kinds }) => (kinds.length === 0 || isTaken(kinds) ? parts : []));
  if (branched.every(({ kinds }) => kinds.length === 0)) return [];
  const hasElse = branched.some(({ kinds }) => kinds.includes('else'));
  return hasElse
    ? [pick((kinds) => !kinds.includes('else')), pick((kinds) => kinds.includes('else'))]
    : [pick(() => false)];
};

const deepest = 5;

/** The parts of a text with the strings in place of the names that stand for them. */
type LookUp = (hole: string, around: number | undefined) => Parts | undefined;

const inlineWith =
  (lookUp: LookUp) =>
  (parts: Parts, around: number | undefined, depth = 0): Parts =>
    parts.flatMap((part) => {
      const known = typeof part === 'string' || depth >= deepest ? undefined : lookUp(part.hole, around);
      return known === undefined ? [part] : inlineWith(lookUp)(known, around, depth + 1);
    });

/** The names that stand for one string alone, all over the text. */
const constantsOf = ({ assignments }: Facts, builds: readonly Build[]): ReadonlyMap<string, Parts> => {
  const counts = new Map<string, number>();
  for (const { name, adds } of assignments) if (adds !== true) counts.set(name, (counts.get(name) ?? 0) + 1);
  const single = builds.filter(({ name }) => counts.get(name) === 1);
  return new Map(single.map(({ name, pieces }) => [name, pieces.flatMap(({ parts }) => parts)]));
};

const lookUpIn =
  ({ functions }: Facts, constants: ReadonlyMap<string, Parts>) =>
  (hole: string, around: number | undefined) => {
    for (let at = around; at !== undefined; at = functions[at]?.in) {
      const { name = '' } = functions[at] ?? {};
      const known = constants.get(own.test(hole) ? hole.replace(own, qualifierOf(name)) : `${name}.${hole}`);
      if (known !== undefined) return known;
    }
    return constants.get(hole);
  };

/** True for a name that is read only to become part of other strings, or to be filled in. */
const isFragment = (index: StringIndex, { name, pieces }: Build, isFilled: boolean): boolean => {
  const bare = bareName(name);
  const own = new Set(pieces.map(({ text }) => text));
  const holes = index.countHoles(bare) - bareHoles([...own]).filter((hole) => hole === bare).length;
  return (holes > 0 || isFilled) && index.countReads(bare) <= holes;
};

const standing = ({ in: around, block }: Pick<StringFact, 'in' | 'block'>) => ({
  ...(around === undefined ? {} : { in: around }),
  ...(block === undefined ? {} : { block }),
});

type Inline = (parts: Parts, around: number | undefined) => Parts;

/** A string with all that is added to it. */
const joinedText = (facts: Facts, build: Build, inline: Inline): JoinedText => {
  const { name, pieces } = build;
  const [{ text }] = pieces;
  const { endLine, endColumn } = pieces.at(-1)?.text.place ?? text.place;
  const readings = readingsOf(facts, build).map((parts) => inline(parts, text.in));
  return {
    place: { ...text.place, endLine, endColumn },
    ...standing(text),
    name,
    parts: inline(
      pieces.flatMap(({ parts }) => parts),
      text.in,
    ),
    ...(readings.length === 0 ? {} : { readings }),
  };
};

/** A constant, filled in by calls of its name. */
interface FilledConstant {
  readonly constant: Parts;
  /** Left out where nobody can tell what is put in. */
  readonly text?: JoinedText;
}

/** The constants of a program that calls fill in: `QUERY.format(table="lots")`. */
const filledConstants = (fills: readonly Fill[], lookUp: LookUp): readonly FilledConstant[] =>
  fills.flatMap((fill): readonly FilledConstant[] => {
    const { calls, name = '' } = fill;
    const constant = lookUp(name, calls[0].in);
    if (constant === undefined) return [];
    const parts = inlineWith(lookUp)(fillIn(inlineWith(lookUp)(constant, calls[0].in), fill), calls[0].in);
    const { place } = calls.at(-1) ?? calls[0];
    const isTold = parts.every((part) => typeof part === 'string' && !/\{\w*\}/.test(part));
    return [{ constant, ...(isTold ? { text: { place, ...standing(calls[0]), parts } } : {}) }];
  });

/** The strings of a program, each with what is added to it; what is only part of others is left out. */
export const joinedTexts = (facts: Facts, given: readonly StringFact[]): readonly JoinedText[] => {
  const fills = fillsIn(facts.uses);
  const strings = filledInPlace(given, fills);
  const index = indexStrings(facts, strings);
  const builds = buildsOf(facts, index);
  const constants = constantsOf(facts, builds);
  const lookUp = lookUpIn(facts, constants);
  const inline: Inline = inlineWith(lookUp);
  const filled = filledConstants(fills, lookUp);
  const isFilled = ({ name }: Build): boolean => {
    const own = filled.filter(({ constant }) => constant === constants.get(name));
    return own.length > 0 && own.every(({ text }) => text !== undefined);
  };
  const byBase = new Map(builds.map((build) => [build.pieces[0].text, build]));
  const added = new Set(builds.flatMap(({ pieces }) => pieces.slice(1).map(({ text }) => text)));
  const whole = strings.flatMap((text): readonly JoinedText[] => {
    if (added.has(text)) return [];
    const build = byBase.get(text);
    if (build === undefined) return [{ place: text.place, ...standing(text), parts: inline(text.parts, text.in) }];
    return isFragment(index, build, isFilled(build)) ? [] : [joinedText(facts, build, inline)];
  });
  return [...whole, ...filled.flatMap(({ text }) => text ?? [])];
};
