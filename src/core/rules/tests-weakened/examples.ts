import type { Example } from '../../rule-kind.ts';

const one = 'def test_one():\n    assert f(1) == 1\n';

/** Tests that prove less than they did. */
export const testsWeakenedExamples: readonly Example[] = [
  {
    title: 'a test deleted',
    with: {},
    guard: 'Never weaken tests to make them pass: no test or assertion is deleted, skipped or made more lenient.',
    before: { 'tests/test_a.py': `${one}\ndef test_two():\n    assert g(2) == 2\n` },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == 1    ← The test “test_two” was deleted, while what it proves is still there.\n',
    },
  },
  {
    title: 'a test deleted, in the place of a rule, while something else went out of it',
    with: {},
    in: ['tests/**'],
    before: {
      'core/m.py': 'def convert(x):\n    return x\n\ndef other(rows):\n    return rows\n',
      'tests/test_a.py': `${one}\ndef test_convert():\n    assert convert(2) == 2\n`,
    },
    after: {
      'core/m.py': 'def convert(x):\n    return x\n',
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == 1    ← The test “test_convert” was deleted, while what it proves is still there.\n',
    },
  },
  {
    title: 'a file of tests deleted',
    with: {},
    before: { 'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
    after: {},
    elsewhere: ['The test “adds” was deleted, while what it proves is still there.'],
  },
  {
    title: 'files of tests whose new names say no language, or another class',
    with: {},
    before: { 'tests/test_a.py': one, 'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
    after: {
      'tests/test_a.py.disabled': one,
      'docs/a.md': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
    renamed: { 'tests/test_a.py.disabled': 'tests/test_a.py', 'docs/a.md': 'src/a.test.ts' },
    elsewhere: [
      'The test “adds” was deleted, while what it proves is still there.',
      'The test “test_one” was deleted, while what it proves is still there.',
    ],
  },
  {
    title: 'an assertion deleted from a test that stays',
    with: {},
    before: {
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n  expect(add(1, 2)).toBe(3);\n});\n",
    },
    after: {
      'src/a.test.ts':
        "it('adds', () => {\n  expect(add(1, 1)).toBe(2);    ← This test proves less than it did: “expect(add(…” was deleted.\n});\n",
    },
  },
  {
    title: 'an assertion that cannot fail any more',
    with: {},
    in: ['tests/**', 'src/**'],
    guard:
      'Never weaken tests to make them pass in `tests/**` and `src/**`: no test or assertion is deleted, skipped or made more lenient.',
    before: { 'tests/test_a.py': one },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert True    ← This test proves less than it did: “assert f(…” was deleted.\n',
    },
  },
  {
    title: 'tests that are skipped, expected to fail, or still to be written',
    with: {},
    before: {
      'tests/test_a.py': `${one}\ndef test_two():\n    assert g(2) == 2\n`,
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.skip(reason="later")\ndef test_one():    ← The test “test_one” was switched off.\n    assert f(1) == 1\n\n@pytest.mark.xfail\ndef test_two():    ← The test “test_two” was switched off.\n    assert g(2) == 2\n',
      'src/a.test.ts':
        "it.todo('adds', () => {    ← The test “adds” was switched off.\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
  },
  {
    title: 'a suite, a class and a file that are skipped as a whole',
    with: {},
    before: {
      'src/a.test.ts': "describe('sums', () => {\n  it('adds', () => {\n    expect(add(1, 1)).toBe(2);\n  });\n});\n",
      'tests/test_a.py': `class TestA:\n    def test_two(self):\n        assert g(2) == 2\n`,
      'tests/test_b.py': one,
    },
    after: {
      'src/a.test.ts':
        "describe.skip('sums', () => {\n  it('adds', () => {    ← The test “adds” was switched off.\n    expect(add(1, 1)).toBe(2);\n  });\n});\n",
      'tests/test_a.py':
        '@pytest.mark.skip\nclass TestA:\n    def test_two(self):    ← The test “test_two” was switched off.\n        assert g(2) == 2\n',
      'tests/test_b.py':
        'pytestmark = pytest.mark.skip\ndef test_one():    ← The test “test_one” was switched off.\n    assert f(1) == 1\n',
    },
  },
  {
    title: 'a test that is run alone',
    with: {},
    before: {
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
      'src/b.test.ts': "describe('sums', () => {});\n",
      'src/c.test.ts': "it('halves', () => {\n  expect(half(2)).toBe(1);\n});\n",
    },
    after: {
      'src/a.test.ts':
        "it.only('adds', () => {    ← it.only runs this alone: all other tests of the file are switched off.\n  expect(add(1, 1)).toBe(2);\n});\n",
      'src/b.test.ts':
        "fdescribe('sums', () => {});    ← fdescribe runs this alone: all other tests of the file are switched off.\n",
      'src/c.test.ts':
        "it('halves', () => {\n  expect(half(2)).toBe(1);\n});\nit.only.each([1, 2])('doubles', (n) => {    ← it.only.each runs this alone: all other tests of the file are switched off.\n  expect(double(n)).toBe(2 * n);\n});\n",
    },
  },
  {
    title: 'tolerances that were raised',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == pytest.approx(1, abs=1e-6)\n    self.assertAlmostEqual(f(1), 1, msg="of one", places=7)\n',
      'src/a.test.ts': "it('adds', () => {\n  expect(add(1, 1)).toBeCloseTo(2, 5);\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == pytest.approx(1, abs=0.1)    ← The tolerance of approx was raised in test_one.\n    self.assertAlmostEqual(f(1), 1, msg="of one", places=2)    ← The tolerance of assertAlmostEqual was raised in test_one.\n',
      'src/a.test.ts':
        "it('adds', () => {\n  expect(add(1, 1)).toBeCloseTo(2, 1);    ← The tolerance of toBeCloseTo was raised.\n});\n",
    },
  },
  {
    title: 'errors that are expected less exactly',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    with pytest.raises(ValueError, match="negative"):\n        f(-1)\n\ndef test_two():\n    with pytest.raises(errors.Stale):\n        g()\n',
      'src/a.test.ts': "it('fails', () => {\n  expect(() => add()).toThrow('no terms');\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    with pytest.raises(ValueError):    ← raises expects less of the error in test_one.\n        f(-1)\n\ndef test_two():\n    with pytest.raises(Exception):    ← raises expects less of the error in test_two.\n        g()\n',
      'src/a.test.ts':
        "it('fails', () => {\n  expect(() => add()).toThrow();    ← toThrow expects less of the error.\n});\n",
    },
  },
  {
    title: 'a test of a function that was only renamed',
    with: {},
    before: { 'src/a.py': 'def f(x):\n    return x\n', 'tests/test_a.py': `import a\n\n${one}` },
    after: {
      'src/a.py': 'def g(x):\n    return x\n',
      'tests/test_a.py': 'import a    ← The test “test_one” was deleted, while what it proves is still there.\n',
    },
  },
  {
    title: 'less asked for in a test that got other calls as well',
    with: {},
    before: {
      'tests/test_tax.py':
        'def test_vat():\n    assert vat(1) == pytest.approx(0.19, abs=1e-9)\n    self.assertAlmostEqual(vat(2), 0.38, 7)\n\ndef test_negative():\n    with pytest.raises(ValueError, match=reason):\n        vat(-1)\n',
    },
    after: {
      'tests/test_tax.py':
        'def test_vat():\n    load_rates("de")\n    assert vat(1) == pytest.approx(0.19, abs=0.5)    ← The tolerance of approx was raised in test_vat.\n    self.assertAlmostEqual(vat(2), 0.38, 1)    ← The tolerance of assertAlmostEqual was raised in test_vat.\n\ndef test_negative():\n    load_rates("de")\n    with pytest.raises(ValueError):    ← raises expects less of the error in test_negative.\n        vat(-1)\n',
    },
  },
];
