import * as fc from 'fast-check';

/*
 * Python programs in layouts that no formatter would leave alone. Nearly all are valid; what Python refuses, its own parser
 * sorts out.
 */

/** Writes a statement at an indentation. */
type Write = (indent: string) => string;

const gap = fc.constantFrom(' ', ' ', '  ', '\t', ' \\\n   ', '\\\n ', '\f ');
const noGap = fc.constantFrom('', '', ' ', '\t', ' \\\n ');
const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r', '  # if "\n', '\t# def f(:\n', ' \n');
const loose = fc.constantFrom('', '', '', '\n', '# c (\n', '        # "\'{\n', '\f\n', '  \t\n');
const deeper = fc.constantFrom(' ', '  ', '    ', '\t', '        ');
const name = fc.constantFrom('f', 'g', 'A', 'match', 'case', 'größe', 'defx', '_if', '名前');
const expression = fc.constantFrom(
  'x',
  '(x\n if y\n else z)',
  '"def f(): # {"',
  "'''\ndef g():\n  if x:\n'''",
  'f"{x!r:>{y}} {{ {d[\'a\']}"',
  '[\nx for x in y\nif z]',
  '(lambda: x)',
  '{1: 2,\n\t3: 4}',
  '"\\"" \'\\\\\'',
  'rb"\\\\"',
  'not \\\n x',
  'f"""{x\n:\n}"""',
  'r"\\"" "" \'\'',
  'F\'{"#"}\'',
  'f(\n# if (\nx)',
  '"""a""" """"b\\""""',
  '-1',
);

const simple = fc.oneof(
  expression,
  expression.map((value) => `x = ${value}`),
  expression.map((value) => `return ${value}`),
  expression.map((value) => `match[${value}:y]: int`),
  fc.constantFrom(
    'pass',
    'match',
    'match = 1',
    'del x',
    'import os',
    'from os import (\n  path,\n)',
    'case: int = 3',
    'x;',
  ),
);
const simples = fc.array(simple, { minLength: 1, maxLength: 3 }).map((all) => all.join('; ').replaceAll(';;', ';'));

const head = (parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));

const functionHead = fc.oneof(
  head(['def', gap, name, noGap, '(', fc.constantFrom('', 'a', '\na,\n b=(1 if x\n else 2)'), ')', noGap]),
  head(['async', gap, 'def', gap, name, '() ->', noGap, expression, noGap]),
);
const classHead = head(['class', gap, name, fc.constantFrom('', '()', '(\nobject,\n)'), noGap]);
const conditionHead = (word: string): fc.Arbitrary<string> => head([word, gap, expression, noGap]);
const loopHead = fc.oneof(conditionHead('while'), head(['for', gap, 'x', gap, 'in', gap, expression, noGap]));
const withHead = fc.oneof(conditionHead('with'), fc.constant('with (\nx as y,\nz)'));

// A type, not an interface: only that has the index signature that letrec asks for.
type Statements = { readonly statement: Write; readonly body: Write };

/** Clauses of one statement, each with its body. */
const clauses = (body: fc.Arbitrary<Write>, heads: readonly fc.Arbitrary<string>[]): fc.Arbitrary<Write> =>
  fc
    .tuple(...heads.map((one) => fc.tuple(one, body, loose)))
    .map(
      (all) => (indent) => all.map(([text, inner, before]) => `${before}${indent}${text}:${inner(indent)}`).join(''),
    );

const otherwise = fc.constant('else');
const handler = head(['except', gap, name]);
const starred = head(['except', noGap, '*', noGap, name]);
const finished = fc.constant('finally');
const tried = fc.constant('try');

const matched = (body: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc
    .tuple(fc.constantFrom(' x', '(x)', '[x,\ny]', ' -x', '"s"', ' *x, y', '{}', '\tx'), body, deeper, lineEnd)
    .map(([subject, inner, step, end]) => (indent) => {
      const line = `${indent}match${subject}:${end}`;
      return `${line}${indent}${step}case {"a": [1,\n2]}:${inner(indent + step)}`;
    });

const { statement } = fc.letrec<Statements>((tie) => {
  const body = tie('body');
  const compound = fc.oneof(
    clauses(body, [functionHead]),
    clauses(body, [classHead]),
    clauses(body, [conditionHead('if')]),
    clauses(body, [conditionHead('if'), conditionHead('elif'), otherwise]),
    clauses(body, [loopHead]),
    clauses(body, [loopHead, otherwise]),
    clauses(body, [withHead]),
    clauses(body, [tried, handler]),
    clauses(body, [tried, handler, handler, otherwise, finished]),
    clauses(body, [tried, finished]),
    clauses(body, [tried, starred, starred]),
    matched(body),
    fc.tuple(fc.constantFrom('@x', '@x(\n1)'), clauses(body, [functionHead])).map(
      ([decorator, inner]): Write =>
        (indent) =>
          `${indent}${decorator}\n${inner(indent)}`,
    ),
  );
  const line = fc.tuple(simples, lineEnd).map(
    ([text, end]): Write =>
      (indent) =>
        `${indent}${text}${end}`,
  );
  const block = fc.tuple(lineEnd, deeper, fc.array(tie('statement'), { minLength: 1, maxLength: 3 })).map(
    ([end, step, all]): Write =>
      (indent) =>
        end + all.map((write) => write(indent + step)).join(''),
  );
  const inline = fc.tuple(noGap, simples, lineEnd).map(
    ([space, text, end]): Write =>
      () =>
        `${space}${text}${end}`,
  );
  return {
    statement: fc.oneof({ maxDepth: 4, withCrossShrink: true }, line, compound),
    body: fc.oneof({ maxDepth: 4 }, inline, block, block),
  };
});

export const pythonProgram: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '\ufeff', '#!x\n'),
    fc.array(fc.tuple(loose, statement), { minLength: 1, maxLength: 4 }),
  )
  .map(([start, all]) => start + all.map(([before, write]) => before + write('')).join(''));
