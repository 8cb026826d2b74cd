import type { Example } from '../../rule-kind.ts';

/** Tests that prove as much as they did; near misses. */
export const testsKeptExamples: readonly Example[] = [
  {
    title: 'tests moved to another file, and renamed',
    with: {},
    before: { 'tests/test_a.py': 'def test_vat():\n    assert vat(0) == 0\n\ndef test_two():\n    assert g(2) == 2\n' },
    after: {
      'tests/test_a.py': 'def test_tax():\n    assert vat(0) == 0\n',
      'tests/test_b.py': 'def test_two():\n    assert g(2) == 2\n',
    },
  },
  {
    title: 'two tests made one, and one made part of another',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_zero():\n    rate = load("zero")\n    assert vat(rate, 0) == 0\n\ndef test_full():\n    rate = read("full")\n    assert tax(rate, 9) == 2\n',
      'src/a.test.ts':
        "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\nit('takes', () => {\n  expect(take(2, 1)).toBe(1);\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_both():\n    rate = load("zero")\n    assert vat(rate, 0) == 0\n    rate = read("full")\n    assert tax(rate, 9) == 2\n',
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n  expect(take(2, 1)).toBe(1);\n});\n",
    },
  },
  {
    title: 'tests made the cases of one',
    with: {},
    before: {
      'tests/test_a.py': 'def test_zero():\n    assert vat(0) == 0\n\ndef test_one():\n    assert vat(100) == 19\n',
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.parametrize("net, tax", [(0, 0), (100, 19)])\ndef test_vat(net, tax):\n    assert vat(net) == tax\n',
    },
  },
  {
    title: 'a test deleted with the function it proves',
    with: {},
    before: {
      'src/a.py': 'def f(x):\n    return x\n\ndef g(x):\n    return x\n',
      'tests/test_a.py': 'def test_f():\n    assert f(1) == 1\n\ndef test_g():\n    assert g(2) == 2\n',
    },
    after: {
      'src/a.py': 'def f(x):\n    return x\n',
      'tests/test_a.py': 'def test_f():\n    assert f(1) == 1\n',
    },
  },
  {
    title: 'tests alone, in the place of a rule: one that goes with a function out of it, and one that moves out of it',
    with: {},
    in: ['tests/**'],
    before: {
      'core/m.py': 'def convert(x):\n    return x\n\ndef convert_rows(rows):\n    return rows\n',
      'tests/test_m.py':
        'def test_convert():\n    assert convert(1) == 1\n\ndef test_convert_rows():\n    assert convert_rows([1]) == [1]\n\ndef test_both():\n    assert both(2) == 2\n',
    },
    after: {
      'core/m.py': 'def convert(x):\n    return x\n',
      'tests/test_m.py': 'def test_convert():\n    assert convert(1) == 1\n',
      'core/test_both.py': 'def test_both():\n    assert both(2) == 2\n',
    },
  },
  {
    title: 'an assertion replaced by another, and more of them',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n' },
    after: { 'tests/test_a.py': 'def test_one():\n    assert g(2) is None\n    assert g(3)\n' },
  },
  {
    title: 'tests switched off before, switched on again, and skipped on some machines only',
    with: {},
    before: {
      'tests/test_a.py':
        '@pytest.mark.skip\ndef test_one():\n    assert f(1) == 1\n\n@pytest.mark.skip\ndef test_two():\n    assert g(2) == 2\n\ndef test_three():\n    assert h(3)\n',
      'src/a.test.ts': "it.only('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.skip\ndef test_one():\n    assert f(1) == 1\n\ndef test_two():\n    assert g(2) == 2\n\n@pytest.mark.skipif(windows, reason="no forks")\ndef test_three():\n    assert h(3)\n',
      'src/a.test.ts': "it.only('adds up', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
  },
  {
    title: 'tolerances and errors that became stricter, or are in new assertions',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == pytest.approx(1, abs=0.1)\n    with pytest.raises(Exception):\n        f(0)\n',
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBeCloseTo(2, 1);\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == pytest.approx(1, abs=1e-9)\n    with pytest.raises(ValueError, match="zero"):\n        f(0)\n',
      'src/a.test.ts':
        "it('adds', () => {\n  expect(add(1, 1)).toBeCloseTo(2, 5);\n  expect(add(1, 2)).toBeCloseTo(3, 0);\n});\n",
    },
  },
  {
    title: 'assertions laid out in another way, and a helper that is no test',
    with: {},
    before: { 'tests/test_a.py': 'def helper():\n    return 1\n\ndef test_one():\n    assert f(1) == 1\n' },
    after: { 'tests/test_a.py': 'def test_one():\n    assert (\n        f(1)\n        == 1\n    )\n' },
  },
  {
    title: 'prose, comments and programs that speak of tests',
    with: {},
    before: {
      'docs/a.md': 'def test_one():\n    assert f(1) == 1\n',
      'src/a.ts': '// it.only is for debugging\nexport const runner = only(it);\n',
      'src/b.py': 'def f(x):\n    return approx(x, abs=0.1)\n',
    },
    after: {
      'docs/a.md': 'Nothing.\n',
      'src/a.ts': "// it.only is forbidden\nexport const runner = 'it.only()';\n",
      'src/b.py': 'def f(x):\n    return approx(x, abs=0.5)\n',
    },
  },
  {
    title: 'a class that does not count',
    with: { counts: ['code'] },
    before: { 'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n' },
    after: { 'tests/test_a.py': 'x = 1\n' },
  },
  {
    title: 'what only looks like a tolerance or an error that is expected: arguments of the code itself',
    with: {},
    before: {
      'tests/test_tax.py': 'def test_vat():\n    rates = load("de", 5)\n    assert clamp(rates, 3) == 1\n',
      'src/a.test.ts': "it('adds', () => {\n  const terms = parse('1, 2', 2);\n  expect(add(terms)).toBe(3);\n});\n",
    },
    after: {
      'tests/test_tax.py': 'def test_vat():\n    rates = load(code, 2)\n    assert clamp(rates, 1) == 1\n',
      'src/a.test.ts': "it('adds', () => {\n  const terms = parse(text, 1);\n  expect(add(terms)).toBe(3);\n});\n",
    },
  },
  {
    title: 'a comment deleted from a test, and a test laid out in one line: it proves what it did',
    with: {},
    before: {
      'tests/test_tax.py': 'def test_vat():\n    # The rate of 2007.\n    assert vat(100) == 19\n',
      'src/a.test.ts':
        "it('adds', () => {\n  const a = one();\n  const b = two();\n  const c = three();\n  const d = four();\n  const e = five();\n  expect(a + b + c + d + e).toBe(15);\n});\n",
    },
    after: {
      'tests/test_tax.py': 'def test_vat():\n    assert vat(100) == 19\n',
      'src/a.test.ts':
        "it('adds', () => {\n  const a = one(); const b = two(); const c = three(); const d = four(); const e = five(); expect(a + b + c + d + e).toBe(15);\n});\n",
    },
  },
];
