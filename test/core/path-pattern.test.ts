import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fillHoles, pathPattern, pathWithHoles } from '../../src/core/path-pattern.ts';
import { namesLike } from '../../src/core/name-pattern.ts';

const match = (source: string, path: string) => pathPattern(source).match(path);

describe('a path with holes', () => {
  it('tells what stands in its holes', () => {
    assert.deepEqual(match('migrations/{id}.up.sql', 'migrations/007_fx.up.sql'), { id: '007_fx' });
    assert.deepEqual(match('src/{dir**}/{name}.py', 'src/a/b/c.py'), { dir: 'a/b', name: 'c' });
    assert.deepEqual(match('src/{dir**}/{name}.py', 'src/c.py'), { dir: '', name: 'c' });
    assert.deepEqual(match('docs/{name}/{name}.md', 'docs/one/one.md'), { name: 'one' });
    assert.deepEqual(match('logs/{all**}', 'logs/a/b'), { all: 'a/b' });
  });

  it('is a glob beside', () => {
    assert.deepEqual(match('**/{test,spec}_?.*', 'a/b/spec_1.py'), {});
    assert.deepEqual(match('a/**', 'a/b/c'), {});
  });

  it('may begin as people write paths', () => {
    assert.deepEqual(match('./src/{name}.py', 'src/a.py'), { name: 'a' });
    assert.deepEqual(match('/src/{name}.py', 'src/a.py'), { name: 'a' });
  });

  it('matches no other path', () => {
    for (const path of ['migrations/a/b.up.sql', 'migrations/a.up.sqlx', 'x/migrations/a.up.sql'])
      assert.equal(match('migrations/{id}.up.sql', path), undefined, path);
    assert.equal(match('docs/{name}/{name}.md', 'docs/one/two.md'), undefined);
    assert.equal(match('a/*.b', 'a/xb'), undefined);
  });

  it('is filled with what stood in another', () => {
    const captures = { dir: 'a/b', none: '', name: 'c' };
    assert.equal(fillHoles('tests/{dir**}/{none**}/test_{name}_{other}.py', captures), 'tests/a/b/test_c_{other}.py');
    assert.equal(fillHoles('{constructor}', captures), '{constructor}');
  });

  it('may not have what nobody could tell apart', () => {
    for (const source of ['{dir**}/{dir**}', '{a,{b,c}}', '{a', 'a}'])
      assert.equal(pathWithHoles.safeParse(source).success, false, source);
    assert.equal(pathWithHoles.safeParse('{a,b}/{dir**}/{name}').success, true);
  });
});

describe('the work that a path with holes makes', () => {
  it('does not grow with folders that are skipped more than once', () => {
    const path = `${'a/'.repeat(40)}b`;
    assert.equal(match(`${'**/'.repeat(20)}c`, path), undefined);
    assert.deepEqual(match(`${'**/'.repeat(20)}b`, path), {});
    assert.deepEqual(match(`a/${'**/'.repeat(20)}**`, path), {});
  });

  it('is bounded by what may be written', () => {
    for (const source of ['**/a/**/a/**/a/**/a/{dir**}/b', 'a/{a}_{b}_{c}_{d}_*.py', '**a**a**a**a**'])
      assert.equal(pathWithHoles.safeParse(source).success, false, source);
    for (const source of ['**/**/**/**/**/**/a', '**/a/**/b/{dir**}/*_{name}.test.*', 'a/*/*/*/*/*/*'])
      assert.equal(pathWithHoles.safeParse(source).success, true, source);
  });
});

describe('names with stars', () => {
  it('match from end to end, whatever the case', () => {
    const isLike = namesLike(['@types/*', 'pytest', '*-core-*']);
    for (const name of ['@types/react', '@Types/', 'PyTest', 'a-core-b', '-core-'])
      assert.equal(isLike(name), true, name);
    for (const name of ['types', 'pytest-cov', 'a-core', 'core-', '@type/x']) assert.equal(isLike(name), false, name);
    assert.equal(namesLike(['a*a'])('a'), false);
    assert.equal(namesLike([])('a'), false);
  });
});
