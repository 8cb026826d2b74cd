import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of shell functions. No tool is in common use; the rules are ours: 1, and 1 for every `if`, `elif`,
 * `for`, `select`, `while`, `until`, `&&`, `||` (in conditions and arithmetic too), `? :` of arithmetic, and item of a `case`
 * that is not `*`. `else` counts nothing.
 *
 * Reported are functions. A function in a function is reported itself and adds nothing to the outer one; what runs in a
 * subshell or is substituted counts to the function around it. What is outside of functions counts to nobody.
 */

const query = `
  (function_definition) @entity @scope
  (if_statement "if" @decision)
  (elif_clause "elif" @decision)
  (for_statement ["for" "select"] @decision)
  (c_style_for_statement "for" @decision)
  (while_statement ["while" "until"] @decision)
  (case_item ")" @decision)
  (list ["&&" "||"] @decision)
  (binary_expression operator: ["&&" "||"] @decision)
  (ternary_expression "?" @decision)
`;

const weigh = ({ parent }: Node): number => {
  if (parent?.type !== 'case_item') return 1;
  const values = parent.childrenForFieldName('value');
  return values.length === 1 && values[0]?.text === '*' ? 0 : 1;
};

const report = (node: Node, _outer: boolean, scopes: readonly string[]): Report => ({
  name: [...scopes, node.childForFieldName('name')?.text ?? '?'].join('.'),
  kind: 'function',
});

export const bashFunctions = readByGrammar({ query, report, weigh });
