import type { Example } from '../../rule-kind.ts';

/** Settings by which fewer tests are run; near misses. */
export const testsLeftOutExamples: readonly Example[] = [
  {
    title: 'tests that are left out by settings',
    with: {},
    before: {
      'pytest.ini': '[pytest]\ntestpaths = tests docs\naddopts = -q\n',
      'pyproject.toml': '[tool.pytest.ini_options]\ntestpaths = ["tests"]\nnorecursedirs = ["old"]\n',
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest\n      - run: pytest -q\n      - run: npx vitest run\n',
      'package.json': '{\n  "jest": { "testMatch": ["**/*.test.ts"],\n    "testPathIgnorePatterns": [] }\n}\n',
      'vitest.config.ts':
        "export default {\n  test: {\n    include: ['src/**/*.test.ts', 'test/**'],\n    exclude: ['dist/**'],\n  },\n};\n",
      'jest.config.ts': "export default {\n  testMatch: ['**/*.test.ts'],\n};\n",
    },
    after: {
      'pytest.ini':
        '[pytest]\ntestpaths = tests    ← Fewer tests are run: “testpaths” no longer has docs.\naddopts = -q --ignore=tests/slow    ← Fewer tests are run: “--ignore” leaves some out by tests/slow.\n',
      'pyproject.toml':
        '[tool.pytest.ini_options]\ntestpaths = ["tests/unit"]    ← Fewer tests are run: “testpaths” no longer has tests.\nnorecursedirs = ["old", "golden"]    ← Fewer tests are run: “norecursedirs” leaves some out by golden.\n',
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest --deselect "tests/test_a.py::test_one"    ← Fewer tests are run: “--deselect” leaves some out by tests/test_a.py::test_one.\n      - run: pytest -q -k \'not slow\'    ← Fewer tests are run: “-k” leaves some out by not slow.\n      - run: npx vitest run --exclude src/fx    ← Fewer tests are run: “--exclude” leaves some out by src/fx.\n      - run: PYTEST_ADDOPTS="--ignore=tests/a" make all    ← Fewer tests are run: “--ignore” leaves some out by tests/a.\n        env:\n          PYTEST_ADDOPTS: -k fast    ← Fewer tests are run: “-k” leaves some out by fast.\n',
      'package.json':
        '{\n  "jest": { "testMatch": ["**/unit/*.test.ts"],    ← Fewer tests are run: “testMatch” no longer has **/*.test.ts.\n    "testPathIgnorePatterns": ["/golden/"] }    ← Fewer tests are run: “testPathIgnorePatterns” leaves some out by /golden/.\n}\n',
      'vitest.config.ts':
        "export default {\n  test: {\n    include: ['src/core/**/*.test.ts', 'test/**'],    ← Fewer tests are run: “include” no longer has src/**/*.test.ts.\n    exclude: ['dist/**', 'src/fx/**'],    ← Fewer tests are run: “exclude” leaves some out by src/fx/**.\n  },\n};\n",
      'jest.config.ts':
        "export default {\n  testMatch: ['**/*.spec.ts'],    ← Fewer tests are run: “testMatch” no longer has **/*.test.ts.\n  testPathIgnorePatterns: [\n    'golden',    ← Fewer tests are run: “testPathIgnorePatterns” leaves some out by golden.\n    `${root}/a`,\n  ],\n};\n",
    },
  },
  {
    title: 'settings that leave nothing of the tests out, or are of something else',
    with: {},
    before: {
      'pytest.ini': '[pytest]\ntestpaths = tests/unit tests/golden\naddopts = --ignore=tests/slow\n',
      'pyproject.toml':
        '[tool.pytest.ini_options]\ntestpaths = ["tests"]\nnorecursedirs = ["old", "golden"]\n[tool.ruff]\nexclude = ["a"]\n',
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: make test\n      - run: lint\n',
      'package.json':
        '{\n  "jest": { "testMatch": ["src/**/*.{test,spec}.ts", "./lib/?(a|b).test.ts"],\n    "testPathIgnorePatterns": [] }\n}\n',
      'vitest.config.ts':
        "export default {\n  test: { include: ['src/**/*.test.ts'], coverage: { include: ['src/**'] } },\n  optimizeDeps: { exclude: ['a'] },\n};\n",
      'tox.ini': '[pytest]\ntestpaths = tests\n',
    },
    after: {
      'pytest.ini': '[pytest]\ntestpaths = tests\naddopts = --ignore=tests/slow\n',
      'pyproject.toml':
        '[tool.pytest.ini_options]\nminversion = "7"\nnorecursedirs = ["old"]\n[tool.ruff]\nexclude = ["a", "b"]\n',
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: make -k test\n      - run: lint --ignore=x\n',
      'package.json':
        '{\n  "jest": { "testMatch": ["**/*.ts"],\n    "testPathIgnorePatterns": ["/node_modules/", "<rootDir>/dist/"] }\n}\n',
      'vitest.config.ts':
        "export default {\n  test: { include: ['**/*.test.ts'], coverage: { include: ['src/a/**'] } },\n  optimizeDeps: { exclude: ['a', 'b'] },\n  words: { exclude: 'c' },\n};\n",
      'tox.ini': '[pytest]\ntestpaths = .\n',
      'new/pytest.ini': '[pytest]\ntestpaths = tests\naddopts = --ignore=tests/slow\n',
    },
  },
  {
    title: 'a step of a pipeline that is gone',
    with: {},
    before: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: npm ci\n      - run: pytest tests/unit\n      - run: pytest tests/whole\n      - run: npm run lint\n',
      '.gitlab-ci.yml': 'unit:\n  script:\n    - tox\n    - echo done\n',
      '.circleci/config.yml': 'jobs:\n  test:\n    steps:\n      - run: npm test\n',
    },
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: npm ci --quiet\n      - run: pytest tests/unit\n      - run: npm run lint    ← Fewer tests are run: the step “pytest tests/whole” was taken out.\n      - run: ruff check\n        working-directory: ./sub\n      - uses: actions/setup-python@v5\n',
      '.gitlab-ci.yml':
        'unit:\n  script:\n    - echo done    ← Fewer tests are run: the step “tox” was taken out.\n    - tidy\n',
    },
    elsewhere: ['Fewer tests are run: the step “npm test” was taken out.'],
  },
  {
    title: 'a pipeline that no longer is one, and tests of what is none',
    with: {},
    before: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest\n',
      'scripts/all.sh': 'npm run lint\nnpm test\n',
    },
    renamed: { '.github/workflows/ci.yml.off': '.github/workflows/ci.yml' },
    after: {
      '.github/workflows/ci.yml.off': 'jobs:\n  test:\n    steps:\n      - run: pytest\n',
      'scripts/all.sh': 'npm run lint\n',
    },
    elsewhere: ['Fewer tests are run: the step “pytest” was taken out.'],
  },
  ...[
    ['written in another way', 'jobs:\n  test:\n    steps:\n      - run: pytest tests\n'],
    ['given to a script', 'jobs:\n  test:\n    steps:\n      - run: ./scripts/all\n'],
    ['given to a target', 'jobs:\n  test:\n    steps:\n      - run: make all\n'],
    ['given to another workflow', 'jobs:\n  test:\n    uses: ./.github/workflows/test.yml\n'],
    ['in a file that is half typed', 'jobs: [\n'],
  ].map(([title = '', after = '']): Example => {
    const before = 'jobs:\n  test:\n    steps:\n      - run: pytest\n      - run: npm test\n';
    return {
      title: `steps of a pipeline, ${title}`,
      with: {},
      before: { '.github/workflows/ci.yml': before },
      after: { '.github/workflows/ci.yml': after },
    };
  }),
  {
    title: 'a step that a script of a package runs now',
    with: {},
    before: { '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest\n' },
    after: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: lint\n',
      'package.json': '{ "scripts": { "all": "pytest" } }\n',
    },
  },
  {
    title: 'a step that another file of the change has now, and one of no pipeline',
    with: {},
    before: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest\n',
      'scripts/all.sh': 'npm run lint\nnpm test\n',
    },
    after: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: lint\n',
      '.github/workflows/test.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest\n',
      'scripts/all.sh': 'npm run lint\n',
    },
  },
];
