import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of C# by the decisions that SonarC# counts (rule S1541; its source was read): 1, and 1 for every
 * `if`, `for`, `foreach`, `while`, `do`, `?:`, `?.`, `&&`, `||`, `??`, `??=`, `and` and `or` of a pattern, arm of a `switch`
 * expression, and `case`, be it of a constant or (there we count more than it does) of a pattern. `catch`, `default` and
 * `else` count nothing. Neither SonarC# nor Roslyn's CA1502, which counts on the control flow, can be run here: nobody has
 * compared entry by entry.
 *
 * Reported is what has a body: methods, constructors, finalizers, operators, accessors, and properties and indexers that are
 * an expression. Lambdas count to what is around them. A local function adds 1 and all that is in it to the method around it;
 * a static one, and one outside of every method, is reported itself.
 */

const query = `
  [(class_declaration) (struct_declaration) (interface_declaration) (record_declaration)] @scope
  [(property_declaration) (indexer_declaration) (event_declaration)] @entity @scope
  [
    (method_declaration) (constructor_declaration) (destructor_declaration) (operator_declaration)
    (conversion_operator_declaration) (accessor_declaration) (local_function_statement)
  ] @entity
  (local_function_statement name: (identifier) @decision)
  (if_statement "if" @decision)
  (for_statement "for" @decision)
  (foreach_statement "foreach" @decision)
  (while_statement "while" @decision)
  (do_statement "do" @decision)
  (conditional_expression "?" @decision)
  (conditional_access_expression "?" @decision)
  (binary_expression operator: ["&&" "||" "??"] @decision)
  (assignment_expression operator: "??=" @decision)
  (switch_section "case" @decision)
  (switch_expression_arm "=>" @decision)
  (and_pattern "and" @decision)
  (or_pattern "or" @decision)
`;

const isStatic = (node: Node): boolean =>
  node.children.some(({ type, text }) => type === 'modifier' && text === 'static');

/** A local function that is reported itself. */
const isOnItsOwn = (node: Node): boolean => isStatic(node) || node.parent?.type === 'global_statement';

const weigh = ({ type, parent }: Node): number =>
  type === 'identifier' && parent !== null && isOnItsOwn(parent) ? 0 : 1;

const accessors = new Set(['get', 'set', 'init', 'add', 'remove']);

const fieldText = (node: Node, field: string): string => node.childForFieldName(field)?.text ?? '?';

/** Names of what is not called by its field `name` alone. */
const namings: Readonly<Record<string, (node: Node) => string>> = {
  indexer_declaration: () => 'this[]',
  destructor_declaration: (node) => `~${fieldText(node, 'name')}`,
  accessor_declaration: (node) => node.children.find(({ type }) => accessors.has(type))?.type ?? '?',
  operator_declaration: (node) => `operator ${fieldText(node, 'operator')}`,
  conversion_operator_declaration: (node) => `operator ${fieldText(node, 'type')}`,
};

const nameOf = (node: Node): string => namings[node.type]?.(node) ?? fieldText(node, 'name');

const bodyOf = (node: Node): Node | null => node.childForFieldName('body') ?? node.childForFieldName('value') ?? null;

/** The value of a property is its body only behind `=>`; behind `=` it is what the property begins with. */
const hasBody = (node: Node): boolean => {
  const type = bodyOf(node)?.type;
  return type === 'block' || type === 'arrow_expression_clause';
};

const report = (node: Node, outer: boolean, scopes: readonly string[]): Report | undefined => {
  if (!hasBody(node)) return undefined;
  if (node.type === 'local_function_statement' && outer && !isOnItsOwn(node)) return undefined;
  return { name: [...scopes, nameOf(node)].join('.'), kind: 'function' };
};

export const csharpFunctions = readByGrammar({ query, report, nameScope: nameOf, weigh });
