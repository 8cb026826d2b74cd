import type { Tree } from '../../surroundings.ts';
import type { ExitFact, Facts } from '../../syntax/facts.ts';
import { livingIn } from '../../syntax/facts/around.ts';
import type { Part } from '../guard-parts/parts.ts';

/** A part of a file as it was and as it is, and the repository around it. */
export interface Turn {
  readonly before: Part;
  readonly after: Part;
  readonly tree: Tree;
}

/** A way in which a guard no longer guards. */
export interface Hollow {
  readonly guard: string;
  /** The way, in a word: what tells it from others of the same guard and function. */
  readonly what: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** True for a value that is written out and says no. */
export const isNo = (literal: string | undefined): boolean =>
  /^(?:False|false|None|null|undefined|0)$/.test(literal ?? '');

/** The ways out of a function that it may come to, of one sort. */
export const exitsOf = ({ facts, index }: Pick<Part, 'facts' | 'index'>, how: ExitFact['how']): readonly ExitFact[] => {
  const mayBeReached = livingIn(facts, index);
  return facts.exits.filter((exit) => exit.in === index && exit.how === how && mayBeReached(exit));
};

/** A way out as it is written, and what it depends on. To give `None` is to give nothing. */
export const describeExit = ({ blocks }: Facts, { value = '', block }: ExitFact): string =>
  `${/^(?:None|undefined)$/.test(value) ? '' : value} ${blocks[block ?? -1]?.text ?? ''}`;
