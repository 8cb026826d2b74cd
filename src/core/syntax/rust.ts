import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of Rust by the rules of Mozilla's rust-code-analysis (MPL), on the tree of the grammar that it
 * reads, too: 1, and 1 for every `if` (also that of a match's guard), `for`, `while`, `loop`, arm of a `match`, `?`, `&&` and
 * `||`. `let … else` counts nothing. The tool cannot be run here: nobody has compared entry by entry.
 *
 * A closure counts to the function around it; there the tool has an entry of its own. A function in a function is reported
 * itself and adds nothing to the outer one. What stands in the call of a macro is not parsed, and counts nothing. Functions
 * without a body are not reported.
 */

const query = `
  [(impl_item) (trait_item) (mod_item)] @scope
  (function_item) @entity @scope
  (if_expression "if" @decision)
  (match_pattern "if" @decision)
  (for_expression "for" @decision)
  (while_expression "while" @decision)
  (loop_expression "loop" @decision)
  (match_arm "=>" @decision)
  (try_expression "?" @decision)
  (binary_expression operator: ["&&" "||"] @decision)
  (let_chain "&&" @decision)
`;

/** An implementation is called after the type it is for, without its parameters. */
const nameScope = (node: Node): string =>
  (node.childForFieldName(node.type === 'impl_item' ? 'type' : 'name')?.text ?? '?').replace(/<[^]*/, '');

const report = (node: Node, _outer: boolean, scopes: readonly string[]): Report => ({
  name: [...scopes, node.childForFieldName('name')?.text ?? '?'].join('::'),
  kind: 'function',
});

export const rustFunctions = readByGrammar({ query, report, nameScope });
