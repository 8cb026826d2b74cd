import type { Example } from '../../rule-kind.ts';

/** Assertions that ask for less than they did, or for nothing; near misses. */
export const testsUnaskedExamples: readonly Example[] = [
  {
    title: 'three assertions made one that compares the whole',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    x = f()\n    assert x.a == 1\n    assert x.b == "two"\n    assert x.c is not None\n    assert x.d == 3\n',
      'tests/test_b.py':
        'def test_one():\n    x = f()\n    assert len(x) == 2\n    assert x[0] == 1\n    assert x[1] == 2\n',
      'tests/test_c.py':
        'def test_one():\n    self.assertEqual(x.a, 1)\n    self.assertEqual(x.b, 2)\n    self.assertTrue(x.c)\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  const r = f();\n  expect(r.a).toBe(1);\n  expect(r.b).toBe('two');\n  expect(r.c).toBeTruthy();\n  expect(r.d).not.toBeNull();\n});\n",
    },
    after: {
      'tests/test_a.py': 'def test_one():\n    x = f()\n    assert x == X(1, "two", c, 3)\n',
      'tests/test_b.py': 'def test_one():\n    x = f()\n    assert x == [1, 2]\n',
      'tests/test_c.py': 'def test_one():\n    self.assertEqual(x, X(1, 2, True))\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  const r = f();\n  expect(r).toEqual({ a: 1, b: 'two', c: true, d: 4 });\n});\n",
    },
  },
  {
    title: 'three assertions made one that compares less than the whole',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    x = f()\n    assert x.a == 1\n    assert x.b == 2\n    assert x.c == 3\n',
      'tests/test_b.py': 'def test_one():\n    x = f()\n    assert x.a == 1\n    assert x.b == 1\n',
      'tests/test_c.py': 'def test_one():\n    x = f()\n    assert x.a == 1\n    assert x.b == 2\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  const r = f();\n  expect(r.a).toBe(1);\n  expect(r.b).toBeTruthy();\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    x = f()\n    assert x == X(1, 2, ANY)    ← This test proves less than it did: “assert …” was deleted.\n',
      'tests/test_b.py':
        'def test_one():\n    x = f()\n    assert x == X(1)    ← This test proves less than it did: “assert …” was deleted.\n',
      'tests/test_c.py':
        'def test_one():\n    x = f()\n    assert y == X(1, 2)    ← This test proves less than it did: “assert …” was deleted.\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  const r = f();\n  expect(r).toMatchObject({ a: 1 });    ← This test proves less than it did: “expect(r.b…” was deleted.\n});\n",
    },
  },
  {
    title: 'assertions that only ask for something true where they compared',
    with: {},
    before: {
      'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n    self.assertEqual(g(1), 2)\n    assert h(1) == 3\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  expect(f(1)).toBe(2);\n  expect(g(1)).toEqual([1]);\n  expect(h(1)).toStrictEqual(2);\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1)    ← This assertion proves less than it did: “assert f(…” was compared by “==”, now it only has to be true.\n    self.assertTrue(g(1))    ← This assertion proves less than it did: “self.assertEqual(g(…” was compared by “assertEqual”, now “assertTrue” is enough.\n    assert h(1) is not None    ← This assertion proves less than it did: “assert h(…” was compared by “==”, now “is not” is enough.\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  expect(f(1)).toBeDefined();    ← This assertion proves less than it did: “expect(f(…” was compared by “toBe”, now “toBeDefined” is enough.\n  expect(g(1)).toBeTruthy();    ← This assertion proves less than it did: “expect(g(…” was compared by “toEqual”, now “toBeTruthy” is enough.\n  expect(h(1)).not.toBeNull();    ← This assertion proves less than it did: “expect(h(…” was compared by “toStrictEqual”, now “not.toBeNull” is enough.\n});\n",
    },
  },
  {
    title: 'assertions of truth that were such, ask for something else, or compare in another way',
    with: {},
    before: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1) == True\n    assert g(1) == 1\n    assert h(1) != 1\n    assert i(1) == 1\n',
      'src/a.test.ts': "it('adds', async () => {\n  expect(f(1)).toBe(true);\n  expect(g(1)).toBe(2);\n});\n",
    },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert f(1)\n    assert g(2)\n    assert h(1)\n    assert i(1) in (1, 2)\n',
      'src/a.test.ts':
        "it('adds', async () => {\n  expect(f(1)).toBeTruthy();\n  expect(g(1)).toBeGreaterThan(1);\n});\n",
    },
  },
  {
    title: 'assertions that ask for nothing, or for what nobody waits for',
    with: {},
    before: { 'src/a.test.ts': "it('adds', async () => {\n  expect(f(1)).toBe(1);\n});\n" },
    after: {
      'src/a.test.ts':
        "it('adds', async () => {\n  expect(f(1)).toBe(1);\n  expect(g(1));    ← This assertion asks for nothing: no matcher is called of expect(…).\n  expect.soft(g(2));    ← This assertion asks for nothing: no matcher is called of expect.soft(…).\n  expect(h(1)).toEqual(expect.anything());    ← This assertion holds for whatever is there: expect.anything() is all that it asks for.\n  await expect(h(2)).resolves.toBe(expect.anything());    ← This assertion holds for whatever is there: expect.anything() is all that it asks for.\n  expect(i(1)).resolves.toBe(2);    ← Nobody waits for this assertion: without await or return the test ends before it fails.\n  expect(i(2)).not.rejects.toThrow();    ← Nobody waits for this assertion: without await or return the test ends before it fails.\n  await expect(j(1)).resolves;    ← This assertion is not finished: expect(…).resolves calls no matcher.\n  expect(j(2)).toBe;    ← This assertion is not finished: expect(…).toBe calls no matcher.\n});\n",
    },
  },
  {
    title: 'assertions that are finished, awaited, returned, or of another library',
    with: {},
    before: {},
    after: {
      'src/a.test.ts':
        "it('adds', async () => {\n  await expect(f(1)).resolves.toBe(2);\n  const kept = expect(g(1));\n  kept.toBe(1);\n  expect(h(1)).to.be.true;\n  expect(done).toHaveBeenCalledWith(expect.anything());\n  expect(i(1)).toEqual({ id: expect.anything() });\n  const more = expect(j(1)).toBe;\n  return expect(f(2)).rejects.toThrow();\n});\n",
      'src/b.test.ts': "it('waits', () => expect(f(1)).resolves.toBe(2));\n",
      'tests/test_a.py': 'def test_one():\n    expect(f(1))\n',
    },
  },
  {
    title: 'assertions of tuples',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert f(1) == 1, "one"\n' },
    after: {
      'tests/test_a.py':
        'def test_one():\n    assert (f(1) == 1, "one")    ← This assertion always holds: what is in brackets with a comma is a tuple, which is true.\n    assert(g(1),)  # (one)    ← This assertion always holds: what is in brackets with a comma is a tuple, which is true.\n    assert (  # (why    ← This assertion always holds: what is in brackets with a comma is a tuple, which is true.\n        h(1) == "a)",\n        "one",\n    )\n',
    },
  },
  {
    title: 'assertions in brackets that are no tuples',
    with: {},
    before: { 'tests/test_a.py': 'def test_one():\n    assert f(1) == 1\n' },
    after: {
      'tests/test_a.py':
        '"""Never write\nassert (x, "why")\n"""\ndef test_one():\n    assert f(1) == 1\n    assert (g(1, 2) == [1, 2])\n    assert (h(1) == 1), "one, two"\n    assert (1, 2) == i(1)\n    assert (j(1)\n        == 1)\n    assert ()\n',
      'src/a.test.ts': "assert (f(1), 'one')\n",
    },
  },
];
