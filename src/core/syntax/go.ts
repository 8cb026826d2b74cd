import type { Node } from 'web-tree-sitter';
import { readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of Go as gocyclo counts it (BSD licence): 1, and 1 for every `if`, `for`, `case` of a switch or
 * select that is not its `default`, `&&` and `||`. What stands in a function literal counts to the function around it; a
 * literal that is the value of a variable of the package is reported under the variable's name. A method is named
 * `(Type).Method` or `(*Type).Method`. The directive `gocyclo:ignore` changes nothing here: a comment never switches a rule
 * off.
 */

const query = `
  [(function_declaration) (method_declaration) (func_literal)] @entity
  [(if_statement) (for_statement) (expression_case) (type_case) (communication_case)] @decision
  (binary_expression operator: ["&&" "||"]) @decision
`;

/** The type of a receiver without its type parameters, as gocyclo writes it. */
const receiverType = (node: Node | null): string => {
  if (node === null) return '?';
  if (node.type === 'pointer_type') return `*${receiverType(node.namedChild(0))}`;
  if (node.type === 'generic_type') return receiverType(node.childForFieldName('type'));
  return node.type === 'parenthesized_type' ? receiverType(node.namedChild(0)) : node.text;
};

const methodName = (node: Node, name: string): string => {
  const receiver = node.childForFieldName('receiver')?.namedChild(0)?.childForFieldName('type') ?? null;
  return `(${receiverType(receiver)}).${name}`;
};

const isOfPackage = (specification: Node): boolean => {
  let around = specification.parent;
  while (around?.type === 'var_spec_list' || around?.type === 'var_declaration') around = around.parent;
  return around?.type === 'source_file';
};

/** The first name of the package's variable that a literal is a value of; undefined for any other literal. */
const variableName = (literal: Node): string | undefined => {
  const specification = literal.parent?.type === 'expression_list' ? literal.parent.parent : null;
  if (specification?.type !== 'var_spec' || !isOfPackage(specification)) return undefined;
  return specification.childForFieldName('name')?.text;
};

const report = (node: Node, outer: boolean): Report | undefined => {
  if (node.type === 'func_literal') {
    const name = outer ? undefined : variableName(node);
    return name === undefined ? undefined : { name, kind: 'function' };
  }
  const name = node.childForFieldName('name')?.text ?? '?';
  return { name: node.type === 'method_declaration' ? methodName(node, name) : name, kind: 'function' };
};

export const goFunctions = readByGrammar({ query, report });
