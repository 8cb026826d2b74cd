import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { breakAsListed, deriveBreakages, findBreakable, tellBreakage, worstOf, type Breakage, type Gate } from '#core';

const aGate = (more: Partial<Gate> = {}): Gate => ({
  id: 'g',
  title: 'G',
  moment: 'pr',
  in: [],
  except: [],
  modes: [],
  commands: [{ run: 'make check', folder: '', minutes: 1 }],
  reads: [],
  demands: [],
  breaks: [],
  because: 'b',
  ...more,
});

const runs = (run: string, folder = ''): Gate => aGate({ commands: [{ run, folder, minutes: 1 }] });

const classify = (path: string) => {
  if (path.startsWith('tests/')) return 'test';
  return path.endsWith('.md') ? 'docs' : 'code';
};

const derive = (gate: Gate, texts: Readonly<Record<string, string>>): readonly Breakage[] =>
  deriveBreakages(gate, findBreakable(gate, Object.keys(texts).sort(), classify), new Map(Object.entries(texts)));

const broken = (gate: Gate, path: string, text: string): readonly (string | undefined)[] =>
  derive(gate, { [path]: text }).map(({ way, texts }) => `${way}\n${texts.get(path) ?? ''}`);

const breakOf = (read: ReturnType<typeof breakAsListed>): Breakage => (read.ok ? read.value : assert.fail(read.error));
const refusal = (read: ReturnType<typeof breakAsListed>): string => (read.ok ? '' : read.error);

const tests = runs('pytest');

describe('a way to break the tree', () => {
  it('is what the policy lists, where that stands there once', () => {
    const listed = { file: 'a.py', find: 'ensure(user)', put: '' };
    const found = breakOf(breakAsListed(listed, 'one\n  ensure(user)\n'));
    assert.equal(found.texts.get('a.py'), 'one\n  \n');
    assert.equal(tellBreakage(found), 'a.py:2: `ensure(user)` was taken out');
    assert.match(refusal(breakAsListed(listed, undefined)), /`a\.py` is not there/);
    assert.match(refusal(breakAsListed(listed, 'x')), /does not stand in `a\.py` any more/);
    assert.match(
      refusal(breakAsListed(listed, 'ensure(user) ensure(user)')),
      /stands in `a\.py` 2 times, and it has to be once/,
    );
  });

  it('is a whole file, that is new or another', () => {
    const listed = { file: 'a.py', put: 'import os\n' };
    assert.equal(tellBreakage(breakOf(breakAsListed(listed, undefined))), 'a.py:1: it was added');
    assert.equal(tellBreakage(breakOf(breakAsListed(listed, 'x'))), 'a.py:1: it was written anew');
    assert.match(refusal(breakAsListed(listed, 'import os\n')), /has the very text/);
  });

  it('is code that cannot be read, in the place of the gate and in languages that are strict', () => {
    const gate = aGate({ in: ['src/**'], except: ['src/old/**'] });
    const files = { 'src/a.py': 'x\n', 'src/old/b.py': 'x\n', 'lib/c.py': 'x\n', 'src/page.php': 'x\n' };
    const [found, ...more] = derive(gate, files);
    assert.deepEqual([found?.way, [...(found?.texts.keys() ?? [])], more], ['syntax', ['src/a.py'], []]);
    assert.deepEqual(derive(gate, { 'src/read.md': 'x\n' }), []);
  });

  it('is never the tool that looks, nor what stands beside it, nor its settings', () => {
    const files = {
      'tools/check.py': 'x\n',
      'tools/inner/b.py': 'x\n',
      'eslint.config.js': 'x\n',
      'conftest.py': 'x\n',
    };
    assert.deepEqual(derive(runs('python tools/check.py'), files), []);
    assert.deepEqual(derive(runs('python ./check.py', 'tools'), files), []);
    assert.deepEqual(derive(runs('python check.py'), { 'check.py': 'x\n', 'src/a.py': 'x\n' })[0]?.texts.size, 1);
  });

  it('is a name that nothing defines, where the command is a linter that knows', () => {
    const [, lint] = derive(runs('ruff check src'), { 'src/a.py': 'x = 1', 'src/b.ts': 'x;\n' });
    assert.deepEqual([...(lint?.texts ?? [])], [['src/a.py', 'x = 1\nundefined_by_codex_governor\n']]);
    assert.equal(tellBreakage(lint ?? { edits: [] }), 'src/a.py:2: a name was used that nothing defines');
    const [, types] = derive(runs('node_modules/.bin/tsc --noEmit'), { 'src/a.py': 'x\n', 'src/b.ts': 'x;\n' });
    assert.deepEqual([...(types?.texts ?? [])], [['src/b.ts', 'x;\nundefinedByCodexGovernor;\n']]);
  });

  it('is an assertion turned into its opposite, in a gate that runs tests', () => {
    const python =
      'def test_a():\n    assert a == (1)\n    assert (\n        a)\n    self.assertEqual(1, a)\n    self.assertOdd(a)\n';
    assert.deepEqual(broken(tests, 'tests/test_a.py', python), [
      'assertion\ndef test_a():\n    assert not (a == (1))\n    assert (\n        a)\n    self.assertNotEqual(1, a)\n    self.assertOdd(a)\n',
    ]);
    const script =
      'assert.equal(a, 1);\nassert.ok(a);\nassert(a);\nassert.notEqual(a, 1);\nexpect(a).toBe(1);\nexpect(a).not.toBe(1);\n';
    assert.deepEqual(broken(runs('npx vitest run'), 'tests/a.test.ts', script), [
      'assertion\nassert.notEqual(a, 1);\nassert.ok(!a);\nassert(!a);\nassert.notEqual(a, 1);\nexpect(a).not.toBe(1);\nexpect(a).not.toBe(1);\n',
    ]);
    assert.deepEqual(broken(runs('go test ./...'), 'tests/a_test.go', 'if got != want {\n\tt.Fatal()\n}\n'), [
      'assertion\nif got == want {\n\tt.Fatal()\n}\n',
    ]);
    assert.deepEqual(
      broken(runs('make check'), 'tests/test_a.py', 'assert a\n'),
      [],
      'it runs no tests that we know of',
    );
  });

  it('is functions that give back true, in code under test', () => {
    const python =
      'class A:\n    def __init__(self):\n        pass\n\n    def ask(self, x) -> bool:  # why\n        return x\n\n    async def more(\n        self):\n        pass\n\n    def one(self): return 1\n';
    assert.deepEqual(broken(tests, 'src/a.py', python), [
      `constant\n${python.replace('# why\n', '# why\n        return True\n')}`,
    ]);
    const script =
      'export function a(x: number): number {\n  return x;\n}\nconst b = async (x) => {\n  return x;\n};\nif (a) {\n}\n';
    assert.deepEqual(broken(runs('jest'), 'src/a.ts', script), [
      `constant\n${script.replace('number {\n', 'number {\n  return true;\n').replace('=> {\n', '=> {\n  return true;\n')}`,
    ]);
    assert.match(String(broken(runs('go test ./...'), 'src/a.go', 'func A() int {\n\treturn 1\n}\n')), /^syntax\n/);
  });

  it('names three places, and counts the others', () => {
    const edits = [1, 2, 3, 4, 5].map((line) => ({ path: 'a', line, what: 'x' }));
    assert.equal(tellBreakage({ edits }), 'a:1: x; a:2: x; a:3: x; and in 2 more places');
  });
});

describe('a proof', () => {
  it('is as good as its worst part', () => {
    assert.equal(worstOf(['alive', 'unknown', 'hollow']), 'hollow');
    assert.equal(worstOf(['alive', 'unknown']), 'unknown');
    assert.equal(worstOf(['alive']), 'alive');
  });
});
