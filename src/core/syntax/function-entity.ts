/** What a complexity is counted of: a function, or what the language's reference tool also reports. */
export type FunctionKind = 'function' | 'block' | 'initializer' | 'static-block';

export interface FunctionEntity {
  /** Qualified as the language's reference tool names it: `Class.method`, `If 12`; see the language's file. */
  readonly name: string;
  readonly kind: FunctionKind;
  /** 1-based; the line the reference tool reports. */
  readonly line: number;
  /** 1-based column of the same place. */
  readonly column: number;
  readonly endLine: number;
  /** Cyclomatic complexity. */
  readonly complexity: number;
}

/** Reads the functions of a text, or nothing where the language of the path is not known. Never throws on bad input. */
export type ReadFunctions = (path: string, text: string) => readonly FunctionEntity[] | undefined;

/** What stays of an entity when lines move: a block is named after its line; a class field and its function share a name. */
export const identityOf = ({ kind, name }: FunctionEntity): string =>
  kind === 'block' ? `${kind} ${name.replace(/ \d+$/, '')}` : `${kind} ${name}`;

/** True where the source gives no name: a callback, a block. What it is called here says only what it is. */
export const isNameless = ({ kind, name }: FunctionEntity): boolean =>
  kind === 'block' || kind === 'static-block' || /(?:^|\.)(?:arrow function|function)$/.test(name);
