import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkLayer } from '../../../src/core/policy/check.ts';
import { explainRule } from '../../../src/core/policy/explain.ts';
import { ruleKinds } from '../../../src/core/rules/index.ts';
import { layer, merge } from '../policy/layers.ts';

const step = (id: string, artefact = `{ kind: document, path: 'docs/{name}.md' }`): string =>
  `{ id: ${id}, artefacts: [${artefact}] }`;

const written = (rest = '', steps = `${step('one')}, ${step('two')}`, code = `{ when: 'src/{name}.py', after: 2 }`) =>
  `{ id: ma, steps: [${steps}], code: [${code}], because: b${rest} }`;

const told = (...lines: readonly string[]): readonly string[] => {
  const own = layer('own', 'modes: { fix: {} }', ...lines);
  const { policy } = merge(own);
  return checkLayer(own, { policy, kinds: ruleKinds }).map(({ code, message }) => `${code}: ${message}`);
};

const phases = (...given: Parameters<typeof written>): string => `phases: [${written(...given)}]`;

describe('phases of a policy', () => {
  it('become a rule for each phase that code waits for', () => {
    const own = layer(
      'own',
      phases(
        ', trivial: { lines: 2, files: 1 }, level: warn, modes: [fix]',
        `${step('one', `{ kind: invariant, path: 'INV-*.yaml', fields: [id], status: { is: [accepted] }, entries: [{ at: of, names: '{name}' }] }`)}, ${step('two', `{ kind: notebook, path: 'nb/{name}.ipynb', cell: VERIFY }`)}`,
        `{ when: 'src/{name}.py', after: 2 }, { when: 'lab/{name}.py', except: [lab/a.py], after: 1 }`,
      ),
    );
    const { policy, problems } = merge(own);
    assert.deepEqual(problems, []);
    const first = {
      path: 'INV-*.yaml',
      of: 'phase 1, One',
      status: { at: 'status', is: ['accepted'] },
      has: [{ at: 'id' }, { at: 'of', names: '{name}' }],
    };
    const second = {
      path: 'nb/{name}.ipynb',
      of: 'phase 2, Two',
      has: [{ at: 'cells.*.source', matches: 'VERIFY', 'in-words': 'a cell that says VERIFY' }],
    };
    const unless = {
      lines: 2,
      files: 1,
      never: [],
      code: [
        { when: 'src/{name}.py', except: [] },
        { when: 'lab/{name}.py', except: ['lab/a.py'] },
      ],
    };
    const rule = { kind: 'first-then', in: [], modes: ['fix'], level: 'warn', because: 'b' };
    assert.deepEqual(policy.rules, [
      {
        ...rule,
        id: 'ma.phase-2',
        except: [],
        with: { when: 'src/{name}.py', first: [first, second], 'unless-trivial': unless },
      },
      {
        ...rule,
        id: 'ma.phase-1',
        except: ['lab/a.py'],
        with: { when: 'lab/{name}.py', first: [first], 'unless-trivial': unless },
      },
    ]);
    for (const { with: options } of policy.rules)
      assert.ok(ruleKinds.get('first-then')?.options.safeParse(options).success);
    const explained = explainRule(policy, 'ma.phase-2', ruleKinds);
    assert.deepEqual(explained.ok && explained.value.demands.map(({ level, because }) => [level, because]), [
      ['warn', 'b'],
    ]);
    assert.equal(explained.ok && explained.value.demands[0]?.origins[0]?.source, 'own');
  });

  it('are one at the stricter level where two policies have the same, else both hold', () => {
    const base = layer('base', phases(', level: warn'));
    const same = merge(base, layer('own', phases(', level: block')));
    assert.deepEqual(same.problems, []);
    assert.deepEqual(
      same.policy.rules.map(({ id, level }) => `${id} ${level}`),
      ['ma.phase-2 block'],
    );
    const other = merge(base, layer('own', phases('', step('one'), `{ when: 'src/{name}.py', after: 1 }`)));
    assert.deepEqual(
      other.problems.map(({ code }) => code),
      ['phases-twice'],
    );
    assert.deepEqual(
      other.policy.rules.map(({ id }) => id),
      ['ma.phase-2', 'ma.2.phase-1'],
    );
  });

  it('are refused where they could hold nothing back', () => {
    assert.deepEqual(told(phases()), []);
    const cases: readonly (readonly [string, string])[] = [
      [phases('', step('one')), 'unknown-phase: There is no phase 2: `steps` has 1.'],
      [
        phases('', undefined, `{ when: 'src/{name}.py', after: 1 }, { when: 'lab/{name}.py', after: 1 }`),
        'duplicate-id: Other code comes after phase 1 already: put both into one `when`.',
      ],
      [
        phases('', `${step('one', `{ kind: document, path: 'docs/{module}.md' }`)}, ${step('two')}`),
        'unknown-hole: No `when` of the code has a hole `{module}`, so nothing tells what stands there. Write * for any.',
      ],
      [
        phases('', `${step('one', `{ kind: document, path: docs/a.md, cell: x }`)}, ${step('two')}`),
        'unused-key: `cell` says nothing of a file of the kind `document`. It may have `status`, `section`, `says` and `names`.',
      ],
    ];
    for (const [lines, message] of cases) assert.ok(told(lines).includes(message), told(lines).join('\n'));
    const rules = "rules: [{ id: ma.phase-2, kind: protected-path, level: block, in: ['a/**'], because: b }]";
    assert.deepEqual(told(phases(), rules), [
      'duplicate-id: A rule is called `ma.phase-2` already, as this one would be in findings.',
    ]);
  });

  it('are refused for a pattern that runs away', () => {
    const artefact = `{ kind: lemma, path: docs/a.md, says: '(a+)+$' }`;
    assert.equal(told(phases('', `${step('one', artefact)}, ${step('two')}`)).length, 1);
  });
});
