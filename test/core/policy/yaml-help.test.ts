import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { completePolicy, type Completion } from '../../../src/core/policy/complete.ts';
import { hoverPolicy } from '../../../src/core/policy/hover.ts';
import { linesOf, offsetAt } from '../../../src/core/lines.ts';
import { policyShape } from '../../../src/core/policy/shape.ts';
import type { Desk } from '../../../src/core/policy/words-written.ts';
import { cursorOf, kinds, layer, merge } from './layers.ts';
import { processorTime } from '../../processor-time.ts';

const desk: Desk = {
  kinds,
  shipped: ['dawsos', 'starter'],
  files: ['README.md', 'src/a.ts', 'src/deep/b.ts', 'src/deep/c d.ts'],
};

const complete = (marked: string, at: Desk = desk): readonly Completion[] => {
  const { text, position } = cursorOf(marked);
  return completePolicy(text, position, at);
};

const labels = (marked: string, at?: Desk): readonly string[] => complete(marked, at).map(({ label }) => label);

/** The text after the completion of that label was taken. */
const accept = (marked: string, label: string): string => {
  const { text } = cursorOf(marked);
  const taken = complete(marked).find((one) => one.label === label);
  assert.ok(taken, `${label} is offered`);
  const lines = linesOf(text);
  const { line, column, endLine, endColumn } = taken.place;
  const [start, end] = [offsetAt(lines, { line, column }), offsetAt(lines, { line: endLine, column: endColumn })];
  return `${text.slice(0, start)}${taken.insert}${text.slice(end)}`;
};

const ruleKeys = ['id', 'kind', 'level', 'because', 'in', 'except', 'modes', 'with'];

const offers: readonly (readonly [title: string, text: string, labels: readonly string[]])[] = [
  ['the only version', 'version: ¦', ['1']],
  ['the words of an enumeration, whatever is typed of them', 'codex: fr¦', ['active', 'frozen']],
  ['true and false', 'mode-required: ¦', ['true', 'false']],
  ['shipped policies in brackets', 'extends: [codex¦]', ['codex-governor:dawsos', 'codex-governor:starter']],
  ['shipped policies behind a dash', 'extends:\n  - ¦', ['codex-governor:dawsos', 'codex-governor:starter']],
  ['shipped policies behind the key', 'extends: ¦', ['codex-governor:dawsos', 'codex-governor:starter']],
  [
    'the keys of a budget in braces that are not closed',
    'budgets: { lines: { limit: 3, ¦',
    ['counts', 'level', 'raised-by', 'because'],
  ],
  ['levels in braces', 'budgets: { lines: { limit: 3, level: ¦ } }', ['info', 'warn', 'block']],
  [
    'file classes',
    'budgets: { lines: { limit: 3, counts: [code, ¦] } }',
    ['code', 'test', 'docs', 'data', 'generated', 'lock', 'vendored'],
  ],
  [
    'the budgets that are left',
    'budgets:\n  lines: 3\n  ¦\n  files: 2\nroles: {}',
    ['syntax', 'squeezes', 'new-files', 'deleted-files', 'complexity', 'cognitive'],
  ],
  ['the keys of a rule, the needed ones first', 'rules:\n  - ¦', ruleKeys],
  ['the keys of a rule in its further lines', 'rules:\n  - id: a\n    ¦', ruleKeys.slice(1)],
  [
    'the keys of a rule between its lines',
    'rules:\n  - id: a\n    ¦\n    level: block',
    ['kind', ...ruleKeys.slice(3)],
  ],
  ['the keys of a rule where dashes are not indented', 'rules:\n- id: a\n  ¦', ruleKeys.slice(1)],
  ['rule kinds', 'rules:\n  - id: a\n    kind: ¦', ['anything', 'forbidden-text', 'limit-of', 'strict-form']],
  [
    'the options of the kind',
    'rules:\n  - id: a\n    kind: limit-of\n    with:\n      ¦',
    ['measure', 'limit', 'unless'],
  ],
  [
    'the options of the kind when it stands below',
    'rules:\n  - id: a\n    with: { ¦ }\n    kind: forbidden-text',
    ['matches', 'beside'],
  ],
  ['the words of an option', 'rules:\n  - { id: a, kind: limit-of, with: { measure: ¦', ['lines', 'files']],
  ['modes that the text names', 'modes:\n  fix: {}\n  feature:\nrules:\n  - modes: [¦]', ['feature', 'fix']],
  [
    'context items that the text names',
    'context:\n  items:\n    - id: guide\n    - { id: spec }\nmodes:\n  a:\n    context:\n      - ¦',
    ['guide', 'spec'],
  ],
  [
    'roles that the text names',
    'roles: { boss: {}, chief: {} }\nbudgets:\n  lines:\n    raised-by: ¦',
    ['boss', 'chief'],
  ],
  [
    'budgets a role may raise',
    'roles:\n  boss:\n    may-raise: [¦',
    ['lines', 'syntax', 'squeezes', 'files', 'new-files', 'deleted-files', 'complexity', 'cognitive'],
  ],
  [
    'rules a role may waive',
    'roles:\n  boss:\n    may-waive: [¦]\nrules:\n  - id: mine',
    ['mine', 'write-scope.mode', 'write-scope.task'],
  ],
  [
    'rules and budgets that cover a line',
    'rules:\n  - id: mine\npull-request:\n  acceptance:\n    - covered-by: [¦]',
    [
      'approval.expired',
      'approval.invalid',
      'approval.unused',
      'budget.cognitive',
      'budget.complexity',
      'budget.deleted-files',
      'budget.files',
      'budget.lines',
      'budget.new-files',
      'budget.squeezes',
      'budget.syntax',
      'mine',
      'waiver.expired',
      'waiver.invalid',
      'waiver.unused',
      'write-scope.mode',
      'write-scope.task',
    ],
  ],
  ['one folder of files at a time', 'classes:\n  code: [¦]', ['README.md', 'src/']],
  ['what is in a folder', "classes:\n  code: ['src/¦']", ['src/a.ts', 'src/deep/']],
  ['files for a glob of an option', 'rules:\n  - kind: forbidden-text\n    with:\n      beside: R¦', ['README.md']],
  ['nothing in a comment', '# ver¦', []],
  ['nothing behind a value and a hash', 'codex: active # fr¦', []],
  ['nothing in a block of text', 'modes:\n  a:\n    goal: |\n      do ¦\n', []],
  ['nothing between the words of a text', 'title: one ¦ two', []],
  ['nothing where only the person knows', 'title: ¦', []],
  ['nothing under a key that is none', 'colours:\n  ¦', []],
  ['nothing in options of a kind that is none', 'rules:\n  - kind: none\n    with:\n      ¦', []],
];

describe('completing a policy that is being typed', () => {
  it('offers every key of the schema at the root, the needed one first, and none twice', () => {
    const keys = Object.keys(policyShape().properties ?? {});
    assert.deepEqual(labels('¦'), keys);
    assert.deepEqual(labels('tit¦'), keys);
    assert.deepEqual(
      labels('version: 1\n¦\ncodex: active').toSorted(),
      keys.filter((key) => !['version', 'codex'].includes(key)).toSorted(),
    );
  });

  for (const [title, text, wanted] of offers) it(`offers ${title}`, () => assert.deepEqual(labels(text), wanted));

  it('puts in what makes the next thing easy to type', () => {
    assert.equal(accept('ver¦', 'version'), 'version: ');
    assert.equal(accept('¦', 'budgets'), 'budgets:\n  ');
    assert.equal(accept('modes:\n  fix:\n    wr¦', 'writes'), 'modes:\n  fix:\n    writes:\n      ');
    assert.equal(accept('modes:\n  fix:\n    ¦', 'duties'), 'modes:\n  fix:\n    duties:\n      - ');
    assert.equal(accept('rules:\n  - ¦', 'in'), 'rules:\n  - in:\n      - ');
    assert.equal(accept('rules:\n  ¦', 'id'), 'rules:\n  - id: ');
    assert.equal(accept('budgets: { li¦ }', 'lines'), 'budgets: { lines:  }');
    assert.equal(accept('extends: ¦', 'codex-governor:dawsos'), 'extends: [codex-governor:dawsos]');
    assert.equal(accept('extends:\n  ¦', 'codex-governor:dawsos'), 'extends:\n  - codex-governor:dawsos');
  });

  it('replaces the whole word, also behind the cursor, and nothing else', () => {
    assert.equal(accept('codex: fr¦ozn # why', 'frozen'), 'codex: frozen # why');
    assert.equal(accept('modes:\n  a:\n    bud¦gts: {}', 'budgets'), 'modes:\n  a:\n    budgets: {}');
    assert.equal(
      accept('extends: [codex-governor:da¦, b]', 'codex-governor:starter'),
      'extends: [codex-governor:starter, b]',
    );
    assert.equal(accept("classes:\r\n  code: ['sr¦c']\r\n", 'src/'), "classes:\r\n  code: ['src/']\r\n");
  });

  it('puts quotes around a path that YAML would read otherwise, and none into quotes', () => {
    assert.equal(
      accept('classes: { code: [src/deep/¦] }', 'src/deep/c d.ts'),
      "classes: { code: ['src/deep/c d.ts'] }",
    );
    assert.equal(
      accept('classes: { code: ["src/deep/¦"] }', 'src/deep/c d.ts'),
      'classes: { code: ["src/deep/c d.ts"] }',
    );
  });

  it('says of each what it is', () => {
    const kind = complete('rules:\n  - kind: lim¦').find(({ label }) => label === 'limit-of');
    assert.equal(kind?.documentation, 'limits. Looks for limits.');
    const level = complete('rules:\n  - lev¦').find(({ label }) => label === 'level');
    assert.equal(level?.detail, 'info | warn | block, required');
    assert.match(level?.documentation ?? '', /^block stops a merge/);
    assert.equal(complete('codex: ¦')[0]?.detail, 'default');
  });

  it('offers names that a base gives', () => {
    const { policy } = merge(
      layer(
        'base',
        'modes: { fix: { title: Fix It } }',
        'roles: { boss: { title: The Boss } }',
        'context: { items: [{ id: guide, path: g.md }] }',
        'rules: [{ id: no-env, kind: anything, level: info, because: b }]',
      ),
    );
    const based = { ...desk, policy };
    assert.deepEqual(labels('modes: { mine: {} }\nrules:\n  - modes: [¦]', based), ['fix', 'mine']);
    assert.deepEqual(labels('modes:\n  ¦', based), ['fix']);
    assert.deepEqual(labels('roles:\n  b¦', based), ['boss']);
    assert.equal(complete('rules:\n  - modes: [¦]', based)[0]?.documentation, 'Fix It');
    assert.deepEqual(labels('modes: { fix: { context: [¦', based), ['guide']);
    assert.ok(labels('pull-request: { acceptance: [{ covered-by: [¦', based).includes('no-env'));
    assert.deepEqual(labels('budgets: { lines: { raised-by: ¦', based), ['boss']);
  });

  it('never throws, and stays in the line of the cursor, whatever the text', () => {
    const sign = fc.constantFrom(
      'rules',
      'modes',
      ':',
      ': ',
      '- ',
      '\n',
      '  ',
      '    ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '#',
      ' |\n',
      '\r\n',
      'a',
      ', ',
      '¦',
      '\t',
      'kind',
      'with',
      'limit-of',
    );
    const text = fc.oneof(
      fc.array(sign, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ maxLength: 80 }),
    );
    fc.assert(
      fc.property(text, fc.nat(12), fc.nat(40), (source, line, column) => {
        const position = { line: line + 1, column: column + 1 };
        for (const { place } of completePolicy(source, position, desk)) assert.equal(place.line, place.endLine);
        hoverPolicy(source, position, desk);
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers within a keystroke for a long policy', () => {
    const text = `${readFileSync('policies/dawsos/policy.yaml', 'utf8')}\n`;
    const lines = text.split('\n').length;
    completePolicy(text, { line: lines, column: 1 }, desk);
    const start = processorTime();
    assert.ok(completePolicy(text, { line: lines, column: 1 }, desk).length >= 1);
    assert.ok(processorTime() - start < 100);
  });
});

describe('helping with a text that is no policy', () => {
  const nasty = [
    '['.repeat(300_000),
    'a: '.repeat(300_000),
    ' '.repeat(900_000),
    `a${' '.repeat(500_000)}`,
    '- '.repeat(300_000),
    '{a,\n'.repeat(150_000),
    'k: [\n'.repeat(100_000),
    '"\n'.repeat(200_000),
    `a: [${'x, '.repeat(200_000)}]`,
    `x: [\n${' a\n'.repeat(200_000)}`,
    `x: [\n${' [\n'.repeat(200_000)}`,
    `x: {\n${' {a: \n'.repeat(100_000)}`,
  ];
  for (const text of nasty)
    it(`does not hang on ${JSON.stringify(text.slice(0, 6))} and so on`, () => {
      const start = processorTime();
      completePolicy(text, { line: 1, column: 3 }, desk);
      hoverPolicy(text, { line: 1, column: 3 }, desk);
      assert.ok(processorTime() - start < 5_000, `${processorTime() - start} ms`);
    });
});

const hover = (marked: string, at: Desk = desk): string | undefined => {
  const { text, position } = cursorOf(marked);
  return hoverPolicy(text, position, at)?.markdown;
};

describe('hovering over a policy', () => {
  it('says what a key means, what may stand there, and the default', () => {
    assert.equal(
      hover('co¦dex: frozen'),
      [
        '**codex** (active | frozen)',
        'The kill switch. frozen: no task starts, and a change that declares a Codex task may not merge.',
        'One of `active`, `frozen`.',
        'Default: `active`.',
      ].join('\n\n'),
    );
  });

  it('says the same of the value, and of what is nested in brackets', () => {
    assert.match(hover('codex: fro¦zen') ?? '', /^\*\*codex\*\*/);
    assert.match(
      hover('budgets: { lines: { limit: 3, le¦vel: warn } }') ?? '',
      /^\*\*level\*\* \(info \| warn \| block\)/,
    );
    assert.match(
      hover('budgets:\n  li¦nes: 3') ?? '',
      /^\*\*lines\*\* \(whole number or map\)\n\nLines added plus deleted/,
    );
  });

  it('says what the options of a kind mean, and what the kind is for', () => {
    const text = 'rules:\n  - kind: limit-of\n    with:\n      measure: lines';
    assert.match(
      hover(text.replace('measure', 'mea¦sure')) ?? '',
      /^\*\*measure\*\* \(lines \| files\)\n\nWhat is counted\./,
    );
    assert.match(hover(text.replace('limit-of', 'limit¦-of')) ?? '', /`limit-of`: limits\. Looks for limits\./);
  });

  it('marks the word it is about', () => {
    const { text, position } = cursorOf('modes:\n  fix: { go¦al: x }');
    const place = hoverPolicy(text, position, desk)?.place;
    assert.deepEqual(place, { line: 2, column: 10, endLine: 2, endColumn: 14 });
  });

  it('says where the value in force comes from, by the ids of list items', () => {
    const base = layer(
      'codex-governor:base',
      'budgets: { lines: 200 }',
      'rules: [{ id: r, kind: k, level: block, because: b }]',
    );
    const own = layer('own', 'budgets: { lines: 300 }', 'rules: [{ id: r, kind: k, level: warn, because: b }]');
    const { policy } = merge(base, own);
    const based = { ...desk, policy };
    assert.match(
      hover('budgets: { lin¦es: 300 }', based) ?? '',
      /\n\nIn force: `200` from codex-governor:base, line 2; overrules `300` \(own, line 2\)\.$/,
    );
    assert.match(hover('budgets: { lines: { lim¦it: 300 } }', based) ?? '', /In force: `200`/);
    assert.match(
      hover('rules:\n  - id: r\n    lev¦el: warn', based) ?? '',
      /In force: `block` from codex-governor:base, line 3/,
    );
    assert.match(hover('cod¦ex: active', based) ?? '', /In force: `active` from the default\.$/);
  });

  it('takes origins that are handed in before those of the policy', () => {
    const { text, position } = cursorOf('cod¦ex: active');
    const origins = new Map([['codex', [{ source: 'x', line: 3, value: 'frozen' }]]]);
    assert.match(hoverPolicy(text, position, desk, origins)?.markdown ?? '', /In force: `frozen` from x, line 3\.$/);
  });

  it('has nothing to say of comments, blanks, unknown keys and half-typed words', () => {
    for (const text of ['# co¦dex', 'codex: active\n¦', 'col¦our: x', 'cod¦'])
      assert.equal(hover(text), undefined, text);
  });
});
