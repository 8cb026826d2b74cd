import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of Scala by the rules of scalastyle's CyclomaticComplexityChecker (its source was read,
 * Apache-2.0), which counts words: 1, and 1 for every `if` (guards too), `for`, `while`, `do`, `case`, `&&` and `||`, so that
 * `do … while` counts 2. The `do` behind a condition, which only Scala 3 has, counts nothing. The tool cannot be run here:
 * nobody has compared entry by entry.
 *
 * Reported is every `def`, also one without a body. What stands in a `def` in a `def` counts to both. Lambdas count to what
 * is around them.
 */

const query = `
  [(class_definition) (object_definition) (trait_definition) (enum_definition)] @scope
  [(function_definition) (function_declaration)] @entity @scope
  (if_expression "if" @decision)
  (guard "if" @decision)
  (for_expression "for" @decision)
  (while_expression "while" @decision)
  (do_while_expression ["do" "while"] @decision)
  (case_clause "case" @decision)
  (infix_expression operator: (operator_identifier) @decision (#any-of? @decision "&&" "||"))
`;

const report = (node: Node, _outer: boolean, scopes: readonly string[]): Report => ({
  name: [...scopes, node.childForFieldName('name')?.text ?? '?'].join('.'),
  kind: 'function',
});

export const scalaFunctions = readByGrammar({ query, report, counts: 'to all around' });
