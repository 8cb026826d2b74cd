import { ruleKinds, type Budget, type Policy } from '#core';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { checkLayer } from '../../src/core/policy/check.ts';
import { mergeLayers } from '../../src/core/policy/merge.ts';
import { readLayer, type Layer } from '../../src/core/policy/read.ts';
import { measures } from '../../src/core/measures.ts';
import { lawOf, layerOf, modeOf, tryAll } from './in-force.ts';

/** `lines 200 block`, `complexity 10 warn`: a mode's budgets, in short. */
const tell = (budgets: readonly Budget[]): readonly string[] =>
  measures.flatMap((measure) =>
    budgets.filter((one) => one.measure === measure).map(({ limit, level }) => `${measure} ${limit} ${level}`),
  );

for (const name of ['caio', 'dawsos', 'execution-packages', 'master-laws', 'pr-chain', 'starter'])
  describe(`${name} as a law`, () => {
    const layer = layerOf(name);

    it('is read, merged and checked without a problem', () => {
      const merged = mergeLayers([layer]);
      assert.deepEqual(layer.problems, []);
      assert.deepEqual(merged.problems, []);
      assert.deepEqual(checkLayer(layer, { policy: merged.policy, kinds: ruleKinds }), []);
    });

    it('is the same law for a repository that stands on it', () => {
      const own = readLayer('.codex/governance.yaml', `version: 1\nextends: [codex-governor:${name}]\n`);
      const merged = mergeLayers([layer, own]);
      assert.deepEqual(merged.problems, []);
      assert.deepEqual(
        merged.policy.modes.map(({ budgets }) => budgets),
        lawOf(layer).modes.map(({ budgets }) => budgets),
      );
    });

    it('can be made stricter by a repository, and not weaker', () => {
      const [first] = lawOf(layer).modes;
      assert.ok(first);
      const own = (lines: number): Layer =>
        readLayer('.codex/governance.yaml', `version: 1\nmodes: { ${first.id}: { budgets: { lines: ${lines} } } }\n`);
      const limitOf = (policy: Policy): number | undefined =>
        modeOf(policy, first.id).budgets.find(({ measure }) => measure === 'lines')?.limit;
      assert.equal(limitOf(lawOf(layer, own(50))), 50);
      assert.equal(limitOf(lawOf(layer, own(5000))), limitOf(lawOf(layer)));
    });
  });

describe('dawsos in force', () => {
  const policy = lawOf(layerOf('dawsos'));

  const numbers: readonly (readonly [string, readonly string[]])[] = [
    [
      'linter-refactor',
      ['lines 200 block', 'files 5 warn', 'new-files 5 block', 'deleted-files 0 block', 'complexity 10 block'],
    ],
    ['test-writer', ['lines 300 block', 'new-files 5 block', 'deleted-files 0 block', 'complexity 10 block']],
    ['scaffold', ['lines 300 block', 'new-files 15 block', 'complexity 10 block']],
    ['infra', ['lines 300 block', 'new-files 5 block', 'complexity 10 block']],
    ['seed-sync', ['lines 300 block', 'new-files 5 block', 'complexity 10 block']],
  ];
  for (const [mode, budgets] of numbers)
    it(`holds ${mode} to ${budgets.join(', ')}`, () => {
      assert.deepEqual(tell(modeOf(policy, mode).budgets), budgets);
    });

  it('lets the ORCHESTRATOR raise every budget but complexity', () => {
    for (const { budgets } of policy.modes)
      for (const { measure, raisedBy } of budgets)
        assert.equal(raisedBy, measure === 'complexity' ? undefined : 'orchestrator');
  });

  it('reads the documents of infrastructure in Infra alone', () => {
    assert.deepEqual(
      policy.context.filter(({ modes }) => modes.length > 0).map(({ id, modes }) => [id, modes]),
      [
        ['infrastructure-architect', ['infra']],
        ['staging-values', ['infra']],
      ],
    );
  });

  tryAll(policy, [
    {
      says: 'a module and its new test are fine',
      mode: 'linter-refactor',
      change: ['M backend/app/services/metrics.py 120', 'A tests/unit/test_metrics_currency.py 80'],
      finds: [],
    },
    {
      says: 'the 201st line is too much, tests counted',
      mode: 'linter-refactor',
      change: ['M backend/app/services/metrics.py 120', 'A tests/unit/test_metrics_currency.py 81'],
      finds: ['budget.lines block'],
    },
    {
      says: 'lines of a lock file cost nothing',
      mode: 'linter-refactor',
      change: ['M ui/src/page.tsx 10', 'M ui/package-lock.json 4000'],
      finds: [],
    },
    {
      says: 'six files ask for a look',
      mode: 'linter-refactor',
      change: [1, 2, 3, 4, 5, 6].map((at) => `M backend/app/services/part${at}.py 1`),
      finds: ['budget.files warn'],
    },
    {
      says: 'DTOs ask for a look',
      mode: 'linter-refactor',
      change: ['M backend/app/dto/portfolio.py 3'],
      finds: ['dtos-unchanged warn'],
    },
    {
      says: 'DTOs may be written',
      mode: 'scaffold',
      change: ['M backend/app/dto/portfolio.py 3'],
      finds: [],
    },
    {
      says: 'fifteen new files are a capability',
      mode: 'scaffold',
      change: Array.from({ length: 15 }, (_, at) => `A backend/app/agents/part${at}.py 20`),
      finds: [],
    },
    {
      says: 'the sixteenth is not',
      mode: 'scaffold',
      change: Array.from({ length: 16 }, (_, at) => `A backend/app/agents/part${at}.py 1`),
      finds: ['budget.new-files block'],
    },
    {
      says: 'a service without its test asks for a look',
      mode: 'scaffold',
      change: ['A backend/app/services/cycles.py 20'],
      finds: ['service-brings-its-tests warn'],
    },
    {
      says: 'a migration without its way back is not',
      mode: 'scaffold',
      change: ['A backend/db/migrations/0003.up.sql 9'],
      finds: ['migration-has-its-undo block'],
    },
    {
      says: 'a table without a decision is not',
      mode: 'scaffold',
      change: [
        'A backend/db/migrations/0003.up.sql 9 = CREATE TABLE notes (id int);',
        'A backend/db/migrations/0003.down.sql 5 = DROP TABLE notes;',
      ],
      finds: ['schema-change-is-decided block', 'schema-change-is-decided block'],
    },
    {
      says: 'a page with a client of the network is not',
      mode: 'scaffold',
      change: ["A ui/pages/prices.py 5 = import httpx; httpx.get('https://api.example.com/v1')"],
      finds: ['ui-calls-no-provider block'],
    },
    {
      says: 'a migration with its way back is fine',
      mode: 'scaffold',
      change: ['A backend/db/migrations/0003.up.sql 9', 'A backend/db/migrations/0003.down.sql 5'],
      finds: [],
    },
    {
      says: 'two pairs are one too many',
      mode: 'scaffold',
      change: ['3.up', '3.down', '4.up', '4.down'].map((name) => `A backend/db/migrations/000${name}.sql 5`),
      finds: ['one-migration-pair warn'],
    },
    {
      says: 'a migration that stands is not rewritten, nor moved away',
      mode: 'scaffold',
      change: ['M backend/db/migrations/0001.up.sql 1', 'R backend/app/old.sql backend/db/migrations/0002.up.sql 0'],
      finds: ['migrations-only-grow block', 'migrations-only-grow block'],
    },
    {
      says: 'a new package is out of the lane, and waits for a decision',
      mode: 'scaffold',
      change: ['M backend/requirements.txt 1 = httpx'],
      finds: ['no-new-dependencies block', 'write-scope.mode block'],
    },
    {
      says: 'a list of packages without a new one is out of the lane only',
      mode: 'scaffold',
      change: ['M backend/requirements.txt 1'],
      finds: ['write-scope.mode block'],
    },
    {
      says: 'the file of the freshness gate may be changed',
      mode: 'scaffold',
      change: ['M backend/app/services/packs.py 5'],
      finds: [],
    },
    {
      says: 'the file of the freshness gate may not go',
      mode: 'scaffold',
      change: ['D backend/app/services/packs.py 50'],
      finds: ['freshness-gate-file-stays block'],
    },
    {
      says: 'the product spec is closed',
      mode: 'scaffold',
      change: ['M PRODUCT_SPEC.md 1'],
      finds: ['specs-belong-to-people block', 'write-scope.mode block'],
    },
    {
      says: 'CI may be taught to run new tests',
      mode: 'test-writer',
      change: ['A tests/chaos/test_redis.py 60', 'M .github/workflows/ci.yml 4'],
      finds: [],
    },
    {
      says: 'code under test stays as it is',
      mode: 'test-writer',
      change: ['M backend/app/services/metrics.py 1'],
      finds: ['write-scope.mode block'],
    },
    {
      says: 'a test that goes away is a block, a drill of rights twice',
      mode: 'test-writer',
      change: ['D tests/rights/test_reports_rights.py 40'],
      finds: ['budget.deleted-files block', 'rights-drills-stay block'],
    },
    {
      says: 'a test that goes away asks for a look',
      mode: 'seed-sync',
      change: ['D tests/unit/test_old.py 40'],
      finds: ['tests-stay warn'],
    },
    {
      says: 'seeds, plan, patterns and tests are its lane',
      mode: 'seed-sync',
      change: [
        'M DawsOS_Seeding_Plan.md 5',
        'M backend/seeds/macro_cycles.json 9',
        'M backend/patterns/macro_cycles_overview.json 2',
        'M tests/integration/test_macro_cycles.py 8',
      ],
      finds: [],
    },
    {
      says: 'Terraform, Helm and staging are its lane',
      mode: 'infra',
      change: ['M infra/terraform/main.tf 30', 'M infra/helm/values-staging.yaml 3'],
      finds: [],
    },
    {
      says: 'the application is not',
      mode: 'infra',
      change: ['M backend/app/main.py 3'],
      finds: ['write-scope.mode block'],
    },
    {
      says: 'a file of secrets is a block',
      change: ['A backend/.env 3', 'M .env.example 1'],
      finds: ['no-secrets block'],
    },
    {
      says: 'the policy may be changed with a look and may not go',
      change: ['M .codex/governance.yaml 3'],
      finds: ['law-edits-are-reviewed warn'],
    },
    {
      says: 'the policy may not be moved',
      change: ['R .codex/old.yaml .codex/governance.yaml 0'],
      finds: ['governance-stays block'],
    },
    {
      says: 'a decision may be proposed, and one that stands asks for a look',
      change: ['A docs/adr/0002-rates.md 30', 'M docs/adr/0001-pay-date.md 2'],
      finds: ['decisions-belong-to-people warn'],
    },
  ]);
});

describe('caio in force', () => {
  const policy = lawOf(layerOf('caio'));

  const phases = [
    'A docs/math/CAIO_MASTER_CALCULUS.md 9',
    'A docs/math/CAIO_LEMMAS_APPENDIX.md 3 = INV-CAIO-0007 holds.',
    'A invariants/INV-CAIO-0007.yaml 4 = status: accepted',
    'A invariants/INDEX.yaml 3 = invariants: { INV-CAIO-0007: accepted }',
    'A notebooks/math/verify_routing.ipynb 1 = {"cells":[]}',
    'A configs/generated/notebook_plan.json 1 = ["notebooks/math/verify_routing.ipynb"]',
    'A configs/generated/routing_verification.json 1',
    'A docs/math/README.md 2 = routing_verification.json',
  ];

  // One for each thing that the five phases leave behind.
  const unproved = Array.from({ length: 11 }, () => 'ma.phase-5 block');

  tryAll(policy, [
    { says: 'five phases that are complete are fine', mode: 'ma-phases', change: phases, finds: [] },
    {
      says: 'code before its phases is not, and its tests are missing',
      mode: 'implementation',
      change: ['A src/routing.py 20'],
      finds: [...unproved, 'verified-code-has-tests warn'],
    },
    {
      says: 'code is not written while the phases are',
      mode: 'ma-phases',
      change: ['M src/routing.py 20'],
      finds: ['write-scope.mode block'],
    },
    { says: 'a small mend goes without the phases', mode: 'workflow-0', change: ['M src/routing.py 9'], finds: [] },
    {
      says: 'an experiment waits for three of them',
      mode: 'implementation',
      change: ['A experiments/routing.py 9'],
      finds: Array.from({ length: 5 }, () => 'ma.phase-3 block'),
    },
    {
      says: 'a new module is hardly trivial, nor are more than 60 lines',
      mode: 'workflow-0',
      change: ['A src/routing.py 61'],
      finds: ['budget.lines block', ...unproved, 'new-code-is-not-trivial warn'],
    },
    {
      says: 'a typo of the calculus may be mended',
      mode: 'workflow-0',
      change: ['M docs/math/CAIO_MASTER_CALCULUS.md 6'],
      finds: [],
    },
    {
      says: 'the calculus may not be rewritten',
      mode: 'workflow-0',
      change: ['M docs/math/CAIO_MASTER_CALCULUS.md 7'],
      finds: ['specs-by-order block'],
    },
    {
      says: 'an artefact is not edited by hand',
      mode: 'ma-phases',
      change: ['M configs/generated/notebook_plan.json 2'],
      finds: ['generated-by-notebooks block'],
    },
    {
      says: 'nothing is deleted, and CI stays as it is',
      change: ['D scripts/ci/scorecard.py 9', 'M .github/workflows/ci.yml 1'],
      finds: ['budget.deleted-files block', 'workflows-by-order block'],
    },
  ]);
});

describe('starter in force', () => {
  const policy = lawOf(layerOf('starter'));

  const numbers: readonly (readonly [string, readonly string[]])[] = [
    ['fix', ['lines 200 block', 'complexity 10 warn']],
    ['feature', ['lines 400 block', 'new-files 10 warn', 'complexity 10 warn']],
    ['refactor', ['lines 200 block', 'complexity 10 warn']],
    ['tests', ['lines 400 block', 'deleted-files 0 warn', 'complexity 10 warn']],
    ['docs', ['lines 400 block', 'complexity 10 warn']],
  ];
  it('has these modes and no other', () => {
    assert.deepEqual(
      policy.modes.map(({ id, budgets }) => [id, tell(budgets)]),
      numbers,
    );
  });

  it('judges changes without a mode, asks for no document and freezes nothing', () => {
    assert.equal(policy.modeRequired, false);
    assert.deepEqual(policy.context, []);
    assert.equal(policy.codex, 'active');
    assert.deepEqual(tell(policy.budgets), ['lines 400 warn', 'complexity 10 warn']);
  });

  // What a repository of each kind keeps: the policy must find its places in all of them.
  const repositories: Readonly<Record<string, readonly string[]>> = {
    python: ['README.md', 'pyproject.toml', 'src/parse.py', 'tests/test_parse.py'],
    typescript: ['README.md', 'package.json', 'package-lock.json', 'src/parse.ts', 'src/parse.test.ts'],
    go: ['README.md', 'go.mod', 'parse.go', 'parse_test.go'],
    rust: ['README.md', 'Cargo.toml', 'src/lib.rs', 'tests/parse.rs'],
    ruby: ['README.md', 'Gemfile', 'lib/parse.rb', 'spec/parse_spec.rb'],
    java: ['README.adoc', 'pom.xml', 'src/main/java/Parse.java', 'src/test/java/ParseTest.java'],
  };
  for (const [kind, files] of Object.entries(repositories))
    it(`has no problem in a fresh repository in ${kind}`, () => {
      const text = readFileSync(new URL('../../policies/starter/policy.yaml', import.meta.url), 'utf8');
      const layer = readLayer('.codex/governance.yaml', text);
      const merged = mergeLayers([layer]);
      const against = { policy: merged.policy, kinds: ruleKinds, files: [...files, '.codex/governance.yaml'] };
      assert.deepEqual([...layer.problems, ...merged.problems, ...checkLayer(layer, against)], []);
    });

  tryAll(policy, [
    { says: 'a fix with its test is fine', mode: 'fix', change: ['M src/a.py 20', 'M tests/test_a.py 30'], finds: [] },
    { says: 'a long fix is a block', mode: 'fix', change: ['M src/a.py 201'], finds: ['budget.lines block'] },
    { says: 'a long change by hand is a warning', change: ['M src/a.py 401'], finds: ['budget.lines warn'] },
    { says: 'a lock file costs nothing', mode: 'fix', change: ['M package-lock.json 900'], finds: [] },
    {
      says: 'a new package asks for a look',
      mode: 'feature',
      change: ['M requirements.txt 1 = httpx'],
      finds: ['dependencies-are-reviewed warn'],
    },
    { says: 'a package by hand is nobody’s business here', change: ['M requirements.txt 1 = httpx'], finds: [] },
    {
      says: 'a list of packages without a new one is fine',
      mode: 'feature',
      change: ['M requirements.txt 1'],
      finds: [],
    },
    {
      says: 'a file of secrets is a block, whoever adds it',
      change: ['A .env 1', 'A .env.example 1'],
      finds: ['no-secrets block'],
    },
    {
      says: 'a workflow asks for a look',
      mode: 'fix',
      change: ['M .github/workflows/ci.yml 1'],
      finds: ['gates-are-reviewed warn'],
    },
    {
      says: 'the policy may not go',
      change: ['D .codex/governance.yaml 90'],
      finds: ['policy-stays block'],
    },
    {
      says: 'tests of any language are its lane',
      mode: 'tests',
      change: [
        'M src/a.test.ts 1',
        'M a_test.go 1',
        'A tests/test_b.py 1',
        'M spec/a_spec.rb 1',
        'M src/test/java/A.java 1',
      ],
      finds: [],
    },
    { says: 'code is not', mode: 'tests', change: ['M src/a.ts 1'], finds: ['write-scope.mode block'] },
    { says: 'documents are its lane', mode: 'docs', change: ['M README.md 1', 'M docs/a/b.svg 1'], finds: [] },
    { says: 'code is not', mode: 'docs', change: ['M src/a.ts 1'], finds: ['write-scope.mode block'] },
  ]);
});
