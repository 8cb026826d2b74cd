import { callsInHead, leadToAny } from '../../calls/call-graph.ts';
import { calledFunction, type FunctionSite } from '../../calls/definitions.ts';
import { endsInAny } from '../../calls/names.ts';
import { byPlace } from '../../order.ts';
import type { Side } from '../../spots.ts';
import { noFacts, type Facts, type StringFact, type UseFact } from '../../syntax/facts.ts';
import { branchesAround, functionsAround } from '../../syntax/facts/around.ts';
import { settingsMade } from '../../syntax/sql/settings-made.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import type { Options } from './options.ts';

/*
 * Whether a setting that row-level security goes by was made before some SQL is run: in the same function or around it, and
 * in no branch that may be left out; by SQL that is run there, or by something that is called there.
 */

type Point = Pick<UseFact, 'place' | 'in' | 'block'>;

/** True where one point is always passed before the other is come to. */
const comesBefore = (facts: Facts, one: Point, other: Point): boolean => {
  const isAround = one.in === undefined || functionsAround(facts, other.in).includes(one.in);
  const branches = branchesAround(facts, other.block);
  return (
    isAround &&
    byPlace(one.place, other.place) < 0 &&
    branchesAround(facts, one.block).every((branch) => branches.includes(branch))
  );
};

/** Where a text is run: where it stands, or, where it is a constant of the module, wherever that is read. */
const runsOf = (facts: Facts, text: SqlText): readonly Point[] =>
  text.name === undefined || text.in !== undefined ? [text] : facts.uses.filter(({ written }) => written === text.name);

/** What is called before a point is come to: at the head of the functions around, and in what stands before it. */
const callsBefore = (facts: Facts, point: Point): readonly UseFact[] => {
  const inHeads = new Set(facts.functions.flatMap((_, index) => callsInHead(facts, index)));
  return [
    ...functionsAround(facts, point.in).flatMap((index) => callsInHead(facts, index)),
    ...facts.uses.filter((use) => use.how === 'call' && !inHeads.has(use) && comesBefore(facts, use, point)),
  ];
};

/** The ends of transactions: what was set locally is gone. */
const endsBefore = ({ facts = noFacts, sql = [] }: Side, point: Point): readonly Point[] => {
  const ends: readonly Point[] = [
    ...sql.filter(({ statements = [] }) => statements.some(({ ends }) => ends)),
    ...facts.uses.filter(({ how, written }) => how === 'call' && /\.(?:commit|rollback)$/.test(written)),
  ];
  return ends.filter((end) => comesBefore(facts, end, point));
};

const makes = (setting: string, text: SqlText | StringFact): boolean =>
  settingsMade(text).some((name) => name.toLowerCase() === setting.toLowerCase());

/** True for a function that holds SQL which makes the setting. */
const isMaker =
  (setting: string) =>
  ({ facts, index }: FunctionSite): boolean =>
    facts.strings.some((text) => functionsAround(facts, text.in).includes(index) && makes(setting, text));

/** True where a setting was made before, and its transaction has not ended since. */
const isMadeBefore = (side: Side, point: Point, setting: string): boolean => {
  const { path, facts = noFacts, sql = [], tree } = side;
  const bySql = sql
    .filter((text) => makes(setting, text))
    .flatMap((text) => runsOf(facts, text))
    .filter((run) => comesBefore(facts, run, point));
  const byCall = callsBefore(facts, point).filter((use) => {
    const called = calledFunction(tree, { path, facts, index: use.in ?? -1 }, use);
    return called !== undefined && leadToAny(tree, [called], isMaker(setting));
  });
  const ends = endsBefore(side, point);
  return [...bySql, ...byCall].some((maker) => !ends.some((end) => byPlace(end.place, maker.place) > 0));
};

/** True where one of the settings is made before a statement of a text is run, wherever that is. */
export const isSetBefore = (side: Side, text: SqlText, statement: number, given: Options): boolean => {
  const { facts = noFacts } = side;
  const earlier = { ...text, statements: text.statements?.slice(0, statement) };
  if (given.settings.some((setting) => makes(setting, earlier))) return true;
  const isNamed = endsInAny(given['set-by']);
  const runs = runsOf(facts, text);
  return (runs.length === 0 ? [text] : runs).every(
    (run) =>
      callsBefore(facts, run).some(({ written, target = written }) => isNamed(written) || isNamed(target)) ||
      given.settings.some((setting) => isMadeBefore(side, run, setting)),
  );
};
