import { present } from '../../present.ts';
import type { BlockFact, ExitFact } from '../facts.ts';
import { shortText, standing, type Condition, type Spot } from '../facts/gather.ts';
import type { Role } from '../facts/walk.ts';
import { assign, bindUnknown } from './bindings.ts';
import { isWrittenOut, textOf, type PythonWalk } from './chains.ts';
import { holdsIn } from './literals.ts';
import { childOf, type PythonNode } from './tree.ts';

/** What is done with a node of some type. */
export type Visit = (walk: PythonWalk, node: PythonNode, spot: Spot, role: Role) => void;

/** What a branch depends on, by the node that says so. */
export const conditionOf = (walk: PythonWalk, node: PythonNode | undefined): Condition =>
  node === undefined ? { text: '' } : { text: shortText(walk, node), ...present('holds', holdsIn(walk.text, node)) };

/** The children of a node, those of some parts in a block. */
export const inBlocks =
  (kind: BlockFact['kind'], condition: string, ...parts: readonly string[]): Visit =>
  (walk, node, spot, role) => {
    const on = condition === '' ? undefined : childOf(node, condition);
    const depends = on === undefined && role.condition !== undefined ? role.condition : conditionOf(walk, on);
    for (const child of node.children) {
      const inside = parts.includes(child.field) || child.type === 'block';
      if (inside) walk.push(child, spot, { opens: { kind, ...depends } });
      else walk.push(child, spot, { condition: depends });
    }
  };

export const visitWith: Visit = (walk, node, spot) => {
  const clause = node.children.find(({ type }) => type === 'with_clause');
  const body = childOf(node, 'body');
  walk.push(clause, spot);
  if (body === undefined) return;
  const text = clause === undefined ? '' : shortText(walk, clause);
  walk.push(body, spot, { opens: { kind: 'with', text } });
};

export const visitFor: Visit = (walk, node, spot, role) => {
  const target = childOf(node, 'left');
  if (target !== undefined) assign(walk, target, undefined, spot);
  const rest = { ...node, children: node.children.filter((child) => child !== target) };
  inBlocks('loop', 'right')(walk, rest, spot, role);
};

export const visitForIn: Visit = (walk, node, spot) => {
  const targets: PythonNode[] = [];
  for (const child of node.children) {
    if (child.field === 'left') targets.push(child);
    else walk.push(child, spot);
  }
  for (let target = targets.pop(); target !== undefined; target = targets.pop()) {
    if (target.type === 'identifier') bindUnknown(walk, target, spot);
    else targets.push(...target.children);
  }
};

export const visitNamed: Visit = (walk, node, spot) => {
  const [target, value] = [childOf(node, 'name'), childOf(node, 'value')];
  if (target !== undefined) assign(walk, target, value, spot);
  walk.push(value, spot);
};

const visitAsOf =
  (given: (value: PythonNode | undefined) => PythonNode | undefined): Visit =>
  (walk, node, spot) => {
    const [value] = node.children;
    // The grammar has a node of its own around the name behind `as`, save in patterns.
    const alias = childOf(node, 'alias') ?? node.children.at(-1);
    const target = alias?.type === 'as_pattern_target' ? alias.children[0] : alias;
    walk.push(value, spot);
    if (target !== undefined && target !== value) assign(walk, target, given(value), spot);
  };

/** `value as target` of `except` and `case`: something that fits the value. */
export const visitAs = visitAsOf(() => undefined);

const visitGivenAs = visitAsOf((value) => value);

/** `with value as target`: the target is what the value is, as far as its names tell. */
export const visitWithItem: Visit = (walk, node, spot, role) => {
  const [value] = node.children;
  if (value?.type === 'as_pattern') visitGivenAs(walk, value, spot, role);
  else walk.push(value, spot);
};

/** What is given where a function is left. */
export const givenOf = (walk: PythonWalk, value: PythonNode): Pick<ExitFact, 'value' | 'literal' | 'holds'> => ({
  value: shortText(walk, value),
  ...(isWrittenOut(walk, value) ? { literal: true } : {}),
  ...present('holds', holdsIn(walk.text, value)),
});

export const visitJump: Visit = (walk, node, spot) => {
  walk.exits.push({ how: 'jump', ...standing(walk, node, spot) });
};

export const visitExit =
  (how: 'return' | 'throw'): Visit =>
  (walk, node, spot) => {
    const [value] = node.children;
    walk.exits.push({ how, ...(value && givenOf(walk, value)), ...standing(walk, node, spot) });
    const role = how === 'return' && spot.in !== undefined ? { returned: spot.in } : {};
    for (const child of node.children) walk.push(child, spot, child === value ? role : {});
  };

/** A name in a pattern takes what it meets; a dotted one is compared with it. */
export const visitDottedName: Visit = (walk, node, spot) => {
  const [first, second] = node.children;
  if (first === undefined) return;
  if (second === undefined) {
    if (textOf(walk, first) !== '_') assign(walk, first, undefined, spot);
    return;
  }
  const [, ...links] = textOf(walk, node)
    .replace(/\s+/g, '')
    .split(/(?=\.)/);
  const chain = { root: textOf(walk, first), links };
  walk.uses.push({ chain, scope: spot.scope, how: 'read', stands: standing(walk, node, spot) });
};

export const visitClassPattern: Visit = (walk, { children }, spot) => {
  for (const child of children) {
    if (child.type !== 'dotted_name') walk.push(child, spot);
    else for (const name of child.children.slice(0, 1)) walk.push(name, spot);
  }
};

export const visitNamesBound: Visit = (walk, { children }, spot) => {
  for (const child of children) if (child.type === 'identifier') assign(walk, child, undefined, spot);
};

export const visitDelete: Visit = (walk, { children }, spot) => {
  for (const child of children) assign(walk, child, undefined, spot);
};
