import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { generatedFiles } from '../scripts/generate.ts';
import { lineCutterFile, writeLineCutter } from '../scripts/line-cutter.ts';
import { contributes } from '../src/editor/contributions.ts';
import { projectRoot } from './host/places.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

describe('what is made from the code (npm run generate)', () => {
  for (const [path, text] of generatedFiles())
    it(`${path} is up to date`, () => {
      assert.equal(read(path), text);
    });

  it('has no schema left over of a document that is gone', () => {
    const made = [...generatedFiles().keys()].filter((path) => path.startsWith('schemas/'));
    assert.deepEqual(
      readdirSync(join(projectRoot, 'schemas'))
        .map((name) => `schemas/${name}`)
        .sort(),
      made.sort(),
    );
  });

  it(`${lineCutterFile} is up to date`, () => {
    assert.equal(read(lineCutterFile), writeLineCutter());
  }).timeout(60_000);

  it('the contributions in package.json are up to date', () => {
    const manifest: unknown = JSON.parse(read('package.json'));
    assert.ok(typeof manifest === 'object' && manifest !== null && 'contributes' in manifest);
    assert.deepEqual(manifest.contributes, JSON.parse(JSON.stringify(contributes())));
  });
});
