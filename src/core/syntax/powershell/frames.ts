import type { Step } from '../function-entity.ts';
import type { Quote } from './texts.ts';
import type { Mode } from './tokens.ts';

/** A function that is being counted. */
export interface Count {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly steps: Step[];
  complexity: number;
  endLine: number;
}

/** What a bracket holds: statements, the clauses of a `switch`, members of a class, keys and values, or an expression. */
export type Role = 'statements' | 'switch' | 'class' | 'keys' | 'expression' | 'type';

/** An open bracket, or the whole text, and where the statement in it stands. */
export interface Frame {
  readonly role: Role;
  /** The bracket that closes it; empty for the whole text. */
  readonly closing: string;
  /** Its line. */
  readonly line: number;
  /** What decisions in it count to. */
  readonly count: Count | undefined;
  /** What the names of functions in it begin with. */
  readonly scope: string;
  /** The function whose body it is. */
  readonly ends?: Count | undefined;
  /** True for the block of a statement, and for parameters: what follows is a new one. */
  readonly isBlock: boolean;
  /** The string that goes on behind it. */
  readonly hole?: Quote | undefined;
  mode: Mode;
  /** True where a keyword begins a statement. */
  mayBegin: boolean;
  /** The keyword whose block is awaited; empty when none is. */
  head: string;
  /** Of such a keyword: the function or the class, once its name was read. */
  opened: Count | undefined;
  name: string;
  /** The keyword whose block was the last token. */
  last: string;
  /** In a `switch`: true between the condition of a clause and its block; in a class: behind the `=` of a member. */
  isPastHead: boolean;
  /** In a class: where the member begins, and the name before its parameters. */
  member: { readonly line: number; readonly column: number } | undefined;
}

type Opening = Pick<Frame, 'role' | 'closing' | 'line' | 'count' | 'scope'> & Partial<Frame>;

const modes: Readonly<Record<Role, Mode>> = {
  statements: 'start',
  switch: 'command',
  class: 'expression',
  keys: 'expression',
  expression: 'start',
  type: 'expression',
};

/** Begins a statement, a clause or a key, as the role of the frame has it. */
export const beginStatement = (frame: Frame): void => {
  frame.mode = modes[frame.role];
  frame.mayBegin = frame.role === 'statements';
};

export const openFrame = (opening: Opening): Frame => {
  const frame: Frame = {
    isBlock: false,
    mode: 'start',
    mayBegin: false,
    head: '',
    opened: undefined,
    name: '',
    last: '',
    isPastHead: false,
    member: undefined,
    ...opening,
  };
  beginStatement(frame);
  return frame;
};
