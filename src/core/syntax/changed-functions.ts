import { touches } from '../change.ts';
import type { ChangedFile } from '../rule-kind.ts';
import { identityOf, isNameless, type FunctionEntity } from './function-entity.ts';
import { numberOf, type NumberOf } from './function-number.ts';
import { pairFunctions } from './pair-functions.ts';
import { tally } from '../tally.ts';

/** A function that the change wrote or altered. */
export interface ChangedFunction {
  readonly entity: FunctionEntity;
  /** The number that was asked for. */
  readonly value: number;
  /** What tells it from the others of its file, whatever lines come and go around it. */
  readonly identity: string;
  /** That number at the base; undefined for a new function. */
  readonly before?: number;
}

const countBy = (entities: readonly FunctionEntity[]): ReadonlyMap<string, number> => tally(entities.map(identityOf));

const bare = ({ kind, name }: FunctionEntity): string => (kind === 'block' ? name.replace(/ \d+$/, '') : name);

/**
 * Names a function for an id: it must stay the same while others come and go above it. One of the base keeps its number
 * there; a new one without a name of its own is known by its first line.
 */
const nameFor = (file: ChangedFile): ((entity: FunctionEntity, earlier: FunctionEntity | undefined) => string) => {
  const earlierOnes = file.functionsBefore ?? [];
  const [counts, countsBefore] = [countBy(file.functions ?? []), countBy(earlierOnes)];
  const lines = (file.after ?? '').split('\n');
  return (entity, earlier) => {
    if (earlier !== undefined) {
      const identity = identityOf(earlier);
      if (countsBefore.get(identity) === 1 && !isNameless(earlier)) return bare(earlier);
      return `${bare(earlier)} ${earlierOnes.filter((one) => identityOf(one) === identity).indexOf(earlier)}`;
    }
    if (!isNameless(entity) && counts.get(identityOf(entity)) === 1) return bare(entity);
    return `${bare(entity)} new ${(lines[entity.line - 1] ?? '').trim().replace(/\s+/g, ' ')}`;
  };
};

const cyclomatic = numberOf({});

/**
 * The functions of a file whose text or number differs from the base, in file order; those whose number is not known are
 * left out. Empty where the language is not read.
 */
export const changedFunctions = (file: ChangedFile, numberIn: NumberOf = cyclomatic): readonly ChangedFunction[] => {
  const { before, after, functions = [], functionsBefore = [] } = file;
  const texts = before === undefined || after === undefined ? undefined : { before, after };
  const pairs = pairFunctions({ before: functionsBefore, after: functions }, texts);
  const identify = nameFor(file);
  return functions.flatMap((entity) => {
    const earlier = pairs.get(entity);
    const identity = identify(entity, earlier);
    const [value, before] = [numberIn(entity), earlier && numberIn(earlier)];
    if (value === undefined) return [];
    if (before === undefined) return [{ entity, identity, value }];
    const isSame = before === value && !touches(file, entity.line, entity.endLine);
    return isSame ? [] : [{ entity, identity, value, before }];
  });
};

/** Old debt: it was over the limit before and the change did not make it worse. */
export const isInherited = ({ value, before }: ChangedFunction, limit: number): boolean =>
  before !== undefined && before > limit && value <= before;
