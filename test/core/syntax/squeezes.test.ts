import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changeOfSyntax, readLeaves, type Leaves } from '#core';
import { loadParsers } from '#repo';

const leavesOf = readLeaves(await loadParsers(['js', 'ts', 'python', 'java', 'rust', 'ruby']));
const read = (path: string, text: string): Leaves => leavesOf(path, text) ?? assert.fail(`${path} was not read`);

/** `kind what` of each squeeze of a change. */
const squeezesOf = (path: string, before: string, after: string): readonly string[] =>
  changeOfSyntax(read(path, before), read(path, after)).squeezes.map(({ kind, what }) => `${kind} ${what}`);

const block = ['# Rounds to the cent.', '# The bank does so.', '# Half goes to even.', '# Never up.'];
const code = 'total = compute(1)\n';

describe('what was lost', () => {
  it('is each line of a comment that was deleted', () =>
    assert.deepEqual(squeezesOf('a.py', `${block.join('\n')}\n${code}`, `# Rounds to the cent.\n${code}`), [
      'comment The bank does so.',
      'comment Half goes to even.',
      'comment Never up.',
    ]));

  it('is no comment that became a documentation string', () =>
    assert.deepEqual(
      squeezesOf(
        'a.py',
        '# Rounds to the cent.\n# Half goes to even.\ndef f():\n    return 1\n',
        'def f():\n    """Rounds to the cent. Half goes to even."""\n    return 1\n',
      ),
      [],
    ));

  it('is no comment that says the same in other words', () =>
    assert.deepEqual(squeezesOf('a.py', `# Rounds to the cent.\n${code}`, `# Adds what is owed today.\n${code}`), []));

  it('is a documentation string that became a dot', () =>
    assert.deepEqual(
      squeezesOf('a.py', 'def f():\n    """Gives one."""\n    return 1\n', 'def f():\n    """."""\n    return 1\n'),
      ['comment Gives one.'],
    ));

  it('is no comment that went with its function, though the next begins alike', () => {
    const [one, two] = ['/** Gives one. */\nexport function a() {}\n', '/** Gives two. */\nexport function b() {}\n'];
    assert.deepEqual(squeezesOf('a.js', one + two, two), []);
    assert.deepEqual(squeezesOf('a.js', `${one}export function b() {}\n`, 'export function b() {}\n'), []);
  });

  it('is one test where its mark and its name both tell', () =>
    assert.deepEqual(squeezesOf('A.java', 'class A {\n  @Test\n  void testAdd() { run(1); }\n}\n', 'class A {\n}\n'), [
      'test testAdd',
    ]));

  const off: readonly (readonly [path: string, before: string, after: string, name: string])[] = [
    ['a.py', 'def test_one():\n    run(1)\n', '@unittest.skip("slow")\ndef test_one():\n    run(1)\n', 'test_one'],
    ['a.py', 'def test_one():\n    run(1)\n', '@pytest.mark.skip\ndef test_one():\n    run(1)\n', 'test_one'],
    ['a.js', "it('adds', () => run(1));\n", "xit('adds', () => run(1));\n", 'adds'],
    ['a.ts', "test('adds', () => run(1));\n", "test.skip('adds', () => run(1));\n", 'adds'],
    [
      'A.java',
      'class A { @Test void adds() { run(1); } }',
      'class A { @Disabled @Test void adds() { run(1); } }',
      'adds',
    ],
    ['a.ts', "test('adds', () => run(1));\n", "test.todo('adds', () => run(1));\n", 'adds'],
    ['a.py', 'def test_one():\n    run(1)\n', '@pytest.mark.xfail\ndef test_one():\n    run(1)\n', 'test_one'],
    [
      'a.py',
      'def test_one():\n    run(1)\n',
      'pytestmark = pytest.mark.skip("slow")\ndef test_one():\n    run(1)\n',
      'test_one',
    ],
    [
      'a.py',
      'def test_one():\n    run(1)\n',
      'pytest.skip("slow", allow_module_level=True)\ndef test_one():\n    run(1)\n',
      'test_one',
    ],
    [
      'a.py',
      'class TestA:\n    def test_one(self):\n        run(1)\n',
      '@pytest.mark.skip\nclass TestA:\n    def test_one(self):\n        run(1)\n',
      'test_one',
    ],
    [
      'a.ts',
      "describe('a', () => {\n  it('adds', () => run(1));\n});\n",
      "describe.skip('a', () => {\n  it('adds', () => run(1));\n});\n",
      'adds',
    ],
    [
      'a.js',
      "describe('a', () => {\n  it('adds', () => run(1));\n});\n",
      "xdescribe('a', () => {\n  it('adds', () => run(1));\n});\n",
      'adds',
    ],
    ['a.rs', '#[test]\nfn adds() { run(1); }\n', '#[test]\n#[ignore]\nfn adds() { run(1); }\n', 'adds'],
  ];
  for (const [path, before, after, name] of off)
    it(`is a test that was switched off: ${after.split('\n')[0] ?? ''}`, () => {
      assert.deepEqual(squeezesOf(path, before, after), [`skip ${name}`]);
      assert.deepEqual(squeezesOf(path, after, before), [], 'switched on again');
      assert.deepEqual(squeezesOf(path, after, ''), [], 'deleted when it was off');
    });

  it('is no test that stands beside a suite or class that is switched off, or depends on the machine', () => {
    const suite = "describe.skip('b', () => {\n  it('b', () => run(2));\n});\n";
    assert.deepEqual(squeezesOf('a.js', "it('adds', () => run(1));\n", `${suite}it('adds', () => run(1));\n`), []);
    const one = 'def test_one():\n    run(1)\n';
    assert.deepEqual(
      squeezesOf('a.py', one, `@pytest.mark.skip\nclass TestB:\n    def test_b(self):\n        run(2)\n\n${one}`),
      [],
    );
    assert.deepEqual(squeezesOf('a.py', one, `pytestmark = pytest.mark.skipif(slow)\n${one}`), []);
  });

  it('is no test whose neighbour is switched off, or that is run alone', () => {
    const two = '@skip\ndef test_one():\n    run(1)\n\n';
    assert.deepEqual(
      squeezesOf('a.py', `${two}def test_two():\n    run(2)\n`, `${two}def test_two():\n    run(3)\n`),
      [],
    );
    assert.deepEqual(squeezesOf('a.js', "it('adds', () => run(1));\n", "it.only('adds', () => run(1));\n"), []);
  });

  const idle: readonly (readonly [path: string, before: string, after: string])[] = [
    ['a.py', 'assert vat(0) == 0\n', 'assert True\n'],
    ['a.py', 'assert vat(0) == 0\n', 'assert 1 == 1\n'],
    ['a.py', 'self.assertEqual(vat(0), 0)\n', 'self.assertTrue(True)\n'],
    ['a.js', 'expect(vat(0)).toBe(0);\n', 'expect(true).toBe(true);\n'],
    ['a.js', 'assert.equal(vat(0), 0);\n', 'assert.ok(true);\n'],
    ['a.rs', 'fn f() { assert_eq!(vat(0), 0); }\n', 'fn f() { assert!(true); }\n'],
  ];
  for (const [path, before, after] of idle)
    it(`is an assertion that became ${after.trim()}`, () => {
      const lost = squeezesOf(path, before, after);
      assert.equal(lost.length, 1);
      assert.match(lost[0] ?? '', /^assertion assert|^assertion expect/);
      assert.deepEqual(squeezesOf(path, after, before), []);
    });

  it('is no assertion that says something else', () => {
    assert.deepEqual(squeezesOf('a.js', 'run(assertion);\nstop();\n', 'stop();\n'), []);
    assert.deepEqual(squeezesOf('a.py', 'assert vat(0) == 0\n', 'assert done\n'), []);
    assert.deepEqual(squeezesOf('a.js', 'expect(vat(0)).toBe(0);\n', 'expect(done).toBe(true);\n'), []);
    assert.deepEqual(squeezesOf('a.py', 'assert vat(0) == 0\n', 'assert False\n'), []);
  });
});
