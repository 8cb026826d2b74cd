import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { builtinModules } from 'node:module';
import { describe, it } from 'mocha';
import { nodeModules, pythonModules } from '../../../src/core/manifests/standard-modules.ts';

describe('the modules that come with a language', () => {
  it('are all that this Node has, by the first part of their names', () => {
    const all = new Set(builtinModules.map((name) => name.replace(/^node:/, '').split('/')[0] ?? ''));
    assert.deepEqual([...all].filter((name) => !name.startsWith('_') && !nodeModules.has(name)).sort(), []);
  });

  it('are all that this Python has', () => {
    const code = 'import sys; print(" ".join(sorted(sys.stdlib_module_names)))';
    const all = execFileSync('python3', ['-c', code], { encoding: 'utf8' }).trim().split(' ');
    assert.ok(all.length > 200, all.join(' '));
    assert.deepEqual(
      all.filter((name) => !name.startsWith('_') && !pythonModules.has(name)),
      [],
    );
  });
});
