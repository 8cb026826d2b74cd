import type ts from 'typescript';
import { beneath, partFrom, named, partOf, propertyName, targetOf, within, type Place } from './places.ts';
import { visitOf, type TypeScript, type Visit, type Walk } from './walk.ts';

/*
 * What adds 1 to the entity it stands in, after ESLint 10's rule `complexity`, variant "classic"
 * (lib/rules/complexity.js, MIT licence): `if`, `?:`, every loop, `catch`, `case`, `&&`, `||`, `??` and their assignments,
 * every optional link of a chain (`a?.b.c` has one, `a?.b?.c` two), and every default value of a parameter or of a
 * destructuring, in declarations as in assignments. `else`, `finally`, `default` and `switch` itself add nothing.
 * In its variant "modified" a `switch` adds 1 and its `case`s nothing.
 * Along the way names are handed down to the functions that are assigned to them.
 */

/** Counts what the node decides; one of a default value stands for its `=`. */
const decide = ({ counter }: Place, node: ts.Node): void => {
  if (counter === undefined) return;
  counter.complexity++;
  counter.modified++;
  counter.decisions?.push(node);
};

const visitDecision = (walk: Walk, node: ts.Node, place: Place): void => {
  decide(place, node);
  walk.pushChildren(node, beneath(place));
};

const visitSwitch = (walk: Walk, node: ts.SwitchStatement, place: Place): void => {
  if (place.counter !== undefined) place.counter.modified++;
  walk.pushChildren(node, beneath(place));
};

const visitCase = (walk: Walk, node: ts.CaseClause, place: Place): void => {
  if (place.counter !== undefined) place.counter.modified--;
  visitDecision(walk, node, place);
};

const visitConditional = (walk: Walk, node: ts.ConditionalExpression, place: Place): void => {
  decide(place, node.questionToken);
  walk.push(node.condition, beneath(place));
  walk.push(node.whenTrue, partFrom(place));
  walk.push(node.whenFalse, partFrom(place));
};

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression;

const visitLink = (walk: Walk, node: Link, place: Place): void => {
  if (node.questionDotToken !== undefined) decide(place, node.questionDotToken);
  walk.pushChildren(node, beneath(place));
};

const visitForEach = (walk: Walk, node: ts.ForInStatement | ts.ForOfStatement, place: Place): void => {
  decide(place, node);
  const declares = node.initializer.kind === walk.typescript.SyntaxKind.VariableDeclarationList;
  walk.push(node.initializer, declares ? beneath(place) : targetOf(place));
  walk.push(node.expression, beneath(place));
  walk.push(node.statement, beneath(place));
};

/** The name that a declared variable or parameter gives to its value. */
const declaredName = (name: ts.BindingName): string | undefined => ('text' in name ? name.text : undefined);

type Declaration = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

const visitDeclaration = (walk: Walk, node: Declaration, place: Place): void => {
  const { typescript } = walk;
  // A rest parameter has no default: what a faulty text gives it as one is not in the tree that ESLint sees.
  const takesRest = typescript.isParameter(node) && node.dotDotDotToken !== undefined;
  const isDefault = !takesRest && node.kind !== typescript.SyntaxKind.VariableDeclaration;
  if (isDefault && node.initializer !== undefined) decide(place, node.initializer);
  typescript.forEachChild(node, (child) =>
    walk.push(child, child === node.initializer ? named(place, declaredName(node.name)) : beneath(place)),
  );
};

/** `exports.load` of `exports.load = …`; undefined for what is more than names and dots. */
const assignedName = (typescript: TypeScript, left: ts.Expression): string | undefined => {
  const names: string[] = [];
  let node = left;
  for (; typescript.isPropertyAccessExpression(node); node = node.expression) names.push(node.name.text);
  if (typescript.isIdentifier(node)) names.push(node.text);
  else if (node.kind === typescript.SyntaxKind.ThisKeyword) names.push('this');
  else return undefined;
  return names.toReversed().join('.');
};

const rightPlace = (walk: Walk, node: ts.BinaryExpression, place: Place): Place => {
  const { FirstAssignment, LastAssignment } = walk.typescript.SyntaxKind;
  const operator = node.operatorToken.kind;
  const assigns = operator >= FirstAssignment && operator <= LastAssignment;
  return assigns ? named(place, assignedName(walk.typescript, node.left)) : partFrom(place);
};

const visitBinary =
  (shortCircuits: ReadonlySet<ts.SyntaxKind>) => (walk: Walk, node: ts.BinaryExpression, place: Place) => {
    const operator = node.operatorToken.kind;
    const isPlain = operator === walk.typescript.SyntaxKind.EqualsToken;
    if (isPlain ? place.target : shortCircuits.has(operator)) decide(place, node.operatorToken);
    walk.push(node.left, isPlain ? targetOf(place) : beneath(place));
    walk.push(node.right, rightPlace(walk, node, place));
  };

const visitArray = (
  walk: Walk,
  node: ts.ArrayLiteralExpression | ts.SpreadElement | ts.SpreadAssignment,
  place: Place,
): void => walk.pushChildren(node, partOf(place));

const visitObject = (walk: Walk, node: ts.ObjectLiteralExpression, place: Place): void => {
  const inside = place.hint === undefined ? partOf(place) : within(beneath(place), place.hint);
  walk.pushChildren(node, inside);
};

const visitProperty = (walk: Walk, node: ts.PropertyAssignment, place: Place): void => {
  const { source } = walk;
  const start = node.getStart(source);
  walk.push(node.name, named(place, undefined, start));
  if (place.target) walk.push(node.initializer, place);
  else walk.push(node.initializer, named(place, propertyName(node.name, source), start));
};

const visitShorthand = (walk: Walk, node: ts.ShorthandPropertyAssignment, place: Place): void => {
  if (node.objectAssignmentInitializer === undefined) return;
  decide(place, node.objectAssignmentInitializer);
  walk.push(node.objectAssignmentInitializer, named(place, node.name.text));
};

type Wrapper = ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression | ts.TypeAssertion | ts.JsxExpression;

const visitWrapper = (walk: Walk, node: Wrapper, place: Place): void => walk.push(node.expression, partFrom(place));

/** The tree that ESLint sees has no parentheses, and no brackets around a computed name. */
const visitBrackets = (walk: Walk, node: ts.ParenthesizedExpression | ts.ComputedPropertyName, place: Place): void =>
  walk.push(node.expression, place);

const visitAttribute = (walk: Walk, node: ts.JsxAttribute, place: Place): void =>
  walk.push(node.initializer, named(place, 'text' in node.name ? node.name.text : undefined));

const visitExport = (walk: Walk, node: ts.ExportAssignment, place: Place): void =>
  walk.push(node.expression, named(place, 'default'));

export const decisionVisits = ({ SyntaxKind }: TypeScript): readonly Visit[] => {
  const shortCircuits: ReadonlySet<ts.SyntaxKind> = new Set([
    SyntaxKind.AmpersandAmpersandToken,
    SyntaxKind.BarBarToken,
    SyntaxKind.QuestionQuestionToken,
    SyntaxKind.AmpersandAmpersandEqualsToken,
    SyntaxKind.BarBarEqualsToken,
    SyntaxKind.QuestionQuestionEqualsToken,
  ]);
  const { IfStatement, ForStatement, WhileStatement, DoStatement, CatchClause } = SyntaxKind;
  return [
    visitOf<ts.Node>([IfStatement, ForStatement, WhileStatement, DoStatement, CatchClause], visitDecision),
    visitOf([SyntaxKind.SwitchStatement], visitSwitch),
    visitOf([SyntaxKind.CaseClause], visitCase),
    visitOf(
      [SyntaxKind.PropertyAccessExpression, SyntaxKind.ElementAccessExpression, SyntaxKind.CallExpression],
      visitLink,
    ),
    visitOf([SyntaxKind.ConditionalExpression], visitConditional),
    visitOf([SyntaxKind.ForInStatement, SyntaxKind.ForOfStatement], visitForEach),
    visitOf([SyntaxKind.VariableDeclaration, SyntaxKind.Parameter, SyntaxKind.BindingElement], visitDeclaration),
    visitOf([SyntaxKind.BinaryExpression], visitBinary(shortCircuits)),
    visitOf([SyntaxKind.ArrayLiteralExpression, SyntaxKind.SpreadElement, SyntaxKind.SpreadAssignment], visitArray),
    visitOf([SyntaxKind.ObjectLiteralExpression], visitObject),
    visitOf([SyntaxKind.PropertyAssignment], visitProperty),
    visitOf([SyntaxKind.ShorthandPropertyAssignment], visitShorthand),
    visitOf(
      [
        SyntaxKind.AsExpression,
        SyntaxKind.SatisfiesExpression,
        SyntaxKind.NonNullExpression,
        SyntaxKind.TypeAssertionExpression,
        SyntaxKind.JsxExpression,
      ],
      visitWrapper,
    ),
    visitOf([SyntaxKind.ParenthesizedExpression, SyntaxKind.ComputedPropertyName], visitBrackets),
    visitOf([SyntaxKind.JsxAttribute], visitAttribute),
    visitOf([SyntaxKind.ExportAssignment], visitExport),
  ];
};
