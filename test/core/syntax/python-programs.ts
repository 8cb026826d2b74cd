import * as fc from 'fast-check';
import {
  deeper,
  expression,
  gap,
  lineEnd,
  loose,
  name,
  noGap,
  piece,
  simples,
  splitTwins,
  twin,
  type Twins,
} from './python-pieces.ts';

/*
 * Python programs in layouts that no formatter would leave alone. Most are valid; what Python refuses, its own parser
 * sorts out.
 */

/** Writes a statement at an indentation. */
type Write = (indent: string) => string;

const head = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));

/** What stands before the first word of a line, besides its indentation: nothing that would change the width. */
const margin: fc.Arbitrary<Write> = fc.oneof(
  { arbitrary: fc.constant<Write>((indent) => indent), weight: 12 },
  // A form feed sets the width back to 0.
  {
    arbitrary: piece('\f', '  \f', '\t \f').map(
      (feed): Write =>
        (indent) =>
          feed + indent,
    ),
    weight: 1,
  },
  // A backslash keeps the width that there was before it; with tabs Python refuses that.
  {
    arbitrary: piece('\\\n', '\\\n      ', '\\\n\t', '\\\r\n ').map(
      (joint): Write =>
        (indent) =>
          indent === '' || indent.includes('\t') ? indent : indent + joint,
    ),
    weight: 1,
  },
);

const parameters = piece(
  '',
  'a',
  'self, *, b=1',
  '\na,\n b=(1 if x\n else 2)',
  'a="):", *b, **c',
  'a: "if" = {1: 2}, /, b=[\n]',
  '# ):\n  a, # def g(\n',
  'a=lambda: x',
);
const typed = fc.constantFrom(
  '',
  '',
  '',
  '',
  twin('[T]', '   '),
  twin('[T: (int, "if"), *Ts, **P]', ' '),
  twin('[T: int = (\nx), # def f[\n]', ' \\\n \\\n'),
);
const functionHead = fc.oneof(
  head('def', gap, name, noGap, typed, '(', parameters, ')', noGap),
  head('def', gap, name, typed, '(', parameters, ')', noGap, '->', noGap, expression, noGap),
  head('async', gap, 'def', gap, name, typed, '(', parameters, ') ->', noGap, expression, noGap),
);
const classHead = head(
  'class',
  gap,
  name,
  typed,
  piece('', '()', '(\nobject,\n)', '(A, metaclass=lambda: x)', '(f"{x:}", # class A:\n)'),
  noGap,
);
const conditionHead = (word: string): fc.Arbitrary<string> =>
  fc.oneof(head(word, gap, expression, noGap), head(word, '(', expression, ')', noGap), head(word, '[x]', noGap));
const loopHead = fc.oneof(
  conditionHead('while'),
  head('for', gap, piece('x', '(x)', 'x, *y', '[\nx]', 'x.y', 'match'), gap, 'in', gap, expression, noGap),
  head('async', gap, 'for', gap, 'x', gap, 'in', gap, expression, noGap),
);
const withHead = fc.oneof(
  conditionHead('with'),
  head('async', gap, 'with', gap, expression, gap, 'as', gap, 'x'),
  piece('with (\nx as y,\nz)', 'with(x)as y', 'with x as y, \\\n z as(if_)', 'with(x)'),
);

/** A type, not an interface: only that has the index signature that letrec asks for. */
type Statements = { readonly statement: Write; readonly body: Write; readonly member: Write };

/** Clauses of one statement, each with its body. */
const clauses = (body: fc.Arbitrary<Write>, heads: readonly fc.Arbitrary<string>[]): fc.Arbitrary<Write> =>
  fc
    .tuple(...heads.map((one) => fc.tuple(one, body, loose, margin, noGap)))
    .map(
      (all) => (indent) =>
        all
          .map(([text, inner, before, start, space]) => `${before}${start(indent)}${text}${space}:${inner(indent)}`)
          .join(''),
    );

const otherwise = piece('else');
const elseIf = conditionHead('elif');
const handler = fc.oneof(
  head('except', gap, expression, noGap),
  head('except', piece('(A, B)', '(A\n,B)', ' A as match', ' f"{x}"', '[\nA\n]'), noGap),
  head('except', gap, twin('A, B', '(A,B)')),
);
const bare = piece('except');
const starred = head('except', noGap, '*', noGap, fc.oneof(name, piece('(A, B)', '(A)as x', '"*"')));
const finished = piece('finally');
const tried = piece('try');

const subject = piece(
  ' x',
  '(x)',
  '[x,\ny]',
  ' -x',
  '"s"',
  ' *x, y',
  '{}',
  '\tx',
  ' x,',
  ' (x:=y)',
  ' not x',
  ' lambda: x',
  ' \\\nx',
);
const pattern = piece(
  ' {"a": [1,\n2]}',
  ' _',
  '(1)',
  '[a, *_] if a',
  ' A(x=1) | B()',
  ' -1 if (x if y else z)',
  '"a" "if:"',
  ' {"x": 1, **k}',
  ' (\n1 # case 2:\n)',
  ' match',
  ' x.y | None',
  ' *_,',
);

const matched = (body: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc
    .tuple(subject, fc.array(fc.tuple(pattern, body, loose), { minLength: 1, maxLength: 2 }), deeper, lineEnd, margin)
    .map(([value, cases, step, end, start]) => (indent) => {
      const inside = indent + step;
      const written = cases.map(([one, inner, before]) => `${before}${inside}case${one}:${inner(inside)}`);
      return `${start(indent)}match${value}:${end}${written.join('')}`;
    });

const decorator = piece(
  '@x',
  '@x(\n1)',
  '@(x := y)',
  '@x[0].if_',
  '@ \\\nx',
  '@lambda f: f',
  '@x # def f():',
  '@f"""\n"""',
);

/** Statements of a block of their own, further in. */
const blockOf = (part: fc.Arbitrary<Write>, most: number): fc.Arbitrary<Write> =>
  fc.tuple(lineEnd, deeper, fc.array(fc.tuple(loose, part), { minLength: 1, maxLength: most })).map(
    ([end, step, all]) =>
      (indent) =>
        end + all.map(([before, write]) => before + write(indent + step)).join(''),
  );

const decorated = (definition: fc.Arbitrary<Write>): fc.Arbitrary<Write> =>
  fc.tuple(fc.array(fc.tuple(decorator, loose), { minLength: 1, maxLength: 2 }), definition).map(
    ([decorators, inner]) =>
      (indent) =>
        decorators.map(([text, after]) => `${indent}${text}\n${after}`).join('') + inner(indent),
  );

const { member, body } = fc.letrec<Statements>((tie) => {
  const body = tie('body');
  const defined = clauses(body, [functionHead]);
  const classed = clauses(fc.oneof(blockOf(tie('member'), 4), body), [classHead]);
  const compound = fc.oneof(
    defined,
    classed,
    decorated(fc.oneof(defined, classed)),
    clauses(body, [conditionHead('if')]),
    clauses(body, [conditionHead('if'), otherwise]),
    clauses(body, [conditionHead('if'), elseIf, elseIf, otherwise]),
    clauses(body, [loopHead]),
    clauses(body, [loopHead, otherwise]),
    clauses(body, [withHead]),
    clauses(body, [tried, handler]),
    clauses(body, [tried, handler, bare, otherwise, finished]),
    clauses(body, [tried, bare]),
    clauses(body, [tried, finished]),
    clauses(body, [tried, starred]),
    clauses(body, [tried, starred, starred, otherwise, finished]),
    matched(body),
  );
  const line = fc.tuple(simples, lineEnd, margin).map(
    ([text, end, start]): Write =>
      (indent) =>
        `${start(indent)}${text}${end}`,
  );
  const inline = fc.tuple(noGap, simples, lineEnd).map(
    ([space, text, end]): Write =>
      () =>
        `${space}${text}${end}`,
  );
  const block = blockOf(tie('statement'), 3);
  return {
    statement: fc.oneof({ maxDepth: 4, withCrossShrink: true }, line, compound, compound),
    body: fc.oneof({ maxDepth: 4 }, inline, block, block),
    // What a module or a class is made of.
    member: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { arbitrary: defined, weight: 5 },
      { arbitrary: classed, weight: 3 },
      { arbitrary: decorated(fc.oneof(defined, classed)), weight: 2 },
      { arbitrary: tie('statement'), weight: 4 },
    ),
  };
});

/** Blocks in blocks in blocks, deeper than anyone writes them. */
const deep: fc.Arbitrary<Write> = fc
  .tuple(
    fc.array(fc.oneof(functionHead, classHead, conditionHead('if'), loopHead, withHead), {
      minLength: 10,
      maxLength: 60,
    }),
    body,
  )
  .map(
    ([heads, inner]) =>
      (indent) =>
        heads.map((text, depth) => `${indent}${' '.repeat(depth)}${text}:`).join('\n') +
        inner(indent + ' '.repeat(heads.length - 1)),
  );

/** How a text ends its lines: as it comes, or one way throughout. */
const lineEnds = fc.constantFrom(undefined, undefined, undefined, '\n', '\r\n', '\r');
const start = piece('', '', '', '\ufeff', '#!x\n', '\ufeff# def f():\n', '"""if\n"""\n', '\f', '\n\n', '\\\n');
const finish = piece('', '', '', '\n\n', '# end', '    # end', '\t', '\f');

/** A program with its twin in the words of an older Python. */
export const pythonProgram: fc.Arbitrary<Twins> = fc
  .tuple(
    start,
    fc.array(fc.tuple(loose, fc.oneof({ arbitrary: member, weight: 30 }, { arbitrary: deep, weight: 1 })), {
      minLength: 1,
      maxLength: 4,
    }),
    finish,
    lineEnds,
    fc.boolean(),
  )
  .map(([before, all, after, ending, cut]) => {
    const written = before + all.map(([lines, write]) => lines + write('')).join('');
    // The last line may lack its end.
    const whole = cut ? written.replace(/[\r\n]+$/, '') : written + after;
    return splitTwins(ending === undefined ? whole : whole.replaceAll(/\r\n|\r|\n/g, ending));
  });
