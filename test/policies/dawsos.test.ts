import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { matchesAny, needsGate } from '#core';
import { policyDocument } from '../../src/core/policy/document.ts';
import { mergeLayers } from '../../src/core/policy/merge.ts';
import { readLayer } from '../../src/core/policy/read.ts';
import { lintGoal } from '../../src/core/prompt/lint.ts';
import { aFile } from '../app/fakes.ts';

const text = readFileSync(new URL('../../policies/dawsos/policy.yaml', import.meta.url), 'utf8');
const policy = policyDocument.parse(parse(text));
const document = 'DawsOS Codex Governance v1.0';
const sections = [
  'First Principles',
  'Roles & RACI for Codex',
  'Allowed vs Disallowed',
  'Codex Working Modes',
  'Required Context Pack',
  'Prompt Patterns',
  'Complexity Budget & Drift Checks',
  'PR Template',
  'CI Gates',
  'Observability & Performance Rules',
  'Security & Compliance Rules',
  'ADR Triggers',
  'Anti-patterns',
  'Example “good” & “bad” prompts',
  'Governance Audits',
  'Kill Switches',
  'Quick Reference',
];

/** Every `because` in a document, with the path of the value it belongs to. */
const reasons = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, string])[] =>
    key === 'because' && typeof inner === 'string' ? [[path, inner]] : reasons(inner, `${path}.${key}`),
  );
};

const modeOf = (id: string): NonNullable<NonNullable<typeof policy.modes>[string]> => {
  const mode = policy.modes?.[id];
  assert.ok(mode, `mode ${id}`);
  return mode;
};
const mayWrite = (id: string, path: string): boolean => {
  const { allow, deny } = modeOf(id).writes ?? {};
  return (allow === undefined || matchesAny(allow)(path)) && !matchesAny(deny ?? [])(path);
};
const law = mergeLayers([readLayer('codex-governor:dawsos', text)]).policy;
const objections = (goal: string): readonly string[] => lintGoal(goal, { policy: law }).map(({ id }) => id);
const all = ['linter-refactor', 'test-writer', 'scaffold', 'infra', 'seed-sync'];

describe('dawsos as a document', () => {
  it('lets the ORCHESTRATOR alone waive, and nobody what keeps a guardrail in place', () => {
    const waivers = Object.entries(policy.roles ?? {}).filter(([, role]) => role['may-waive'] !== undefined);
    assert.deepEqual(
      waivers.map(([id]) => id),
      ['orchestrator'],
    );
    const mayWaive = waivers.flatMap(([, role]) => role['may-waive'] ?? []);
    const ids = policy.rules?.map(({ id }) => id) ?? [];
    assert.deepEqual(
      mayWaive.filter((id) => !ids.includes(id)),
      [],
    );
    for (const id of [
      'guardrails-stay',
      'guardrails-hold',
      'no-secrets',
      'schema-change-is-decided',
      'governance-stays',
    ])
      assert.ok(ids.includes(id) && !mayWaive.includes(id), id);
  });

  it('has the five modes of the governance document and no other', () => {
    assert.deepEqual(Object.keys(policy.modes ?? {}), all);
  });

  it('is active and wants every change to name its mode', () => {
    assert.equal(policy.codex, 'active');
    assert.equal(policy['mode-required'], true);
  });

  it('cites a section that exists, by number and title, in every because', () => {
    const found = reasons(policy, 'policy');
    assert.ok(found.length > 60);
    for (const [path, because] of found) {
      const [, number, title] = /\(DawsOS Codex Governance v1\.0, §(\d+) (.+)\)\.?$/.exec(because) ?? [];
      assert.ok(number !== undefined, `${path} cites ${document}: ${because}`);
      assert.equal(title, sections[Number(number)], path);
    }
  });

  // Where each mode may write (✓) and may not (✗): the seed's own paths, and those its modes are kept from.
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['backend/app/services/metrics.py', ['linter-refactor', 'scaffold']],
    ['backend/app/dto/portfolio.py', ['linter-refactor', 'scaffold']],
    ['backend/app/db/migrations/0012_up.sql', ['scaffold']],
    ['backend/db/migrations/0012_up.sql', ['scaffold']],
    ['backend/patterns/portfolio_overview.json', ['scaffold', 'seed-sync']],
    ['ui/src/page.tsx', ['linter-refactor', 'scaffold']],
    ['ui/src/page.test.tsx', ['linter-refactor', 'test-writer', 'scaffold']],
    ['tests/unit/test_metrics_currency.py', all],
    ['tests/rights/test_reports_rights.py', all],
    ['.github/workflows/ci.yml', ['test-writer']],
    ['infra/staging/main.tf', ['infra']],
    ['helm/values.yaml', ['infra']],
    ['ecs/api.json', ['infra']],
    ['deploy/staging.tfvars', ['infra']],
    ['DawsOS_Seeding_Plan', ['seed-sync']],
    ['DawsOS_Seeding_Plan.md', ['seed-sync']],
    ['data/seeds/macro_cycles/definitions.json', ['seed-sync']],
    ['PRODUCT_SPEC.md', []],
    ['.claude/CLAUDE_CODE_GUIDE.md', []],
    ['.claude/agents/business/RATINGS_ARCHITECT.md', []],
    ['.codex/governance.yaml', []],
    ['backend/requirements.txt', []],
    ['Makefile', []],
  ];
  for (const [path, writers] of places)
    it(`lets ${writers.length === 0 ? 'no mode' : writers.join(', ')} write ${path}`, () => {
      assert.deepEqual(
        all.filter((mode) => mayWrite(mode, path)),
        writers,
      );
    });

  const duties: readonly (readonly [string, string])[] = [
    ['test-writer', 'tests-run-locally'],
    ['test-writer', 'ci-runs-them'],
    ['scaffold', 'name-the-dtos'],
    ['scaffold', 'name-the-acceptance-tests'],
    ['scaffold', 'one-diff'],
    ['infra', 'approved-plan'],
    ['infra', 'no-new-cloud-services'],
    ['seed-sync', 'versions-agree'],
  ];
  for (const [mode, duty] of duties)
    it(`obliges ${mode} to ${duty}`, () => {
      assert.ok(modeOf(mode).duties?.some((one) => typeof one !== 'string' && one.id === duty));
    });

  it('names both version fields in Seed Sync', () => {
    assert.match(JSON.stringify(modeOf('seed-sync').duties), /schema_version and method_version/);
  });

  it('wants a spec where work follows something approved', () => {
    assert.deepEqual(
      all.filter((mode) => modeOf(mode)['spec-required'] === true),
      ['scaffold', 'infra', 'seed-sync'],
    );
  });

  it('lets no mode install packages or push', () => {
    for (const { id, commands } of law.modes)
      for (const command of ['pip install *', 'npm install *', 'git push *'])
        assert.ok(commands.deny.includes(command), `${id} denies ${command}`);
  });

  it('lets every mode run its tests and the check that ends every task', () => {
    for (const { id, commands } of law.modes)
      for (const command of ['pytest *', 'codex-governor check *'])
        assert.ok(commands.allow.includes(command), `${id} allows ${command}`);
  });

  it('lets Infra plan and nobody apply', () => {
    const applies = /^(?:terraform (?:apply|destroy|import)|helm (?:install|upgrade|uninstall)|kubectl|aws)\b/;
    for (const { id, commands } of law.modes)
      assert.deepEqual(
        commands.allow.filter((command) => applies.test(command)),
        [],
        id,
      );
    const { allow, deny } = modeOf('infra').commands ?? {};
    assert.ok(allow?.includes('terraform plan *'));
    assert.ok(deny?.includes('terraform apply *'));
  });

  it('packs every document of the required context, and two more for Infra', () => {
    const items = policy.context?.items ?? [];
    assert.deepEqual(
      items.filter(({ modes }) => modes === undefined).map(({ id, path }) => [id, path]),
      [
        ['guardrails', 'PRODUCT_SPEC.md'],
        ['product-spec', 'PRODUCT_SPEC.md'],
        ['guide', '.claude/CLAUDE_CODE_GUIDE.md'],
        ['agent-spec', '.claude/agents/**/*.md'],
        ['seeding-plan', 'DawsOS_Seeding_Plan*'],
        ['dtos', 'backend/app/dto/*.py'],
        ['tests', 'tests/**/*.{py,ts,tsx}'],
        ['makefile', 'Makefile'],
        ['ci', '.github/workflows/*.{yml,yaml}'],
      ],
    );
    assert.deepEqual(
      items.filter(({ modes }) => modes !== undefined).map(({ id, modes }) => [id, modes]),
      [
        ['infrastructure-architect', ['infra']],
        ['staging-values', ['infra']],
      ],
    );
    assert.equal(items.find(({ id }) => id === 'guardrails')?.anchor, 'Guardrails');
  });

  it('finds the values of staging by file name or by folder', () => {
    const path = policy.context?.items?.find(({ id }) => id === 'staging-values')?.path ?? '';
    const found = [
      'infra/staging.tfvars',
      'infra/staging/terraform.tfvars',
      'helm/values-staging.yaml',
      'helm/staging/values.yaml',
    ];
    assert.deepEqual(found.filter(matchesAny([path])), found);
    assert.deepEqual(['.github/workflows/staging.yaml', 'infra/prod.tfvars'].filter(matchesAny([path])), []);
  });

  // The spec a person is proposed when the scope touches a path.
  const suggestions: readonly (readonly [string, string])[] = [
    ['backend/app/services/cycles.py', 'MACRO_ARCHITECT.md'],
    ['tests/integration/test_macro_cycles.py', 'MACRO_ARCHITECT.md'],
    ['backend/patterns/macro_trend_monitor.json', 'MACRO_ARCHITECT.md'],
    ['backend/app/services/ratings.py', 'RATINGS_ARCHITECT.md'],
    ['infra/main.tf', 'INFRASTRUCTURE_ARCHITECT.md'],
  ];
  for (const [path, spec] of suggestions)
    it(`proposes ${spec} for ${path}, and that one is among the agent specs`, () => {
      const item = policy.context?.items?.find(({ id }) => id === 'agent-spec');
      const proposed = (item?.pick?.suggest ?? []).filter((one) => matchesAny(one.for)(path)).map((one) => one.path);
      assert.equal(proposed.length, 1);
      assert.ok(proposed[0]?.endsWith(`/${spec}`));
      assert.ok(matchesAny([item?.path ?? ''])(proposed[0] ?? ''));
    });

  it('offers the four prompt patterns, each in one mode', () => {
    assert.deepEqual(
      policy.prompt?.patterns?.map(({ id, modes }) => [id, modes]),
      [
        ['small-refactor', ['linter-refactor']],
        ['capability', ['scaffold']],
        ['rights-enforcement', ['scaffold']],
        ['freshness-gate', ['scaffold']],
      ],
    );
  });

  const disliked = [
    'Build a new ratings engine and use it everywhere',
    'Simplify ui/prices.ts: call the provider directly',
    'Inline the rights check in backend/app/services/reports.py',
    'Remove the freshness gate from the dev tests',
    'Turn off RLS for tests/rls/test_fuzz.py',
    'Add a small dependency to parse dates',
    'Implement ratings.resilience, tests will follow',
  ];
  const liked = [
    'Implement ratings.resilience in backend/app/services/ratings.py with the DTOs there are; do not add dependencies',
    'Prove in tests/integration/test_pack_health.py that nobody can bypass the freshness gate',
    'Remove calls from ui/prices.ts that reach a provider directly',
    'Test that exports never bypass the rights check in backend/app/services/reports.py',
  ];
  for (const goal of disliked) it(`dislikes the goal “${goal}”`, () => assert.notDeepEqual(objections(goal), []));
  for (const goal of liked) it(`has nothing against the goal “${goal}”`, () => assert.deepEqual(objections(goal), []));

  it('stops for each of the six triggers of an ADR', () => {
    const needed = (policy.prompt?.['stop-when'] ?? []).filter((text) => text.endsWith('no accepted ADR covers it.'));
    assert.equal(needed.length, 6);
    for (const [at, word] of [/column/, /JSON/, /rights/, /FX/, /benchmark/, /macro/].entries())
      assert.match(needed[at] ?? '', word);
  });

  it('has the ten gates of §8, each asked for by what changed', () => {
    const { policy: merged } = mergeLayers([readLayer('dawsos', text)]);
    const needed = (path: string): readonly string[] =>
      merged.gates.filter((gate) => needsGate(gate, { files: [aFile({ path })] }, undefined)).map(({ id }) => id);
    assert.equal(merged.gates.length, 10);
    assert.deepEqual(needed('README.md'), []);
    assert.deepEqual(needed('ui/pages/overview.tsx'), ['visual-tests']);
    assert.deepEqual(needed('backend/requirements.txt').includes('security-tests'), true);
    assert.deepEqual(needed('backend/app/services/pricing.py'), [
      'lint-and-types',
      'unit-tests',
      'property-tests',
      'golden-tests',
      'integration-tests',
      'rights-tests',
      'security-tests',
      'chaos-tests',
      'warm-p95',
    ]);
    assert.deepEqual(
      merged.gates.flatMap(({ demands }) => demands),
      [
        { measure: 'changed-line-coverage', atLeast: 80 },
        { measure: 'p95', atMost: 1200 },
      ],
    );
  });

  it('lists the eight acceptance lines and lets rules tick only the one on dependencies', () => {
    assert.deepEqual(
      policy['pull-request']?.acceptance?.map(({ id, 'covered-by': covering }) => [id, covering ?? []]),
      [
        ['dependencies', ['no-new-dependencies']],
        ['single-path', []],
        ['freshness', []],
        ['rights', []],
        ['row-level-security', []],
        ['spans', []],
        ['tests', []],
        ['seeds', []],
      ],
    );
  });

  it('lets the ORCHESTRATOR alone raise budgets, and nobody complexity', () => {
    assert.deepEqual(
      Object.entries(policy.roles ?? {}).map(([id, role]) => [id, role['may-raise'] ?? []]),
      [
        ['codex', []],
        ['implementor', []],
        ['orchestrator', ['lines', 'files', 'new-files', 'deleted-files']],
        ['layer-architects', []],
        ['qa-set', []],
        ['sre', []],
      ],
    );
  });
});
