import { readFunctions } from '#repo';
import type { AlteredFunction, ComplexityLimit, FunctionEntity, FunctionWithBase } from '#core';
import assert from 'node:assert/strict';
import { explainComplexity } from '../../src/editor/complexity/explanation.ts';
import { annotate, writeComplexity, writeComplexityShortly } from '../../src/editor/complexity/number-words.ts';
import { writeHead, writeRow } from '../../src/editor/complexity/row-words.ts';
import { tellEmptiness } from '../../src/editor/complexity/view-state.ts';

const entity = (parts: Partial<FunctionEntity> = {}): FunctionEntity => ({
  name: 'parse',
  kind: 'function',
  line: 152,
  column: 1,
  endLine: 180,
  complexity: 7,
  ...parts,
});

const limit = (number: number, level: ComplexityLimit['level'] = 'block'): ComplexityLimit => ({
  rule: 'budget.complexity',
  limit: number,
  level,
  because: 'Short is clear.',
  of: { measure: 'cyclomatic', variant: 'classic' },
});

describe('the number at a function', () => {
  for (const [what, told, limits, long, short] of [
    ['without a base', {}, [], 'complexity 7', 'CC 7'],
    ['as at the base', { base: 7 }, [], 'complexity 7', 'CC 7'],
    ['that grew', { base: 4 }, [], 'complexity 7, +3 since the base', 'CC 7 (+3)'],
    ['that shrank', { base: 9 }, [], 'complexity 7, −2 since the base', 'CC 7 (−2)'],
    ['that is new', { base: 'new' }, [], 'complexity 7, new', 'CC 7, new'],
    ['under limits', { base: 4 }, [limit(10), limit(15)], 'complexity 7 (limit 10), +3 since the base', 'CC 7/10 (+3)'],
    ['that is new, over a limit', { base: 'new' }, [limit(5)], 'complexity 7 (limit 5), new', 'CC 7/5, new'],
  ] as const satisfies readonly (readonly [
    string,
    Omit<FunctionWithBase, 'entity'>,
    readonly ComplexityLimit[],
    string,
    string,
  ])[])
    it(`${what} is “${long}”`, () => {
      assert.equal(writeComplexity({ entity: entity(), ...told }, limits), long);
      assert.equal(writeComplexityShortly({ entity: entity(), ...told }, limits), short);
    });

  it('says whose it is where a line begins several functions', () => {
    const functions = [
      entity({ name: 'alone', line: 1 }),
      entity({ name: 'a', line: 2 }),
      entity({ name: 'b', line: 2 }),
    ];
    assert.deepEqual(
      annotate(
        functions.map((each) => ({ entity: each })),
        (told) => writeComplexity(told, []),
      ).map(({ text }) => text),
      ['complexity 7', 'a: complexity 7', 'b: complexity 7'],
    );
  });
});

const texts = {
  'a.py': [
    'def parse(text, strict):',
    '    if not text:',
    '        return None',
    '    for word in text:',
    '        if strict and word:',
    '            try:',
    '                return int(word)',
    '            except ValueError:',
    '                pass',
  ],
  'a.ts': [
    'export function parse(text?: string, strict = false) {',
    '  if (strict && text?.length) return 1;',
    '  return text ?? 2;',
    '}',
  ],
  'a.go': [
    'package a',
    'func parse(text string, strict bool) int {',
    '\tfor strict || text != "" {',
    '\t\treturn 1',
    '\t}',
    '\treturn 2',
    '}',
  ],
} as const;

const explain = async (path: keyof typeof texts, lines: readonly string[] = texts[path]) => {
  const read = await readFunctions([{ path, text: `${lines.join('\n')}\n`, wanted: { steps: true } }]);
  assert.ok(read.ok);
  const [found] = read.value[0]?.functions ?? [];
  assert.ok(found);
  const explanation = explainComplexity({ entity: found, base: 2 }, [limit(10)], lines);
  assert.ok(explanation);
  assert.equal(
    explanation.reasons.reduce((sum, { adds }) => sum + adds, 0),
    found.complexity,
  );
  return { ...explanation, rows: explanation.reasons.map(({ label, description }) => `${label} · ${description}`) };
};

describe('why a function has its number', () => {
  it('is told of Python', async () => {
    const { title, sum, rows } = await explain('a.py');
    assert.equal(title, 'parse: complexity 6 (limit 10), +4 since the base');
    assert.equal(sum, '1 + 2 if + 1 for + 1 try + 1 except = 6');
    assert.deepEqual(rows, [
      '+1 parse · line 1: the function itself',
      '+1 if · line 2: if not text:',
      '+1 for · line 4: for word in text:',
      '+1 if · line 5: if strict and word:',
      '+1 try · line 6: try:',
      '+1 except · line 8: except ValueError:',
    ]);
  });

  it('is told of TypeScript', async () => {
    const { title, sum, rows } = await explain('a.ts');
    assert.equal(title, 'parse: complexity 6 (limit 10), +4 since the base');
    assert.deepEqual(rows, [
      '+1 parse · line 1: the function itself',
      '+1 = · line 1: export function parse(text?: string, strict = false) {',
      '+1 if · line 2: if (strict && text?.length) return 1;',
      '+1 && · line 2: if (strict && text?.length) return 1;',
      '+1 ?. · line 2: if (strict && text?.length) return 1;',
      '+1 ?? · line 3: return text ?? 2;',
    ]);
    assert.equal(sum, '1 + 1 “=” + 1 if + 1 “&&” + 1 “?.” + 1 “??” = 6');
  });

  it('is told of Go', async () => {
    const { title, rows } = await explain('a.go');
    assert.equal(title, 'parse: complexity 3 (limit 10), +1 since the base');
    assert.deepEqual(rows, [
      '+1 parse · line 2: the function itself',
      '+1 for · line 3: for strict || text != "" {',
      '+1 || · line 3: for strict || text != "" {',
    ]);
  });

  it('names what is no function by what it is', async () => {
    for (const [path, lines, itself] of [
      ['a.py', ['if x:', '    y = 1'], 'the block itself'],
      ['a.ts', ['class A {', '  static {', '    if (x) y();', '  }', '}'], 'the block itself'],
      ['a.ts', ['class A {', '  a = x || y;', '}'], 'the initial value itself'],
    ] as const) {
      const { sum, rows } = await explain(path, lines);
      assert.match(rows[0] ?? '', new RegExp(`: ${itself}$`), path);
      assert.match(sum, /^1 \+ 1 \S+ = 2$/);
    }
  });

  it('is nothing more where nothing counts', async () => {
    const { sum } = await explain('a.py', ['def parse(text):', '    return text']);
    assert.equal(sum, 'Nothing counts but the function itself.');
  });

  it('is not told where the language does not tell what counted', () => {
    assert.equal(explainComplexity({ entity: entity() }, [], []), undefined);
  });
});

const altered = (parts: Partial<AlteredFunction>): AlteredFunction => ({
  path: 'src/dates.py',
  entity: entity({ complexity: 13 }),
  identity: 'parse',
  base: 8,
  added: 5,
  limits: [limit(10)],
  ...parts,
});

const tellAltered = (parts: Partial<AlteredFunction>): readonly string[] => {
  const { description, spoken } = writeRow(altered(parts));
  return [description, spoken];
};

describe('a row of the view of complexity', () => {
  it('says what the change made worse, where, and what is allowed', () => {
    assert.deepEqual(writeRow(altered({ broken: limit(10) })), {
      label: 'parse',
      description: '13 (+5)  dates.py:152  src',
      tooltip:
        'parse: complexity 13. It was 8 at the base.\n10 allowed (budget.complexity, block).\nShort is clear.\nsrc/dates.py:152',
      spoken:
        'parse, complexity 13, 5 more than at the base, over the limit of 10, level block, src/dates.py, line 152',
    });
  });

  it('names the number of a limit that is not the one shown', () => {
    const broken = {
      ...limit(15),
      rule: 'budget.cognitive',
      of: { measure: 'cognitive', variant: 'classic' },
    } as const;
    const { tooltip, spoken } = writeRow(altered({ broken }));
    assert.match(tooltip, /15 cognitive complexity allowed \(budget\.cognitive, block\)/);
    assert.match(spoken, /over the limit of 15 cognitive complexity, level block/);
  });

  it('says what is new, what got better, and what stayed', () => {
    assert.deepEqual(tellAltered({ base: 'new', added: 12 }), [
      '13, new  dates.py:152  src',
      'parse, complexity 13, new, src/dates.py, line 152',
    ]);
    assert.deepEqual(tellAltered({ base: 15, added: -2 }), [
      '13 (−2)  dates.py:152  src',
      'parse, complexity 13, 2 less than at the base, src/dates.py, line 152',
    ]);
    assert.deepEqual(tellAltered({ base: 13, added: 0 }), [
      '13  dates.py:152  src',
      'parse, complexity 13, as at the base, src/dates.py, line 152',
    ]);
  });

  it('is headed by what is allowed, and by how many are listed of more', () => {
    assert.equal(writeHead([], 0), '');
    assert.equal(writeHead([altered({})], 1), 'Complexity up to 10 is allowed.');
    assert.equal(
      writeHead([altered({}), altered({ limits: [limit(8), limit(10)] })], 1),
      'Complexity up to 8 or 10 is allowed. Of 2 functions, the first 1 are listed.',
    );
    assert.equal(writeHead([altered({ limits: [] })], 1), 'No rule limits the complexity of these functions.');
  });
});

describe('the empty view of complexity', () => {
  const seen = { isTrusted: true, isOpening: false } as const;

  it('says why it is empty', () => {
    assert.equal(tellEmptiness({ ...seen, isTrusted: false }), 'restricted');
    assert.equal(tellEmptiness({ ...seen, isOpening: true }), 'waiting');
    assert.equal(tellEmptiness(seen), 'absent');
    assert.equal(tellEmptiness({ ...seen, sight: { state: 'waiting' } }), 'waiting');
    assert.equal(tellEmptiness({ ...seen, sight: { state: 'none' } }), 'idle');
    assert.equal(tellEmptiness({ ...seen, sight: { state: 'none' }, policy: 'broken' }), 'broken');
    assert.equal(tellEmptiness({ ...seen, sight: { state: 'none' }, policy: 'frozen' }), 'frozen');
    assert.equal(tellEmptiness({ ...seen, sight: { state: 'none' }, policy: 'audited' }), 'audited');
    assert.equal(tellEmptiness({ ...seen, sight: { state: 'none' }, policy: 'none' }), 'lawless');
  });
});
