import type { Example } from '../../rule-kind.ts';

const workflow = (...step: readonly string[]): string =>
  ['jobs:', '  test:', '    steps:', ...step.map((line) => `      ${line}`), ''].join('\n');

/** Settings that let tests prove less than they did. */
export const settingsWeakenedExamples: readonly Example[] = [
  {
    title: 'thresholds of coverage lowered, in the files of Python',
    with: {},
    before: {
      'pyproject.toml': '[tool.coverage.report]\nfail_under = 90\n',
      '.coveragerc': '[run]\nbranch = true\n[report]\nfail_under = 90\n',
      'a/setup.cfg': '[tool:pytest]\naddopts =\n    -q\n    --cov-fail-under=85\n',
    },
    after: {
      'pyproject.toml':
        '[tool.coverage.report]\nfail_under = 60    ← The threshold fail_under was lowered from 90 to 60.\n',
      '.coveragerc':
        '[run]\nbranch = true\n[report]\nfail_under = 80    ← The threshold fail_under was lowered from 90 to 80.\n',
      'a/setup.cfg':
        '[tool:pytest]\naddopts =\n    -q\n    --cov-fail-under=5    ← The threshold fail_under was lowered from 85 to 5.\n',
    },
  },
  {
    title: 'thresholds of coverage lowered and taken out, in the files of JavaScript',
    with: {},
    before: {
      'package.json':
        '{\n  "jest": {\n    "coverageThreshold": { "global": { "branches": 80,\n      "lines": 90 } }\n  }\n}\n',
      'vitest.config.ts': 'export default {\n  test: { coverage: {\n    thresholds: { statements: 90 },\n  } },\n};\n',
      '.nycrc': '{\n  "functions": 70,\n  "lines": 50\n}\n',
    },
    after: {
      'package.json':
        '{\n  "jest": {\n    "coverageThreshold": { "global": { "branches": 20,    ← The threshold coverageThreshold global branches was lowered from 80 to 20.\n      "lines": 90 } }\n  }\n}\n',
      'vitest.config.ts':
        'export default {\n  test: { coverage: {\n    thresholds: { statements: 9 },    ← The threshold thresholds statements was lowered from 90 to 9.\n  } },\n};\n',
      '.nycrc': '{\n  "lines": 50    ← The threshold functions of 70 was taken out.\n}\n',
    },
  },
  {
    title: 'targets of Codecov, and an option of a command',
    with: {},
    before: {
      'codecov.yml': 'coverage:\n  status:\n    project:\n      default:\n        target: 90%\n',
      '.github/workflows/ci.yml': workflow('- run: pytest --cov-fail-under 80'),
    },
    after: {
      'codecov.yml':
        'coverage:\n  status:\n    project:\n      default:\n        target: 10%    ← The threshold coverage status project default target was lowered from 90 to 10.\n',
      '.github/workflows/ci.yml': workflow(
        '- run: pytest --cov-fail-under 8    ← The threshold fail_under was lowered from 80 to 8.',
      ),
    },
  },
  {
    title: 'tests that may fail in a pipeline',
    with: {},
    before: {
      '.github/workflows/ci.yml': workflow('- run: pytest -q', '- run: npm run test'),
      '.gitlab-ci.yml': 'unit:\n  script:\n    - go test ./...\n',
      'package.json': '{\n  "scripts": { "test": "jest" }\n}\n',
    },
    after: {
      '.github/workflows/ci.yml': workflow(
        '- run: pytest -q',
        '  continue-on-error: true    ← These tests may fail here: continue-on-error is set.',
        '- run: npm run test || true    ← What these tests say is ignored here: by “|| true” the command ends well even when they fail.',
      ),
      '.gitlab-ci.yml':
        'unit:\n  allow_failure: true    ← These tests may fail here: allow_failure is set.\n  script:\n    - go test ./...\n',
      'package.json':
        '{\n  "scripts": { "test": "jest || exit 0" }    ← What these tests say is ignored here: by “|| exit 0” the command ends well even when they fail.\n}\n',
    },
  },
  {
    title: 'thresholds that were raised, moved to another file, or are of something else',
    with: {},
    before: {
      'pyproject.toml': '[tool.coverage.report]\nfail_under = 80\n[tool.other]\nline = 3\n',
      '.coveragerc': '[report]\nfail_under = 85\n',
      'package.json':
        '{\n  "jest": { "coverageThreshold": { "global": { "lines": 50 } } },\n  "budget": { "lines": 90 }\n}\n',
      'tsconfig.json': '{ "target": 3, "lines": 9 }\n',
      'src/a.ts': 'export const limits = { lines: 90 };\n',
      'codecov.yml': 'comment:\n  target: 90\n',
    },
    after: {
      'pyproject.toml': '[tool.coverage.report]\nfail_under = 85\n[tool.other]\nline = 1\n',
      'package.json':
        '{\n  "jest": { "coverageThreshold": { "global": { "lines": 60 } } },\n  "budget": { "lines": 10 }\n}\n',
      'tsconfig.json': '{ "target": 1, "lines": 1 }\n',
      'src/a.ts': 'export const limits = { lines: 9 };\n',
      'codecov.yml': 'comment:\n  target: 10\n',
    },
  },
  {
    title: 'steps that may fail and run no tests, and what could fail before',
    with: {},
    before: {
      '.github/workflows/ci.yml': workflow('- run: upload', '- run: pytest || true', '- run: npm test'),
      'docs/ci.yml': 'run: pytest\n',
    },
    after: {
      '.github/workflows/ci.yml': workflow(
        '- name: Upload what pytest wrote',
        '  run: upload || true',
        '  continue-on-error: true',
        '- run: pytest || true',
        '- run: npm test',
        '  continue-on-error: false',
      ).replace('Upload what pytest wrote', 'Upload'),
      'docs/ci.yml': 'run: pytest || true\n',
    },
  },
  {
    title: 'settings that are not looked at, and some that cannot be read',
    with: { thresholds: false },
    before: { 'pyproject.toml': '[tool.coverage.report]\nfail_under = 80\n', '.gitlab-ci.yml': 'script: pytest\n' },
    after: {
      'pyproject.toml': '[tool.coverage.report]\nfail_under = 8\n',
      '.gitlab-ci.yml': 'script: pytest || true\n',
    },
  },
  {
    title: 'settings that are moved to where nobody reads them',
    with: {},
    before: {
      'jest.config.json': '{\n  "coverageThreshold": { "global": { "lines": 90 } },\n  "testTimeout": 5000\n}\n',
    },
    renamed: { 'attic/jest.json': 'jest.config.json' },
    after: {
      'attic/jest.json': '{\n  "coverageThreshold": { "global": { "lines": 90 } },\n  "testTimeout": 5000\n}\n',
    },
    elsewhere: ['The threshold coverageThreshold global lines of 90 was taken out.'],
  },
  {
    title: 'settings that nobody read before',
    with: {},
    before: { 'drafts/jest.json': '{\n  "coverageThreshold": { "global": { "lines": 99 } }\n}\n' },
    renamed: { 'jest.config.json': 'drafts/jest.json' },
    after: { 'jest.config.json': '{\n  "coverageThreshold": { "global": { "lines": 80 } }\n}\n' },
  },
  {
    title: 'numbers beside thresholds, a target that is found automatically, and a comment',
    with: {},
    before: {
      'jest.config.json': '{\n  "testTimeout": 5000,\n  "coverageThreshold": { "global": { "lines": 90 } }\n}\n',
      'codecov.yml': 'coverage:\n  precision: 2\n  status:\n    project:\n      default:\n        target: auto\n',
      'setup.cfg': '[tool:pytest]\naddopts = -q\n# once --cov-fail-under=95\n',
      '.gitlab-ci.yml': 'unit:\n  script:\n    - go test ./...\n',
    },
    after: {
      'jest.config.json': '{\n  "testTimeout": 3000,\n  "coverageThreshold": { "global": { "lines": 90 } }\n}\n',
      'codecov.yml': 'coverage:\n  precision: 1\n  status:\n    project:\n      default:\n        target: 80%\n',
      'setup.cfg': '[tool:pytest]\naddopts = -q\n',
      '.gitlab-ci.yml': 'unit:\n  interruptible: true\n  script:\n    - go test ./...\n',
    },
  },
  {
    title: 'settings that cannot be read on either side',
    with: {},
    before: {
      'codecov.yml': 'coverage: [\n',
      'pyproject.toml': '[tool.coverage.report\nfail_under = 80\n',
      'package.json': '{ "jest": \n',
    },
    after: {
      'codecov.yml': 'coverage: {\n',
      'pyproject.toml': '[tool.coverage.report\nfail_under = 8\n',
      'package.json': '{ "nyc": \n',
    },
  },
  {
    title: 'a command of tox and a script of Hatch whose tests may fail',
    with: {},
    before: {
      'tox.ini': '[testenv]\ncommands =\n    pytest -q\n',
      'pyproject.toml': '[tool.hatch.envs.default.scripts]\ntest = "pytest"\n',
    },
    after: {
      'tox.ini':
        '[testenv]\ncommands =\n    pytest -q || true    ← What these tests say is ignored here: by “|| true” the command ends well even when they fail.\n',
      'pyproject.toml':
        '[tool.hatch.envs.default.scripts]\ntest = "pytest || true"    ← What these tests say is ignored here: by “|| true” the command ends well even when they fail.\n',
    },
  },
];
