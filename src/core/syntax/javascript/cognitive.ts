import type ts from 'typescript';
import { visitBinary, visitShown, visitVariable } from './cognitive-logic.ts';
import { addFlat, addNested, deeper, type CognitiveVisit, type CognitiveWalk, type Spot } from './cognitive-walk.ts';
import { isUnseenType, type TypeScript } from './walk.ts';

/*
 * Cognitive complexity of JavaScript and TypeScript after SonarSource's specification ("Cognitive Complexity – A new way of
 * measuring understandability", 1.7), as eslint-plugin-sonarjs 1.0 counts it (LGPL; nothing of it is in here).
 *
 * `if`, `?:`, loops, `switch` and `catch` add 1, and 1 for each of those around them whose branch or body they stand in.
 * `else`, `else if`, a jump to a label, and every run of one logical operator (`&&`, `||`, `??`) in a condition add 1.
 * Nothing is added for an operator that gives a variable its default (`const a = b || []`), nor for one that shows a part
 * of a page or does not (`{open && <Menu />}`). Recursion adds nothing: it cannot be told from one file.
 * A function inside another is counted by itself, starts at no nesting, and adds nothing to the outer one. What stands in
 * the value of a class field or in a static block counts to the function around it; and to the field or block, where it
 * starts at no nesting, so that it is never out of sight.
 */

const visitIf: CognitiveVisit<ts.IfStatement> = (walk, node, { isElse, ...spot }) => {
  if (isElse) addFlat(spot);
  else addNested(spot);
  walk.push(node.expression, spot);
  walk.push(node.thenStatement, deeper(spot));
  if (node.elseStatement === undefined) return;
  if (walk.typescript.isIfStatement(node.elseStatement)) walk.push(node.elseStatement, { ...spot, isElse: true });
  else {
    addFlat(spot);
    walk.push(node.elseStatement, deeper(spot));
  }
};

/** What is nested in it are some of its children. */
const visitNesting =
  <Node extends ts.Node>(nested: (node: Node) => readonly ts.Node[]): CognitiveVisit<Node> =>
  (walk, node, spot) => {
    addNested(spot);
    const inside = nested(node);
    walk.typescript.forEachChild(node, (child) => walk.push(child, inside.includes(child) ? deeper(spot) : spot));
  };

const visitSwitch: CognitiveVisit<ts.SwitchStatement> = (walk, node, spot) => {
  addNested(spot);
  walk.push(node.expression, spot);
  for (const clause of node.caseBlock.clauses) walk.push(clause, deeper(spot));
};

const visitJump: CognitiveVisit<ts.BreakOrContinueStatement> = (_walk, node, spot) => {
  if (node.label !== undefined) addFlat(spot);
};

const openFunction = (walk: CognitiveWalk, node: ts.Node): Spot => {
  const tally = { total: 0, depth: 0, outer: undefined };
  walk.tallies.set(node, tally);
  return { tally, depth: 0 };
};

const visitFunction: CognitiveVisit<ts.FunctionLikeDeclaration> = (walk, node, spot) => {
  if (node.body === undefined) return walk.pushChildren(node, spot);
  const inside = openFunction(walk, node);
  for (const parameter of node.parameters) walk.push(parameter, inside);
  walk.push(node.body, inside);
  for (const modifier of node.modifiers ?? []) walk.push(modifier, spot);
  walk.push(node.name, spot);
};

/** The value of a field, or a static block: its own, and the function's around it. */
const openInside = (walk: CognitiveWalk, node: ts.Node, { tally: outer, depth }: Spot): Spot => {
  const tally = { total: 0, depth, outer };
  walk.tallies.set(node, tally);
  return { tally, depth };
};

const visitField: CognitiveVisit<ts.PropertyDeclaration> = (walk, node, spot) => {
  const inside = openInside(walk, node, spot);
  walk.typescript.forEachChild(node, (child) => walk.push(child, child === node.initializer ? inside : spot));
};

const visitStaticBlock: CognitiveVisit<ts.ClassStaticBlockDeclaration> = (walk, node, spot) =>
  walk.pushChildren(node, openInside(walk, node, spot));

const visitsOf = ({ SyntaxKind }: TypeScript): readonly (CognitiveVisit<ts.Node> | undefined)[] => {
  const visits: CognitiveVisit<ts.Node>[] = [];
  const on = <Node extends ts.Node>(kinds: readonly Node['kind'][], visit: CognitiveVisit<Node>): void => {
    for (const kind of kinds) visits[kind] = (walk, node, spot) => visit(walk, node as Node, spot);
  };
  const { ForStatement, ForInStatement, ForOfStatement, WhileStatement, DoStatement } = SyntaxKind;
  const { FunctionDeclaration, FunctionExpression, ArrowFunction, MethodDeclaration, Constructor } = SyntaxKind;
  on<ts.IterationStatement>(
    [ForStatement, ForInStatement, ForOfStatement, WhileStatement, DoStatement],
    visitNesting(({ statement }) => [statement]),
  );
  on<ts.CatchClause>(
    [SyntaxKind.CatchClause],
    visitNesting(({ block }) => [block]),
  );
  on<ts.ConditionalExpression>(
    [SyntaxKind.ConditionalExpression],
    visitNesting(({ whenTrue, whenFalse }) => [whenTrue, whenFalse]),
  );
  on<ts.IfStatement>([SyntaxKind.IfStatement], visitIf);
  on<ts.SwitchStatement>([SyntaxKind.SwitchStatement], visitSwitch);
  on<ts.BreakOrContinueStatement>([SyntaxKind.BreakStatement, SyntaxKind.ContinueStatement], visitJump);
  on<ts.FunctionLikeDeclaration>(
    [FunctionDeclaration, FunctionExpression, ArrowFunction, MethodDeclaration, Constructor],
    visitFunction,
  );
  on<ts.AccessorDeclaration>([SyntaxKind.GetAccessor, SyntaxKind.SetAccessor], visitFunction);
  on<ts.PropertyDeclaration>([SyntaxKind.PropertyDeclaration], visitField);
  on<ts.ClassStaticBlockDeclaration>([SyntaxKind.ClassStaticBlockDeclaration], visitStaticBlock);
  on<ts.VariableDeclaration>([SyntaxKind.VariableDeclaration], visitVariable);
  on<ts.BinaryExpression>([SyntaxKind.BinaryExpression], visitBinary);
  on<ts.JsxExpression>([SyntaxKind.JsxExpression], visitShown);
  return visits;
};

/** Counts every function, field with a value and static block of a tree. Its own stack: no text can exhaust it. */
export const cognitiveCounter = (typescript: TypeScript) => {
  const visits = visitsOf(typescript);
  return (source: ts.SourceFile): ReadonlyMap<ts.Node, number> => {
    const left: { readonly node: ts.Node; readonly spot: Spot }[] = [];
    const push: CognitiveWalk['push'] = (node, spot) => {
      if (node !== undefined && node.kind >= typescript.SyntaxKind.FirstNode) left.push({ node, spot });
    };
    const pushChildren: CognitiveWalk['pushChildren'] = (node, spot) => {
      typescript.forEachChild(node, (child) => push(child, spot));
    };
    const walk: CognitiveWalk = { typescript, source, tallies: new Map(), push, pushChildren };
    push(source, { tally: undefined, depth: 0 });
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const visit = visits[next.node.kind];
      if (visit !== undefined) visit(walk, next.node, next.spot);
      else if (!isUnseenType(typescript, next.node.kind)) pushChildren(next.node, next.spot);
    }
    return new Map([...walk.tallies].map(([node, { total }]) => [node, total]));
  };
};
