import type { Node, Query } from 'web-tree-sitter';
import { createDecisions, type Decisions, type Visitors } from './decisions.ts';
import { createLocals, localsQuery } from './locals.ts';
import { definedName, methodOf, type Method } from './methods.ts';
import { createNames } from './names.ts';

const plainQuery = `
  [(class) (module) (singleton_class)] @class
  [(method) (singleton_method)] @method
  [(if) (unless) (elsif) (if_modifier) (unless_modifier) (conditional)] @decision
  [(while) (until) (for) (when) (rescue_modifier)] @decision
  (binary operator: ["&&" "||" "and" "or"]) @decision
  (operator_assignment operator: ["&&=" "||="]) @decision
  [(while_modifier) (until_modifier)] @loop
  (rescue) @rescue
  (call operator: "&.") @safe
  (call block: (_)) @block
  (call arguments: (argument_list (block_argument))) @pass
`;

// It takes longer to tell variables from methods and to find numbered parameters, and few texts need it.
const fullQuery = `${plainQuery} ${localsQuery} ((identifier) @numbered (#match? @numbered "^_[1-9]$"))`;
const needsFull = /&\.|\b_[1-9]\b/;

/** The query that is enough for a text. */
export const createQueries = (ask: (source: string) => Query): ((text: string) => Query) => {
  const [plain, full] = [ask(plainQuery), ask(fullQuery)];
  return (text) => (needsFull.test(text) ? full : plain);
};

export interface Found extends Decisions {
  /** In the order of the text. */
  readonly methods: readonly Method[];
}

/** Collects what counts in a tree, of the text as it was written. */
export const findMarks = (query: Query, root: Node, text: string): Found => {
  const methods: Method[] = [];
  const [names, locals] = [createNames(), createLocals()];
  const decisions = createDecisions(locals);
  const define = (node: Node, owner: Node | null, name: string): void => {
    const method = owner === null ? undefined : methodOf(node, owner, names.nameAt(node, name));
    if (method !== undefined) methods.push(method);
  };
  const visitors: Visitors = {
    class: names.enter,
    method: (node) => {
      const name = node.childForFieldName('name');
      define(node, node, name === null ? '?' : text.slice(name.startIndex, name.endIndex));
    },
    block: (node) => {
      const name = definedName(node);
      if (name !== undefined) define(node, node.childForFieldName('block'), name);
    },
  };
  for (const { name, node } of query.captures(root)) {
    locals.visit(name, node);
    decisions.visit(name, node);
    visitors[name]?.(node);
  }
  return { methods, ...decisions.finish() };
};
