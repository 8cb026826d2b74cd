import * as fc from 'fast-check';

/*
 * The pieces that hostile Python is made of. Most mean a trap: a keyword in a string or comment, a colon or quote where a
 * reader does not look for one, a line that goes on where it seems to end.
 */

const known: string[] = [];

/** One of the texts; each of them is known to `pythonPieces`. */
export const piece = (...texts: readonly [string, ...string[]]): fc.Arbitrary<string> => {
  known.push(...texts);
  return fc.constantFrom(...texts);
};

/** Every piece, so that a test can tell whether Python took each of them somewhere. */
export const pythonPieces = (): readonly string[] => [...new Set(known)];

/*
 * What is newer than the Python that mccabe runs on is written twice, in marks that no text has: as it is read by us, and
 * as mccabe gets it. Lines and first columns are the same in both.
 */
const [begin, middle, end] = ['\u0001', '\u0002', '\u0003'];
export const twin = (newer: string, older: string): string => `${begin}${newer}${middle}${older}${end}`;

/** A program as we read it, and the same in older words. */
export interface Twins {
  readonly newer: string;
  readonly older: string;
}

const twinMark = new RegExp(`${begin}([^${middle}]*)${middle}([^${end}]*)${end}`, 'g');
export const splitTwins = (text: string): Twins => ({
  newer: text.replaceAll(twinMark, '$1'),
  older: text.replaceAll(twinMark, '$2'),
});

/** Between two words. */
export const gap = piece(' ', ' ', ' ', '  ', '\t', ' \\\n   ', '\\\n ', '\f ', ' \f\t', '\\\n\\\n');
/** Between a word and a sign. */
export const noGap = piece('', '', '', ' ', '\t', ' \\\n ', '\f');
export const lineEnd = piece(
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '  # if "\n',
  '\t# def f(:\n',
  ' \n',
  '#:\n',
  "# '''\r\n",
  '\f\n',
  '  # \\\n',
  ' # größe “if”\n',
);
/** Lines that belong to no statement, at columns that mean nothing. */
export const loose = piece(
  '',
  '',
  '',
  '',
  '\n',
  '# c (\n',
  '        # "\'{\n',
  '\f\n',
  '  \t\n',
  '\t# else:\n',
  ' # """\n\n   # \'\'\'\n',
  '#\r\n\r\n',
  '                    # def f(): if x: pass\n',
);
/** How much further in a block stands. */
export const deeper = piece(' ', '  ', '    ', '\t', '        ', '   ', ' \t', '\t\t');

/** Names; some are keywords only in places, some only when they are normalized. */
export const name = piece(
  'f',
  'g',
  'A',
  'match',
  'case',
  'type',
  '_',
  'größe',
  'defx',
  '_if',
  'if_',
  'ifé',
  'print',
  '名前',
  'ﬁ',
  'ｆ',
  '𝔣',
  'ｉｆ',
  'ª',
);

const atom = piece(
  'x',
  '...',
  '-1',
  '1_0.e-3j',
  '0xfor x',
  '"def f(): # {"',
  "'if x:'",
  "'''\ndef g():\n  if x:\n'''",
  '"""a""" """"b\\""""',
  '"""\\""" # """',
  "'''\\\\'''",
  '""""""',
  "'' \"\" ''",
  '"\\"" \'\\\\\'',
  "'a\\\nif x: pass'",
  '"\\\\\\\ndef f():"',
  'rb"\\\\"',
  "Rb'\\''",
  'r"\\"" "" \'\'',
  'b"#" B\'"\'',
  'u"if"',
  'R"""\\""" """',
  'f"{x!r:>{y}} {{ {d[\'a\']}"',
  'f"""{x\n:\n}"""',
  'F\'{"#" if x else 1}\'',
  "f'{x:{y}{z!s}}'",
  'f"{(lambda: x)()}{{}}{{{x}}}"',
  'rf\'\\{x}\' fR"\\""',
  "f'''{\n\"def f():\" }\n  if x:\n{x:\n}'''",
  'f"{x:%H:%M}" f\'{{\'',
  'f"{x=}{x = !r}"',
  "f'{x:\\x7b}\\N{EM DASH}'",
);
/** What only a newer Python reads. */
const newerAtom = fc.constantFrom(
  twin('f"{d["a"]}"', 'f"{d[\'a\']}"'),
  twin('f"{f"{f"{x}"}"}"', '"f{f{x}}"'),
  twin("f'{x:{y:{z}}}'", "'x'"),
  twin('f"{x["#"]:{y["}"]}}"', '"x"'),
  twin('f"""{x # }"""\n}"""', '"""\n"""'),
  twin("f'{\nx # '\n}'", "'''\n\n'''"),
  twin('f"{\'\\n\'}"', '"x"'),
  twin('t"{x if y else z}"', 'f"{x if y else z}"'),
  twin("rt'{x!r:>{'w'}}'", "'x'"),
);

const around = (before: string, after: string) => (inner: fc.Arbitrary<string>) =>
  inner.map((text) => `${before}${text}${after}`);
/** Expressions in which another one stands. */
const shells: readonly ((inner: fc.Arbitrary<string>) => fc.Arbitrary<string>)[] = (
  [
    ['(', '\n if y\n else z)'],
    ['[\nx for x in ', '\nif z if(z)]'],
    ['(lambda: ', ')'],
    ['(lambda x=lambda: {1: 2}, *y, **z: ', ')'],
    ['{1: ', ',\n\t3: 4}'],
    ['{x: ', ' for x in y}'],
    ['{**x, f(): ', '}'],
    ['not \\\n ', ''],
    ['f(\n# if (\n', ')'],
    ['f(x for x in ', ')[1:\n2, ::]'],
    ['(x := ', ')'],
    ['(yield ', ')'],
    ['(await f(', '))'],
    ['{x async for x in ', ' if(yield)}'],
    ['[*x, ', ',\n#]\n]'],
    ['(\n\nx\n\n# "\n, ', '\n)'],
    ['(1if ', ' else-1)'],
    ['(x if(', ')else(y))'],
    ['x[', ':y].if_'],
    ['x and\\\n', '\\\n or y'],
    ['(\ndef_ , for_.x, ', ')'],
  ] as const
).map(([before, after]) => {
  known.push(before, after);
  return around(before, after);
});

/** A type, not an interface: only that has the index signature that letrec asks for. */
type Expressions = { readonly expression: string };

export const { expression } = fc.letrec<Expressions>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { arbitrary: atom, weight: 8 },
    { arbitrary: newerAtom, weight: 1 },
    { arbitrary: fc.oneof(...shells.map((shell) => shell(tie('expression')))), weight: 4 },
  ),
}));

/** Statements of one line, many of which begin like others. */
const simple = fc.oneof(
  expression,
  expression.map((value) => `x = ${value}`),
  expression.map((value) => `return(${value})`),
  expression.map((value) => `match[${value}:y]: int`),
  expression.map((value) => `assert ${value}, "if"`),
  piece(
    'pass',
    'match',
    'match = 1',
    'match: int',
    'match(x)',
    'match * x',
    'match, case = x, y',
    'match.x[y]: \\\n int',
    'match = {x:\ny}',
    'match[lambda: x]',
    'case(x)',
    'case: int = 3',
    'type = x',
    'type(x)',
    'del x',
    'import os',
    'import if_, class_.def_',
    'from os import (\n  path,\n)',
    'from ..if_ import*',
    'global x, f',
    'raise x from(y)',
    'x: "if" = 1',
    'x;',
    'return',
    'yield',
    'ｉｆ = 1',
    'print(x)if x else y',
    'lambda: (yield)',
    'async_def = else_ = x',
    'x @= y',
  ),
  fc.constantFrom(
    twin('type X = int', 'X      = int'),
    twin('type X[T: (int,\nstr)] = T', 'X = (int,\nstr)'),
    twin('type match = int', 'match      = int'),
  ),
);
export const simples = fc
  .array(simple, { minLength: 1, maxLength: 3 })
  .chain((all) => piece('; ', ';', ' ;\\\n').map((between) => all.map((text) => text.replace(/;$/, '')).join(between)))
  .chain((text) => fc.constantFrom(text, text, text, `${text};`));
