import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { readCodeArguments } from './code-arguments.ts';

describe('the arguments of the code executable', () => {
  it('are read as a test run gives them', () => {
    const read = readCodeArguments([
      '--no-sandbox',
      '--extensionDevelopmentPath=/one',
      '--extensionDevelopmentPath',
      '/two',
      '--extensionTestsPath=/tests/index.cjs',
      '--user-data-dir',
      '/user',
      'work',
    ]);
    assert.deepEqual(read.unpacked, ['/one', '/two']);
    assert.equal(read.tests, '/tests/index.cjs');
    assert.equal(read.userData, '/user');
    assert.equal(read.folder, resolve('work'));
    assert.equal(read.workspace, undefined);
  });

  it('take a folder or a workspace, as a path or as an address', () => {
    assert.equal(readCodeArguments(['--folder-uri', 'file:///a%20b']).folder, '/a b');
    assert.equal(readCodeArguments(['--folder-uri=vscode-remote://127.0.0.1:80/a']).folder, '/a');
    const read = readCodeArguments(['/x/all.code-workspace']);
    assert.deepEqual([read.folder, read.workspace], [undefined, '/x/all.code-workspace']);
  });

  it('tell a question for the version and an installation from a test run', () => {
    assert.equal(readCodeArguments(['--version']).version, true);
    assert.equal(readCodeArguments(['--install-extension', 'x.vsix']).installs, true);
    assert.equal(readCodeArguments(['/x']).installs, false);
  });
});
