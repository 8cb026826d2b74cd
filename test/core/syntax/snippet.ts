import type { FunctionEntity } from '#core';

/** A text and what its language's reference tool reports of it. */
export interface Snippet {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** One line per entity, as `tellEntity` writes it. */
  readonly entities: readonly string[];
}

/** `Class.method 3:5-9 = 4`: name, line, column, last line, complexity; before it the kind when it is no function. */
export const tellEntity = ({ name, kind, line, column, endLine, complexity }: FunctionEntity): string =>
  `${kind === 'function' ? '' : `${kind} `}${name} ${line}:${column}-${endLine} = ${complexity}`;
