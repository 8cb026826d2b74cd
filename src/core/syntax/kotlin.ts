import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of Kotlin by the rules of detekt's CyclomaticComplexMethod with its defaults (its source was read,
 * Apache-2.0): 1, and 1 for every `if`, `for`, `while`, `do`, entry of a `when` (`else` too), `catch`, `break`, `continue`,
 * `&&`, `||`, `?:`, and call of run, let, apply, with, also, use, forEach, isNotNull and ifNull with a lambda behind it. It
 * cannot be run here: nobody has compared entry by entry.
 *
 * Reported are functions with a name, also those without a body; not constructors, `init` and accessors. Lambdas and
 * functions without a name count to the function around them. A function in a function adds 1 and all that is in it to the
 * outermost one. That of an object that is made in an expression is counted by detekt nowhere; here it is reported itself, and
 * adds nothing to the function around it.
 */

const nesting = '"run" "let" "apply" "with" "also" "use" "forEach" "isNotNull" "ifNull"';

const query = `
  [(class_declaration) (object_declaration) (companion_object) (object_literal)] @scope
  (function_declaration) @entity
  (function_declaration name: (identifier) @decision)
  (if_expression "if" @decision)
  (for_statement "for" @decision)
  (while_statement "while" @decision)
  (do_while_statement "do" @decision)
  (when_entry "->" @decision)
  (catch_block "catch" @decision)
  (binary_expression operator: ["&&" "||" "?:"] @decision)
  ((identifier) @decision (#any-of? @decision "break" "continue"))
  ((label) @decision (#any-of? @decision "break@" "continue@"))
  (call_expression . (identifier) @decision (annotated_lambda) . (#any-of? @decision ${nesting}))
  (call_expression . (navigation_expression (identifier) @decision .) (annotated_lambda) . (#any-of? @decision ${nesting}))
  (call_expression . (call_expression . (identifier) @decision) (annotated_lambda) . (#any-of? @decision ${nesting}))
  (call_expression . (call_expression . (navigation_expression (identifier) @decision .)) (annotated_lambda) .
    (#any-of? @decision ${nesting}))
`;

/** Whether a function is reported itself: it is not in another one, or in an object that is made there. */
const isOnItsOwn = (node: Node): boolean => {
  let around = node.parent;
  while (around !== null && around.type !== 'function_declaration' && around.type !== 'object_literal')
    around = around.parent;
  return around?.type !== 'function_declaration';
};

const weigh = ({ parent }: Node): number => (parent?.type === 'function_declaration' && isOnItsOwn(parent) ? 0 : 1);

const nameScope = (node: Node): string => {
  if (node.type === 'object_literal') return 'object';
  return node.childForFieldName('name')?.text ?? (node.type === 'companion_object' ? 'Companion' : '?');
};

const report = (node: Node, outer: boolean, scopes: readonly string[]): Report | undefined => {
  if (outer && !isOnItsOwn(node)) return undefined;
  return { name: [...scopes, node.childForFieldName('name')?.text ?? '?'].join('.'), kind: 'function' };
};

export const kotlinFunctions = readByGrammar({ query, report, nameScope, weigh });
