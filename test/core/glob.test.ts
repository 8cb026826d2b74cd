import { fixedPrefix, globOf, matchesAny } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

describe('a glob', () => {
  const cases: readonly (readonly [glob: string, matches: readonly string[], leaves: readonly string[]])[] = [
    ['src/**', ['src/a.ts', 'src/deep/b.ts', 'src/.hidden'], ['src2/a.ts', 'lib/src/a.ts']],
    ['src/', ['src/a.ts', 'src/deep/b.ts'], ['src2/a.ts']],
    ['/src/**', ['src/a.ts'], ['lib/src/a.ts']],
    ['./src/**', ['src/a.ts'], ['lib/src/a.ts']],
    ['**/*.md', ['README.md', 'docs/deep/a.md', '.github/a.md'], ['README.mdx']],
    ['*.md', ['README.md'], ['docs/a.md']],
    ['{a,b}/**', ['a/x', 'b/y'], ['c/z']],
    ['README.md', ['README.md'], ['docs/README.md', 'readme.md']],
  ];
  for (const [glob, matches, leaves] of cases)
    it(`${glob} matches what people expect of it`, () => {
      for (const path of matches) assert.ok(matchesAny([glob])(path), path);
      for (const path of leaves) assert.ok(!matchesAny([glob])(path), path);
    });

  it('reaches a file with a line break in its name, so that none escapes a rule', () => {
    for (const path of ['src/o\nd.ts', 'src/o\r\nd.ts', 'src/de\u2028ep/a.ts']) {
      assert.ok(matchesAny(['src/**'])(path), JSON.stringify(path));
      assert.ok(matchesAny(['src/**/*.ts'])(path), JSON.stringify(path));
    }
  });

  it('of a path matches just that path, whatever signs it has', () => {
    const paths = [
      'src/a.ts',
      'app/[id]/(tabs)/page.tsx',
      '!a/{b,c}.md',
      'a+(b)|c*?.md',
      'a\\b.md',
      '@x/$y^z.md',
      'o\nd.md',
    ];
    for (const path of paths)
      assert.deepEqual(
        paths.filter((other) => matchesAny([globOf(path)])(other)),
        [path],
      );
    assert.ok(!matchesAny([globOf('app/[id].ts')])('app/i.ts'));
  });

  it('is never met where there is none', () => {
    assert.ok(!matchesAny([])('a'));
  });

  it('gives the folder it is fixed to', () => {
    assert.deepEqual(['src/core/**', '**/*.md', 'a/b.ts'].map(fixedPrefix), ['src/core', '', 'a/b.ts']);
  });
});
