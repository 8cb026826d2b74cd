import { pathAtBase, type FileChange } from './change.ts';
import { unwaived, type Finding, type Judgement } from './finding.ts';
import { groupBy } from './group.ts';
import { levels, type Level } from './level.ts';
import { byPlace, compareText } from './order.ts';
import { present } from './present.ts';
import { placeOf, type ChangedFile, type Rule } from './rule-kind.ts';
import { ruleKinds } from './rules/index.ts';
import { changedFunctions, type ChangedFunction } from './syntax/changed-functions.ts';
import { isNameless, type FunctionEntity } from './syntax/function-entity.ts';
import type { FunctionNumber } from './syntax/function-number.ts';
import { pairFunctions } from './syntax/pair-functions.ts';

/*
 * What a person is shown of complexity while they work: the numbers at the functions of a file, and what a change made of
 * them. What is allowed the judgement says; here it is only told beside the number.
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

/** The rules in force, and what was judged by them. */
export interface JudgedByRules {
  readonly rules: readonly Rule[];
  readonly judgement: Pick<Judgement, 'findings' | 'meters'>;
}

type Place = Pick<FileChange, 'path' | 'from' | 'class'>;

interface LimitInPlace extends ComplexityLimit {
  readonly holdsIn: (file: Place) => boolean;
}

/** Every limit that functions are held to; one that an approval raised as it was judged by. */
const limitsOf = ({ rules, judgement }: JudgedByRules): readonly LimitInPlace[] => {
  const meters = new Map(judgement.meters.map((meter) => [meter.id, meter]));
  return rules.flatMap((rule) => {
    const kind = ruleKinds.get(rule.kind);
    const limited = kind?.limits?.(kind.options.parse(rule.with ?? {}));
    if (limited === undefined) return [];
    const applies = placeOf(rule);
    const { of, counts } = limited;
    const { id, level, because } = rule;
    const limit = meters.get(id)?.limit ?? limited.limit;
    const holdsIn = (file: Place): boolean =>
      counts.includes(file.class) && (applies(file.path) || applies(pathAtBase(file)));
    return [{ rule: id, limit, level, because, of, holdsIn }];
  });
};

// The number that is shown; a limit of another one would say nothing beside it.
const isOfShown = ({ of: { measure, variant } }: ComplexityLimit): boolean =>
  measure === 'cyclomatic' && variant === 'classic';

const shownOf = (limits: readonly ComplexityLimit[]): readonly ComplexityLimit[] =>
  limits.filter(isOfShown).sort((one, other) => one.limit - other.limit);

const limitsIn = (limits: readonly LimitInPlace[], file: Place): readonly ComplexityLimit[] =>
  limits.filter(({ holdsIn }) => holdsIn(file)).map(({ holdsIn: _holdsIn, ...limit }) => limit);

/** The limits of cyclomatic complexity that hold for the functions of a file, the lowest first. */
export const complexityLimits = (judged: JudgedByRules, file: Place): readonly ComplexityLimit[] =>
  shownOf(limitsIn(limitsOf(judged), file));

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
  /** The limit that a finding of it is about, of several the weightiest; none where all of them were waived. */
  readonly broken?: ComplexityLimit;
}

const weightOf = ({ level }: ComplexityLimit): number => levels.indexOf(level);

const placeKey = ({ line, column }: Pick<Finding, 'line' | 'column'>): string => `${line}:${column}`;

/** The limits that were found broken in a file, by where the function begins. */
const brokenIn = (
  limits: readonly ComplexityLimit[],
  findings: readonly Finding[],
): ReadonlyMap<string, ComplexityLimit> => {
  const broken = limits.flatMap((limit) =>
    findings
      .filter(({ rule }) => rule === limit.rule)
      .map((finding) => ({ key: placeKey(finding), limit: { ...limit, level: finding.level } })),
  );
  // The last of a place is the one that is kept.
  return new Map(
    broken.sort((one, other) => weightOf(one.limit) - weightOf(other.limit)).map(({ key, limit }) => [key, limit]),
  );
};

const known = new WeakMap<ChangedFile, readonly ChangedFunction[]>();

/** Every pause in typing asks anew, and all but one file are what they were. */
const changedIn = (file: ChangedFile): readonly ChangedFunction[] => {
  const changed = known.get(file) ?? changedFunctions(file);
  known.set(file, changed);
  return changed;
};

const alteredIn = (
  file: ChangedFile,
  limits: readonly ComplexityLimit[],
  findings: readonly Finding[],
): readonly AlteredFunction[] => {
  const shown = shownOf(limits);
  const broken = brokenIn(limits, findings);
  return changedIn(file).map(({ entity, identity, before }) => ({
    path: file.path,
    entity,
    identity,
    base: before ?? 'new',
    // A function that decides nothing counts 1.
    added: entity.complexity - (before ?? 1),
    limits: shown,
    ...present('broken', broken.get(placeKey(entity))),
  }));
};

/** The functions of files that the change wrote or altered, file by file in their order, with what was judged of them. */
export const alteredFunctions = (files: readonly ChangedFile[], judged: JudgedByRules): readonly AlteredFunction[] => {
  const limits = limitsOf(judged);
  const findings = groupBy(unwaived(judged.judgement.findings), ({ path }) => path);
  return files.flatMap((file) => alteredIn(file, limitsIn(limits, file), findings.get(file.path) ?? []));
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
