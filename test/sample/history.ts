// The history of the sample repository: which files each commit brings, and from which of its states.

export interface SampleCommit {
  readonly message: string;
  /** The folder of test/sample/files that holds the files in this state. */
  readonly from: 'early' | 'main' | 'feature';
  /** Files, or folders with all that is in them. */
  readonly paths: readonly string[];
}

export const mainCommits: readonly SampleCommit[] = [
  {
    message: 'docs: what Meridian is and what holds for all of it',
    from: 'main',
    paths: ['README.md', 'PRODUCT_SPEC.md', '.gitignore', '.gitattributes'],
  },
  {
    message: 'docs: guide, agent specs and seeding plan',
    from: 'main',
    paths: ['.claude', 'DawsOS_Seeding_Plan.md', 'docs'],
  },
  {
    message: 'feat(packs): pricing packs, written once and refused when stale',
    from: 'main',
    paths: [
      'backend/__init__.py',
      'backend/requirements.txt',
      'pyproject.toml',
      'backend/app/__init__.py',
      'backend/app/dto/__init__.py',
      'backend/app/dto/results.py',
      'backend/app/services/__init__.py',
      'backend/app/services/packs.py',
      'tests/__init__.py',
      'tests/conftest.py',
      'tests/unit/test_packs.py',
      'tests/integration/test_pack_health.py',
      'backend/app/wiring.py',
      'backend/app/orchestrator.py',
      'backend/app/main.py',
    ],
  },
  {
    message: 'feat(metrics): returns and volatility',
    from: 'early',
    paths: ['backend/app/services/metrics.py'],
  },
  {
    message: 'feat(db): portfolios under row-level security',
    from: 'main',
    paths: ['backend/db', 'backend/app/services/portfolios.py', 'backend/app/dto/attribution.py'],
  },
  {
    message: 'feat: currency attribution, and reports that ask the rights registry',
    from: 'main',
    paths: [
      'backend/app/services/metrics.py',
      'backend/app/services/reports.py',
      'backend/app/services/rights.py',
      'backend/seeds/rights_registry.json',
      'tests/unit/test_metrics.py',
      'tests/rights',
      'tests/golden',
    ],
  },
  {
    message: 'feat: dividend safety and the short-term cycle, from seeds',
    from: 'main',
    paths: [
      'backend/app/services/ratings.py',
      'backend/app/services/cycles.py',
      'backend/app/dto/ratings.py',
      'backend/app/dto/macro.py',
      'backend/seeds/fundamentals.json',
      'backend/seeds/macro_cycles.json',
      'backend/patterns',
      'tests/unit/test_ratings.py',
      'tests/integration/test_macro_cycles.py',
    ],
  },
  {
    message: 'feat(ui): portfolio overview',
    from: 'main',
    paths: ['ui'],
  },
  {
    message: 'ci: gates, and staging as code',
    from: 'main',
    paths: ['Makefile', '.github', 'infra'],
  },
  {
    message: 'chore(governance): the policy that Codex works under',
    from: 'main',
    paths: ['.codex/governance.yaml'],
  },
];

export const featureCommit: SampleCommit = {
  message: 'refactor(metrics): the return of a currency has a function of its own',
  from: 'feature',
  paths: ['backend/app/services/metrics.py', 'tests/unit/test_metrics.py'],
};
