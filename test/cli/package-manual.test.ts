import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { readPackage } from '#core';
import { makeRepository, removeFolders } from '../repo/temporary-repository.ts';
import { govern, governed, policyPath, projectRoot, readIn } from './command-line.ts';

const folder = '.codex/governance/packages';

/** The blocks of YAML in the manual of packages: the package to begin with, the one in waves. */
const [first = '', waves = ''] = [
  ...readFileSync(join(projectRoot, 'docs/packages.md'), 'utf8').matchAll(/```yaml\n([^]*?)```/g),
].map(([, block = '']) => block);

describe('the manual of packages', () => {
  afterEach(removeFolders);

  it('has a package that is carried out as it stands there, in the file that `package new` has listed', async () => {
    const repository = makeRepository({
      [policyPath]: 'version: 1\nextends: [codex-governor:starter]\n',
      'NOTES.md': '# Notes\n',
    });
    assert.match(
      (await govern(repository, 'package', 'list')).err,
      /One is written with `codex-governor package new`\./,
    );
    await governed(repository, 'package', 'new', 'notes-to-history');
    repository.write(`${folder}/notes-to-history.yaml`, first);
    assert.equal(await governed(repository, 'package', 'check'), '');
    repository.commit('docs: a package');
    const out = await governed(repository, 'package', 'run', 'notes-to-history', '--yes');
    assert.match(
      out,
      /^move {2}done\n[^]*Commits of the notes {2}1 → 1 {2}reached\n[^]*1 commits of notes before, 1 after\./,
    );
    assert.equal(readIn(repository, 'HISTORY.md'), '# Notes\n');
    assert.equal(existsSync(join(repository.root, 'NOTES.md')), false);
    assert.equal(await governed(repository, 'package', 'check'), '');
  });

  it('has one in waves that is sound in its form', () => {
    assert.deepEqual(readPackage(`${folder}/facade.yaml`, waves).problems, []);
  });
});
