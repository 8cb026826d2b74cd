import type { Node } from 'web-tree-sitter';
import type { FunctionReading } from '../function-entity.ts';
import type { Grammar } from '../grammar.ts';
import { countCognitive, placeAt, type CognitivePage } from '../grammar-cognitive.ts';

/*
 * Cognitive complexity of Python after SonarSource's specification 1.7. `if`, conditional expressions, loops, `except` and
 * `match` add 1, and 1 for each level they are nested; `elif`, every `else` (of a loop and a `try` too) and each run of
 * `and` or `or` add 1. Bodies nest, except those of `try`, `finally`, `with`, functions and classes. A function inside a
 * function nests as well, and counts to it; not where the outer one is a decorator: nothing but that function, and
 * `return` of a name. Comprehensions, lambdas and recursion add nothing. The entities are those of the cyclomatic count.
 */

const plainBodies = new Set([
  'class_definition',
  'finally_clause',
  'function_definition',
  'match_statement',
  'try_statement',
  'with_statement',
]);

const isPlainReturn = ({ type, namedChildren }: Node): boolean =>
  type === 'comment' ||
  (type === 'return_statement' && namedChildren.length === 1 && namedChildren[0]?.type === 'identifier');

const holds = (statement: Node, inner: Node): boolean =>
  statement.startIndex <= inner.startIndex && inner.endIndex <= statement.endIndex;

const page: CognitivePage = {
  entities: new Set(['for_statement', 'function_definition', 'if_statement', 'try_statement', 'while_statement']),
  nested: new Set([
    'conditional_expression',
    'except_clause',
    'except_group_clause',
    'for_statement',
    'if_statement',
    'match_statement',
    'while_statement',
  ]),
  flat: new Set(['elif_clause', 'else_clause']),
  logical: 'boolean_operator',
  operators: new Set(['and', 'or']),
  functions: new Set(['function_definition']),
  classes: new Set(['class_definition']),
  deepens: (type, around) => (type === 'block' ? !plainBodies.has(around) : type === 'conditional_expression'),
  isWrapper: (outer, inner) =>
    (outer.childForFieldName('body')?.namedChildren ?? []).every(
      (statement) =>
        isPlainReturn(statement) ||
        (/^(?:decorated|function)_definition$/.test(statement.type) && holds(statement, inner)),
    ),
};

/** A reading with the cognitive complexity of those functions that the grammar finds too. */
export const withCognitive = (grammar: Grammar, text: string, reading: FunctionReading): FunctionReading => {
  // As the scanner reads it: lines end in newlines alone, and there is no mark at the start.
  const tree = grammar.parse(text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, ''));
  if (tree === undefined) return reading;
  try {
    const places = new Set(reading.functions.map(({ line, column }) => placeAt(line, column)));
    const counts = countCognitive(page, tree.rootNode, places);
    const functions = reading.functions.map((entity) => {
      const cognitive = counts.get(placeAt(entity.line, entity.column));
      return cognitive === undefined ? entity : { ...entity, cognitive };
    });
    return { ...reading, functions };
  } finally {
    tree.delete();
  }
};
