import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of PowerShell after PSCodeHealth (its source was read, MIT licence): 1, and 1 for every `if`,
 * `elseif`, `foreach`, `for`, `while`, `do`, `catch`, `trap`, `-and`, `-or` and `-xor`, and for every clause of a `switch`
 * that is not its `default`; there PSCodeHealth counts how clauses without `break` may follow each other, which nobody can
 * do in his head. The operators of PowerShell 7 (`? :`, `??`, `&&`, `||`) count nothing. The tool cannot be run here: nobody
 * has compared entry by entry.
 *
 * Reported are functions, filters and workflows, and methods of classes. Script blocks count to the function around them. A
 * function in a function is reported itself and adds nothing to the outer one.
 */

const query = `
  (class_statement) @scope
  [(function_statement) (class_method_definition)] @entity @scope
  (if_statement "if" @decision)
  (elseif_clause "elseif" @decision)
  (foreach_statement "foreach" @decision)
  (for_statement "for" @decision)
  (while_statement "while" @decision)
  (do_statement "do" @decision)
  (catch_clause "catch" @decision)
  (trap_statement "trap" @decision)
  (switch_clause (switch_clause_condition) @decision)
  (logical_expression ["-and" "-or" "-xor"] @decision)
`;

const weigh = ({ type, text }: Node): number => (type === 'switch_clause_condition' && /^default$/i.test(text) ? 0 : 1);

const nameOf = (node: Node): string =>
  node.namedChildren.find(({ type }) => type === 'function_name' || type === 'simple_name')?.text ?? '?';

const report = (node: Node, _outer: boolean, scopes: readonly string[]): Report => ({
  name: [...scopes, nameOf(node)].join('.'),
  kind: 'function',
});

export const powershellFunctions = readByGrammar({ query, report, nameScope: nameOf, weigh });
