import type { Example } from '../../rule-kind.ts';

/** Changes that are as large as they look; near misses. */
export const squeezedNearMisses: readonly Example[] = [
  {
    title: 'a comment deleted with its code, one rewritten, one moved and one to a tool',
    with: {},
    before: {
      'src/a.py':
        '# Counts up.\ncount(1)\n# The old way.\ntotal = compute(1)\n# Kept for later.\nrest = 2\nstop()  # noqa: F401\n',
    },
    after: { 'src/a.py': '# The new way.\ntotal = compute(1)\nrest = 2\nstop()\n# Kept for later.\n' },
  },
  {
    title: 'a test moved to another file',
    with: {},
    before: { 'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
    after: { 'tests/b.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
  },
  {
    title: 'an assertion replaced by another, and a document that speaks of one',
    with: {},
    before: {
      'tests/test_a.py': 'def test_one():\n    assert f() == 1\n',
      'docs/a.md': 'An assertion is a claim.\n',
    },
    after: { 'tests/test_a.py': 'def test_one():\n    assert g(2) is None\n', 'docs/a.md': 'More.\n' },
  },
  {
    title: 'a test renamed, and one renamed and moved to another file',
    with: {},
    before: {
      'tests/test_a.py': 'def test_vat():\n    assert vat(0) == 0\n\ndef test_two():\n    assert f() == 2\n',
      'tests/test_b.py': 'def test_sum():\n    assert add(1, 1) == 2\n',
    },
    after: {
      'tests/test_a.py': 'def test_tax():\n    assert vat(0) == 0\n\ndef test_two():\n    assert f() == 2\n',
      'tests/test_c.py': 'def test_addition():\n    assert add(1, 1) == 2\n',
    },
  },
  {
    title: 'a comment laid out anew',
    with: {},
    before: { 'src/a.py': '# Rounds to the cent, as the bank does.\n# Half goes to even.\ntotal = compute(1)\n' },
    after: { 'src/a.py': '# Rounds to the cent,\n# as the bank does. Half\n# goes to even.\ntotal = compute(1)\n' },
  },
  {
    title: 'as many as are allowed, and a class that does not count',
    with: { limit: 1, counts: ['code'] },
    before: {
      'src/a.py': '# Says why.\nrun(1)\n',
      'tests/test_a.py': 'def test_one():\n    assert f() == 1\n    # Says why.\n    run(1)\n',
    },
    after: { 'src/a.py': 'run(1)\n', 'tests/test_a.py': 'run(1)\n' },
  },
  {
    title: 'a test that goes with the function it proves',
    with: {},
    before: {
      'src/a.py': 'def f(x):\n    return x\n\ndef g(x):\n    return x\n',
      'tests/test_a.py': 'def test_f():\n    assert f(1) == 1\n\ndef test_g():\n    assert g(2) == 2\n',
    },
    after: { 'src/a.py': 'def f(x):\n    return x\n', 'tests/test_a.py': 'def test_f():\n    assert f(1) == 1\n' },
  },
  {
    title: 'code that was only commented out, and a note to a linter',
    with: {},
    before: { 'src/a.js': '// run(1);\n// eslint-disable-next-line no-console\nconsole.log(1);\nstop(2);\n' },
    after: { 'src/a.js': 'console.log(1);\nstop(2);\n' },
  },
  {
    title: 'a test that was switched off before, and one that is skipped on some machines alone',
    with: {},
    before: {
      'tests/test_a.py':
        '@pytest.mark.skip\ndef test_one():\n    assert f() == 1\n\ndef test_two():\n    assert f() == 2\n',
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.skip\ndef test_one():\n    assert f() == 1\n\n@pytest.mark.skipif(windows, reason="no forks")\ndef test_two():\n    assert f() == 2\n',
    },
  },
  {
    title: 'as many statements in a line as there were before',
    with: {},
    before: { 'src/a.js': 'a(1);b(2);c(3);d(4);e(5);f(6);\n' },
    after: { 'src/a.js': 'a(1);b(2);c(3);d(4);e(5);g(7);\n' },
  },
  {
    title: 'a comment that was rewritten, and one that moved with its code',
    with: {},
    before: { 'src/a.py': '# Rounds to the bank’s cent.\ntotal = compute(1)\n\n# Ends the run.\nstop()\n' },
    after: { 'src/a.py': '# Ends the run.\nstop()\n\n# Rounds to the cent, as the bank does.\ntotal = compute(1)\n' },
  },
];
