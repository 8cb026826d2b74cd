import type { Node } from 'web-tree-sitter';
import { blank, readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of Java as checkstyle's check CyclomaticComplexity counts it with its own defaults (read in 8.36,
 * LGPL): 1, and 1 for every `if`, `for`, `while`, `do`, `catch`, `?:`, `&&`, `||` and `case`, be it of a statement or an
 * expression and however many values it lists; nothing for `default`, `switch` and `else`. Newer versions (10.18) add 1
 * for the `when` of a case, which 8.36 cannot parse.
 *
 * Reported are methods, those without a body too, constructors, and the blocks that initialize a class or its instances.
 * Lambdas count to what is around them. So does the initial value of a field of a class in a method; that of any other
 * field counts to nobody. What a method's annotations hold belongs to it. The elements of an annotation type are no methods.
 *
 * An entity is reported where checkstyle's tree begins it: at its first modifier or type parameter, else at what its type
 * is headed by there, which is the last `[` of an array and the last `.` of a qualified name.
 */

const query = `
  [
    (class_declaration) (interface_declaration) (enum_declaration) (record_declaration) (annotation_type_declaration)
    (enum_constant body: (_)) (object_creation_expression (class_body))
  ] @scope
  [(method_declaration) (constructor_declaration) (compact_constructor_declaration) (static_initializer)] @entity
  [(class_body (block) @entity) (enum_body_declarations (block) @entity)]
  (if_statement "if" @decision)
  (for_statement "for" @decision)
  (enhanced_for_statement "for" @decision)
  (while_statement "while" @decision)
  (do_statement "do" @decision)
  (catch_clause "catch" @decision)
  (ternary_expression "?" @decision)
  (switch_label "case" @decision)
  (guard "when" @decision)
  ["&&" "||"] @decision
`;

const lastOf = (node: Node | null | undefined, type: string): Node | undefined =>
  node?.children.findLast((child) => child.type === type);

/** The place of a type in checkstyle's tree. */
const headOf = (type: Node): Node => {
  if (type.type === 'array_type') return lastOf(type.childForFieldName('dimensions'), '[') ?? type;
  if (type.type === 'generic_type') return headOf(type.namedChild(0) ?? type);
  return lastOf(type, '.') ?? type;
};

const placeOf = (node: Node): Node => {
  const type = node.childForFieldName('type');
  const isFirst = type !== null && type.startIndex === node.startIndex;
  if (!isFirst) return node;
  return lastOf(node.childForFieldName('dimensions'), '[') ?? headOf(type);
};

const report = (node: Node, _outer: boolean, scopes: readonly string[]): Report => {
  const qualify = (name: string): string => [...scopes, name].join('.');
  if (node.type === 'static_initializer') return { name: qualify('static block'), kind: 'static-block' };
  if (node.type === 'block') return { name: qualify('instance block'), kind: 'block' };
  return { name: qualify(node.childForFieldName('name')?.text ?? '?'), kind: 'function', at: placeOf(node) };
};

/** A class without a name is called after what it is made from: `new Runnable`. */
const nameScope = (node: Node): string => {
  const made = node.childForFieldName('type')?.text.replace(/<[^]*/, '');
  return node.childForFieldName('name')?.text ?? `new ${made ?? '?'}`;
};

const numbers = /(?<![\w$])\d\w*_\w*/g;
const annotatedRests = /@[\w.]+(?:\([^()?&|]*\))?(?=\s*\.\.\.)/g;
const annotationTypes = /(?:^[ \t]*@(?:\s|\/\/[^\n]*\n)+|@[ \t]+)interface\b/gm;
const targets = /\((\s*[\w.]+\s*)\)(?=\s*(?:[-+*/%&|^]|<<|>>>?)?=[^=])/g;
const constructorCalls = /(?<![\w$>]|>\s+)(supe|thi)[rs](?=\s*\()/g;
const escapes = /\\\\|\\u005c(?:\\u005c|['"])/gi;
const moduleImports = /^(\s*import\s+)module(?=\s+[\w.]+\s*;)/gm;

/** What the grammar does not know: in strings and comments the same changes do no harm. */
const mend = (text: string): string =>
  text
    .replace(numbers, (number) => number.replaceAll('_', '0'))
    .replace(annotatedRests, blank)
    .replace(annotationTypes, (words) => `${words.replace('@', '').slice(0, -'interface'.length)}@interface`)
    .replace(targets, ' $1 ')
    // A call of another constructor may stand behind other statements.
    .replace(constructorCalls, '$1_')
    // A backslash may be written as `\\u005c`; what it escapes must not be taken for the end of the string.
    .replace(escapes, (escape) => (escape === '\\\\' ? escape : 'a'.repeat(escape.length)))
    .replace(moduleImports, `$1${blank('module')}`);

export const javaFunctions = readByGrammar({ query, report, nameScope, mend });
