import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { checkAlive, checkGlob, indexFiles } from '../../../src/core/policy/check-globs.ts';
import { checkLayer, globsOf } from '../../../src/core/policy/check.ts';
import { mergeLayers } from '../../../src/core/policy/merge.ts';
import type { Problem } from '../../../src/core/policy/policy.ts';
import { readLayer, type Layer } from '../../../src/core/policy/read.ts';
import { ruleKinds } from '../../../src/core/rules/index.ts';
import { kinds, layer, places } from './layers.ts';

const files = ['README.md', 'docs/spec.md', 'src/a.ts', 'src/deep/b.ts', 'tests/a.test.ts', '.env.example'];

const check = (layers: readonly Layer[], of: Layer, withFiles?: readonly string[]): readonly Problem[] =>
  checkLayer(of, {
    policy: mergeLayers(layers).policy,
    kinds,
    ...(withFiles === undefined ? {} : { files: withFiles }),
  });

const checkOwn = (lines: readonly string[], withFiles?: readonly string[]): readonly Problem[] => {
  const own = layer('own', ...lines);
  return check([own], own, withFiles);
};

/** The codes of what a rule with this place and these options is told. */
const written = (kind: string, options: string, glob: string): readonly string[] => {
  const own = layer(
    'own',
    'modes: { fix: {} }',
    `rules: [{ id: r, kind: ${kind}, level: block, because: b, in: ['${glob}'], with: ${options} }]`,
  );
  const { policy } = mergeLayers([own]);
  return checkLayer(own, { policy, kinds: ruleKinds, files }).map(({ code }) => code);
};

const modes = 'modes: { fix: {}, feature: {} }';

/** What is said of a rule that leaves something to others, with its options and what the first rule is. */
const leaving = (options: string, first = 'kind: forbidden-import, level: block'): readonly string[] => {
  const own = layer(
    'own',
    modes,
    'rules:',
    `  - { id: first, because: b, with: { modules: [a] }, ${first} }`,
    `  - { id: r, because: b, kind: forbidden-import, level: block, with: { modules: [b], ${options} } }`,
  );
  const { policy } = mergeLayers([own]);
  return checkLayer(own, { policy, kinds: ruleKinds }).map(({ code, message }) => `${code} ${message.split(':')[0]}`);
};
const rule = (rest: string): string => `rules: [{ id: r, level: block, because: b, ${rest} }]`;

interface Bad {
  readonly title: string;
  readonly lines: readonly string[];
  readonly says: readonly (readonly [place: string, message: RegExp, replacement?: string])[];
  readonly files?: readonly string[];
  readonly severity?: 'warning';
}

const table: readonly Bad[] = [
  {
    title: 'a mode that a rule names and nothing has',
    lines: [modes, rule('kind: anything, modes: [fix, featur]')],
    says: [['3:73 unknown-mode', /^There is no mode `featur`\. Did you mean `feature`\?$/, 'feature']],
  },
  {
    title: 'a mode that a context item names and nothing has',
    lines: [modes, 'context: { items: [{ id: i, path: x, modes: [zebra] }] }'],
    says: [['3:46 unknown-mode', /^There is no mode `zebra`\. There are `fix` and `feature`\.$/]],
  },
  {
    title: 'a mode that a prompt pattern names and nothing has',
    lines: [modes, 'prompt: { patterns: [{ id: p, title: P, text: t, modes: [fx] }] }'],
    says: [['3:58 unknown-mode', /Did you mean `fix`/, 'fix']],
  },
  {
    title: 'a context item that a mode names and nothing has',
    lines: ['modes: { fix: { context: [guid] } }', 'context: { items: [{ id: guide, path: x }] }'],
    says: [['2:27 unknown-context-item', /^There is no context item `guid`\. Did you mean `guide`\?$/, 'guide']],
  },
  {
    title: 'a role that a budget names and nothing has',
    lines: [
      modes,
      'budgets: { lines: { limit: 3, raised-by: bos } }',
      'roles: { boss: { title: B, may-raise: [lines] } }',
    ],
    says: [['3:42 unknown-role', /^There is no role `bos`\. Did you mean `boss`\?$/, 'boss']],
  },
  {
    title: 'a role where there are none',
    lines: ['modes: { fix: { budgets: { files: { limit: 3, raised-by: boss } } } }'],
    says: [['2:58 unknown-role', /The policy has no roles yet: add it under `roles`/]],
  },
  {
    title: 'a role that may not raise what it is named for',
    lines: [
      'roles: { boss: { title: B, may-raise: [files] } }',
      'modes: { fix: { budgets: { lines: { limit: 3, raised-by: boss } } } }',
    ],
    says: [['3:58 role-may-not-raise', /The role `boss` may not raise `lines`, so nobody may/]],
    severity: 'warning',
  },
  {
    title: 'a rule that a role may waive and is none',
    lines: [modes, 'roles: { boss: { title: B, may-waive: [write-scope.*, no-*, write-scope.mod, budget.lines] } }'],
    says: [
      ['3:55 unknown-rule', /^There is no rule `no-\*`\./],
      ['3:61 unknown-rule', /Did you mean `write-scope\.mode`\?$/, 'write-scope.mode'],
      [
        '3:78 unknown-rule',
        /^There is no rule `budget\.lines`\. There are `write-scope\.mode` and `write-scope\.task`\.$/,
      ],
    ],
  },
  {
    title: 'a rule that covers an acceptance line and is none',
    lines: [
      modes,
      rule('kind: anything'),
      'pull-request: { acceptance: [{ id: l, text: T, covered-by: [r, budget.lines, write-scope.mode, budget.line] }] }',
    ],
    says: [
      [
        '4:96 unknown-rule',
        /^There is no rule, budget or gate `budget\.line`\. Did you mean `budget\.lines`\?$/,
        'budget.lines',
      ],
    ],
  },
  {
    title: 'a rule kind that is none',
    lines: [modes, rule('kind: forbiden-text, with: { x: 1 }')],
    says: [
      [
        '3:50 unknown-kind',
        /^There is no rule kind `forbiden-text`\. Did you mean `forbidden-text`\?$/,
        'forbidden-text',
      ],
    ],
  },
  {
    title: 'options that do not fit their kind, each at its place',
    lines: [
      modes,
      'rules:',
      '  - id: r',
      '    kind: limit-of',
      '    level: warn',
      '    because: b',
      '    with:',
      '      measure: line',
      '      limt: 3',
    ],
    says: [
      [
        '9:16 wrong-word',
        /^`rules\.r\.with\.measure` must be `lines` or `files`; found the text `line`\. Did you mean `lines`\?$/,
        'lines',
      ],
      ['10:7 unknown-key', /^`limt` is not a key of `rules\.r\.with`\. Did you mean `limit`\?$/, 'limit'],
    ],
  },
  {
    title: 'options that break what only their kind knows',
    lines: [modes, rule('kind: strict-form, with: { code: abc, most: 10, even: 3, form: { none: 1 } }')],
    says: [
      ['3:77 bad-format', /^`rules\.r\.with\.code` does not fit: three capital letters\. Found the text `abc`\.$/],
      ['3:88 out-of-range', /^`rules\.r\.with\.most` must be at most 9; found the number 10\.$/],
      ['3:98 bad-value', /^`rules\.r\.with\.even` does not fit: it has to be even\.$/],
      ['3:101 wrong-type', /^`rules\.r\.with\.form` must be a map with `one`, or a map with `other`; found a map\.$/],
    ],
  },
  {
    title: 'options that are missing, at the rule',
    lines: [modes, rule('kind: forbidden-text')],
    says: [['3:9 missing-key', /^`rules\.r\.with` needs the key `matches`\. The text\.$/]],
  },
  {
    title: 'a pattern that does not compile, in the prompt lint',
    lines: [modes, 'prompt: { lint: { avoid: [{ matches: "(", because: b, better: c }] } }'],
    says: [['3:38 bad-pattern', /not a regular expression/]],
  },
  {
    title: 'a pattern that runs away, in the options of a rule',
    lines: [modes, rule("kind: forbidden-text, with: { matches: '(a+)+$' }")],
    says: [['3:83 runaway-pattern', /can run away/]],
  },
  {
    title: 'a pattern that runs away, in a slot',
    lines: [
      modes,
      "prompt: { patterns: [{ id: p, title: P, text: '{a}', slots: { a: { ask: A, matches: '(x|x)*' } } }] }",
    ],
    says: [['3:85 runaway-pattern', /can run away/]],
  },
  {
    title: 'a slot that the text asks for and nobody declared',
    lines: [
      modes,
      "prompt: { patterns: [{ id: p, title: P, text: 'Do {fil} and {x y}', slots: { file: { ask: A } } }] }",
    ],
    says: [
      ['3:47 unknown-slot', /^The text asks for `\{fil\}`, and there is no such slot\. Did you mean `\{file\}`\?$/],
    ],
  },
  {
    title: 'a slot that the text never uses',
    lines: [modes, "prompt: { patterns: [{ id: p, title: P, text: 'Do it', slots: { file: { ask: A } } }] }"],
    says: [['3:65 unused-slot', /^The text never uses the slot `file`/]],
    severity: 'warning',
  },
  {
    title: 'an example that does not match',
    lines: [
      modes,
      "prompt: { patterns: [{ id: p, title: P, text: '{a}', slots: { a: { ask: A, matches: 'x+', example: xy } } }] }",
    ],
    says: [['3:100 bad-example', /The example of the slot `a` does not match its own `matches`/]],
    severity: 'warning',
  },
  {
    title: 'globs that are none',
    lines: [
      modes,
      `rules: [{ id: r, kind: anything, level: info, because: b, in: ['src\\x', '!src/', '../x', 'C:/x', '{a', '[a'] }]`,
    ],
    says: [
      ['3:64 bad-glob', /^Write \/ between folders/, 'src/x'],
      ['3:73 bad-glob', /begins with `!`/],
      ['3:82 bad-glob', /never lead out of it/],
      ['3:90 bad-glob', /Paths start from the root/],
      ['3:98 bad-glob', /^The bracket `\}` is missing/],
      ['3:104 bad-glob', /^The bracket `\]` is missing/],
    ],
  },
  {
    title: 'globs that run away',
    lines: [modes, "classes: { code: ['*(*)', '**/*a*b*c*d*e', '**/a/**/b/**/c/**/d/**/e', '+(*)*(*)b'] }"],
    says: [
      ['3:19 runaway-glob', /tangled/],
      ['3:27 runaway-glob', /tangled/],
      ['3:44 runaway-glob', /tangled/],
      ['3:72 runaway-glob', /tangled/],
    ],
  },
  {
    title: 'globs that have to match a file and match none, wherever they stand',
    lines: [
      'modes: { fix: { writes: { allow: [src/**, lib/**], deny: ["**/*.sql"] } } }',
      rule('kind: limit-of, in: [gone/], except: [src/gone.ts], with: { measure: lines, limit: 1, unless: ["*.py"] }'),
      'classes: { docs: ["*.rst"] }',
      'context: { items: [{ id: i, path: docs/spek.md, fresh: { behind: { commits: 1, paths: [nowhere/] } },',
      '  pick: { suggest: [{ for: [app/], path: docs/spec.txt }] } }] }',
    ],
    files,
    severity: 'warning',
    says: [
      ['2:43 dead-glob', /^`lib\/\*\*` matches no file in this repository\.$/],
      ['3:65 dead-glob', /^`gone\/` matches no file/],
      ['3:139 dead-glob', /^`\*\.py` matches no file/],
      [
        '5:35 dead-glob',
        /^There is no file `docs\/spek\.md` in this repository\. Did you mean `docs\/spec\.md`\?$/,
        'docs/spec.md',
      ],
      ['5:88 dead-glob', /^`nowhere\/` matches no file/],
      ['6:29 dead-glob', /^`app\/` matches no file/],
      ['6:42 dead-glob', /^There is no file `docs\/spec\.txt`/, 'docs/spec.md'],
    ],
  },
  {
    title: 'no word about what is closed, excepted or classed and not there, nor about a kind of file yet to come',
    lines: [
      'modes: { fix: { writes: { allow: [src/**, "**/*.sql"], deny: [.env] } } }',
      rule('kind: limit-of, in: [src/], except: [src/gone.ts], with: { measure: lines, limit: 1 }'),
      'classes: { docs: ["*.rst"] }',
    ],
    files,
    severity: 'warning',
    says: [],
  },
  {
    title: 'a mode for a kind of file that is yet to come',
    lines: ['modes: { tests: { writes: { allow: ["**/*.spec.rb"] } } }'],
    files,
    severity: 'warning',
    says: [],
  },
  {
    title: 'a folder without its slash, with the glob to put there',
    lines: [modes, 'classes: { code: [src] }'],
    files,
    severity: 'warning',
    says: [['3:19 dead-glob', /^`src` is a folder.*Write `src\/` for all below it\.$/, 'src/']],
  },
  {
    title: 'a mode that may write nothing, because what it allows is denied',
    lines: ['modes: { fix: { writes: { allow: [src/], deny: [src/] } } }'],
    severity: 'warning',
    says: [['2:17 writes-nothing', /^The mode `fix` may write nothing/]],
  },
  {
    title: 'a mode that may write no file there is',
    lines: ['modes: { fix: { writes: { allow: [src/], deny: ["**/*.ts"] } } }'],
    files,
    severity: 'warning',
    says: [['2:17 writes-nothing', /^There is no file in this repository that the mode `fix` may write/]],
  },
  {
    title: 'a policy without modes',
    lines: ['title: Ours'],
    severity: 'warning',
    says: [['1:1 no-modes', /^This policy has no modes, so no task can start/]],
  },
];

describe('checking what a policy says', () => {
  for (const { title, lines, says, files: among, severity } of table)
    it(`tells of ${title}`, () => {
      const problems = checkOwn(lines, among);
      assert.deepEqual(
        places(problems),
        says.map(([place]) => place),
      );
      for (const [index, [, message, replacement]] of says.entries()) {
        assert.match(problems[index]?.message ?? '', message);
        assert.equal(problems[index]?.replacement, replacement);
        assert.equal(problems[index]?.severity, severity ?? 'error');
      }
    });

  it('has nothing to say of the policies we ship', () => {
    for (const name of ['dawsos', 'master-laws', 'pr-chain', 'starter']) {
      const read = readLayer(`codex-governor:${name}`, readFileSync(`policies/${name}/policy.yaml`, 'utf8'));
      const { policy, problems } = mergeLayers([read]);
      assert.deepEqual(problems, []);
      assert.deepEqual(checkLayer(read, { policy, kinds: ruleKinds, files }), []);
    }
  });

  it('knows the names that a base or an extending policy gives', () => {
    const base = layer(
      'codex-governor:base',
      modes,
      'roles: { boss: { title: B, may-raise: [lines] } }',
      rule('kind: anything'),
    );
    const own = layer(
      'own',
      'budgets: { lines: { limit: 1, raised-by: boss } }',
      'context: { items: [{ id: i, path: x, modes: [fix] }] }',
      'pull-request: { acceptance: [{ id: l, text: T, covered-by: [r] }] }',
    );
    assert.deepEqual(check([base, own], own), []);
    assert.deepEqual(check([base, own], base), []);
    assert.equal(check([own], own).length, 4, 'alone it has no modes, role or rule');
  });

  it('tells of a rule that leaves something to one that cannot be left it', () => {
    assert.deepEqual(leaving('untold-to: [first]'), []);
    assert.deepEqual(leaving('untold-to: [frst]'), ['unknown-rule There is no rule `frst`. Did you mean `first`?']);
    assert.deepEqual(leaving('untold-to: [first]', 'kind: forbidden-import, level: warn'), [
      'left-to-nobody `r` can leave nothing to `first`, which is only `warn`',
    ]);
    assert.deepEqual(leaving('untold-to: [r]'), [
      'left-to-nobody `r` can leave nothing to `r`, which does not stand above it',
    ]);
  });

  it('looks for dead globs only in policies of the repository: what we ship is made for many', () => {
    const dead = 'modes: { fix: { writes: { allow: [src/, nowhere/] } } }';
    const base = layer('codex-governor:base', dead);
    assert.deepEqual(check([base], base, files), []);
    const own = layer('team/policy.yaml', dead);
    assert.deepEqual(places(check([own], own, files)), ['2:41 dead-glob']);
  });

  it('tells in one sentence of the places that a shipped policy names and that are not there yet', () => {
    const shipped = layer(
      'codex-governor:base',
      'modes: { fix: { writes: { allow: [src/, app/, lib/, web/**] } } }',
      rule('kind: limit-of, in: [docs/spek.md, app/], with: { measure: lines, limit: 1, unless: [db/*.sql] }'),
    );
    const shippedGlobs = new Set(globsOf(shipped, kinds));
    const own = layer(
      'own',
      'modes: { fix: { writes: { allow: [src/, app/, lib/, web/**] } } }',
      rule('kind: limit-of, in: [docs/spek.md, app/, mine/], with: { measure: lines, limit: 1, unless: [db/*.sql] }'),
    );
    const { policy } = mergeLayers([own]);
    assert.deepEqual(
      checkLayer(own, { policy, kinds, files, shippedGlobs }).map(({ line, code, message }) => [line, code, message]),
      [
        [
          2,
          'dead-glob',
          'This policy still names places of the one that it was made from, which are not in this repository: `app/`, `lib/`, `web/**` and 1 more. Put your own there, or take them out.',
        ],
        [3, 'dead-glob', 'There is no file `docs/spek.md` in this repository. Did you mean `docs/spec.md`?'],
        [3, 'dead-glob', '`mine/` matches no file in this repository.'],
      ],
    );
  });

  it('finds nothing dead in the place of a rule that keeps files out, save a folder without its slash', () => {
    assert.deepEqual(written('protected-path', '{ operations: [add, modify] }', '**/.env'), []);
    assert.deepEqual(written('protected-path', '{ operations: [add] }', 'requirements.txt'), []);
    assert.deepEqual(written('diff-budget', '{ measure: new-files, limit: 0 }', 'vendor/'), []);
    assert.deepEqual(written('protected-path', '{ operations: [add] }', 'src'), ['dead-glob']);
    assert.deepEqual(written('protected-path', '{}', 'docs/spce.md'), ['dead-glob']);
    assert.deepEqual(written('protected-path', '{ operations: [delete] }', 'gone/'), ['dead-glob']);
    assert.deepEqual(written('diff-budget', '{ measure: lines, limit: 9 }', 'gone/'), ['dead-glob']);
  });

  it('warns of a policy without modes once, at the one that extends', () => {
    const [base, own] = [layer('base', 'title: A'), layer('own', 'title: B')];
    assert.deepEqual(check([base, own], base), []);
    assert.deepEqual(places(check([base, own], own)), ['1:1 no-modes']);
  });

  it('checks nothing of a layer that could not be read', () => {
    const broken = readLayer('own', 'version: 1\ntitle: 5');
    assert.deepEqual(check([broken], broken, files), []);
  });
});

describe('checking globs', () => {
  for (const good of [
    'src/**',
    '**/*.{ts,tsx}',
    'a',
    '.env*',
    'src/',
    '/src/a.ts',
    './a',
    '**/{*.test.*,*.spec.*,*_test.*,*_spec.*,test_*.*}',
    'a/**/b/**',
    '@(a|b).ts',
    '**/*[0-9].md',
    '{docs/**,doc/**,*.md,*.mdx,*.rst}',
  ])
    it(`lets ${good} pass`, () => assert.equal(checkGlob(good), undefined));

  it('finds a file by glob, literal path, leading slash and folder', () => {
    const index = indexFiles(files);
    for (const alive of [
      'src/**',
      'src/',
      '/src/a.ts',
      './src/a.ts',
      '.env*',
      '**/*.test.ts',
      'docs/spec.md',
      'src/deep/',
    ])
      assert.equal(checkAlive(alive, index, false), undefined, alive);
  });

  it('offers a file of the same name elsewhere', () => {
    assert.equal(checkAlive('spec.md', indexFiles(files), false)?.replacement, 'docs/spec.md');
    assert.equal(checkAlive('a.md', indexFiles(['x/a.md', 'y/a.md']), false)?.replacement, undefined);
  });
});
