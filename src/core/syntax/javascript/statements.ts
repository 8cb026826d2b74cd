import type ts from 'typescript';
import { present } from '../../present.ts';
import type { ExitFact } from '../facts.ts';
import { openBlock, shortText, standing, type Condition, type Opening, type Spot } from '../facts/gather.ts';
import { openScope } from '../facts/scopes.ts';
import type { Role } from '../facts/walk.ts';
import { assign, bindPattern, bindVariable, pushPattern } from './bindings.ts';
import { isWrittenOut, stretchOf, type FactWalk } from './chains.ts';
import { holdsIn, literalOf } from './literals.ts';

export const visitVariables = (walk: FactWalk, node: ts.VariableStatement, spot: Spot): void => {
  const exported = node.modifiers?.some(({ kind }) => kind === walk.typescript.SyntaxKind.ExportKeyword);
  walk.push(node.declarationList, spot, exported ? { exported } : {});
};

export const visitVariableList = (
  walk: FactWalk,
  node: ts.VariableDeclarationList,
  spot: Spot,
  { exported }: Role,
): void => {
  for (const declaration of node.declarations) {
    const { name, type, initializer } = declaration;
    bindVariable(walk, declaration, node, spot);
    if ('text' in name && initializer !== undefined) {
      walk.assignments.push({
        name: spot.prefix + name.text,
        ...present('literal', literalOf(walk.typescript, walk.source, initializer)),
        ...standing(walk, stretchOf(walk, declaration), spot),
      });
    }
    pushPattern(walk, name, spot);
    walk.push(type, spot);
    const named = 'text' in name ? { hint: name.text, givenTo: name.text } : {};
    walk.push(initializer, spot, { ...named, ...(exported ? { exported } : {}) });
  }
};

/** What is given where a function is left. */
export const givenOf = (walk: FactWalk, value: ts.Node): Pick<ExitFact, 'value' | 'literal' | 'holds'> => ({
  value: shortText(walk, stretchOf(walk, value)),
  ...(isWrittenOut(walk, value) ? { literal: true } : {}),
  ...present('holds', holdsIn(walk.typescript, walk.source, value)),
});

export const visitJump = (walk: FactWalk, node: ts.Node, spot: Spot): void => {
  walk.exits.push({ how: 'jump', ...standing(walk, stretchOf(walk, node), spot) });
};

export const visitExit = (walk: FactWalk, node: ts.ReturnStatement | ts.ThrowStatement, spot: Spot): void => {
  const how = node.kind === walk.typescript.SyntaxKind.ReturnStatement ? 'return' : 'throw';
  const { expression } = node;
  walk.exits.push({
    how,
    ...(expression && givenOf(walk, expression)),
    ...standing(walk, stretchOf(walk, node), spot),
  });
  walk.push(expression, spot, how === 'return' && spot.in !== undefined ? { returned: spot.in } : {});
};

export const visitNamespace = (walk: FactWalk, node: ts.ModuleDeclaration, spot: Spot): void => {
  const scope = openScope('function', spot.scope);
  walk.push(node.body, { ...spot, scope, prefix: `${spot.prefix}${node.name.text}.` });
};

export const visitLabeled = (walk: FactWalk, node: ts.LabeledStatement, spot: Spot): void =>
  walk.push(node.statement, spot);

const inBlock = (walk: FactWalk, node: ts.Node, spot: Spot, opens: Opening): void => walk.push(node, spot, { opens });

/** What a branch depends on, by the node that says so. */
const conditionOf = (walk: FactWalk, node: ts.Node): Condition => ({
  text: shortText(walk, stretchOf(walk, node)),
  ...present('holds', holdsIn(walk.typescript, walk.source, node)),
});

export const visitIf = (walk: FactWalk, node: ts.IfStatement, spot: Spot): void => {
  const depends = conditionOf(walk, node.expression);
  walk.push(node.expression, spot);
  inBlock(walk, node.thenStatement, spot, { kind: 'if', ...depends });
  if (node.elseStatement === undefined) return;
  // `else if` is a branch of its own.
  if (node.elseStatement.kind === node.kind) walk.push(node.elseStatement, spot);
  else inBlock(walk, node.elseStatement, spot, { kind: 'else', ...depends });
};

type Loop = ts.ForStatement | ts.WhileStatement | ts.DoStatement;

export const visitLoop = (walk: FactWalk, node: Loop, spot: Spot): void => {
  const inside = { ...spot, scope: openScope('block', spot.scope) };
  const condition = 'expression' in node ? node.expression : node.condition;
  walk.typescript.forEachChild(node, (child) => {
    if (child !== node.statement) walk.push(child, inside);
  });
  const { text, ...holds } = condition === undefined ? { text: '' } : conditionOf(walk, condition);
  // The condition of `do` is asked when it has run.
  const isAsked = node.kind !== walk.typescript.SyntaxKind.DoStatement;
  inBlock(walk, node.statement, inside, { kind: 'loop', text, ...(isAsked ? holds : {}) });
};

export const visitForEach = (walk: FactWalk, node: ts.ForInStatement | ts.ForOfStatement, spot: Spot): void => {
  const inside = { ...spot, scope: openScope('block', spot.scope) };
  const { initializer, expression, statement } = node;
  if (initializer.kind === walk.typescript.SyntaxKind.VariableDeclarationList) walk.push(initializer, inside);
  else assign(walk, initializer, undefined, inside);
  walk.push(expression, inside);
  inBlock(walk, statement, inside, { kind: 'loop', text: shortText(walk, stretchOf(walk, expression)) });
};

export const visitTry = (
  walk: FactWalk,
  { tryBlock, catchClause, finallyBlock }: ts.TryStatement,
  spot: Spot,
): void => {
  inBlock(walk, tryBlock, spot, { kind: 'try', text: '' });
  walk.push(catchClause, spot);
  if (finallyBlock !== undefined) inBlock(walk, finallyBlock, spot, { kind: 'finally', text: '' });
};

export const visitCatch = (walk: FactWalk, node: ts.CatchClause, spot: Spot): void => {
  const scope = openScope('block', spot.scope);
  const caught = node.variableDeclaration;
  if (caught !== undefined) bindPattern(walk, caught.name, undefined, [scope, scope]);
  const text = caught === undefined ? '' : shortText(walk, stretchOf(walk, caught));
  inBlock(walk, node.block, { ...spot, scope }, { kind: 'catch', text });
};

export const visitConditional = (walk: FactWalk, node: ts.ConditionalExpression, spot: Spot, role: Role): void => {
  walk.push(node.condition, { ...spot, tested: true });
  const depends = conditionOf(walk, node.condition);
  walk.push(node.whenTrue, spot, { ...role, opens: { kind: 'if', ...depends } });
  walk.push(node.whenFalse, spot, { ...role, opens: { kind: 'else', ...depends } });
};

export const visitCase = (walk: FactWalk, node: ts.CaseOrDefaultClause, spot: Spot): void => {
  const expression = 'expression' in node ? node.expression : undefined;
  walk.push(expression, spot);
  const text = expression === undefined ? '' : shortText(walk, stretchOf(walk, expression));
  const inside = openBlock(walk, stretchOf(walk, node), spot, { kind: 'case', text });
  for (const statement of node.statements) walk.push(statement, inside);
};
