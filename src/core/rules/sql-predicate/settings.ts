import type { Place } from '../../lines.ts';
import { byPlace } from '../../order.ts';
import type { Side } from '../../spots.ts';
import type { Tree } from '../../surroundings.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { resolveImport } from '../../syntax/facts/resolve-import.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import type { Options } from './options.ts';

/*
 * Whether a setting that row-level security goes by was made before some SQL is run: in the same function or around it, and
 * in no branch that may be left out; by SQL that stands there, or by something that is called there.
 */

interface Point {
  readonly place: Place;
  readonly in?: number;
  readonly block?: number;
}

const passing = new Set(['with', 'try', 'finally']);

/** The blocks around that may not be run, innermost first. */
const branchesAround = (facts: Facts | undefined, from: number | undefined): readonly number[] => {
  const around: number[] = [];
  for (let at = from; at !== undefined; at = facts?.blocks[at]?.block)
    if (!passing.has(facts?.blocks[at]?.kind ?? '')) around.push(at);
  return around;
};

/** The functions around, innermost first; the module is undefined. */
const functionsAround = (facts: Facts | undefined, from: number | undefined): readonly (number | undefined)[] => {
  const around: (number | undefined)[] = [];
  for (let at = from; at !== undefined; at = facts?.functions[at]?.in) around.push(at);
  return [...around, undefined];
};

/** True where one point is always passed before the other is come to. */
const comesBefore = (facts: Facts | undefined, one: Point, other: Point): boolean => {
  const branches = branchesAround(facts, other.block);
  return (
    byPlace(one.place, other.place) < 0 &&
    functionsAround(facts, other.in).includes(one.in) &&
    branchesAround(facts, one.block).every((branch) => branches.includes(branch))
  );
};

const makes = ({ statements = [] }: SqlText, names: readonly string[]): boolean =>
  statements.some(({ settings }) => settings.some(({ name, local }) => local && names.includes(name)));

/** The ends of transactions: what was set locally is gone. */
const endsOf = ({ facts, sql = [] }: Side): readonly Point[] => [
  ...sql.filter(({ statements = [] }) => statements.some(({ ends }) => ends)),
  ...(facts?.uses ?? []).filter(({ how, written }) => how === 'call' && /\.(?:commit|rollback)$/.test(written)),
];

const isMadeBySql = (side: Side, point: Point, { settings }: Options): boolean => {
  const ends = endsOf(side);
  return (side.sql ?? []).some(
    (text) =>
      makes(text, settings) &&
      comesBefore(side.facts, text, point) &&
      !ends.some((end) => byPlace(end.place, text.place) > 0 && comesBefore(side.facts, end, point)),
  );
};

const quote = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** True for a function that holds SQL which makes one of the settings. */
const isMadeIn = (facts: Facts, index: number, settings: readonly string[]): boolean => {
  const patterns = settings.map(
    (name) =>
      new RegExp(
        `^\\s*set\\s+local\\s+${quote(name)}\\b|\\bset_config\\(\\s*'${quote(name)}'\\s*,[^;]*,\\s*true\\s*\\)`,
        'i',
      ),
  );
  return facts.strings.some(({ parts, in: around, documentation }) => {
    const text = parts.filter((part) => typeof part === 'string').join('');
    const isInside = functionsAround(facts, around).includes(index);
    return documentation !== true && isInside && patterns.some((pattern) => pattern.test(text));
  });
};

const isNamed = ({ target, written }: UseFact, names: readonly string[]): boolean =>
  names.some((name) => [target, written].some((called) => called === name || called?.endsWith(`.${name}`)));

interface Definition {
  readonly path: string;
  readonly facts: Facts;
  readonly index: number;
}

const find = (path: string, facts: Facts, test: (name: string) => boolean): Definition | undefined => {
  const index = facts.functions.findIndex(({ name }) => test(name));
  return index < 0 ? undefined : { path, facts, index };
};

/** The function of the repository that a use means. */
const definitionOf = (tree: Tree, path: string, facts: Facts, use: UseFact): Definition | undefined => {
  const { target = '', origin, import: index = -1 } = use;
  if (origin === 'own') return find(path, facts, (name) => name === target);
  const fact = facts.imports[index];
  const file = fact && resolveImport(fact, path, tree.has);
  const there = file === undefined ? undefined : tree.facts(file);
  return file === undefined || there === undefined
    ? undefined
    : find(file, there, (name) => target.endsWith(`.${name}`));
};

const deepest = 3;

const isMadeByDefinition = (side: Side, start: Definition, given: Options): boolean => {
  let reached: readonly Definition[] = [start];
  for (let depth = 0; depth < deepest; depth += 1) {
    if (reached.some(({ facts, index }) => isMadeIn(facts, index, given.settings))) return true;
    reached = reached.flatMap(({ path, facts, index }) =>
      facts.uses
        .filter((use) => use.how === 'call' && use.in === index)
        .flatMap((use) => definitionOf(side.tree, path, facts, use) ?? []),
    );
  }
  return false;
};

/** What stands at the head of the functions around: decorators, and what parameters are given by default. */
const headUses = (facts: Facts, point: Point): readonly UseFact[] => {
  const around = functionsAround(facts, point.in).flatMap((index) => facts.functions[index ?? -1] ?? []);
  const inHead = ({ place, in: inside }: UseFact): boolean =>
    around.some(
      (one) =>
        one.in === inside &&
        byPlace(one.place, place) <= 0 &&
        place.line <= one.place.endLine &&
        byPlace(place, point.place) < 0,
    );
  return [...around.flatMap(({ decorators }) => decorators), ...facts.uses.filter(inHead)];
};

const isMadeByCall = (side: Side, point: Point, given: Options): boolean => {
  const { facts } = side;
  if (facts === undefined) return false;
  const before = facts.uses.filter((use) => use.how === 'call' && comesBefore(facts, use, point));
  return [...before, ...headUses(facts, point)].some((use) => {
    if (isNamed(use, given['set-by'])) return true;
    const definition = definitionOf(side.tree, side.path, facts, use);
    return definition !== undefined && isMadeByDefinition(side, definition, given);
  });
};

/** Where a text is run: where it stands, or where its name is used. */
const pointsOf = (facts: Facts | undefined, text: SqlText): readonly Point[] => {
  const { name } = text;
  const reads =
    name === undefined || text.in !== undefined
      ? []
      : (facts?.uses ?? []).filter(({ how, written }) => how === 'read' && written === name);
  return reads.length === 0 ? [text] : reads;
};

/** True where one of the settings is made before the text is run, wherever it is. */
export const isSetBefore = (side: Side, text: SqlText, given: Options): boolean => {
  if (given.settings.length === 0 && given['set-by'].length === 0) return false;
  if (makes(text, given.settings)) return true;
  return pointsOf(side.facts, text).every(
    (point) => isMadeBySql(side, point, given) || isMadeByCall(side, point, given),
  );
};
