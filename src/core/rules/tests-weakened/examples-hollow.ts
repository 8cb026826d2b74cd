import type { Example } from '../../rule-kind.ts';

/** Tests that are there still and prove next to nothing, and near misses. */
export const testsHollowedExamples: readonly Example[] = [
  {
    title: 'assertions that hold whatever the code does, by one more word',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) > 0\n    assert (f(2) > 0)\n    self.assertTrue(f(3))\n    assert f(4), "four"\n',
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1) > 0).toBe(true);\n  assert.ok(add(1, 2));\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) > 0 or True    ← This assertion holds whatever the code does: True is enough for it.\n    assert (True or f(2) > 0)    ← This assertion holds whatever the code does: True is enough for it.\n    self.assertTrue(f(3) or 1)    ← This assertion holds whatever the code does: 1 is enough for it.\n    assert f(4) or g(4) or True, "four"    ← This assertion holds whatever the code does: True is enough for it.\n',
      'src/a.test.ts':
        "it('adds', () => {\n  expect(add(1, 1) > 0 || true).toBe(true);    ← This assertion holds whatever the code does: true is enough for it.\n  assert.ok(true || add(1, 2));    ← This assertion holds whatever the code does: true is enough for it.\n});\n",
    },
  },
  {
    title: 'a choice that says something, or stands in what is called',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == 1 or f(1) == 2\n    assert f(x or True) == 1\n    assert not (f(1) or False)\n    assert f(1) and True\n    strict = given or True\n    assertEqual(f(1) or 1, 2)\n',
      'src/a.test.ts':
        "it('adds', () => {\n  expect(add(strict || true)).toBe(2);\n  const deep = given || true;\n});\n",
    },
  },
  {
    title: 'tests that are run with fewer cases',
    with: {},
    before: {
      'tests/test_a.py':
        '@pytest.mark.parametrize("net, tax", [(0, 0), (100, 19), (200, 38)])\ndef test_vat(net, tax):\n    assert vat(net) == tax\n\n@pytest.mark.parametrize(argvalues=(\n    "a, b",  # [one\n    "c",\n), argnames="n")\ndef test_two(n):\n    assert two(n)\n',
      'src/a.test.ts':
        "it.each([\n  [1, 2],\n  [2, 4],\n])('doubles', (n, twice) => {\n  expect(double(n)).toBe(twice);\n});\n",
      'src/b.test.ts':
        "describe.each([1, 2] as const)('of %d', (n) => {\n  it('halves', () => {\n    expect(half(n)).toBe(n / 2);\n  });\n});\n",
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.parametrize("net, tax", [(0, 0)])    ← parametrize runs fewer cases in test_vat.\ndef test_vat(net, tax):\n    assert vat(net) == tax\n\n@pytest.mark.parametrize(argvalues=("a, b",), argnames="n")    ← parametrize runs fewer cases in test_two.\ndef test_two(n):\n    assert two(n)\n',
      'src/a.test.ts':
        "it.each([    ← each runs fewer cases.\n  [1, 2],\n])('doubles', (n, twice) => {\n  expect(double(n)).toBe(twice);\n});\n",
      'src/b.test.ts':
        "describe.each([1] as const)('of %d', (n) => {    ← each runs fewer cases.\n  it('halves', () => {\n    expect(half(n)).toBe(n / 2);\n  });\n});\n",
    },
  },
  {
    title: 'cases that were rewritten, went to another test of the file, or are made elsewhere',
    with: {},
    before: {
      'tests/test_a.py': '@pytest.mark.parametrize("net", [0, 1, 2])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_b.py': '@pytest.mark.parametrize("net", [0, 1, 2])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_c.py': '@pytest.mark.parametrize("net", [0, 1, 2])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_d.py':
        '@pytest.mark.parametrize("net", [0, 1, 2])\ndef test_vat(net):\n    assert vat(net) == 0\n\n@pytest.mark.parametrize("net", [0, 1, 2])\ndef test_tax(net):\n    assert tax(net, [0, 1, 2]) == 0\n\n@pytest.mark.parametrize(*given)\ndef test_free(net):\n    assert free(net) == 0\n',
      'tests/test_e.py':
        '@pytest.mark.parametrize("net", ["a, b", "c"])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_f.py':
        '@pytest.mark.parametrize("net", [\n    1,\n    2,  # two\n])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_g.py':
        '@pytest.mark.parametrize("net", [(0, 0), (1, 1)])\ndef test_vat(net):\n    assert vat(net, [0, 1]) == 0\n',
      'src/a.test.ts': "it.each([1, 2, 3])('doubles', (n) => {\n  expect(double(n)).toBe(n + n);\n});\n",
      'src/b.ts': 'export const all = task.each([1, 2, 3]);\n',
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.parametrize("net", [\n    3,\n    4,  # not [5]\n    (6),\n])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_b.py':
        '@pytest.mark.parametrize("net", [0, 1])\ndef test_vat(net):\n    assert vat(net) == 0\n\n@pytest.mark.parametrize("net", [2])\ndef test_free(net):\n    assert vat(net) == 0\n',
      'tests/test_c.py': '@pytest.mark.parametrize("net", [*few, 1])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_d.py':
        '@pytest.mark.parametrize("net", [0] * 3)\ndef test_vat(net):\n    assert vat(net) == 0\n\n@pytest.mark.parametrize("net", [n for n in range(3)])\ndef test_tax(net):\n    assert tax(net, [0]) == 0\n\n@pytest.mark.parametrize(*given)\ndef test_free(net):\n    assert free(net) == 0\n',
      'tests/test_e.py': '@pytest.mark.parametrize("net", ["d", "e"])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_f.py': '@pytest.mark.parametrize("net", [1, 3])\ndef test_vat(net):\n    assert vat(net) == 0\n',
      'tests/test_g.py':
        '@pytest.mark.parametrize("net", [one, two])\ndef test_vat(net):\n    assert vat(net, [0]) == 0\n',
      'src/a.test.ts': "it.each([...few, 1])('doubles', (n) => {\n  expect(double(n)).toBe(n + n);\n});\n",
      'src/b.ts': 'export const all = task.each([1]);\n',
    },
  },
  {
    title: 'tests that are thrown away, and files that are not looked into',
    with: {},
    before: { 'tests/conftest.py': 'collect_ignore = ["setup.py"]\n' },
    after: {
      'tests/conftest.py':
        'collect_ignore = ["setup.py", "test_tax.py"]    ← The tests in test_tax.py are no longer collected.\ncollect_ignore_glob = ["*_slow.py"]    ← The tests in *_slow.py are no longer collected.\ncollect_ignore.append(f"test_{name}.py")    ← The tests in test_*.py are no longer collected.\n\ndef pytest_collection_modifyitems(items):\n    items.clear()    ← All tests that were collected are thrown away here.\n',
    },
  },
  {
    title: 'lists of other names, in other functions and in other files',
    with: {},
    before: { 'tests/conftest.py': 'collect_ignore = ["setup.py", "build.py"]\n' },
    after: {
      'tests/conftest.py':
        'collect_ignore = ["build.py"]\nignored = ["a.py"]\nregister("a.py")\n\ndef empty(items):\n    items.clear()\n\ndef pytest_collection_modifyitems(items):\n    items.sort()\n    seen.clear()\n    reset = items.clear\n',
      'tests/test_a.py': 'collect_ignore = ["a.py"]\n',
    },
  },
];
