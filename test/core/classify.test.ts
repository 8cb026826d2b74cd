import { classifyBy } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

describe('the class of a file', () => {
  const told: readonly (readonly [string, string])[] = [
    ['src/a.ts', 'code'],
    ['Makefile', 'code'],
    ['.github/workflows/ci.yml', 'data'],
    ['pyproject.toml', 'data'],
    ['setup.cfg', 'data'],
    ['a/b.ini', 'data'],
    ['deploy.yaml', 'data'],
    ['package.json', 'data'],
    ['package-lock.json', 'lock'],
    ['pnpm-lock.yaml', 'lock'],
    ['tests/data.yaml', 'test'],
    ['docs/a.md', 'docs'],
    ['node_modules/a/b.js', 'vendored'],
    ['api_pb2.py', 'generated'],
    ['notes/.ipynb_checkpoints/a-checkpoint.ipynb', 'generated'],
    ['notes/a.ipynb', 'code'],
  ];
  for (const [path, name] of told)
    it(`of ${path} is ${name}`, () => assert.equal(classifyBy([])(path, undefined), name));

  it('is what the policy says, then what .gitattributes says, then what the name says', () => {
    const classify = classifyBy([{ class: 'code', globs: ['**/*.yaml'] }]);
    assert.equal(classify('a.yaml', 'generated'), 'code');
    assert.equal(classify('a.toml', 'generated'), 'generated');
    assert.equal(classify('a.toml', undefined), 'data');
  });
});
