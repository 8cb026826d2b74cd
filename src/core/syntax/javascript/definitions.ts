import type ts from 'typescript';
import type { FieldFact, FunctionFact } from '../facts.ts';
import { present } from '../../present.ts';
import { put, standing, type BaseDraft, type ClassBody, type Spot, type UseDraft } from '../facts/gather.ts';
import { bind, bindValue, openScope, unknown } from '../facts/scopes.ts';
import type { Role } from '../facts/walk.ts';
import { bindPattern, pushPattern } from './bindings.ts';
import { stretchOf, textOf, valueChain, visitUse, type FactWalk } from './chains.ts';
import { fieldOf, parameterOf } from './fields.ts';
import { propertyName } from './places.ts';
import { givenOf } from './statements.ts';

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  'modifiers' in node && (node.modifiers as readonly ts.Node[] | undefined)?.some((one) => one.kind === kind) === true;

const isPrivate = ({ typescript }: FactWalk, node: ts.Node, name: string): boolean =>
  name.startsWith('#') || hasModifier(node, typescript.SyntaxKind.PrivateKeyword);

/** The decorators as uses with their arguments. */
const decoratorsOf = (walk: FactWalk, node: ts.Node, spot: Spot): readonly UseDraft[] => {
  const modifiers = 'modifiers' in node ? (node.modifiers as readonly ts.ModifierLike[] | undefined) : undefined;
  return (modifiers ?? []).flatMap((modifier) =>
    'expression' in modifier ? [visitUse(walk, modifier.expression, spot)] : [],
  );
};

const visitParameters = (walk: FactWalk, parameters: readonly ts.ParameterDeclaration[], spot: Spot): void => {
  for (const { name, initializer, type } of parameters) {
    bindPattern(walk, name, undefined, [spot.scope, spot.scope]);
    pushPattern(walk, name, spot);
    walk.push(type, spot);
    walk.push(initializer, spot, 'text' in name ? { hint: name.text } : {});
  }
};

/** What a function is told by, whatever way it is written. */
interface Outline {
  readonly bare: string;
  readonly kind: FunctionFact['kind'];
  readonly exported: boolean;
  readonly decorators?: readonly UseDraft[];
  /** The class it is a member of. */
  readonly of?: ClassBody;
}

const isEmptyBody = ({ typescript }: FactWalk, body: ts.Node | undefined): boolean =>
  body?.kind === typescript.SyntaxKind.Block && (body as ts.Block).statements.length === 0;

const noteFunction = (walk: FactWalk, node: ts.FunctionLikeDeclaration, spot: Spot, outline: Outline): number =>
  put(walk.functions, {
    name: spot.prefix + outline.bare,
    kind: node.body === undefined ? 'signature' : outline.kind,
    async: hasModifier(node, walk.typescript.SyntaxKind.AsyncKeyword),
    exported: outline.exported,
    parameters: node.parameters.map((parameter) => parameterOf(walk, parameter)),
    decorators: outline.decorators ?? [],
    ...present('returns', node.type && textOf(walk, node.type)),
    ...present('empty', isEmptyBody(walk, node.body) ? (true as const) : undefined),
    ...standing(walk, stretchOf(walk, node), spot),
  });

/** The body of a function is no scope of its own; an arrow function may return what it is without saying so. */
const visitBody = (walk: FactWalk, body: ts.ConciseBody, spot: Spot): void => {
  if (body.kind !== walk.typescript.SyntaxKind.Block) {
    walk.exits.push({ how: 'return', ...givenOf(walk, body), ...standing(walk, stretchOf(walk, body), spot) });
    walk.push(body, spot, present('returned', spot.in));
  } else for (const statement of (body as ts.Block).statements) walk.push(statement, spot);
};

/** Notes a function, and visits what is in it. */
const visitFunction = (walk: FactWalk, node: ts.FunctionLikeDeclaration, spot: Spot, outline: Outline): void => {
  const { bare, of } = outline;
  const index = noteFunction(walk, node, spot, outline);
  if (of !== undefined && isPrivate(walk, node, bare)) walk.hidden.add(index);
  const isArrow = node.kind === walk.typescript.SyntaxKind.ArrowFunction;
  const scope = openScope('function', spot.scope);
  if (!isArrow && of === undefined) bind(scope, 'this', unknown);
  const method = isArrow ? spot.method : of && { self: 'this', of };
  const inside: Spot = { scope, prefix: `${spot.prefix}${bare}.`, in: index, ...present('method', method) };
  visitParameters(walk, node.parameters, inside);
  walk.push(node.type, inside);
  if (node.body !== undefined) visitBody(walk, node.body, inside);
};

export const visitFunctionDeclaration = (walk: FactWalk, node: ts.FunctionDeclaration, spot: Spot): void => {
  const { ExportKeyword } = walk.typescript.SyntaxKind;
  const bare = node.name?.text ?? 'default';
  if (node.name !== undefined) bind(spot.scope, bare, { kind: 'own', name: spot.prefix + bare });
  visitFunction(walk, node, spot, { bare, kind: 'function', exported: hasModifier(node, ExportKeyword) });
};

export const visitFunctionExpression = (
  walk: FactWalk,
  node: ts.FunctionExpression | ts.ArrowFunction,
  spot: Spot,
  role: Role,
): void => {
  const isArrow = walk.typescript.isArrowFunction(node);
  const bare = role.hint ?? node.name?.text ?? (isArrow ? 'arrow function' : 'function');
  const named = role.hint !== undefined || node.name !== undefined;
  const scope = openScope('block', spot.scope);
  if (!isArrow && node.name !== undefined) bind(scope, node.name.text, { kind: 'own', name: spot.prefix + bare });
  const kind = named ? 'function' : 'lambda';
  visitFunction(walk, node, { ...spot, scope }, { bare, kind, exported: role.exported === true });
};

type Member = ts.MethodDeclaration | ts.ConstructorDeclaration | ts.GetAccessorDeclaration | ts.SetAccessorDeclaration;

const memberKind = ({ typescript }: FactWalk, node: Member): FunctionFact['kind'] => {
  if (typescript.isConstructorDeclaration(node)) return 'constructor';
  if (typescript.isGetAccessor(node)) return 'getter';
  return typescript.isSetAccessor(node) ? 'setter' : 'method';
};

const pushComputed = (walk: FactWalk, name: ts.PropertyName | undefined, spot: Spot): void => {
  if (name !== undefined && walk.typescript.isComputedPropertyName(name)) walk.push(name.expression, spot);
};

/** A method of a class or object. */
export const visitMember = (walk: FactWalk, node: Member, spot: Spot, role: Role): void => {
  const decorators = decoratorsOf(walk, node, spot);
  const isConstructor = walk.typescript.isConstructorDeclaration(node);
  const bare = isConstructor ? 'constructor' : propertyName(node.name, walk.source);
  if (!isConstructor) pushComputed(walk, node.name, spot);
  const { body: of, ...around } = spot;
  if (of !== undefined) bind(of.members, bare, { kind: 'own', name: spot.prefix + bare });
  const isShown = role.exported === true && !isPrivate(walk, node, bare);
  visitFunction(walk, node, around, {
    bare,
    kind: memberKind(walk, node),
    exported: isShown,
    decorators,
    ...(of && { of }),
  });
};

export const visitField = (walk: FactWalk, node: ts.PropertyDeclaration, spot: Spot, role: Role): void => {
  decoratorsOf(walk, node, spot);
  pushComputed(walk, node.name, spot);
  const name = propertyName(node.name, walk.source);
  const { body, ...around } = spot;
  body?.fields.push(fieldOf(walk, node, name));
  if (body !== undefined && node.initializer !== undefined) {
    bindValue(body.members, name, valueChain(walk, node.initializer, spot), spot.scope);
  }
  walk.push(node.type, around);
  const isShown = role.exported === true && !isPrivate(walk, node, name);
  const method = body === undefined ? {} : { method: { self: 'this', of: body } };
  walk.push(node.initializer, { ...around, ...method }, { hint: name, ...(isShown ? { exported: true } : {}) });
};

/** `constructor(readonly id: string)` makes a field. */
const parameterFields = (walk: FactWalk, members: readonly ts.ClassElement[]): readonly FieldFact[] => {
  const { FirstKeyword, LastKeyword } = walk.typescript.SyntaxKind;
  const isField = ({ modifiers = [] }: { readonly modifiers?: readonly ts.Node[] | undefined }): boolean =>
    [...modifiers].some(({ kind }) => kind >= FirstKeyword && kind <= LastKeyword);
  return members
    .filter((member) => walk.typescript.isConstructorDeclaration(member))
    .flatMap(({ parameters }) => parameters.filter(isField))
    .flatMap((parameter) => ('text' in parameter.name ? [fieldOf(walk, parameter, parameter.name.text)] : []));
};

/** What a class or interface stands on. */
export const basesOf = (
  walk: FactWalk,
  clauses: readonly ts.HeritageClause[] | undefined,
  spot: Spot,
): readonly BaseDraft[] =>
  (clauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => ({
      chain: valueChain(walk, expression, spot),
      scope: spot.scope,
      text: textOf(walk, expression),
    })),
  );

/** The scope inside of a class: `this` is the class, and an expression's own name is seen there alone. */
const bindClass = ({ typescript }: FactWalk, node: ts.ClassLikeDeclaration, spot: Spot, body: ClassBody): Spot => {
  const own = { kind: 'own', name: body.name, members: body.members } as const;
  const scope = openScope('block', spot.scope);
  const isDeclared = node.kind === typescript.SyntaxKind.ClassDeclaration;
  if (node.name !== undefined) bind(isDeclared ? spot.scope : scope, node.name.text, own);
  bind(scope, 'this', own);
  return { ...spot, scope, prefix: `${body.name}.`, body };
};

const className = (node: ts.ClassLikeDeclaration, { hint, exported }: Role): string =>
  hint ?? node.name?.text ?? (exported ? 'default' : 'class');

export const visitClass = (walk: FactWalk, node: ts.ClassLikeDeclaration, spot: Spot, role: Role): void => {
  const exported = role.exported === true || hasModifier(node, walk.typescript.SyntaxKind.ExportKeyword);
  const name = spot.prefix + className(node, role);
  const body: ClassBody = { members: openScope('class'), name, fields: [...parameterFields(walk, node.members)] };
  const inside = bindClass(walk, node, spot, body);
  put(walk.classes, {
    name,
    kind: 'class',
    bases: basesOf(walk, node.heritageClauses, spot),
    fields: body.fields,
    decorators: decoratorsOf(walk, node, spot),
    exported,
    ...standing(walk, stretchOf(walk, node), spot),
  });
  for (const { types } of node.heritageClauses ?? []) for (const { expression } of types) walk.push(expression, spot);
  for (const member of node.members) walk.push(member, inside, exported ? { exported } : {});
};
