import type { FunctionFact, ParameterFact } from '../facts.ts';
import { put, standing, type Spot, type UseDraft } from '../facts/gather.ts';
import { bind, functionScope, openScope, unknown, writeChain } from '../facts/scopes.ts';
import type { Role } from '../facts/walk.ts';
import { textOf, valueChain, visitUse, type PythonWalk } from './chains.ts';
import { givenOf } from './statements.ts';
import { unwrap } from './string-parts.ts';
import { childOf, type PythonNode } from './tree.ts';

const patternName = (walk: PythonWalk, node: PythonNode): string =>
  textOf(walk, childOf(node, 'name') ?? (node.type === 'typed_parameter' ? (node.children[0] ?? node) : node));

/** One parameter; undefined for the signs that only part others. */
const parameterOf = (walk: PythonWalk, node: PythonNode): ParameterFact | undefined => {
  if (node.type === 'positional_separator' || node.type === 'keyword_separator') return undefined;
  const [annotation, value] = [childOf(node, 'type'), childOf(node, 'value')];
  return {
    name: patternName(walk, node),
    ...(value && { default: textOf(walk, value) }),
    ...(annotation && { annotation: textOf(walk, annotation) }),
  };
};

const parametersOf = (walk: PythonWalk, list: PythonNode | undefined): readonly ParameterFact[] =>
  (list?.children ?? []).flatMap((node) => parameterOf(walk, node) ?? []);

const visitParameters = (walk: PythonWalk, list: PythonNode | undefined, spot: Spot): void => {
  for (const node of list?.children ?? []) {
    walk.push(childOf(node, 'type'), spot);
    walk.push(childOf(node, 'value'), spot);
  }
};

const isEmptyStatement = ({ type, children }: PythonNode): boolean =>
  type === 'pass_statement' ||
  (type === 'expression_statement' && children.every((child) => child.type === 'string' || child.type === 'ellipsis'));

const writtenDecorator = (walk: PythonWalk, { chain }: UseDraft): string => writeChain(chain, walk.imports);

const kindOf = (name: string, decorators: readonly string[], isMethod: boolean): FunctionFact['kind'] => {
  if (!isMethod) return 'function';
  if (name === '__init__') return 'constructor';
  if (decorators.some((written) => /(?:^|\.)(?:cached_)?property$/.test(written))) return 'getter';
  return decorators.some((written) => written.endsWith('.setter')) ? 'setter' : 'method';
};

/** The parameter that a method reaches its class by, and the class. */
const methodOf = (
  decorators: readonly string[],
  parameters: readonly ParameterFact[],
  { body }: Spot,
): Spot['method'] => {
  const [first] = parameters;
  if (body === undefined || first === undefined || decorators.includes('staticmethod')) return undefined;
  return { self: first.name, of: body };
};

/** The spot inside of a function, with its parameters bound. */
const spotInside = (
  fact: Pick<FunctionFact, 'name' | 'parameters'>,
  index: number,
  spot: Spot,
  method: Spot['method'],
): Spot => {
  const scope = openScope('function', spot.scope);
  for (const { name } of fact.parameters) {
    const isSelf = method !== undefined && name === method.self;
    const bare = name.replace(/^\*+/, '');
    bind(scope, bare, isSelf ? { kind: 'own', name: method.of.name, members: method.of.members } : unknown);
  }
  return { scope, prefix: `${fact.name}.`, in: index, ...(method === undefined ? {} : { method }) };
};

const isPublic = (name: string): boolean => name.split('.').every((part) => !/^_(?!_.*__$)/.test(part));

export const visitFunction = (walk: PythonWalk, node: PythonNode, spot: Spot, role: Role): void => {
  const nameNode = childOf(node, 'name');
  const bare = nameNode === undefined ? '?' : textOf(walk, nameNode);
  const name = spot.prefix + bare;
  const [list, returned, body] = ['parameters', 'return_type', 'body'].map((field) => childOf(node, field));
  const decorators = role.decorators ?? [];
  const written = decorators.map((draft) => writtenDecorator(walk, draft));
  const parameters = parametersOf(walk, list);
  const isMethod = spot.body !== undefined;
  const index = put(walk.functions, {
    name,
    kind: kindOf(bare, written, isMethod),
    async: node.children.some(({ type }) => type === 'async'),
    exported: isPublic(name) && (isMethod || spot.in === undefined),
    parameters,
    decorators,
    ...(returned && { returns: textOf(walk, returned) }),
    ...(body?.children.every(isEmptyStatement) ? { empty: true as const } : {}),
    ...standing(walk, node, spot),
  });
  bind(isMethod ? spot.scope : functionScope(spot.scope), bare, { kind: 'own', name });
  visitParameters(walk, list, spot);
  walk.push(returned, spot);
  walk.push(body, spotInside({ name, parameters }, index, spot, methodOf(written, parameters, spot)));
};

export const visitLambda = (walk: PythonWalk, node: PythonNode, spot: Spot, { hint }: Role): void => {
  const list = childOf(node, 'parameters');
  const parameters = parametersOf(walk, list);
  const name = spot.prefix + (hint ?? 'lambda');
  const fact = { name, kind: 'lambda', async: false, exported: false, parameters, decorators: [] } as const;
  const index = put(walk.functions, { ...fact, ...standing(walk, node, spot) });
  visitParameters(walk, list, spot);
  const body = childOf(node, 'body');
  if (body === undefined) return;
  const inside = spotInside(fact, index, spot, undefined);
  walk.exits.push({ how: 'return', ...givenOf(walk, body), ...standing(walk, body, inside) });
  walk.push(body, inside, { returned: index });
};

export const visitClass = (walk: PythonWalk, node: PythonNode, spot: Spot, role: Role): void => {
  const nameNode = childOf(node, 'name');
  const bare = nameNode === undefined ? '?' : textOf(walk, nameNode);
  const name = spot.prefix + bare;
  const members = openScope('class', spot.scope);
  const superclasses = childOf(node, 'superclasses');
  const bases = superclasses?.children.filter(({ type }) => type !== 'keyword_argument') ?? [];
  const body = { members, name, fields: [] };
  walk.classes.push({
    name,
    kind: 'class',
    bases: bases.map((base) => ({
      chain: valueChain(walk, base.type === 'subscript' ? (childOf(base, 'value') ?? base) : base, spot),
      scope: spot.scope,
      text: textOf(walk, base),
    })),
    fields: body.fields,
    decorators: role.decorators ?? [],
    exported: isPublic(name) && spot.in === undefined,
    ...standing(walk, node, spot),
  });
  bind(spot.scope, bare, { kind: 'own', name, members });
  walk.push(superclasses, spot);
  const { in: around, block } = spot;
  const outer = { ...(around === undefined ? {} : { in: around }), ...(block === undefined ? {} : { block }) };
  walk.push(childOf(node, 'body'), { scope: members, prefix: `${name}.`, body, ...outer });
};

/** What is decorated gets its decorators as uses with their arguments. */
export const visitDecorated = (walk: PythonWalk, node: PythonNode, spot: Spot): void => {
  const expressions = node.children.flatMap(({ type, children }) => (type === 'decorator' ? children.slice(0, 1) : []));
  const decorators = expressions.map((expression) => visitUse(walk, unwrap(expression), spot));
  walk.push(childOf(node, 'definition'), spot, { decorators });
};
