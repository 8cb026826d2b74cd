import type { Example } from '../../rule-kind.ts';

/** Pipelines and scripts that run tests of which nobody hears; near misses. */
export const testsUnheardExamples: readonly Example[] = [
  {
    title: 'tests whose failure is swallowed, in many ways',
    with: {},
    before: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest -q\n      - run: npm test\n      - run: tox\n      - run: go test ./...\n      - run: cargo test\n      - run: |\n          cd a\n          nox\n',
      'package.json': '{\n  "scripts": { "test": "jest",\n    "unit": "vitest run" }\n}\n',
      Makefile: '.PHONY: test\ntest:\n\tpytest\nunit:\n\t@pytest -q\n',
      'scripts/test.sh': '# All.\npytest\ntox\n',
    },
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest -q; exit 0    ← What these tests say is ignored here: by “; exit 0” the command ends well even when they fail.\n      - run: npm test || echo "failed"    ← What these tests say is ignored here: by “|| echo” the command ends well even when they fail.\n      - run: tox; true    ← What these tests say is ignored here: by “; true” the command ends well even when they fail.\n      - run: "go test ./... || :"    ← What these tests say is ignored here: by “|| :” the command ends well even when they fail.\n      - run: bash -c \'cargo test || true\'    ← What these tests say is ignored here: by “|| true” the command ends well even when they fail.\n      - run: |    ← What these tests say is ignored here: by “|| true” the command ends well even when they fail.\n          cd a\n          nox || true\n',
      'package.json':
        '{\n  "scripts": { "test": "jest &",    ← What these tests say is ignored here: “&” runs them in the background, and nobody waits for them.\n    "unit": "vitest run || exit 0" }    ← What these tests say is ignored here: by “|| exit 0” the command ends well even when they fail.\n}\n',
      Makefile:
        '.PHONY: test\ntest:\n\t-pytest    ← What these tests say is ignored here: make goes on after a line that begins with “-”.\nunit:\n\t@-pytest -q    ← What these tests say is ignored here: make goes on after a line that begins with “-”.\n',
      'scripts/test.sh':
        '# All.\nset +e\npytest    ← What these tests say is ignored here: after “set +e” the script goes on when they fail, and ends with what comes last.\ntox \\\n  -q || true    ← What these tests say is ignored here: by “|| true” the command ends well even when they fail.\n',
    },
  },
  {
    title: 'failures that are told all the same, and commands that run no tests',
    with: {},
    before: {},
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest || exit 1\n      - run: pytest || echo failed && exit 1\n      - run: pytest || { echo failed; exit 1; }\n      - run: pip install pytest || true\n      - run: echo "pytest || true"\n      - run: pytest "a || true"\n      - run: pytest 2>&1 | tee log  # || true\n      - run: npm run dev & npm test\n      - run: pytest & wait\n      - run: jest --watch & tsc\n      - name: pytest || true\n        run: lint\n      - run: pytest; echo done\n      - run: pytest && true\n      - run: pytest |true\n',
      'scripts/test.sh': 'set +e\npytest\ncode=$?\necho "done"\nexit $code\n',
      'scripts/last.sh': 'set +e\nrm old\npytest\n',
      'scripts/on.sh': 'set +e\nrm old\nset -e\npytest\ntidy\n',
      'scripts/more.sh': 'set +e\ntidy\n',
      'scripts/all.sh': 'pytest  # no --collect-only\n',
      Makefile: 'test:\n\tpytest\n\t-rm log\nname := x\nRUN := pytest || true\n',
    },
  },
  {
    title: 'keys that let tests fail or keep them from running',
    with: {},
    before: {},
    after: {
      '.github/workflows/ci.yml':
        'defaults:\n  run:\n    shell: bash {0}    ← These tests may fail here: this shell goes on after a command that fails, and ends with what comes last.\njobs:\n  test:\n    steps:\n      - run: pytest\n        if: false    ← These tests are never run here by themselves: “if” says so.\n      - run: npm test\n        if: ${{ false }}    ← These tests are never run here by themselves: “if” says so.\n      - run: |\n          tox\n          tidy\n        shell: sh -x {0}    ← These tests may fail here: this shell goes on after a command that fails, and ends with what comes last.\n',
      '.gitlab-ci.yml':
        'unit:\n  when: manual    ← These tests are never run here by themselves: “when” says so.\n  script:\n    - pytest\n',
    },
  },
  {
    title: 'keys that depend, that are of other steps, and shells that stop at an error',
    with: {},
    before: {},
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest\n        if: github.event_name == "push"\n      - run: deploy\n        if: false\n      - run: |\n          pytest\n          tidy\n        shell: bash -e {0}\n      - run: tox\n        shell: bash -l {0}\n      - run: npm test\n        shell: pwsh\n',
      '.gitlab-ci.yml': 'unit:\n  rules:\n    - when: never\n  script:\n    - pytest\n',
    },
  },
  {
    title: 'tests that are found and not run',
    with: {},
    before: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest\n',
      'package.json': '{\n  "scripts": { "test": "jest",\n    "unit": "vitest",\n    "all": "pytest" }\n}\n',
      Makefile: 'lint:\n\techo lint\ntest: lint\n# all of them\n\tpytest\n',
    },
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: pytest --collect-only    ← Tests are found here and none is run: “--collect-only” says so.\n',
      'package.json':
        '{\n  "scripts": { "test": "echo ok",    ← “test” ran tests, and does nothing now.\n    "unit": "true; exit 0",    ← “unit” ran tests, and does nothing now.\n    "all": "pytest --co" }    ← Tests are found here and none is run: “--co” says so.\n}\n',
      Makefile:
        'lint:\n\techo lint\ntest: lint\n# all of them\n\techo ok    ← “test” ran tests, and does nothing now.\n',
    },
  },
  {
    title: 'tests that are found first and run then, scripts that ran none, and steps that moved',
    with: {},
    before: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest\n',
      'tox.ini': '[testenv]\ncommands =\n  pytest\n',
      'package.json': '{\n  "scripts": { "test": "jest",\n    "tidy": "prettier ." }\n}\n',
    },
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:\n      - run: echo "tests"\n      - run: pytest --collect-only\n      - run: pytest\n',
      'tox.ini': '[testenv]\ncommands =\n  echo tests\n  pytest\n',
      'package.json':
        '{\n  "scripts": { "test": "turbo run all",\n    "tidy": "echo ok",\n    "more": "echo ok" }\n}\n',
    },
  },
  {
    title: 'a threshold that moved to what the change calls',
    with: {},
    before: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest --cov-fail-under=90\n',
      'a/.gitlab-ci.yml': 'unit:\n  script: coverage report --fail-under=80\n',
      'b/.gitlab-ci.yml': 'unit:\n  script: pytest --cov-fail-under=70\n',
      'c/.gitlab-ci.yml': 'unit:\n  script: pytest --cov-fail-under=60\n',
    },
    after: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: make test\n',
      Makefile: 'test:\n\tpytest --cov-fail-under=90\n',
      'a/.gitlab-ci.yml': 'unit:\n  script: scripts/cover.sh\n',
      'scripts/cover.sh': 'coverage report --fail-under=80\n',
      'b/.gitlab-ci.yml': 'unit:\n  script: npm run cover\n',
      'package.json': '{ "scripts": { "cover": "pytest --cov-fail-under=70" } }\n',
      'c/.gitlab-ci.yml': 'unit:\n  script: just cover\n',
      'c/justfile': 'cover:\n  pytest --cov-fail-under=60\n',
    },
  },
  {
    title: 'a threshold that moved to what nobody calls',
    with: {},
    before: {
      '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - run: pytest --cov-fail-under=90\n',
      'a/.gitlab-ci.yml': 'unit:\n  script: pytest --cov-fail-under=95\n',
    },
    after: {
      '.github/workflows/ci.yml':
        'jobs:\n  test:\n    steps:    ← The threshold fail_under of 90 was taken out.\n      - run: pytest\n',
      justfile: 'test:\n  pytest --cov-fail-under=95\n',
      'a/.gitlab-ci.yml': 'unit:    ← The threshold fail_under of 95 was taken out.\n  script: pytest\n',
      'old/cover.sh': '# cover.sh\npytest --cov-fail-under=95\n',
      'package.json': '{ "scripts": { "cover": "pytest --cov-fail-under=95" } }\n',
    },
  },
];
