import type ts from 'typescript';
import type { Spot } from '../facts/gather.ts';
import { openScope } from '../facts/scopes.ts';
import type { Role } from '../facts/walk.ts';
import type { FactWalk } from './chains.ts';
import {
  visitClass,
  visitField,
  visitFunctionDeclaration,
  visitFunctionExpression,
  visitMember,
} from './definitions.ts';
import * as expressions from './expressions.ts';
import { visitExport, visitImport, visitImportEquals } from './imports.ts';
import * as statements from './statements.ts';
import { visitEnum, visitInterface, visitType, visitTypeAlias } from './types.ts';
import type { TypeScript } from './walk.ts';

type FactVisit = (walk: FactWalk, node: ts.Node, spot: Spot, role: Role) => void;

export const pushChildren: FactVisit = (walk, node, spot) => {
  walk.typescript.forEachChild(node, (child) => walk.push(child, spot));
};

/** The parts give the whole its value: the name still holds, and what returns it. */
const pushGroup: FactVisit = (walk, node, spot, role) => {
  walk.typescript.forEachChild(node, (child) => walk.push(child, spot, role));
};

const inScope: FactVisit = (walk, node, spot) =>
  pushChildren(walk, node, { ...spot, scope: openScope('block', spot.scope) }, {});

const nothing: FactVisit = () => undefined;

type Entry = readonly [kinds: readonly ts.SyntaxKind[], visit: FactVisit];

/** Says what is done with the nodes of a type; the kinds have to be those of the type. */
const visitOf = <Node extends ts.Node>(
  kinds: readonly Node['kind'][],
  visit: (walk: FactWalk, node: Node, spot: Spot, role: Role) => void,
): Entry => [kinds, (walk, node, spot, role) => visit(walk, node as Node, spot, role)];

const expressionVisits = ({ SyntaxKind: kind }: TypeScript): readonly Entry[] => [
  [[kind.Identifier, kind.PropertyAccessExpression, kind.ElementAccessExpression], expressions.visitUsed],
  [[kind.CallExpression, kind.NewExpression, kind.MetaProperty], expressions.visitUsed],
  [[kind.StringLiteral], expressions.visitString],
  [[kind.NoSubstitutionTemplateLiteral, kind.TemplateExpression], expressions.visitTemplate],
  visitOf([kind.TaggedTemplateExpression], expressions.visitTagged),
  visitOf([kind.BinaryExpression], expressions.visitBinary),
  visitOf([kind.ConditionalExpression], statements.visitConditional),
  visitOf([kind.TypeOfExpression], expressions.visitTypeOf),
  visitOf([kind.ObjectLiteralExpression], expressions.visitObject),
  visitOf([kind.PropertyAssignment], expressions.visitProperty),
  visitOf([kind.ShorthandPropertyAssignment], expressions.visitShorthand),
  visitOf([kind.FunctionExpression, kind.ArrowFunction], visitFunctionExpression),
  visitOf([kind.ClassExpression, kind.ClassDeclaration], visitClass),
  visitOf([kind.JsxOpeningElement, kind.JsxSelfClosingElement], expressions.visitTag),
  visitOf([kind.JsxAttribute], expressions.visitAttribute),
  [[kind.JsxClosingElement, kind.JsxText, kind.OmittedExpression], nothing],
  visitOf([kind.AwaitExpression], expressions.visitAwait),
  visitOf([kind.YieldExpression], expressions.visitYield),
  visitOf([kind.PrefixUnaryExpression], expressions.visitPrefix),
  visitOf([kind.ExpressionStatement, kind.VoidExpression], expressions.visitAlone),
  [[kind.ParenthesizedExpression, kind.NonNullExpression], pushGroup],
  [[kind.AsExpression, kind.SatisfiesExpression, kind.TypeAssertionExpression], pushGroup],
];

const statementVisits = ({ SyntaxKind: kind }: TypeScript): readonly Entry[] => [
  visitOf([kind.ImportDeclaration], visitImport),
  visitOf([kind.ImportEqualsDeclaration], visitImportEquals),
  visitOf([kind.ExportDeclaration], visitExport),
  visitOf([kind.ExportAssignment], expressions.visitExportAssignment),
  visitOf([kind.VariableStatement], statements.visitVariables),
  visitOf([kind.VariableDeclarationList], statements.visitVariableList),
  visitOf([kind.FunctionDeclaration], visitFunctionDeclaration),
  visitOf([kind.MethodDeclaration, kind.Constructor, kind.GetAccessor, kind.SetAccessor], visitMember),
  visitOf([kind.PropertyDeclaration], visitField),
  visitOf([kind.InterfaceDeclaration], visitInterface),
  visitOf([kind.TypeAliasDeclaration], visitTypeAlias),
  visitOf([kind.EnumDeclaration], visitEnum),
  visitOf([kind.ModuleDeclaration], statements.visitNamespace),
  visitOf([kind.ReturnStatement, kind.ThrowStatement], statements.visitExit),
  visitOf([kind.IfStatement], statements.visitIf),
  visitOf([kind.ForStatement, kind.WhileStatement, kind.DoStatement], statements.visitLoop),
  visitOf([kind.ForInStatement, kind.ForOfStatement], statements.visitForEach),
  visitOf([kind.TryStatement], statements.visitTry),
  visitOf([kind.CatchClause], statements.visitCatch),
  visitOf([kind.CaseClause, kind.DefaultClause], statements.visitCase),
  visitOf([kind.LabeledStatement], statements.visitLabeled),
  [[kind.Block, kind.CaseBlock], inScope],
  [[kind.BreakStatement, kind.ContinueStatement], statements.visitJump],
];

/** What is done with the nodes of each kind; those of a kind without a visit are passed through. */
export const factVisits = (typescript: TypeScript): readonly (FactVisit | undefined)[] => {
  const {
    FirstTypeNode,
    LastTypeNode,
    ExpressionWithTypeArguments,
    PropertySignature,
    MethodSignature,
    TypeParameter,
  } = typescript.SyntaxKind;
  const visits: FactVisit[] = [];
  visits.length = FirstTypeNode;
  visits.push(...Array.from({ length: LastTypeNode - FirstTypeNode + 1 }, () => visitType));
  for (const kind of [PropertySignature, MethodSignature, TypeParameter]) visits[kind] = visitType;
  visits[ExpressionWithTypeArguments] = pushChildren;
  for (const [kinds, visit] of [...expressionVisits(typescript), ...statementVisits(typescript)]) {
    for (const kind of kinds) visits[kind] = visit;
  }
  return visits;
};
