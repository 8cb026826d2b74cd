import type { Node } from 'web-tree-sitter';
import { blank, readByGrammar, type Report } from './grammar-functions.ts';

/*
 * Cyclomatic complexity of PHP as PDepend counts its CCN2, which phpmd reports as CyclomaticComplexity (read in PDepend
 * 2.12 and phpmd 2.13, BSD licence): 1, and 1 for every `if`, `elseif`, `for`, `foreach`, `while`, `do`, `catch`, `case`
 * of a switch, `?:`, `&&`, `||`, `and` and `or`; nothing for `else`, `default`, `match` and its arms, `??`, `?->` and `xor`.
 *
 * Reported are functions, and the methods of classes, traits and enums, abstract ones too, but neither those of interfaces
 * nor those of classes without a name. Closures and arrow functions count to the function around them; functions and
 * classes in a function are reported themselves, and count nothing to it.
 *
 * Nobody's are the default values of parameters, the initial values of static variables, of properties and of constants,
 * attributes, and the whole body of a class without a name. What is put into a string or stands between HTML counts.
 *
 * An entity is reported at its first modifier, or else at the word `function`, not at its attributes.
 */

const query = `
  [(class_declaration) (trait_declaration) (enum_declaration)] @scope
  (class_declaration body: (_ (method_declaration) @entity))
  (trait_declaration body: (_ (method_declaration) @entity))
  (enum_declaration body: (_ (method_declaration) @entity))
  (function_definition) @entity
  [
    (declaration_list) (enum_declaration_list) (formal_parameters) (attribute_list) (function_static_declaration)
  ] @hidden
  (if_statement "if" @decision)
  (else_if_clause "elseif" @decision)
  (for_statement "for" @decision)
  (foreach_statement "foreach" @decision)
  (while_statement "while" @decision)
  (do_statement "do" @decision)
  (catch_clause "catch" @decision)
  (case_statement "case" @decision)
  (conditional_expression "?" @decision)
  ["&&" "||" "and" "or"] @decision
`;

const isAside = ({ type }: Node): boolean => type === 'attribute_list' || type === 'comment';

const firstLine = /^#!.*/;
const members = /(\$[\w\u0080-\uffff]+\??->)([a-z]+)\b/gi;
const skippedItems = /(\blist\s*\()((?:\s*,)+)/gi;
const excludedTraits = /(\binsteadof\s+[\w\\]+)((?:\s*,\s*[\w\\]+)+)/gi;
const functionReadonly = /(\bfunction\s+&?\s*readonl)y(?=\s*\()/gi;

/** What the grammar does not know: in strings, comments and HTML the same changes do no harm. */
const mend = (text: string): string =>
  text
    .replace(firstLine, blank)
    .replaceAll('<?xml', '<!xml')
    // A member named by a keyword in a string. Whose member is taken never counts.
    .replace(members, (_, object: string, member: string) => object + 'x'.repeat(member.length))
    .replace(/\bclone(?=\s*\$)/gi, blank)
    .replace(skippedItems, (_, list: string, skipped: string) => list + blank(skipped))
    .replace(excludedTraits, (_, first: string, others: string) => first + blank(others))
    .replace(functionReadonly, '$1_');

const nameOf = (node: Node): string => (node.childForFieldName('name')?.text ?? '?').replace(/^(readonl)_$/i, '$1y');

const report = (node: Node, _outer: boolean, scopes: readonly string[]): Report => {
  const name = nameOf(node);
  const owner = node.type === 'method_declaration' ? scopes.at(-1) : undefined;
  const at = node.children.find((child) => !isAside(child)) ?? node;
  return { name: owner === undefined ? name : `${owner}::${name}`, kind: 'function', at };
};

export const phpFunctions = readByGrammar({ query, report, mend });
