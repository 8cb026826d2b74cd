import { touches } from '../change.ts';
import type { ChangedFile } from '../rule-kind.ts';
import type { FunctionEntity } from './function-entity.ts';

/** A function that the change wrote or altered. */
export interface ChangedFunction {
  readonly entity: FunctionEntity;
  /** Its complexity at the base; undefined for a new function. */
  readonly before?: number;
}

// A block is named after its line, which moves; a class field and the function in it share their name.
const identityOf = ({ kind, name }: FunctionEntity): string =>
  kind === 'block' ? `${kind} ${name.replace(/ \d+$/, '')}` : `${kind} ${name}`;

// Several functions of a file may share a name (overloads, anonymous callbacks): they are paired in order.
const numberNames = (entities: readonly FunctionEntity[]): ReadonlyMap<string, FunctionEntity> => {
  const seen = new Map<string, number>();
  const numbered = new Map<string, FunctionEntity>();
  for (const entity of entities) {
    const identity = identityOf(entity);
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    numbered.set(`${identity}#${ordinal}`, entity);
  }
  return numbered;
};

/**
 * The functions of a file whose text or complexity differs from the base, in file order. Empty where the language is
 * not read.
 */
export const changedFunctions = (file: ChangedFile): readonly ChangedFunction[] => {
  const before = numberNames(file.functionsBefore ?? []);
  const changed: ChangedFunction[] = [];
  for (const [key, entity] of numberNames(file.functions ?? [])) {
    const earlier = before.get(key)?.complexity;
    if (touches(file, entity.line, entity.endLine) || earlier !== entity.complexity)
      changed.push(earlier === undefined ? { entity } : { entity, before: earlier });
  }
  return changed;
};

/** Old debt: it was over the limit before and the change did not make it worse. */
export const isInherited = ({ entity, before }: ChangedFunction, limit: number): boolean =>
  before !== undefined && before > limit && entity.complexity <= before;
