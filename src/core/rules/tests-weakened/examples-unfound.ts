import type { Example } from '../../rule-kind.ts';

/** Tests that are there and that nobody runs; near misses. */
export const testsUnfoundExamples: readonly Example[] = [
  {
    title: 'tests that no runner finds',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n' },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == 1\n\ndef test_outer():\n    def test_inner():    ← test_inner is never run: it stands in another function, which does not call it.\n        assert f(2) == 2\n    assert f(3) == 3\n\ndef test_one():    ← test_one is defined once more here: the one above it is never run.\n    assert f(4) == 4\n\ndef test_last():\n    assert f(5) == 5\n\ndel test_last, other    ← test_last is never run: it is deleted here.\n',
      'tests/test_b.py':
        'class TestB:\n    __test__ = False    ← The tests in here are never run: __test__ is False.\n\n    def test_b(self):\n        assert f(1) == 1\n',
      'tests/test_c.py':
        '__test__ = False    ← The tests in here are never run: __test__ is False.\ndef test_one():\n    assert f(1) == 1\n',
    },
  },
  {
    title: 'functions that are called or given away, names of several places, and helpers that are no tests',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        '"""Prose:\ndel test_a\n"""\ndef test_a():\n    def test_inner():\n        assert f(1) == 1\n    test_inner()\n    def helper():\n        return 1\n    @task\n    def test_task():\n        return 1\n    test_value = lambda: 1\n    del test_inner\n\ndel helper\n\nclass TestA:\n    def test_one(self):\n        assert f(1) == 1\n\nclass TestB:\n    def test_one(self):\n        assert f(2) == 2\n\nif windows:\n    def test_path():\n        assert f(3) == 3\nelse:\n    def test_path():\n        assert f(4) == 4\n\ndef make():\n    return 1\n\ndef make():\n    return 2\n\nclass TestClient:\n    __test__ = False\n\n    def get(self):\n        return 1\n\nclass TestMore:\n    __test__ = True\n\n    def test_more(self):\n        assert f(5) == 5\n',
      'tests/test_d.py':
        'def test_load():\n    class Foo(TestCase):\n        def test_one(self):\n            assert f(1) == 1\n    assert load(Foo) == 1\n',
      'tests/test_b.py': '__test__ = False\ndef helper():\n    return 1\n',
      'tests/test_c.py': 'test = False\ndef test_one():\n    assert f(1) == 1\n',
      'src/a.test.ts': 'function test_one() {\n  function test_two() {}\n}\nfunction test_one() {}\n',
    },
  },
  {
    title: 'files of tests whose new names no runner looks for',
    with: {},
    before: {
      'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n',
      'src/a.test.ts': "it('adds', async () => {\n  expect(f(1)).toBe(1);\n});\n",
    },
    renamed: { 'tests/a.py': 'tests/test_a.py', 'src/a.ts': 'src/a.test.ts' },
    after: {
      'tests/a.py': 'def test_one():\n    assert f(1) == 1\n',
      'src/a.ts': "it('adds', async () => {\n  expect(f(1)).toBe(1);\n});\n",
    },
    elsewhere: [
      'The tests in here are never run: runners found them as src/a.test.ts, and do not by this name.',
      'The tests in here are never run: runners found them as tests/test_a.py, and do not by this name.',
    ],
  },
  {
    title: 'files of tests that are found by their new names, that were found by settings, and one without tests',
    with: {},
    before: {
      'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n',
      'src/a.test.ts': "it('adds', async () => {\n  expect(f(1)).toBe(1);\n});\n",
      'tests/checks.py': 'def test_one():\n    assert f(2) == 2\n',
      'tests/test_data.py': 'x = 1\n',
      'src/__tests__/b.ts': "it('adds', async () => {\n  expect(f(2)).toBe(2);\n});\n",
    },
    renamed: {
      'tests/unit/a_tests.py': 'tests/test_a.py',
      'src/__tests__/a.ts': 'src/a.test.ts',
      'tests/more_things.py': 'tests/checks.py',
      'tests/data.py': 'tests/test_data.py',
      'test/b.ts': 'src/__tests__/b.ts',
    },
    after: {
      'tests/unit/a_tests.py': 'def test_one():\n    assert f(1) == 1\n',
      'src/__tests__/a.ts': "it('adds', async () => {\n  expect(f(1)).toBe(1);\n});\n",
      'tests/more_things.py': 'def test_one():\n    assert f(2) == 2\n',
      'tests/data.py': 'x = 1\n',
      'test/b.ts': "it('adds', async () => {\n  expect(f(2)).toBe(2);\n});\n",
    },
  },
  {
    title: 'ways to drop tests that were collected',
    with: {},
    before: { 'tests/conftest.py': 'x = 1\n' },
    after: {
      'tests/conftest.py':
        'x = 1\n\ndef pytest_collection_modifyitems(config, items):\n    items[:] = []    ← All tests that were collected are thrown away here.\n    items[:] = list()    ← All tests that were collected are thrown away here.\n    items[:] = [item for item in items if item.fast]    ← Tests that were collected are dropped here.\n    del items[1:]    ← Tests that were collected are dropped here.\n    items.remove(items[0])    ← Tests that were collected are dropped here.\n    if items:\n        config.hook.pytest_deselected(items=items)    ← Tests that were collected are dropped here.\n\ndef pytest_ignore_collect(path):\n    return True    ← No test is collected any more: every file is ignored here.\n',
    },
  },
  {
    title: 'tests that are put in order, marked, or dropped where somebody asks for it; other lists',
    with: {},
    before: { 'tests/conftest.py': 'x = 1\n' },
    after: {
      'tests/conftest.py':
        'x = 1\n\ndef pytest_collection_modifyitems(config, items):\n    items[:] = sorted(items)\n    items[:] = [fast(item) if item.fast else item for item in items]\n    others[:] = []\n    items.append(1)\n    if config.getoption("--fast"):\n        items[:] = []\n    for item in items:\n        item.add_marker(1)\n\ndef pytest_ignore_collect(path):\n    if path.ext == ".txt":\n        return True\n    return None\n\ndef other(items):\n    items[:] = []\n    return True\n',
    },
  },
  {
    title: 'functions within a test that have the name of one, and are looked at or made anew',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'def test_code():',
        '    async def test(seq):',
        '        return seq',
        '    assert lines(test.__code__) == 1',
        'class TestB:',
        '    def test_made(self):',
        '        def test():',
        '            pass',
        '        test()',
        '        def test(given):',
        '            pass',
        '        test(1)',
        'def make():',
        '    class TestC:',
        '        def test_one(self):',
        '            pass',
        '        def test_one(self):',
        '            pass',
        '    return TestC',
        '',
      ].join('\n'),
    },
  },
];
