import type { FunctionEntity } from '#core';

/*
 * An entity as a row: keys would be most of what is kept. What a reader gives only when it is asked for (steps, cognitive
 * complexity) has no place in it, as such readings are not kept.
 */
type Row = readonly [
  name: string,
  line: number,
  column: number,
  endLine: number,
  complexity: number,
  modified: number,
  kind: FunctionEntity['kind'] | 0,
];

type Kept = Omit<FunctionEntity, 'steps' | 'cognitive'>;

const rowOf = ({ name, line, column, endLine, complexity, modified = 0, kind }: Kept): Row => [
  name,
  line,
  column,
  endLine,
  complexity,
  modified,
  kind === 'function' ? 0 : kind,
];

const entityOf = ([name, line, column, endLine, complexity, modified, kind]: Row): Kept => ({
  name,
  kind: kind === 0 ? 'function' : kind,
  line,
  column,
  endLine,
  complexity,
  // Of a function it is 1 at least.
  ...(modified === 0 ? {} : { modified }),
});

export const rowsOf = (functions: readonly FunctionEntity[]): readonly Row[] => functions.map(rowOf);

/** What rows in JSON tell of functions. */
export const readRows = (json: string): readonly FunctionEntity[] => (JSON.parse(json) as readonly Row[]).map(entityOf);
