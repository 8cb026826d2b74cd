import { pathAtBase, type FileChange } from './change.ts';
import { levels, type Level } from './level.ts';
import { placeOf, type ChangedFile, type Rule } from './rule-kind.ts';
import { functionComplexity } from './rules/function-complexity.ts';
import { changedFunctions, isInherited, type ChangedFunction } from './syntax/changed-functions.ts';
import { isNameless, type FunctionEntity } from './syntax/function-entity.ts';
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
}

type Place = Pick<FileChange, 'path' | 'from' | 'class'>;

const limitIn =
  (file: Place) =>
  (rule: Rule): readonly ComplexityLimit[] => {
    if (rule.kind !== functionComplexity.kind) return [];
    const applies = placeOf(rule);
    const { limit, counts } = functionComplexity.options.parse(rule.with ?? {});
    const holds = counts.includes(file.class) && (applies(file.path) || applies(pathAtBase(file)));
    return holds ? [{ rule: rule.id, limit, level: rule.level, because: rule.because }] : [];
  };

/** The limits that hold for the functions of a file, the lowest first. */
export const complexityLimits = (rules: readonly Rule[], file: Place): readonly ComplexityLimit[] =>
  rules.flatMap(limitIn(file)).sort((one, other) => one.limit - other.limit);

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
  const around = functions
    .filter((entity) => entity.line <= line && line <= entity.endLine)
    .sort((one, other) => one.line - other.line || one.column - other.column);
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
  readonly limits: readonly ComplexityLimit[];
  /** The limit it breaks, of several the weightiest; not for what stood over it before and is no worse. */
  readonly broken?: ComplexityLimit;
}

const weightOf = ({ level }: ComplexityLimit): number => levels.indexOf(level);

const brokenBy = (changed: ChangedFunction, limits: readonly ComplexityLimit[]): ComplexityLimit | undefined =>
  limits
    .filter(({ limit }) => changed.entity.complexity > limit && !isInherited(changed, limit))
    .sort((one, other) => weightOf(other) - weightOf(one))[0];

/** The functions of a file that the change wrote or altered, in file order. */
export const alteredFunctions = (file: ChangedFile, rules: readonly Rule[]): readonly AlteredFunction[] => {
  const limits = complexityLimits(rules, file);
  return changedFunctions(file).map((changed) => {
    const { entity, identity, before } = changed;
    const broken = brokenBy(changed, limits);
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
      (one.path === other.path ? one.entity.line - other.entity.line : one.path < other.path ? -1 : 1),
  );
