import type ts from 'typescript';
import type { Wanted } from '../function-entity.ts';
import type { Counter, Place } from './places.ts';
import { beneath } from './places.ts';

/** What is used of the module `typescript`, handed in as a value: only the edge may load it, and it loads no more than this. */
export type TypeScript = Pick<
  typeof ts,
  | 'createSourceFile'
  | 'forEachChild'
  | 'isArrayLiteralExpression'
  | 'isArrowFunction'
  | 'isAsExpression'
  | 'isAwaitExpression'
  | 'isBinaryExpression'
  | 'isCallExpression'
  | 'isComputedPropertyName'
  | 'isConditionalExpression'
  | 'isConstructorDeclaration'
  | 'isElementAccessExpression'
  | 'isGetAccessor'
  | 'isIdentifier'
  | 'isIfStatement'
  | 'isImportTypeNode'
  | 'isMetaProperty'
  | 'isNewExpression'
  | 'isNonNullExpression'
  | 'isObjectLiteralExpression'
  | 'isParameter'
  | 'isParenthesizedExpression'
  | 'isPropertyAccessExpression'
  | 'isSatisfiesExpression'
  | 'isSetAccessor'
  | 'isSpreadElement'
  | 'isStringLiteralLike'
  | 'isTaggedTemplateExpression'
  | 'isTemplateExpression'
  | 'isTypeAssertionExpression'
  | 'JSDocParsingMode'
  | 'NodeFlags'
  | 'ScriptKind'
  | 'ScriptTarget'
  | 'SyntaxKind'
  | 'updateSourceFile'
>;

/** A walk over a syntax tree that keeps its own stack, so that a sum of 50,000 terms does not exhaust the process's. */
export interface Walk {
  readonly typescript: TypeScript;
  readonly source: ts.SourceFile;
  readonly found: Counter[];
  readonly wanted: Wanted;
  /** Visits the node later, in this place. Order does not matter: what is found is sorted in the end. */
  readonly push: (node: ts.Node | undefined, place: Place) => void;
  /** Visits the children of the node later, in this place. */
  readonly pushChildren: (node: ts.Node, place: Place) => void;
  /** Calls back once all is visited that is pushed from now on until the visit ends, and what that pushes in turn. */
  readonly whenDone: (then: () => unknown) => void;
}

/** What is done with nodes of some kinds. A visit that does not push the children leaves them unseen. */
export interface Visit {
  readonly kinds: readonly ts.SyntaxKind[];
  readonly visit: (walk: Walk, node: ts.Node, place: Place) => void;
}

/** Says what is done with the nodes of a type; the kinds have to be those of the type. */
export const visitOf = <Node extends ts.Node>(
  kinds: readonly Node['kind'][],
  visit: (walk: Walk, node: Node, place: Place) => void,
): Visit => ({ kinds, visit: (walk, node, place) => visit(walk, node as Node, place) });

/** Types hold no decisions, save the bases of a class, which are expressions. */
export const isUnseenType = ({ SyntaxKind }: TypeScript, kind: ts.SyntaxKind): boolean =>
  kind >= SyntaxKind.FirstTypeNode &&
  kind <= SyntaxKind.LastTypeNode &&
  kind !== SyntaxKind.ExpressionWithTypeArguments;

/** The place of no node: when it comes up, what lay on it is done. */
const done: Place = { counter: undefined, scope: '' };

/** Visits every node but types, each by the visit of its kind; a kind without one is passed through to its children. */
export const walkTree = (
  typescript: TypeScript,
  source: ts.SourceFile,
  visits: readonly (Visit | undefined)[],
  wanted: Wanted = {},
): readonly Counter[] => {
  const { FirstNode } = typescript.SyntaxKind;
  const nodes: ts.Node[] = [];
  const places: Place[] = [];
  const push = (node: ts.Node | undefined, place: Place): void => {
    // Names, literals and punctuation are most of a tree, and there is nothing in them.
    if (node === undefined || node.kind < FirstNode) return;
    nodes.push(node);
    places.push(place);
  };
  let parentPlace: Place = { counter: undefined, scope: '' };
  const pushChild = (child: ts.Node): void => push(child, parentPlace);
  const pushChildren = (node: ts.Node, place: Place): void => {
    parentPlace = place;
    typescript.forEachChild(node, pushChild);
  };
  const waiting: (() => unknown)[] = [];
  const whenDone = (then: () => unknown): void => {
    waiting.push(then);
    nodes.push(source);
    places.push(done);
  };
  const walk: Walk = { typescript, source, found: [], wanted, push, pushChildren, whenDone };
  push(source, parentPlace);
  for (;;) {
    const node = nodes.pop();
    const place = places.pop();
    if (node === undefined || place === undefined) return walk.found;
    const visit = visits[node.kind];
    if (place === done) waiting.pop()?.();
    else if (visit !== undefined) visit.visit(walk, node, place);
    else if (!isUnseenType(typescript, node.kind)) pushChildren(node, beneath(place));
  }
};
