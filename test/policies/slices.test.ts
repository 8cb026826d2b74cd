import { describe } from 'mocha';
import { lawOf, layerOf, tryAll } from './in-force.ts';

describe('execution-packages in force', () => {
  tryAll(lawOf(layerOf('execution-packages')), [
    {
      says: 'a router, its test and a script are a package’s work',
      mode: 'run-package',
      change: ['A serve/openai_routes.py 120', 'A tests/smoke/test_openai.py 60', 'M serve/main.py 3'],
      finds: [],
    },
    {
      says: 'the 251st line is no surgical diff',
      mode: 'run-package',
      change: ['M serve/main.py 251'],
      finds: ['budget.lines block'],
    },
    {
      says: 'four new files are a subsystem',
      mode: 'run-package',
      change: [1, 2, 3, 4].map((at) => `A serve/part${at}.py 5`),
      finds: ['budget.new-files block'],
    },
    {
      says: 'nine files ask for a look',
      mode: 'run-package',
      change: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `M serve/part${at}.py 5`),
      finds: ['budget.files warn'],
    },
    {
      says: 'tidying away is refactoring',
      mode: 'run-package',
      change: ['D serve/old.py 5'],
      finds: ['budget.deleted-files block'],
    },
    {
      says: 'the list of packages is not its to write',
      mode: 'run-package',
      change: ['M AGENTS.md 1'],
      finds: ['write-scope.mode block'],
    },
    {
      says: 'whoever writes a package writes no code',
      mode: 'write-package',
      change: ['M AGENTS.md 1', 'M docs/codex/README.md 3', 'M serve/main.py 1'],
      finds: ['write-scope.mode block'],
    },
  ]);
});

describe('pr-chain in force', () => {
  const lanes: readonly (readonly [string, string, string])[] = [
    ['registries', 'evals/eval_registry.yaml', 'src/stage_a/runner.py'],
    ['contracts', 'src/validation/schemas.py', 'src/stage_a/runner.py'],
    ['bundle', 'src/bundle/compile.py', 'src/stage_a/runner.py'],
    ['stage-a', 'src/stage_a/runner.py', 'src/stage_b/harness.py'],
    ['evidence', 'src/evidence/pack.py', 'src/reports/make.py'],
    ['stage-b', 'src/stage_b/harness.py', 'src/exports/gdpr.py'],
    ['reports', 'src/reports/make.py', 'src/exports/gdpr.py'],
    ['exports', 'src/exports/gdpr.py', 'src/stage_a/runner.py'],
    ['ci-gates', 'docs/checks.md', 'evals/eval_registry.yaml'],
  ];
  // The slices that come earlier in the chain.
  const earlier = [
    'evals/eval_registry.yaml',
    'evals/evalsets_registry.yaml',
    'contracts/pack.json',
    'src/stage_a/runner.py',
    'src/evidence/pack.py',
  ];
  const ofLanes = lanes.flatMap(([mode, inside, outside]) => [
    { says: `${inside} is its lane`, mode, change: [`M ${inside} 9`], finds: [] },
    { says: `${outside} is not`, mode, change: [`M ${outside} 9`], finds: ['write-scope.mode block'] },
  ]);
  const slices = [
    {
      says: 'the sixth file is another slice',
      mode: 'bundle',
      change: [1, 2, 3, 4, 5, 6].map((at) => `M src/bundle/part${at}.py 5`),
      finds: ['budget.files block'],
    },
    {
      says: 'what nobody can audit in one sitting asks for a look',
      mode: 'bundle',
      change: ['M src/bundle/compile.py 401'],
      finds: ['budget.lines warn'],
    },
    {
      says: 'a workflow is for the slice of CI',
      mode: 'bundle',
      change: ['M .github/workflows/gate.yml 1'],
      finds: ['workflows-in-their-slice block', 'write-scope.mode block'],
    },
    { says: 'a workflow is', mode: 'ci-gates', change: ['M .github/workflows/gate.yml 1'], finds: [] },
  ];
  tryAll(lawOf(layerOf('pr-chain')), [...ofLanes, ...slices], earlier);
  tryAll(lawOf(layerOf('pr-chain')), [
    {
      says: 'a slice before the registries asks for a look',
      mode: 'bundle',
      change: ['M src/bundle/compile.py 9'],
      finds: ['registries-come-first warn', 'registries-come-first warn'],
    },
  ]);
});

describe('master-laws in force', () => {
  tryAll(lawOf(layerOf('master-laws')), [
    {
      says: 'two files and the log of prompts are what was asked for',
      mode: 'two-files',
      change: ['M scripts/one.py 5', 'M scripts/two.py 5', 'M dev_prompts.md 1'],
      finds: [],
    },
    {
      says: 'the third file was not',
      mode: 'two-files',
      change: ['M scripts/one.py 5', 'M scripts/two.py 5', 'M scripts/three.py 5', 'M dev_prompts.md 1'],
      finds: ['budget.files block'],
    },
    {
      says: 'code stays as it is',
      mode: 'tests-only',
      change: ['A tests/architecture/test_imports.py 60', 'M core/models/router.py 1', 'M dev_prompts.md 1'],
      finds: ['write-scope.mode block'],
    },
    {
      says: 'no test goes away',
      mode: 'tests-only',
      change: ['D tests/test_old.py 60', 'M dev_prompts.md 1'],
      finds: ['budget.deleted-files block'],
    },
    {
      says: 'seven files and 401 lines ask for a look',
      mode: 'patch',
      change: [...[1, 2, 3, 4, 5, 6].map((at) => `M docs/part${at}.md 1`), 'M docs/long.md 395'],
      finds: ['budget.files warn', 'budget.lines warn'],
    },
    {
      says: 'a fault has one place',
      mode: 'bug-fix',
      change: [1, 2, 3, 4, 5].map((at) => `M tests/data/part${at}.json 1`),
      finds: ['budget.files warn'],
    },
    {
      says: 'what a run left is no source',
      mode: 'patch',
      change: ['A storage/memory/runs.json 3'],
      finds: ['runtime-folders-stay-out block', 'write-scope.mode block'],
    },
  ]);
});
