import type { Example } from '../../rule-kind.ts';

/** Changes that look smaller than they are. */
export const squeezedExamples: readonly Example[] = [
  {
    title: 'a comment deleted from code that stays',
    with: {},
    before: { 'src/a.py': '# Rounds to the bank’s cent.\ntotal = compute(1)\n' },
    after: {
      'src/a.py': 'total = compute(1)    ← A comment was deleted, while the code it stood by is still there.\n',
    },
  },
  {
    title: 'a documentation string deleted',
    with: {},
    before: { 'src/a.py': 'def f():\n    """Gives one."""\n    return 1\n' },
    after: {
      'src/a.py': 'def f():\n    return 1    ← A comment was deleted, while the code it stood by is still there.\n',
    },
  },
  {
    title: 'a test deleted',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert f() == 1\n\ndef test_two():\n    assert f() == 2\n' },
    after: { 'tests/test_a.py': 'def test_two():    ← The test “test_one” was deleted.\n    assert f() == 2\n' },
  },
  {
    title: 'a file of tests whose new name says no language',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert f() == 1\n' },
    after: { 'docs/a.md': 'def test_one():\n    assert f() == 1\n' },
    renamed: { 'docs/a.md': 'tests/test_a.py' },
    elsewhere: ['The test “test_one” was deleted.'],
  },
  {
    title: 'an assertion deleted from a test that stays',
    with: {},
    before: {
      'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n  expect(add(1, 2)).toBe(3);\n});\n",
    },
    after: {
      'tests/a.test.js':
        "it('adds', () => {\n  expect(add(1, 1)).toBe(2);    ← An assertion was deleted and not replaced: “expect(add(…”.\n});\n",
    },
  },
  {
    title: 'a test switched off',
    with: {},
    before: {
      'tests/test_a.py': 'def test_one():\n    assert f() == 1\n',
      'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
    after: {
      'tests/test_a.py':
        '@pytest.mark.skip\ndef test_one():    ← The test “test_one” was switched off.\n    assert f() == 1\n',
      'tests/a.test.js':
        "it.skip('adds', () => {    ← The test “adds” was switched off.\n  expect(add(1, 1)).toBe(2);\n});\n",
    },
  },
  {
    title: 'an assertion that holds whatever the code does',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert vat(0) == 0\n' },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert True    ← An assertion was deleted and not replaced: “assert vat(…”.\n',
    },
  },
  {
    title: 'one of two neighbouring comments deleted, and a sentence cut to a sign',
    with: {},
    before: {
      'src/a.py': '# Rounds to the cent.\n# Half goes to even.\ntotal = compute(1)\n# Says why it runs.\nrun(1)\n',
    },
    after: {
      'src/a.py': [
        '# Rounds to the cent.',
        'total = compute(1)    ← A comment was deleted, while the code it stood by is still there.',
        '# x',
        'run(1)    ← A comment was deleted, while the code it stood by is still there.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'statements crammed into a line',
    with: {},
    before: {},
    after: { 'src/a.js': 'a(1);b(2);c(3);d(4);e(5);f(6);    ← 6 statements were crammed into this line.\n' },
  },
  {
    title: 'a documentation comment deleted from a function that stays',
    with: {},
    before: {
      'src/a.ts':
        '/** Gives the sum in cents, never in euros. */\nexport const sum = (a: number, b: number) => a + b;\n',
    },
    after: {
      'src/a.ts':
        'export const sum = (a: number, b: number) => a + b;    ← A comment was deleted, while the code it stood by is still there.\n',
    },
  },
  {
    title: 'a suite and a file of tests that are switched off as a whole',
    with: {},
    before: {
      'tests/a.test.js': "describe('sums', () => {\n  it('adds', () => {\n    expect(add(1, 1)).toBe(2);\n  });\n});\n",
      'tests/test_b.py': 'def test_one():\n    assert f() == 1\n',
    },
    after: {
      'tests/a.test.js':
        "describe.skip('sums', () => {\n  it('adds', () => {    ← The test “adds” was switched off.\n    expect(add(1, 1)).toBe(2);\n  });\n});\n",
      'tests/test_b.py':
        'pytestmark = pytest.mark.skip\ndef test_one():    ← The test “test_one” was switched off.\n    assert f() == 1\n',
    },
  },
  {
    title: 'one more than is allowed: all of them are told',
    with: { limit: 1 },
    before: { 'src/a.py': '# Says why.\nrun(1)\n\n# Says how.\nstop(2)\n' },
    after: {
      'src/a.py':
        'run(1)    ← A comment was deleted, while the code it stood by is still there.\n\nstop(2)    ← A comment was deleted, while the code it stood by is still there.\n',
    },
  },
];
