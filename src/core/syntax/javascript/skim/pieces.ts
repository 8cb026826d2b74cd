import type { FunctionKind } from '../../function-entity.ts';
import type { Skim } from './cursor.ts';

/*
 * What is counted, and what qualifies names. A value gets the name of what it is assigned to only behind it, so names are put
 * together at the end: until then each piece knows the one around it.
 */

export interface Piece {
  /** What stands around it; the root stands in itself. */
  around: Piece | undefined;
  /** Undefined where it qualifies nothing: an object that is assigned to no name. */
  name: string | undefined;
  /** Undefined for what has no complexity of its own. */
  readonly kind: FunctionKind | undefined;
  start: number;
  end: number;
  complexity: number;
  modified: number;
  /** It is the whole value, save for parentheses: not cast, and no branch of one. */
  isWhole: boolean;
}

export const makePiece = (
  around: Piece | undefined,
  name: string | undefined,
  kind: FunctionKind | undefined,
  start: number,
): Piece => ({ around, name, kind, start, end: start, complexity: 1, modified: 1, isWhole: true });

/** What an expression may be; `chained` where an optional link is in it. */
export const shapes = { name: 1, leftSide: 2, dotted: 4, parenthesized: 8, chained: 16 } as const;

/** Counts one decision. */
export const decide = ({ counter }: Skim): void => {
  counter.complexity++;
  counter.modified++;
};

/** Says that the expression at hand is this piece. */
export const pend = (skim: Skim, piece: Piece): void => {
  skim.pending[skim.pendingCount] = piece;
  skim.pendingCount++;
};

/** The pieces from here on are no longer the value of anything. */
export const drop = (skim: Skim, from: number): void => {
  skim.pendingCount = from;
};

/** The pieces from here on are a part that gives the whole its value. */
export const wrap = (skim: Skim, from: number): void => {
  for (let at = from; at < skim.pendingCount; at++) {
    const piece = skim.pending[at];
    if (piece !== undefined) piece.isWhole = false;
  }
};

/** Names the pieces from here on, which are the value of what has this name; that begins at `start`, unless it is -1. */
export const baptize = (skim: Skim, from: number, name: string | undefined, start: number): void => {
  for (let at = from; at < skim.pendingCount; at++) {
    const piece = skim.pending[at];
    if (piece === undefined) continue;
    if (name !== undefined) piece.name = name;
    if (start >= 0 && piece.isWhole && piece.kind !== undefined) piece.start = start;
  }
  skim.pendingCount = from;
};

/** A signature without a body is no entity: what its parameters decide counts to what is around it. */
export const dissolve = (skim: Skim, piece: Piece): void => {
  piece.name = undefined;
  skim.counter.complexity += piece.complexity - 1;
  skim.counter.modified += piece.modified - 1;
};

/** The name of a piece with what qualifies it. */
export const qualifiedName = (piece: Piece): string => {
  let name = piece.name ?? '';
  for (let each = piece.around; each !== undefined; each = each.around)
    if (each.name !== undefined) name = `${each.name}.${name}`;
  return name;
};
