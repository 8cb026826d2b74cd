import { nothingKnown, openSurroundings, type ChangedFile } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gatherManifests } from '../../../src/core/manifests/gather-manifests.ts';

const modified = (path: string): ChangedFile => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 1,
  binary: false,
  class: 'code',
  addedLines: [{ start: 1, end: 1 }],
  before: 'one\n',
  after: 'two\n',
});

const asksOf = (changed: string, paths: readonly string[]): readonly string[] => {
  const files = [modified(changed)];
  const { surroundings, asks } = openSurroundings(files, { ...nothingKnown, paths });
  gatherManifests({ files, applies: (path) => !path.startsWith('tests/'), around: surroundings });
  return asks().map((ask) => ('path' in ask ? ask.path : ask.what));
};

describe('gathering the manifests around a change', () => {
  const paths = ['Cargo.toml', 'requirements.txt', 'src/a.py', 'tests/package.json', 'vendor/x/package.json'];

  it('asks for the other manifests of the place when one of them changed', () => {
    assert.deepEqual(asksOf('requirements.txt', paths), ['Cargo.toml']);
  });

  it('asks for nothing when none did', () => {
    assert.deepEqual(asksOf('src/a.py', paths), []);
  });
});
