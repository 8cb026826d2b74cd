import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import * as fc from 'fast-check';
import { readLayer } from '../../../src/core/policy/read.ts';
import { places } from './layers.ts';
import { processorTime } from '../../processor-time.ts';

interface Bad {
  readonly title: string;
  readonly text: string;
  /** `line:column-endColumn code`, and the start of the message. */
  readonly says: readonly (readonly [place: string, message: string, replacement?: string])[];
}

const under = (...lines: readonly string[]): string => ['version: 1', ...lines].join('\n');
const rule = '  - { id: a, kind: x, level: block, because: y }';

const table: readonly Bad[] = [
  {
    title: 'a text without anything',
    text: '',
    says: [['1:1-1 empty-policy', 'This policy is empty. Begin with `version: 1`.']],
  },
  { title: 'comments only', text: '# nothing\n\n', says: [['1:1-1 empty-policy', 'This policy is empty.']] },
  {
    title: 'a list at the root',
    text: '- a\n- b',
    says: [['1:1-4 not-a-map', 'A policy is a map: lines of `key: value`.']],
  },
  { title: 'a word at the root', text: 'policy', says: [['1:1-7 not-a-map', 'A policy is a map']] },
  {
    title: 'a version we do not know',
    text: 'version: 2',
    says: [['1:10-11 wrong-word', '`version` must be `1`; found the number 2.', '1']],
  },
  {
    title: 'a missing version',
    text: 'title: Ours',
    says: [['1:1-12 missing-key', 'The policy needs the key `version`. The version of this format.']],
  },
  {
    title: 'a misspelt key that is also the missing one, said once',
    text: 'versoin: 1',
    says: [['1:1-8 unknown-key', '`versoin` is not a key of the policy. Did you mean `version`?', 'version']],
  },
  {
    title: 'a misspelt nested key, at the key',
    text: under('modes:', '  fix:', '    budgts:', '      lines: 3'),
    says: [['4:5-11 unknown-key', '`budgts` is not a key of `modes.fix`. Did you mean `budgets`?', 'budgets']],
  },
  {
    title: 'a key that nothing is like, with the keys there are',
    text: under('classes:', '  pictures: [a]'),
    says: [['3:3-11 unknown-key', '`pictures` is not a key of `classes`. Its keys are `code`, `test`, `docs`']],
  },
  {
    title: 'a key like one that stands there already, without offering it twice',
    text: under('title: A', 'titel: B'),
    says: [
      ['3:1-6 unknown-key', '`titel` is not a key of the policy. Did you mean `title`? That key is there already'],
    ],
  },
  {
    title: 'a text for a whole number',
    text: under('context:', '  tokens: many'),
    says: [['3:11-15 wrong-type', '`context.tokens` must be a whole number; found the text `many`.']],
  },
  {
    title: 'a number in quotes, with the number to put there',
    text: under('context:', '  tokens: "200"'),
    says: [['3:11-16 wrong-type', '`context.tokens` must be a whole number; found the text `200`.', '200']],
  },
  {
    title: 'a number that is not whole',
    text: under('context:', '  tokens: 1.5'),
    says: [['3:11-14 wrong-type', '`context.tokens` must be a whole number; found the number 1.5.']],
  },
  {
    title: 'a number no count can be',
    text: under('context:', '  tokens: .inf'),
    says: [['3:11-15 wrong-type', '`context.tokens` must be a whole number']],
  },
  {
    title: 'a negative limit',
    text: under('budgets:', '  lines: -1'),
    says: [['3:10-12 out-of-range', '`budgets.lines` must be at least 0; found the number -1.']],
  },
  {
    title: 'a budget that is neither number nor map, as one problem',
    text: under('budgets:', '  lines: lots'),
    says: [
      [
        '3:10-14 wrong-type',
        '`budgets.lines` must be a whole number, or a map with `limit`, `counts`, `level`, `raised-by` and `because`; found the text `lots`.',
      ],
    ],
  },
  {
    title: 'a budget without its limit, at the budget',
    text: under('budgets:', '  lines:', '    level: warn'),
    says: [['3:3-8 missing-key', '`budgets.lines` needs the key `limit`. The highest value that is still allowed.']],
  },
  {
    title: 'a mistake inside one alternative of a budget',
    text: under('budgets:', '  lines: { limit: 3, level: blok }'),
    says: [
      [
        '3:29-33 wrong-word',
        '`budgets.lines.level` must be `info`, `warn` or `block`; found the text `blok`. Did you mean `block`?',
        'block',
      ],
    ],
  },
  {
    title: 'an empty list of counted classes',
    text: under('budgets:', '  lines: { limit: 3, counts: [] }'),
    says: [
      ['3:30-32 out-of-range', '`budgets.lines.counts` must be a list with at least one item; found an empty list.'],
    ],
  },
  {
    title: 'a file class that is none',
    text: under('budgets:', '  lines: { limit: 3, counts: [code, tests] }'),
    says: [['3:37-42 wrong-word', '`budgets.lines.counts.#2` must be `code`, `test`', 'test']],
  },
  {
    title: 'yes for true',
    text: under('mode-required: yes'),
    says: [['2:16-19 wrong-type', '`mode-required` must be `true` or `false`; found the text `yes`.', 'true']],
  },
  {
    title: 'one text where a list belongs',
    text: under('extends: codex-governor'),
    says: [['2:10-24 wrong-type', '`extends` must be a list', '[codex-governor]']],
  },
  {
    title: 'a number where a text belongs',
    text: under('title: 2024'),
    says: [['2:8-12 wrong-type', '`title` must be a text; found the number 2024.', "'2024'"]],
  },
  {
    title: 'a key without a value',
    text: under('title:'),
    says: [['2:7-7 wrong-type', '`title` must be a text; found nothing.']],
  },
  {
    title: 'an empty text',
    text: under('title: ""'),
    says: [['2:8-10 out-of-range', '`title` must be a text that is not empty; found an empty text.']],
  },
  {
    title: 'a label that is too long',
    text: under('modes:', '  a:', '    label: as long as a sentence'),
    says: [['4:12-33 out-of-range', '`modes.a.label` must be a text of at most 16 characters']],
  },
  {
    title: 'a list of modes',
    text: under('modes:', '  - fix'),
    says: [['2:1-6 wrong-type', '`modes` must be a map (`key: value` lines); found a list.']],
  },
  {
    title: 'an id of a mode that is none, at the key',
    text: under('modes:', '  Fix It: {}'),
    says: [['3:3-9 bad-id', '`Fix It` is no id. An id is lower-case words joined by hyphens or dots', 'fix-it']],
  },
  {
    title: 'an id of a rule that is none, at the value',
    text: under('rules:', '  - { id: No_Env, kind: x, level: block, because: y }'),
    says: [['3:11-17 bad-id', '`No_Env` is no id.', 'no-env']],
  },
  {
    title: 'an empty id, said once',
    text: under('rules:', '  - { id: "", kind: x, level: block, because: y }'),
    says: [['3:11-13 bad-id', '`` is no id.']],
  },
  {
    title: 'a rule without its reason, at its first line',
    text: under('rules:', '  - id: no-env', '    kind: x', '    level: block'),
    says: [['3:5-15 missing-key', '`rules.no-env` needs the key `because`. Why the rule is there, with its source.']],
  },
  {
    title: 'two rules with one id',
    text: under('rules:', rule, rule),
    says: [['4:11-12 duplicate-id', 'The id `a` stands in `rules` a second time; it first stands in line 3.']],
  },
  {
    title: 'two context items with one id',
    text: under('context:', '  items:', '    - { id: a, path: x }', '    - { id: a, path: y }'),
    says: [['5:13-14 duplicate-id', 'The id `a` stands in `context.items` a second time; it first stands in line 4.']],
  },
  {
    title: 'two prompt patterns with one id',
    text: under('prompt:', '  patterns:', '    - { id: a, title: x, text: t }', '    - { id: a, title: x, text: t }'),
    says: [['5:13-14 duplicate-id', 'The id `a` stands in `prompt.patterns` a second time']],
  },
  {
    title: 'two acceptance lines with one id',
    text: under('pull-request:', '  acceptance: [{ id: a, text: x }, { id: a, text: x }]'),
    says: [['3:42-43 duplicate-id', 'The id `a` stands in `pull-request.acceptance` a second time']],
  },
  {
    title: 'two duties with one id',
    text: under('modes:', '  m:', '    duties: [{ id: a, text: x }, { id: a, text: y }]'),
    says: [['4:40-41 duplicate-id', 'The id `a` stands in `modes.m.duties` a second time']],
  },
  {
    title: 'a key that stands twice, at the second',
    text: under('title: a', 'title: b'),
    says: [['3:1-6 duplicate-key', '`title` is here a second time; the first is in line 2.']],
  },
  {
    title: 'a tab as indentation',
    text: under('modes:', '\tfix: {}'),
    says: [['3:1-2 tab', 'A tab indents this line. YAML takes spaces only']],
  },
  {
    title: 'two keys in a line',
    text: under('title: a: b'),
    says: [['2:8-9 yaml-syntax', 'A second `key: value` stands in one line']],
  },
  {
    title: 'a quote that is not closed',
    text: under('title: "abc'),
    says: [['2:11-12 yaml-syntax', 'A quote before this is never closed.']],
  },
  {
    title: 'a bracket that is not closed, at the last sign that is there',
    text: under('extends: [a', '', ''),
    says: [['2:11-12 yaml-syntax', 'A bracket before this is not closed properly.']],
  },
  {
    title: 'a list item among keys, once',
    text: under('modes:', '  fix:', '    title: Fix', '    - broken'),
    says: [['5:5-13 yaml-syntax', 'A list item cannot be among `key: value` lines. Put a key above the list']],
  },
  {
    title: 'a list in the line of its key, once',
    text: under('extends: - a'),
    says: [['2:10-11 yaml-syntax', 'A list cannot begin in the line of its key.']],
  },
  {
    title: 'a bracket that is not closed',
    text: '{ version: 1, extends: [ }',
    says: [['1:26-27 yaml-syntax', 'A bracket before this is not closed properly.']],
  },
  {
    title: 'a key without a colon',
    text: under('modes', 'title: a'),
    says: [['2:1-6 yaml-syntax', 'This line is neither `key: value` nor a list item.']],
  },
  {
    title: 'an escape that is none',
    text: under(String.raw`title: "a\d"`),
    says: [['2:10-11 yaml-syntax', 'In double quotes a backslash begins an escape.']],
  },
  {
    title: 'a second document',
    text: 'version: 1\n---\nversion: 1',
    says: [['2:1-2 many-documents', 'A policy is one YAML document.']],
  },
  {
    title: 'tags',
    text: under('title: !env HOME', 'modes: !python {}', 'budgets: { lines: !!binary "AAAA" }'),
    says: [
      ['2:13-17 custom-tag', 'A policy holds data only: remove the tag `!env`.'],
      ['3:16-18 custom-tag', 'A policy holds data only: remove the tag `!python`.'],
      ['4:28-34 custom-tag', 'A policy holds data only: remove the tag `tag:yaml.org,2002:binary`.'],
    ],
  },
  {
    title: 'a merge key',
    text: under('budgets: &b { lines: 3 }', 'modes:', '  a:', '    budgets:', '      <<: *b'),
    says: [['6:7-9 merge-key', 'Merge keys (`<<`) are not read.']],
  },
  {
    title: 'the key __proto__',
    text: under('roles:', '  __proto__: { title: x }'),
    says: [['3:3-12 bad-key', 'The key `__proto__` is not allowed.']],
  },
  {
    title: 'a key that is a list',
    text: under('? [a]', ': b'),
    says: [['2:3-6 bad-key', 'A key is one word or text, followed by a colon.']],
  },
  {
    title: 'an alias of nothing',
    text: under('title: &name A', 'pull-request: { kill-switch: *nam }'),
    says: [['3:30-34 unknown-anchor', 'There is no anchor `&nam` above.', '*name']],
  },
  {
    title: 'an alias of what it stands in',
    text: under('modes: &m', '  a: *m'),
    says: [['3:6-8 circular-anchor', 'The alias `*m` stands inside what it repeats.']],
  },
];

describe('reading a policy', () => {
  for (const { title, text, says } of table)
    it(`refuses ${title}`, () => {
      const { problems, document } = readLayer('p.yaml', text);
      const found = problems.map(({ line, column, endLine, endColumn, code }) => {
        assert.equal(endLine, line);
        return `${line}:${column}-${endColumn} ${code}`;
      });
      assert.deepEqual(
        found,
        says.map(([place]) => place),
      );
      for (const [place, message, replacement] of says) {
        const problem = problems.find((_, index) => found[index] === place);
        assert.ok(problem);
        assert.ok(problem.message.startsWith(message), problem.message);
        assert.equal(problem.replacement, replacement);
        assert.equal(problem.severity, 'error');
        assert.equal(problem.source, 'p.yaml');
      }
      assert.equal(document, undefined, 'a policy with a mistake is not used');
    });

  it('reads what is right, whole and without a word', () => {
    for (const name of ['dawsos', 'starter']) {
      const { document, problems } = readLayer(name, readFileSync(`policies/${name}/policy.yaml`, 'utf8'));
      assert.deepEqual(problems, []);
      assert.equal(document?.version, 1);
    }
  });

  it('keeps places right with CRLF, with a byte order mark and with lone carriage returns', () => {
    assert.deepEqual(places(readLayer('p', 'version: 1\r\ntitle: 5\r\nmodes: []\r\n').problems), [
      '2:8 wrong-type',
      '3:8 wrong-type',
    ]);
    assert.deepEqual(places(readLayer('p', '\uFEFFversions: 1').problems), ['1:1 unknown-key']);
    assert.equal(readLayer('p', '\uFEFFversion: 1\r\ntitle: x\r\n').document?.title, 'x');
  });

  it('counts columns in UTF-16 units, as editors do', () => {
    assert.deepEqual(places(readLayer('p', under('modes: { a: { goal: "😀", lable: x } }')).problems), [
      '2:27 unknown-key',
    ]);
  });

  it('follows aliases, and names one mistake once however often it is repeated', () => {
    const text = under(
      'modes:',
      '  a: { writes: { deny: &d [x, 5] } }',
      '  b: { writes: { deny: *d } }',
      '  c: { writes: { deny: *d } }',
    );
    const { problems } = readLayer('p', text);
    assert.deepEqual([...new Set(places(problems))], ['3:31 wrong-type']);
    const right = readLayer('p', text.replace('5', 'y'));
    assert.deepEqual(right.document?.modes?.['c']?.writes?.deny, ['x', 'y']);
  });

  it('knows where every value and key stands, and the nearest place of what is not written', () => {
    const read = readLayer('p', under('modes:', '  fix:', '    budgets: { lines: 20 }', 'rules:', rule));
    const at = (path: readonly (string | number)[], part?: 'key' | 'value'): string => {
      const { line, column, endColumn } = read.placeOf(path, part);
      return `${line}:${column}-${endColumn}`;
    };
    assert.equal(at(['modes', 'fix', 'budgets', 'lines']), '4:23-25');
    assert.equal(at(['modes', 'fix', 'budgets', 'lines'], 'key'), '4:16-21');
    assert.equal(at(['modes', 'fix']), '3:3-6');
    assert.equal(at(['modes', 'fix', 'writes', 'allow']), '3:3-6');
    assert.equal(at(['rules', 0, 'level']), '6:30-35');
    assert.equal(at(['rules', 0]), '6:5-49');
    assert.equal(at([]), '1:1-11');
  });

  it('shows a text of several lines by its first', () => {
    const { problems } = readLayer(
      'p',
      under('title: >-', '  one', '  two', 'modes:', '  a: { label: >-', '      x }'),
    );
    for (const { line, endLine } of problems) assert.equal(line, endLine);
  });

  it('says how many problems there are beyond a hundred', () => {
    const keys = Array.from({ length: 6_000 }, (_, index) => `key${index}: 1`);
    const { problems } = readLayer('p', under(...keys));
    assert.equal(problems.length, 101);
    assert.equal(problems.at(-1)?.code, 'more-problems');
    assert.match(problems.at(-1)?.message ?? '', /^There are 5900 more problems from here on\./);
    assert.equal(problems.at(-1)?.line, 102);
  });
});

const laughs = (depth: number, width: number): string =>
  Array.from({ length: depth }, (_, level) => {
    const item = level === 0 ? 'lol' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: width }, () => item).join(', ')}]`;
  }).join('\n');

describe('refusing a policy that would take long or much memory', () => {
  const refused: readonly (readonly [title: string, text: string, code: string])[] = [
    ['billion laughs', laughs(10, 10), 'too-many-values'],
    ['quadratic laughs', `a: &a [${'x, '.repeat(2_000)}x]\nb: [${'*a, '.repeat(2_000)}*a]`, 'too-many-values'],
    ['laughs by merge keys', `a: &a { x: 1 }\nb:\n  <<: [${'*a, '.repeat(100)}*a]`, 'merge-key'],
    ['a chain of nested aliases', laughs(60, 1), 'too-deep'],
    ['ten megabytes', `version: 1\n${'# a comment of some length\n'.repeat(400_000)}`, 'too-long'],
    ['deep brackets', '['.repeat(60_000), 'too-deep'],
    ['deep braces', '{a: '.repeat(15_000), 'too-deep'],
    ['deep dashes', '- '.repeat(40_000), 'too-deep'],
    ['deep questions', '? '.repeat(40_000), 'too-deep'],
    ['deep indentation', Array.from({ length: 60 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), 'too-deep'],
    ['a million brackets', '['.repeat(1_000_000), 'too-long'],
    ['a million closing brackets', ']'.repeat(1_000_000), 'too-long'],
    ['a million anchors', '&a '.repeat(300_000), 'too-long'],
    ['very many keys', Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n'), 'too-long'],
    ['very many documents', '---\n'.repeat(30_000), 'many-documents'],
  ];
  for (const [title, text, code] of refused)
    it(`refuses ${title} with a clear error, soon`, () => {
      const start = processorTime();
      const { problems, document } = readLayer('p', text);
      assert.ok(processorTime() - start < 5_000, `${processorTime() - start} ms`);
      assert.equal(document, undefined);
      assert.ok(
        problems.some((problem) => problem.code === code),
        places(problems).slice(0, 5).join(', '),
      );
      assert.ok(problems.length <= 101);
    });

  it('refuses by its size what is too large before it parses any of it', () => {
    const start = processorTime();
    const { problems } = readLayer('p', 'a: 1\n'.repeat(2_000_000));
    assert.ok(processorTime() - start < 2_000);
    assert.deepEqual(places(problems), ['1:1 too-long']);
    assert.match(problems[0]?.message ?? '', /more than 1048576 characters\. Split it/);
  });
});

describe('reading whatever it is given', () => {
  const shipped = ['dawsos', 'starter'].map((name) => readFileSync(`policies/${name}/policy.yaml`, 'utf8'));

  it('never throws on arbitrary text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const { problems } = readLayer('p', text);
        assert.ok(problems.length > 0);
        for (const { line, column, endColumn } of problems) assert.ok(line >= 1 && column >= 1 && endColumn >= column);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on text made of the signs of YAML', () => {
    const signs = fc.constantFrom(
      'a',
      'version',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '#',
      '&a ',
      '*a',
      '!',
      '|',
      '>',
      '? ',
      ',',
      '\t',
      '<<',
      '%',
      '---\n',
      '1',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
        readLayer('p', parts.join(''));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws on a policy with something cut out, doubled or put in, and stays inside the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shipped),
        fc.nat(),
        fc.nat(400),
        fc.constantFrom('', ': ', '\n', '- ', '{', '"', '  ', 'x', '*x', '\t', '[', '5'),
        (text, at, length, put) => {
          const start = at % text.length;
          const changed = `${text.slice(0, start)}${put}${text.slice(start + length)}`;
          const lines = changed.split('\n');
          for (const { line, column } of readLayer('p', changed).problems) {
            assert.ok(line <= lines.length);
            assert.ok(column <= (lines[line - 1] ?? '').length + 1);
          }
        },
      ),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('gives the same problems for the same text', () => {
    for (const { text } of table) {
      assert.deepEqual(readLayer('p', text).problems, readLayer('p', text).problems);
    }
  });
});
