import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { levels } from '../../../src/core/level.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { mergeLayers } from '../../../src/core/policy/merge.ts';
import { readLayer } from '../../../src/core/policy/read.ts';
import { mayWaive } from '../../../src/core/policy/waivable.ts';
import { layer, merge, mode, places } from './layers.ts';

const budgetOf = (budgets: Policy['budgets'], measure: string): Policy['budgets'][number] | undefined =>
  budgets.find((budget) => budget.measure === measure);

const shown = (policy: Policy, name: string): readonly string[] =>
  (policy.origins.get(name) ?? []).map(({ source, line, value }) => `${source}:${line} ${value}`);

const raisedBy = (one: string, other: string): string | undefined =>
  merge(layer('a', `budgets: { lines: ${one} }`), layer('b', `budgets: { lines: ${other} }`)).policy.budgets[0]
    ?.raisedBy;

const variantIn = (...budgets: readonly string[]): string | undefined =>
  merge(...budgets.map((budget, index) => layer(`p${index}`, `budgets: { complexity: ${budget} }`))).policy.budgets[0]
    ?.variant;

const rule = (level: string, rest = 'kind: k, with: { a: 1, b: [2] }, in: [x, y]'): string =>
  `rules: [{ id: r, ${rest}, level: ${level}, because: ${level} reason }]`;

const item = (rest: string): string => `context: { items: [{ id: guide, path: g.md${rest} }] }`;

const line = (covered: string): string => `pull-request: { acceptance: [{ id: l, text: T${covered} }] }`;

// What decides: limits, levels, what counts, the switches; not the words that go with them.
const bare = (list: Policy['budgets']): unknown =>
  list.map(({ measure, limit, counts, level, raisedBy }) => ({ measure, limit, counts, level, raisedBy }));

const strict = ({ budgets, modes, codex, modeRequired, contextTokens, rules, prompt }: Policy): unknown => ({
  budgets: bare(budgets),
  modes: modes.map((one) => [bare(one.budgets), one.contextTokens, one.specRequired]),
  switches: [codex, modeRequired, contextTokens, prompt.lintLevel],
  rules: rules.map(({ id, level }) => [id, level]),
});

describe('the effective policy of one policy', () => {
  it('has the defaults where nothing is said, and says that they are', () => {
    const { policy, problems } = merge(layer('own', 'modes:', '  test-writer: {}'));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      { ...policy, origins: undefined },
      {
        title: 'own',
        codex: 'active',
        modeRequired: false,
        classes: [],
        gates: [],
        phases: [],
        budgets: [],
        roles: [],
        modes: [
          {
            id: 'test-writer',
            title: 'Test Writer',
            label: 'Test',
            goal: '',
            budgets: [],
            writes: { allow: [], deny: [] },
            reads: { deny: [] },
            commands: { allow: [], deny: [] },
            duties: [],
            context: [],
            contextTokens: 100_000,
            instructions: [],
            specRequired: false,
            because: '',
          },
        ],
        contextTokens: 100_000,
        context: [],
        prompt: { lintLevel: 'warn', avoid: [], patterns: [], guards: [], stopWhen: [], doneWhen: [] },
        run: { limits: { minutes: 60 }, corrections: 2 },
        rules: [],
        acceptance: [],
        results: [],
        origins: undefined,
        sources: ['own'],
      },
    );
    assert.deepEqual(shown(policy, 'codex'), ['default:0 active']);
    assert.deepEqual(shown(policy, 'context.tokens'), ['default:0 100000']);
    assert.deepEqual(shown(policy, 'modes.test-writer.context-tokens'), ['default:0 100000']);
    assert.deepEqual(shown(policy, 'run.limits.minutes'), ['default:0 60']);
    assert.deepEqual(shown(policy, 'run.corrections'), ['default:0 2']);
    assert.deepEqual(shown(policy, 'modes.test-writer'), ['own:3 test-writer']);
  });

  it('takes everything that is written', () => {
    const { policy, problems } = merge(
      layer(
        'own',
        'title: Ours',
        'codex: frozen',
        'mode-required: true',
        'classes: { docs: [notes/], generated: ["*.out"] }',
        'budgets: { lines: { limit: 300, counts: [code], level: warn, raised-by: boss, because: Why } }',
        'roles: { boss: { title: The Boss, may-raise: [lines] } }',
        'modes:',
        '  fix:',
        '    title: Fix One',
        '    goal: Mend.',
        '    writes: { allow: [src/], deny: [src/x/] }',
        '    reads: { deny: [secrets/] }',
        '    commands: { allow: [make *], deny: [git push *] }',
        '    duties: [Run the tests., { id: told, text: Tell., because: So. }]',
        '    context: [guide]',
        '    context-tokens: 500',
        '    instructions: [Be brief.]',
        '    spec-required: true',
        '    because: Small is good.',
        'context:',
        '  tokens: 900',
        '  items:',
        '    - { id: guide, path: "g/*.md", anchor: A, rank: 2, modes: [fix], because: B,',
        '        pick: { suggest: [{ for: [src/], path: g/a.md }] }, fresh: { days: 3, behind: { commits: 2, paths: [src/] } } }',
        'prompt:',
        '  lint: { level: block, avoid: [{ matches: x, because: b, better: c }] }',
        '  patterns: [{ id: p, title: P, text: "{a}", slots: { a: { ask: A?, type: path, example: e, matches: e, optional: true } } }]',
        '  guards: [G.]',
        '  stop-when: [S.]',
        '  done-when: [D.]',
        'rules:',
        '  - { id: r, kind: k, in: [a], except: [b], modes: [fix], with: { x: 1 }, level: info, because: Z }',
        'pull-request: { acceptance: [{ id: l, text: T, covered-by: [r] }, { id: m, text: U }], kill-switch: Flag }',
      ),
    );
    assert.deepEqual(problems, []);
    assert.equal(policy.title, 'Ours');
    assert.equal(policy.codex, 'frozen');
    assert.equal(policy.modeRequired, true);
    assert.deepEqual(policy.classes, [
      { class: 'generated', globs: ['*.out'] },
      { class: 'docs', globs: ['notes/'] },
    ]);
    const lines = { measure: 'lines', limit: 300, counts: ['code'], level: 'warn', raisedBy: 'boss', because: 'Why' };
    assert.deepEqual(policy.budgets, [lines]);
    assert.deepEqual(policy.roles, [{ id: 'boss', title: 'The Boss', mayRaise: ['lines'], mayWaive: [] }]);
    assert.deepEqual(mode(policy, 'fix'), {
      id: 'fix',
      title: 'Fix One',
      label: 'Fix',
      goal: 'Mend.',
      budgets: [lines],
      writes: { allow: [['src/']], deny: ['src/x/'] },
      reads: { deny: ['secrets/'] },
      commands: { allow: ['make *'], deny: ['git push *'] },
      duties: [
        { id: 'run-the-tests', text: 'Run the tests.' },
        { id: 'told', text: 'Tell.', because: 'So.' },
      ],
      context: ['guide'],
      contextTokens: 500,
      instructions: ['Be brief.'],
      specRequired: true,
      because: 'Small is good.',
    });
    assert.equal(policy.contextTokens, 900);
    assert.deepEqual(policy.context, [
      {
        id: 'guide',
        title: 'Guide',
        path: 'g/*.md',
        anchor: 'A',
        rank: 2,
        modes: ['fix'],
        pick: { most: 1, suggest: [{ for: ['src/'], path: 'g/a.md' }] },
        fresh: { days: 3, behind: { commits: 2, paths: ['src/'] } },
        because: 'B',
      },
    ]);
    assert.deepEqual(policy.prompt, {
      lintLevel: 'block',
      avoid: [{ matches: 'x', because: 'b', better: 'c' }],
      patterns: [
        {
          id: 'p',
          title: 'P',
          modes: [],
          text: '{a}',
          slots: [{ name: 'a', ask: 'A?', type: 'path', example: 'e', matches: 'e', optional: true }],
        },
      ],
      guards: ['G.'],
      stopWhen: ['S.'],
      doneWhen: ['D.'],
    });
    assert.deepEqual(policy.rules, [
      { id: 'r', kind: 'k', in: ['a'], except: ['b'], modes: ['fix'], with: { x: 1 }, level: 'info', because: 'Z' },
    ]);
    assert.deepEqual(policy.acceptance, [
      { id: 'l', text: 'T', coveredBy: ['r'] },
      { id: 'm', text: 'U', coveredBy: [] },
    ]);
    assert.equal(policy.killSwitch, 'Flag');
  });

  it('lets a mode have its own budget in place of the general one, whole', () => {
    const { policy } = merge(
      layer(
        'own',
        'budgets: { lines: { limit: 300, level: warn, raised-by: boss } }',
        'modes:',
        '  a: {}',
        '  b: { budgets: { lines: 400 } }',
      ),
    );
    assert.deepEqual(budgetOf(mode(policy, 'a').budgets, 'lines')?.level, 'warn');
    assert.deepEqual(budgetOf(mode(policy, 'b').budgets, 'lines'), {
      measure: 'lines',
      limit: 400,
      counts: ['code', 'test', 'docs', 'data'],
      level: 'block',
      because: 'This limit is set in own, line 5.',
    });
  });

  it('takes a mode whose id is a word of JavaScript for what it is', () => {
    const { policy } = merge(
      layer('a', 'modes: { constructor: { goal: Build. } }'),
      layer('b', 'modes: { other: {} }'),
    );
    assert.equal(mode(policy, 'constructor').goal, 'Build.');
    assert.deepEqual(
      policy.modes.map(({ id }) => id),
      ['constructor', 'other'],
    );
  });
});

describe('merging budgets', () => {
  it('lets the lowest limit win, whichever policy has it, and its reason with it', () => {
    const high = layer('high', 'budgets: { lines: { limit: 300, because: High } }');
    const low = layer('low', 'budgets: { lines: { limit: 200, because: Low } }');
    for (const layers of [[high, low] as const, [low, high] as const]) {
      const { policy } = merge(...layers);
      assert.equal(policy.budgets[0]?.limit, 200);
      assert.equal(policy.budgets[0]?.because, 'Low');
      assert.deepEqual(shown(policy, 'budgets.lines'), ['low:2 200', 'high:2 300']);
    }
  });

  it('lets the stricter level win and unites what counts', () => {
    const { policy } = merge(
      layer('a', 'budgets: { lines: { limit: 200, level: warn, counts: [code] } }'),
      layer('b', 'budgets: { lines: { limit: 300, counts: [lock, test] } }'),
    );
    assert.equal(policy.budgets[0]?.limit, 200);
    assert.equal(policy.budgets[0]?.level, 'block');
    assert.deepEqual(policy.budgets[0]?.counts, ['code', 'test', 'lock']);
    assert.deepEqual(shown(policy, 'budgets.lines.level'), ['b:2 block', 'a:2 warn']);
  });

  it('counts a switch as one only when all policies that set it say so', () => {
    const modified = '{ limit: 3, variant: modified }';
    assert.equal(variantIn(modified), 'modified');
    assert.equal(variantIn(modified, '{ limit: 2, variant: modified }'), 'modified');
    assert.equal(variantIn('3', modified), undefined);
    assert.equal(variantIn('{ limit: 3, variant: classic }'), undefined);
  });

  it('lets a role raise it only when all policies that set it say so', () => {
    assert.equal(raisedBy('{ limit: 3, raised-by: boss }', '{ limit: 2, raised-by: boss }'), 'boss');
    assert.equal(raisedBy('{ limit: 3, raised-by: boss }', '2'), undefined);
    assert.equal(raisedBy('{ limit: 3, raised-by: boss }', '{ limit: 2, raised-by: chief }'), undefined);
  });

  it('takes the level, and who may raise it, over from what a policy stands on, where it leaves them out', () => {
    const base = layer('codex-governor:base', 'budgets: { lines: { limit: 600, level: warn, raised-by: boss } }');
    const between = layer('governance/team.yaml', 'extends: ["codex-governor:base"]', 'budgets: { lines: 800 }');
    for (const own of [
      layer('governance/own.yaml', 'extends: ["codex-governor:base"]', 'budgets: { lines: { limit: 1000 } }'),
      layer('governance/own.yaml', 'extends: [team.yaml]', 'budgets: { lines: 1000 }'),
    ]) {
      const { policy } = merge(base, between, own);
      const { limit, level, raisedBy } = policy.budgets[0] ?? {};
      assert.deepEqual([limit, level, raisedBy], [600, 'warn', 'boss']);
      assert.deepEqual(shown(policy, 'budgets.lines.level'), ['codex-governor:base:2 warn']);
      assert.deepEqual(shown(policy, 'budgets.lines.raised-by'), ['codex-governor:base:2 boss']);
    }
  });

  it('lets the stricter level win where a policy and what it stands on both have a word on it', () => {
    const base = layer('base', 'budgets: { lines: { limit: 600, level: warn, raised-by: boss } }');
    const own = layer('own', 'extends: [base]', 'budgets: { lines: { limit: 500, level: block, raised-by: chief } }');
    const { policy } = merge(base, own);
    assert.deepEqual([policy.budgets[0]?.level, policy.budgets[0]?.raisedBy], ['block', undefined]);
    assert.deepEqual(shown(policy, 'budgets.lines.level'), ['own:3 block', 'base:2 warn']);
    assert.deepEqual(shown(policy, 'budgets.lines.raised-by'), []);
  });

  it('takes nothing over from a policy that it does not stand on, or that does not set the budget', () => {
    const lax = layer('lax', 'budgets: { lines: { limit: 600, level: warn, raised-by: boss } }');
    const plain = layer('plain', 'budgets: { lines: 700 }');
    const own = layer('own', 'extends: [lax, plain]', 'budgets: { files: 3 }');
    const { policy } = merge(lax, plain, own);
    assert.deepEqual(
      policy.budgets.map(({ measure, level, raisedBy }) => [measure, level, raisedBy]),
      [
        ['lines', 'block', undefined],
        ['files', 'block', undefined],
      ],
    );
    assert.deepEqual(shown(policy, 'budgets.lines.raised-by'), ['plain:2 nobody', 'lax:2 boss']);
  });

  it('holds the general budget of a policy against every mode, also against modes of other policies', () => {
    const base = layer('base', 'modes: { fix: { budgets: { lines: 500 } } }');
    const own = layer('own', 'budgets: { lines: 100 }', 'modes: { mine: {} }');
    const { policy } = merge(base, own);
    assert.equal(budgetOf(mode(policy, 'fix').budgets, 'lines')?.limit, 100);
    assert.equal(budgetOf(mode(policy, 'mine').budgets, 'lines')?.limit, 100);
    assert.deepEqual(shown(policy, 'modes.fix.budgets.lines'), ['own:2 100', 'base:2 500']);
  });

  it('warns at its line of a limit that a base makes void, and names the base', () => {
    const { problems } = merge(
      layer('codex-governor:dawsos', 'budgets: { lines: 300 }'),
      layer('own', 'budgets:', '  lines: 500', '  files: 3'),
    );
    assert.deepEqual(places(problems), ['3:10 no-effect']);
    assert.equal(problems[0]?.source, 'own');
    assert.equal(problems[0]?.severity, 'warning');
    assert.equal(
      problems[0]?.message,
      '`lines: 500` has no effect: the strictest value wins, and that is `300` (codex-governor:dawsos, line 2).',
    );
  });

  it('warns of a weaker level, fewer counted classes and a role that may not raise after all', () => {
    const { problems, policy } = merge(
      layer('base', 'budgets: { lines: 300 }'),
      layer(
        'own',
        'budgets:',
        '  lines:',
        '    limit: 200',
        '    level: warn',
        '    counts: [code]',
        '    raised-by: me',
      ),
    );
    assert.deepEqual(places(problems), ['5:12 no-effect', '6:5 no-effect', '7:16 no-effect']);
    assert.match(problems[2]?.message ?? '', /`raised-by: me` has no effect: .* that is `nobody` \(base, line 2\)/);
    assert.equal(policy.budgets[0]?.level, 'block');
  });

  it('does not warn of a general limit that holds in at least one mode, nor of an equal one', () => {
    const base = layer('base', 'modes: { a: { budgets: { lines: 100 } }, b: {} }');
    assert.deepEqual(merge(base, layer('own', 'budgets: { lines: 200 }')).problems, []);
    assert.deepEqual(merge(layer('x', 'budgets: { lines: 5 }'), layer('y', 'budgets: { lines: 5 }')).problems, []);
  });
});

describe('merging modes', () => {
  it('makes a path match the list of every policy that has one, and unites what is denied', () => {
    const { policy } = merge(
      layer('a', 'modes: { m: { writes: { allow: [src/], deny: [x] } } }'),
      layer('b', 'modes: { m: {} }'),
      layer('c', 'modes: { m: { writes: { allow: [src/a/, src/b/], deny: [y, x] } } }'),
      layer('d', 'modes: { m: { writes: { allow: [src/] } } }'),
    );
    assert.deepEqual(mode(policy, 'm').writes, { allow: [['src/'], ['src/a/', 'src/b/']], deny: ['x', 'y'] });
    assert.deepEqual(shown(policy, 'modes.m.writes.deny'), ['a:2 x', 'c:2 y, x']);
  });

  it('lets run only what every list of commands names', () => {
    const { policy, problems } = merge(
      layer('a', 'modes: { m: { commands: { allow: [make *, ls *], deny: [git push *] } } }'),
      layer('b', 'modes: { m: { commands: { allow: [ls *, make *, rm *], deny: [rm *] } } }'),
    );
    assert.deepEqual(mode(policy, 'm').commands, { allow: ['make *', 'ls *'], deny: ['git push *', 'rm *'] });
    assert.deepEqual(problems, []);
  });

  it('denies every command when the lists have none in common, and says so', () => {
    const { policy, problems } = merge(
      layer('a', 'modes: { m: { commands: { allow: [make *] } } }'),
      layer('b', 'modes: { m: { commands: { allow: [npm *] } } }'),
    );
    assert.deepEqual(mode(policy, 'm').commands, { allow: [], deny: ['*'] });
    assert.deepEqual(
      problems.map(({ code, severity, source }) => `${source} ${severity} ${code}`),
      ['b warning no-command'],
    );
    assert.deepEqual(mode(merge(layer('a', 'modes: { m: { commands: { allow: [] } } }')).policy, 'm').commands, {
      allow: [],
      deny: ['*'],
    });
  });

  it('unites duties, context and instructions without doubles, the bases first', () => {
    const { policy } = merge(
      layer('a', 'modes: { m: { duties: [Test it., { id: told, text: Tell. }], context: [x], instructions: [One.] } }'),
      layer(
        'b',
        'modes: { m: { duties: [Test it., { id: told, text: Tell all. }], context: [y, x], instructions: [Two., One.] } }',
      ),
    );
    const { duties, context, instructions } = mode(policy, 'm');
    assert.deepEqual(
      duties.map(({ id, text }) => `${id}: ${text}`),
      ['test-it: Test it.', 'told: Tell.', 'told.2: Tell all.'],
    );
    assert.deepEqual(context, ['x', 'y']);
    assert.deepEqual(instructions, ['One.', 'Two.']);
  });

  it('takes the lowest token budget, and words from the policy nearest to the repository', () => {
    const { policy } = merge(
      layer('a', 'context: { tokens: 900 }', 'modes: { m: { title: Theirs, label: T, goal: G, because: B } }'),
      layer('b', 'modes: { m: { title: Ours, context-tokens: 2000 } }'),
    );
    const { title, label, goal, because, contextTokens } = mode(policy, 'm');
    assert.deepEqual([title, label, goal, because, contextTokens], ['Ours', 'T', 'G', 'B', 900]);
    assert.deepEqual(shown(policy, 'modes.m.title'), ['b:2 Ours', 'a:3 Theirs']);
  });

  it('asks for a spec when any policy does', () => {
    const { policy, problems } = merge(
      layer('a', 'modes: { m: { spec-required: true } }'),
      layer('b', 'modes: { m: { spec-required: false } }'),
    );
    assert.equal(mode(policy, 'm').specRequired, true);
    assert.match(problems[0]?.message ?? '', /^`spec-required: false` has no effect/);
  });
});

describe('merging switches, roles and classes', () => {
  it('freezes Codex when any policy does', () => {
    for (const [one, other] of [
      ['frozen', 'active'],
      ['active', 'frozen'],
    ] as const)
      assert.equal(merge(layer('a', `codex: ${one}`), layer('b', `codex: ${other}`)).policy.codex, 'frozen');
    const { problems } = merge(layer('a', 'codex: frozen'), layer('b', 'codex: active'));
    assert.match(problems[0]?.message ?? '', /^`codex: active` has no effect/);
  });

  it('demands a mode when any policy does', () => {
    const { policy } = merge(layer('a', 'mode-required: true'), layer('b', 'mode-required: false'));
    assert.equal(policy.modeRequired, true);
    assert.deepEqual(shown(policy, 'mode-required'), ['a:2 true', 'b:2 false']);
  });

  it('lets a role raise only what every policy lets it raise', () => {
    const { policy, problems } = merge(
      layer('a', 'roles: { boss: { title: Boss, may-raise: [lines, files] } }'),
      layer('b', 'roles: { boss: { title: The Boss } }'),
      layer('c', 'roles: { boss: { title: Boss C, may-raise: [files, complexity] } }'),
    );
    assert.deepEqual(policy.roles, [{ id: 'boss', title: 'Boss C', mayRaise: ['files'], mayWaive: [] }]);
    assert.deepEqual(places(problems), ['2:33 no-effect']);
    assert.match(
      problems[0]?.message ?? '',
      /^`may-raise: complexity` has no effect: a does not let this role raise it/,
    );
  });

  it('lets a role waive only what every policy lets it waive', () => {
    const rules = ['no-env', 'no-net', 'spec-stays'].map(
      (id) => `  - { id: ${id}, kind: k, level: block, because: b }`,
    );
    const { policy, problems } = merge(
      layer('a', 'roles: { boss: { title: Boss, may-waive: [no-*, write-scope.task] } }', 'rules:', ...rules),
      layer('b', 'roles: { boss: { title: Boss } }'),
      layer('c', 'roles: { boss: { title: Boss, may-waive: [no-env, spec-*] } }'),
    );
    const [boss] = policy.roles;
    assert.ok(boss !== undefined);
    assert.deepEqual(
      ['no-env', 'no-net', 'spec-stays', 'write-scope.task', 'budget.lines'].filter((rule) => mayWaive(boss, rule)),
      ['no-env'],
    );
    assert.deepEqual(places(problems), ['2:31 no-effect']);
    assert.match(problems[0]?.message ?? '', /^`may-waive: spec-\*` has no effect: a does not let this role waive it/);
    assert.deepEqual(shown(policy, 'roles.boss.may-waive'), ['a:2 no-*, write-scope.task', 'c:2 no-env, spec-*']);
    const [nobody] = merge(layer('a', 'roles: { boss: { title: Boss } }')).policy.roles;
    assert.equal(nobody !== undefined && mayWaive(nobody, 'no-env'), false);
  });

  it('asks the own classes first, but takes nothing out of the count that a base counts by name', () => {
    const { policy } = merge(
      layer('base', 'classes: { code: [src/], lock: [base.lock] }'),
      layer('own', 'classes: { code: [lib/], test: [src/t/], generated: [src/gen/], vendored: [vendor/] }'),
    );
    assert.deepEqual(
      policy.classes.map(({ class: name, globs }) => `${name} ${globs.join()}`),
      ['test src/t/', 'code lib/', 'code src/', 'vendored vendor/', 'generated src/gen/', 'lock base.lock'],
    );
  });

  it('asks what is not counted first where no base counts anything by name', () => {
    const { policy } = merge(
      layer('base', 'classes: { lock: [base.lock] }'),
      layer('own', 'classes: { code: [src/], generated: [src/gen/] }'),
    );
    assert.deepEqual(
      policy.classes.map(({ class: name }) => name),
      ['generated', 'code', 'lock'],
    );
  });
});

describe('merging rules', () => {
  it('makes one rule of equal ones, at the stricter level and with its reason', () => {
    for (const [one, other] of [
      ['warn', 'block'],
      ['block', 'warn'],
    ] as const) {
      const { policy } = merge(
        layer('a', rule(one)),
        layer('b', rule(other, 'kind: k, in: [y, x], with: { b: [2], a: 1 }')),
      );
      assert.equal(policy.rules.length, 1);
      assert.equal(policy.rules[0]?.level, 'block');
      assert.equal(policy.rules[0]?.because, 'block reason');
    }
  });

  it('warns of a weaker level that a base makes void', () => {
    const { problems } = merge(layer('a', rule('block')), layer('b', rule('warn')));
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]?.message ?? '',
      /^`level: warn` has no effect: the strictest value wins, and that is `block` \(a, line 2\)\./,
    );
  });

  it('keeps both where options or places differ, under a second id, so that nothing gets weaker', () => {
    const { policy, problems } = merge(
      layer('a', rule('block')),
      layer('b', rule('warn', 'kind: k, with: { a: 2 }')),
      layer('c', 'pull-request: { acceptance: [{ id: l, text: T, covered-by: [r] }] }'),
    );
    assert.deepEqual(
      policy.rules.map(({ id, level }) => `${id} ${level}`),
      ['r block', 'r.2 warn'],
    );
    assert.deepEqual(policy.acceptance[0]?.coveredBy, ['r', 'r.2'], 'what r covered is covered by both');
    assert.deepEqual(places(problems), ['2:15 rule-twice']);
    assert.equal(problems[0]?.severity, 'warning');
    assert.deepEqual(shown(policy, 'rules.r.2'), ['b:2 k']);
  });

  it('finds a second id that is free', () => {
    const { policy } = merge(
      layer('a', rule('block')),
      layer(
        'b',
        'rules:',
        '  - { id: r, kind: k, level: warn, because: x }',
        '  - { id: r.2, kind: k, level: warn, because: x }',
      ),
    );
    assert.deepEqual(policy.rules.map(({ id }) => id).toSorted(), ['r', 'r.2', 'r.3']);
  });

  it('refuses one id for two kinds', () => {
    const { problems } = merge(layer('a', rule('block')), layer('b', rule('block', 'kind: other')));
    assert.deepEqual(
      problems.map(({ source, severity, code }) => `${source} ${severity} ${code}`),
      ['b error rule-conflict'],
    );
    assert.match(problems[0]?.message ?? '', /a has a rule `r` of the kind `k`, and this one is of the kind `other`/);
  });
});

describe('merging what has to be read', () => {
  it('makes one item of two with the same path, the stricter in everything', () => {
    const { policy } = merge(
      layer('a', item(', rank: 3, modes: [x], fresh: { days: 30 }, pick: { most: 3 }, title: A')),
      layer(
        'b',
        item(', rank: 5, modes: [y, x], fresh: { days: 10, behind: { commits: 4, paths: [src/] } }, pick: { most: 2 }'),
      ),
      layer('c', item(', rank: 4, modes: [z], fresh: { behind: { commits: 1, paths: [src/] } }, pick: {}, title: C')),
    );
    assert.deepEqual(policy.context, [
      {
        id: 'guide',
        title: 'C',
        path: 'g.md',
        rank: 3,
        modes: ['x', 'y', 'z'],
        pick: { most: 1, suggest: [] },
        fresh: { days: 10, behind: { commits: 1, paths: ['src/'] } },
      },
    ]);
    assert.deepEqual(shown(policy, 'context.items.guide.fresh.days'), ['b:2 10', 'a:2 30']);
  });

  it('reads all files and in every mode when any policy does, and warns of what that makes void', () => {
    const { policy, problems } = merge(layer('a', item('')), layer('b', item(', modes: [x], pick: { most: 2 }')));
    assert.deepEqual(policy.context[0]?.modes, []);
    assert.equal(policy.context[0]?.pick, undefined);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['no-effect', 'no-effect'],
    );
    assert.match(problems[0]?.message ?? '', /`all its files` \(a, line 2\)/);
  });

  it('keeps both where path or anchor differ, and a mode that names the id reads both', () => {
    const { policy, problems } = merge(
      layer('a', item(', anchor: One'), 'modes: { m: { context: [guide] } }'),
      layer('b', item(', anchor: Two')),
    );
    assert.deepEqual(
      policy.context.map(({ id, anchor }) => `${id} ${anchor}`),
      ['guide One', 'guide.2 Two'],
    );
    assert.deepEqual(mode(policy, 'm').context, ['guide', 'guide.2']);
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ['item-twice warning'],
    );
  });

  it('keeps both where what they describe differs', () => {
    const { policy } = merge(
      layer('a', item(', fresh: { behind: { commits: 1, paths: [a/] } }')),
      layer('b', item(', fresh: { behind: { commits: 1, paths: [b/] } }')),
    );
    assert.equal(policy.context.length, 2);
  });
});

describe('merging prompts and pull requests', () => {
  it('lets the strictest lint win and unites what is disliked', () => {
    const dislike = '{ matches: x, because: b, better: c }';
    const { policy, problems } = merge(
      layer('a', `prompt: { lint: { level: block, avoid: [${dislike}] }, guards: [G.] }`),
      layer(
        'b',
        `prompt: { lint: { level: "off", avoid: [${dislike}, { matches: y, because: b, better: c }] }, guards: [H., G.] }`,
      ),
    );
    assert.equal(policy.prompt.lintLevel, 'block');
    assert.deepEqual(
      policy.prompt.avoid.map(({ matches }) => matches),
      ['x', 'y'],
    );
    assert.deepEqual(policy.prompt.guards, ['G.', 'H.']);
    assert.match(problems[0]?.message ?? '', /^`level: off` has no effect/);
  });

  it('lets the policy nearest to the repository say where prompts are logged, but not that they are not', () => {
    const base = layer('a', 'prompt: { log: dev_prompts.md }');
    const moved = merge(base, layer('b', 'prompt: { log: .codex/governance/prompts.md }')).policy;
    assert.equal(moved.prompt.log, '.codex/governance/prompts.md');
    assert.deepEqual(shown(moved, 'prompt.log'), ['b:2 .codex/governance/prompts.md', 'a:2 dev_prompts.md']);
    assert.equal(merge(base, layer('b', 'prompt: { guards: [G.] }')).policy.prompt.log, 'dev_prompts.md');
    assert.ok(!('log' in merge(layer('b', 'prompt: { guards: [G.] }')).policy.prompt));
  });

  it('takes no place for the log that could hide a change', () => {
    for (const path of [
      'src/app.py',
      'docs/dev_prompts.md',
      '../dev_prompts.md',
      '.codex/governance/waivers/a.md',
      '.codex/governance/.md',
    ])
      assert.match(
        readLayer('a', `version: 1\nprompt: { log: ${path} }`).problems[0]?.message ?? '',
        /the log is dev_prompts\.md, or a Markdown file right in \.codex\/governance/,
        path,
      );
  });

  it('lets the policy nearest to the repository write a pattern anew', () => {
    const { policy } = merge(
      layer('a', 'prompt: { patterns: [{ id: p, title: A, text: t }, { id: q, title: Q, text: t }] }'),
      layer('b', 'prompt: { patterns: [{ id: p, title: B, text: u }] }'),
    );
    assert.deepEqual(
      policy.prompt.patterns.map(({ id, title }) => `${id} ${title}`),
      ['p B', 'q Q'],
    );
    assert.deepEqual(shown(policy, 'prompt.patterns.p'), ['b:2 B', 'a:2 A']);
  });

  it('unites what covers a line, but never ticks what a base leaves to a person', () => {
    const { policy } = merge(layer('a', line(', covered-by: [x]')), layer('b', line(', covered-by: [y, x]')));
    assert.deepEqual(policy.acceptance, [{ id: 'l', text: 'T', coveredBy: ['x', 'y'] }]);
    const { policy: manual, problems } = merge(layer('a', line('')), layer('b', line(', covered-by: [y]')));
    assert.deepEqual(manual.acceptance[0]?.coveredBy, []);
    assert.match(problems[0]?.message ?? '', /`covered-by` has no effect: a leaves this line to a person/);
  });
});

describe('merging in any order', () => {
  const measure = fc.constantFrom('lines', 'files', 'new-files', 'complexity');
  const budget = fc.record({
    limit: fc.nat(9),
    level: fc.constantFrom(...levels),
    counts: fc.constantFrom('[code]', '[test, lock]', '[docs]'),
  });
  const budgets = fc
    .array(fc.tuple(measure, budget), { maxLength: 3 })
    .map((list) =>
      [...new Map(list)]
        .map(([name, { limit, level, counts }]) => `${name}: { limit: ${limit}, level: ${level}, counts: ${counts} }`)
        .join(', '),
    );
  const document = fc
    .record({
      budgets,
      inMode: budgets,
      codex: fc.constantFrom('active', 'frozen'),
      tokens: fc.nat(9),
      level: fc.constantFrom(...levels),
      lint: fc.constantFrom('"off"', 'warn', 'block'),
      spec: fc.boolean(),
    })
    .map(({ budgets, inMode, codex, tokens, level, lint, spec }) =>
      [
        'version: 1',
        `budgets: { ${budgets} }`,
        `modes: { m: { budgets: { ${inMode} }, context-tokens: ${tokens}, spec-required: ${spec} } }`,
        `codex: ${codex}`,
        `context: { tokens: ${tokens} }`,
        `prompt: { lint: { level: ${lint} } }`,
        `rules: [{ id: r, kind: k, level: ${level}, because: x }]`,
      ].join('\n'),
    );

  it('gives the same limits, levels and switches', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 2, maxLength: 4 }), fc.infiniteStream(fc.nat()), (texts, order) => {
        const layers = texts.map((text, index) => readLayer(`p${index}`, text));
        for (const { problems } of layers) assert.deepEqual(problems, []);
        const shuffled = layers
          .map((one) => ({ one, key: order.next().value }))
          .sort((a, b) => Number(a.key) - Number(b.key))
          .map(({ one }) => one);
        assert.deepEqual(strict(mergeLayers(shuffled).policy), strict(mergeLayers(layers).policy));
      }),
      { numRuns: 200 },
    );
  });

  it('never gets weaker by a further policy', () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        const before = mergeLayers([readLayer('a', one)]).policy;
        const after = mergeLayers([readLayer('a', one), readLayer('b', other)]).policy;
        for (const budget of [...before.budgets, ...mode(before, 'm').budgets]) {
          const lists = [after.budgets, mode(after, 'm').budgets];
          const now = lists[before.budgets.includes(budget) ? 0 : 1]?.find(({ measure }) => measure === budget.measure);
          assert.ok(now);
          assert.ok(now.limit <= budget.limit);
          assert.ok(levels.indexOf(now.level) >= levels.indexOf(budget.level));
          assert.ok(budget.counts.every((name) => now.counts.includes(name)));
        }
        assert.ok(after.contextTokens <= before.contextTokens);
        assert.ok(before.codex === 'active' || after.codex === 'frozen');
      }),
      { numRuns: 200 },
    );
  });

  it('says where every value came from, the winner first', () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        const { policy } = mergeLayers([readLayer('a', one), readLayer('b', other)]);
        for (const { measure, limit } of policy.budgets)
          assert.equal(policy.origins.get(`budgets.${measure}`)?.[0]?.value, String(limit));
        for (const origins of policy.origins.values())
          for (const { source, line } of origins) assert.ok(source === 'default' ? line === 0 : line > 0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('how far a run may go', () => {
  it('is the lowest of every number, wherever it is said', () => {
    const { policy, problems } = merge(
      layer('base', 'run: { limits: { steps: 100, tokens: 5000 }, corrections: 1 }'),
      layer('own', 'run: { limits: { steps: 50, tool-calls: 7, tokens: 9000, minutes: 90 }, corrections: 0 }'),
    );
    assert.deepEqual(policy.run, {
      limits: { steps: 50, 'tool-calls': 7, tokens: 5000, minutes: 90 },
      corrections: 0,
    });
    assert.deepEqual(shown(policy, 'run.limits.tokens'), ['base:2 5000', 'own:2 9000']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['no-effect'],
    );
  });
});
