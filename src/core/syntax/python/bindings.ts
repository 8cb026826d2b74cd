import { present } from '../../present.ts';
import { put, standing, type Spot } from '../facts/gather.ts';
import { bind, bindValue, functionScope, moduleScope, unknown, type Chain } from '../facts/scopes.ts';
import { foldedString, noteUse, plainText, pushChain, textOf, valueChain, type PythonWalk } from './chains.ts';
import { literalOf } from './literals.ts';
import { unwrap } from './string-parts.ts';
import { childOf, type PythonNode } from './tree.ts';

/*
 * What names stand for in Python: imports, assignments, and whatever else gives a name a value. A name that a function
 * assigns to anywhere is its own everywhere in it.
 */

const isSequence = ({ type }: PythonNode): boolean =>
  ['tuple', 'list', 'expression_list', 'tuple_pattern', 'list_pattern', 'pattern_list'].includes(type);

/** `Store.db` of `self.db = …` in a method of `Store`: the scope of its members, and the name. */
const fieldOfSelf = (walk: PythonWalk, target: PythonNode, { method, scope }: Spot) => {
  const object = target.type === 'attribute' ? childOf(target, 'object') : undefined;
  const name = childOf(target, 'attribute');
  const isSelf = object?.type === 'identifier' && method !== undefined && textOf(walk, object) === method.self;
  return isSelf && name !== undefined ? { name: textOf(walk, name), members: method.of.members, scope } : undefined;
};

const assignOne = (walk: PythonWalk, target: PythonNode, value: PythonNode | undefined, spot: Spot): void => {
  const chain = value === undefined ? undefined : valueChain(walk, value, spot);
  if (target.type === 'identifier') {
    const scope = spot.scope.kind === 'block' ? functionScope(spot.scope) : spot.scope;
    const name = textOf(walk, target);
    // A function that is given to a name is called by it.
    if (value?.type === 'lambda') bind(scope, name, { kind: 'own', name: spot.prefix + name });
    else bindValue(scope, name, chain, spot.scope);
    return;
  }
  if (target.type !== 'attribute' && target.type !== 'subscript') return;
  const field = fieldOfSelf(walk, target, spot);
  if (field !== undefined && chain !== undefined) bindValue(field.members, field.name, chain, spot.scope);
  noteUse(walk, target, spot, 'write');
  pushChain(walk, target, spot);
};

/** Binds what is assigned to, and notes what of it is written. */
export const assign = (walk: PythonWalk, target: PythonNode, value: PythonNode | undefined, spot: Spot): void => {
  const left: (readonly [PythonNode, PythonNode | undefined])[] = [[target, value && unwrap(value)]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [node, given] = next;
    if (node.type === 'identifier' || node.type === 'attribute' || node.type === 'subscript') {
      assignOne(walk, node, given, spot);
      continue;
    }
    const parts = given !== undefined && isSequence(given) && given.children.length === node.children.length;
    left.push(
      ...node.children.map((child, index) => [child, parts ? given.children[index] : undefined] as const).toReversed(),
    );
  }
};

/** A name that gets some value in this scope: a parameter, a caught exception. */
export const bindUnknown = (walk: PythonWalk, name: PythonNode, { scope }: Spot): void =>
  bind(scope, textOf(walk, name), unknown);

/** `global x` and `nonlocal x`: the name is that of the module, or of what is around the function. */
export const bindOuter = (walk: PythonWalk, node: PythonNode, spot: Spot): void => {
  const own = functionScope(spot.scope);
  const outer = node.type === 'global_statement' ? moduleScope(own) : own.parent;
  if (outer === undefined || outer === own) return;
  for (const name of node.children) {
    const chain: Chain = { root: textOf(walk, name), links: [] };
    bindValue(own, textOf(walk, name), chain, outer);
  }
};

/** The name and alias that one thing is imported by. */
const importedName = (walk: PythonWalk, node: PythonNode): { readonly name: string; readonly alias?: string } => {
  const alias = childOf(node, 'alias');
  const name = textOf(walk, childOf(node, 'name') ?? node).replace(/\s+/g, '');
  return alias === undefined ? { name } : { name, alias: textOf(walk, alias) };
};

export const visitImport = (walk: PythonWalk, node: PythonNode, spot: Spot): void => {
  for (const child of node.children.filter(({ field }) => field === 'name')) {
    const { name, alias } = importedName(walk, child);
    const fact = { module: name, ...(alias && { alias }), how: 'import', ...standing(walk, child, spot) } as const;
    const index = put(walk.imports, fact);
    // `import os.path` brings in `os`.
    const [first = name] = name.split('.');
    bind(functionScope(spot.scope), alias ?? first, { kind: 'import', index, ...(alias ? {} : { target: first }) });
  }
};

export const visitFromImport = (walk: PythonWalk, node: PythonNode, spot: Spot): void => {
  const source = childOf(node, 'module_name');
  const module = source === undefined ? '__future__' : textOf(walk, source).replace(/\s+/g, '');
  for (const child of node.children) {
    if (child === source || (child.field !== 'name' && child.type !== 'wildcard_import')) continue;
    const { name, alias } = importedName(walk, child);
    const fact = { module, name, ...(alias && { alias }), how: 'from', ...standing(walk, child, spot) } as const;
    const index = put(walk.imports, fact);
    if (name !== '*') bind(functionScope(spot.scope), alias ?? name, { kind: 'import', index });
  }
};

/** The names of `__all__ = ["a", "b"]` and `__all__ += […]`. */
const publish = (walk: PythonWalk, value: PythonNode): void => {
  for (const item of isSequence(value) ? value.children : []) {
    const name = plainText(walk, item);
    if (name !== undefined) walk.published.add(name);
  }
};

/** A field of the class whose body this is. */
const addField = (walk: PythonWalk, node: PythonNode, name: PythonNode, spot: Spot): void => {
  const [annotation, value] = [childOf(node, 'type'), childOf(node, 'right')];
  spot.body?.fields.push({
    name: textOf(walk, name),
    ...(annotation && { annotation: textOf(walk, annotation) }),
    ...(value && { value: textOf(walk, value) }),
    place: walk.placeOf(node.start, node.end),
  });
};

/** What all of `a = b = c` are given: the last. */
const givenBy = (node: PythonNode): PythonNode | undefined => {
  let value = childOf(node, 'right');
  while (value?.type === 'assignment') value = childOf(value, 'right');
  return node.type === 'augmented_assignment' ? undefined : value;
};

/** What a function or dictionary is called that is assigned to this. */
const hintOf = (walk: PythonWalk, { type, start, end }: PythonNode): string | undefined =>
  type === 'identifier' || type === 'attribute' ? walk.text.slice(start, end).replace(/\s+/g, '') : undefined;

/** Notes what is given a value: a name or a member of something. */
const noteAssignment = (
  walk: PythonWalk,
  node: PythonNode,
  { target, given }: { readonly target: PythonNode; readonly given: PythonNode | undefined },
  spot: Spot,
): void => {
  const name = hintOf(walk, target);
  if (name === undefined) return;
  walk.assignments.push({
    name: target.type === 'identifier' ? spot.prefix + name : name,
    ...(node.type === 'augmented_assignment' ? { adds: true } : {}),
    ...present('literal', given && literalOf(walk.text, given)),
    ...standing(walk, node, spot),
  });
};

export const visitAssignment = (walk: PythonWalk, node: PythonNode, spot: Spot): void => {
  const [target, value] = [childOf(node, 'left'), childOf(node, 'right')];
  walk.push(childOf(node, 'type'), spot);
  if (target === undefined) return;
  if (target.type === 'identifier') {
    addField(walk, node, target, spot);
    if (value !== undefined && textOf(walk, target) === '__all__') publish(walk, unwrap(value));
  }
  const given = givenBy(node);
  if (value !== undefined) noteAssignment(walk, node, { target, given }, spot);
  // `a: int` gives nothing, and makes a name of its own in a function alone.
  if (value !== undefined || spot.in !== undefined) assign(walk, target, given, spot);
  const givenTo = target.type === 'identifier' ? textOf(walk, target) : undefined;
  walk.push(value, spot, { ...present('hint', hintOf(walk, target)), ...present('givenTo', givenTo) });
};

/** Notes a string, and visits what is in its holes; false for what is none. */
export const visitString = (walk: PythonWalk, node: PythonNode, spot: Spot, documentation = false): boolean => {
  const folded = foldedString(walk, node);
  if (folded === undefined) return false;
  walk.strings.push({
    parts: folded.parts,
    ...(documentation ? { documentation } : {}),
    ...standing(walk, node, spot),
  });
  for (const call of folded.calls) noteUse(walk, call, spot, 'call');
  for (const hole of folded.holes) walk.push(hole, spot);
  return true;
};
