import type { Node } from 'web-tree-sitter';

/*
 * Which names are local variables at a place, as Ruby's parser knows it while it reads: from the first assignment, parameter
 * or pattern that names it, in the text's order, to the end of the scope. A block sees the variables around it; a method, a
 * class and a module do not.
 */

/** Captures what declares a variable, and the scopes that variables live in. */
export const localsQuery = `
  [(method) (singleton_method) (class) (module) (singleton_class)] @scope.closed
  [(block) (do_block) (lambda)] @scope.open
  (assignment left: (identifier) @written)
  (operator_assignment left: (identifier) @written)
  (left_assignment_list (identifier) @written)
  (destructured_left_assignment (identifier) @written)
  (rest_assignment (identifier) @written)
  (for pattern: (identifier) @written)
  (exception_variable (identifier) @written)
  [(method_parameters (identifier) @declared) (block_parameters (identifier) @declared)]
  [(lambda_parameters (identifier) @declared) (destructured_parameter (identifier) @declared)]
  [(splat_parameter (identifier) @declared) (hash_splat_parameter (identifier) @declared)]
  [(block_parameter (identifier) @declared) (optional_parameter name: (identifier) @declared)]
  (keyword_parameter name: (identifier) @declared)
  (as_pattern name: (identifier) @declared)
  [(in_clause pattern: (identifier) @declared) (match_pattern pattern: (identifier) @declared)]
  [(test_pattern pattern: (identifier) @declared) (array_pattern (identifier) @declared)]
  [(find_pattern (identifier) @declared) (parenthesized_pattern (identifier) @declared)]
  (keyword_pattern value: (identifier) @declared)
  (keyword_pattern key: (hash_key_symbol) @declared !value)
  (binary left: (regex) @matched operator: "=~")
`;

interface Scope {
  readonly end: number;
  readonly isClosed: boolean;
  readonly names: Set<string>;
}

export interface Locals {
  /** Tells of the next capture of the query, in the order of the text. */
  readonly visit: (capture: string, node: Node) => void;
  /** Whether a name at the place of the last capture is a variable. */
  readonly has: (name: string) => boolean;
}

export const createLocals = (): Locals => {
  const scopes: Scope[] = [{ end: Infinity, isClosed: true, names: new Set() }];
  const declare = (name: string): void => void scopes.at(-1)?.names.add(name);
  const visits: Readonly<Record<string, (node: Node) => void>> = {
    'scope.closed': ({ endIndex: end }) => scopes.push({ end, isClosed: true, names: new Set() }),
    'scope.open': ({ endIndex: end }) => scopes.push({ end, isClosed: false, names: new Set() }),
    written: ({ text }) => declare(text),
    declared: ({ text }) => declare(text),
    // The named groups of a pattern become variables where it is matched.
    matched: ({ text }) => {
      for (const [, name = ''] of text.matchAll(/\(\?<([a-z_]\w*)>/g)) declare(name);
    },
  };
  return {
    visit: (capture, node) => {
      while ((scopes.at(-1)?.end ?? Infinity) <= node.startIndex) scopes.pop();
      visits[capture]?.(node);
    },
    has: (name) => {
      // A block without parameters numbers them.
      if (/^_[1-9]$/.test(name)) return scopes.at(-1)?.isClosed === false;
      return scopes.findLast(({ isClosed, names }) => isClosed || names.has(name))?.names.has(name) === true;
    },
  };
};
