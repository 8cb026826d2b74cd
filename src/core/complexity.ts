import { pathAtBase, type FileChange } from './change.ts';
import { levels, type Level } from './level.ts';
import { byPlace, compareText } from './order.ts';
import { placeOf, type ChangedFile, type Rule } from './rule-kind.ts';
import { ruleKinds } from './rules/index.ts';
import { changedFunctions, isInherited } from './syntax/changed-functions.ts';
import { isNameless, type FunctionEntity } from './syntax/function-entity.ts';
import { numberOf, type FunctionNumber } from './syntax/function-number.ts';
import { pairFunctions } from './syntax/pair-functions.ts';

/*
 * What a person is shown of complexity while they work: the numbers at the functions of a file, and what a change made of
 * them. What is allowed the rules say; here it is only told beside the number.
 */

/** What a rule in force allows the functions of a file. */
export interface ComplexityLimit {
  readonly rule: string;
  readonly limit: number;
  readonly level: Level;
  readonly because: string;
  /** The number that it limits. */
  readonly of: Required<FunctionNumber>;
}

type Place = Pick<FileChange, 'path' | 'from' | 'class'>;

const limitsIn = (rules: readonly Rule[], file: Place): readonly ComplexityLimit[] =>
  rules.flatMap((rule) => {
    const kind = ruleKinds.get(rule.kind);
    const limited = kind?.limits?.(kind.options.parse(rule.with ?? {}));
    if (limited === undefined) return [];
    const applies = placeOf(rule);
    const { limit, of, counts } = limited;
    const holds = counts.includes(file.class) && (applies(file.path) || applies(pathAtBase(file)));
    const { id, level, because } = rule;
    return holds ? [{ rule: id, limit, level, because, of }] : [];
  });

// The number that is shown; a limit of another one would say nothing beside it.
const isOfShown = ({ of: { measure, variant } }: ComplexityLimit): boolean =>
  measure === 'cyclomatic' && variant === 'classic';

/** The limits of cyclomatic complexity that hold for the functions of a file, the lowest first. */
export const complexityLimits = (rules: readonly Rule[], file: Place): readonly ComplexityLimit[] =>
  limitsIn(rules, file)
    .filter(isOfShown)
    .sort((one, other) => one.limit - other.limit);

/** A function with its complexity at the base: `new` where it was not there, left out where no base is known. */
export interface FunctionWithBase {
  readonly entity: FunctionEntity;
  readonly base?: number | 'new';
}

/**
 * The functions of a text of a changed file, each with what it was at the base. `text` may be newer than what is known of
 * the file.
 */
export const functionsWithBase = (
  { status, before, functionsBefore }: ChangedFile,
  text: string,
  functions: readonly FunctionEntity[],
): readonly FunctionWithBase[] => {
  if (functionsBefore === undefined)
    return functions.map((entity) => (status === 'added' ? { entity, base: 'new' } : { entity }));
  const texts = before === undefined ? undefined : { before, after: text };
  const pairs = pairFunctions({ before: functionsBefore, after: functions }, texts);
  return functions.map((entity) => ({ entity, base: pairs.get(entity)?.complexity ?? 'new' }));
};

/** False for what decides nothing and has no name of its own: a number at every `x => x + 1` would be noise. */
export const isWorthANumber = (entity: FunctionEntity): boolean =>
  entity.complexity > 1 || (entity.kind === 'function' && !isNameless(entity));

/**
 * The innermost function around a place, 1-based. Where the line begins a function that goes on below, it is that one, also
 * for a place before it: `const f = () => {` is about `f`. Undefined outside of all.
 */
export const functionAt = (
  functions: readonly FunctionEntity[],
  line: number,
  column: number,
): FunctionEntity | undefined => {
  const around = functions.filter((entity) => entity.line <= line && line <= entity.endLine).sort(byPlace);
  const innermost = around.findLast((entity) => entity.line < line || entity.column <= column);
  if (innermost?.line === line) return innermost;
  return around.find((entity) => entity.line === line && entity.endLine > line) ?? innermost ?? around[0];
};

/** A function that a change wrote or altered, with what became of it. */
export interface AlteredFunction {
  readonly path: string;
  readonly entity: FunctionEntity;
  /** What tells it from the others of its file, whatever lines come and go around it. */
  readonly identity: string;
  readonly base: number | 'new';
  /** The decisions that the change put into it; negative where it took some out. */
  readonly added: number;
  /** Those of cyclomatic complexity, the lowest first. */
  readonly limits: readonly ComplexityLimit[];
  /** The limit it breaks, of whatever number and of several the weightiest; not for what stood over it before and is no worse. */
  readonly broken?: ComplexityLimit;
}

const weightOf = ({ level }: ComplexityLimit): number => levels.indexOf(level);

/** The limits that functions of a file break, by function; each is held to its own number, as its rule does. */
const findBroken = (
  file: ChangedFile,
  limits: readonly ComplexityLimit[],
): ReadonlyMap<FunctionEntity, ComplexityLimit> => {
  const broken = new Map<FunctionEntity, ComplexityLimit>();
  for (const limit of limits.toSorted((one, other) => weightOf(one) - weightOf(other)))
    for (const changed of changedFunctions(file, numberOf(limit.of)))
      if (changed.value > limit.limit && !isInherited(changed, limit.limit)) broken.set(changed.entity, limit);
  return broken;
};

/** The functions of a file that the change wrote or altered, in file order. */
export const alteredFunctions = (file: ChangedFile, rules: readonly Rule[]): readonly AlteredFunction[] => {
  const limits = complexityLimits(rules, file);
  const brokenOnes = findBroken(file, limitsIn(rules, file));
  return changedFunctions(file).map(({ entity, identity, before }) => {
    const broken = brokenOnes.get(entity);
    return {
      path: file.path,
      entity,
      identity,
      base: before ?? 'new',
      // A function that decides nothing counts 1.
      added: entity.complexity - (before ?? 1),
      limits,
      ...(broken === undefined ? {} : { broken }),
    };
  });
};

/** Puts first what the change made worse: by the decisions it added, then by complexity, then by place. */
export const sortByWorst = (functions: readonly AlteredFunction[]): readonly AlteredFunction[] =>
  functions.toSorted(
    (one, other) =>
      other.added - one.added ||
      other.entity.complexity - one.entity.complexity ||
      compareText(one.path, other.path) ||
      one.entity.line - other.entity.line,
  );
