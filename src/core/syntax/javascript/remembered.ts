import type ts from 'typescript';
import { beneath, type Counter, type Place } from './places.ts';
import type { TypeScript, Visit, Walk } from './walk.ts';

/*
 * An edit leaves most functions of a text alone, and then their nodes are those of the tree before (edited-tree.ts): what was
 * found in them still holds, at most some way up or down. So they are not walked through again, which would take longer
 * than the parser does.
 *
 * What a function holds counts to itself and to what is in it. What a member is decorated with, and a name that is computed,
 * count to what is around: such members are walked through each time.
 */

type FunctionNode = ts.FunctionLikeDeclaration;

/** What was found in a function, itself included, and where: all that this depends on but its nodes. */
interface Findings {
  readonly place: Place;
  readonly pos: number;
  readonly found: readonly Counter[];
}

/** True where a function at an offset is called the same, and reported at the same of its parts. */
const isAlike = (one: Place, pos: number, other: Place, otherPos: number): boolean =>
  one.scope === other.scope &&
  beneath(one).scope === beneath(other).scope &&
  one.hint === other.hint &&
  (one.property ?? pos) - pos === (other.property ?? otherPos) - otherPos;

const isClosed = ({ SyntaxKind }: TypeScript, { name, modifiers }: FunctionNode): boolean =>
  name?.kind !== SyntaxKind.ComputedPropertyName && !modifiers?.some(({ kind }) => kind === SyntaxKind.Decorator);

const moveBy = (distance: number, counter: Counter): Counter =>
  distance === 0 ? counter : { ...counter, start: counter.start + distance, end: counter.end + distance };

/** True where nothing may be remembered: it is not asked for again, or it holds nodes, which are many. */
const isPassing = ({ wanted }: Walk): boolean => wanted.once === true || wanted.steps === true;

/** The visit of functions that remembers what it found in them. */
export const rememberFound = ({ kinds, visit }: Visit): Visit => {
  const remembered = new WeakMap<ts.Node, Findings>();
  return {
    kinds,
    visit: (walk, visited, place) => {
      const node = visited as FunctionNode;
      if (isPassing(walk) || !isClosed(walk.typescript, node)) return visit(walk, node, place);
      const { pos } = node;
      const known = remembered.get(node);
      if (known !== undefined && isAlike(known.place, known.pos, place, pos)) {
        const distance = pos - known.pos;
        for (const counter of known.found) walk.found.push(moveBy(distance, counter));
        return undefined;
      }
      const first = walk.found.length;
      walk.whenDone(() => remembered.set(node, { place, pos, found: walk.found.slice(first) }));
      return visit(walk, node, place);
    },
  };
};
