import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';

describe('the parser of SQL', () => {
  it('is had by who asks again, after it could not be loaded', () => {
    // A process that may open few files.
    const words = ['-c', 'ulimit -n 1024; exec "$0" "$@"', process.execPath, '--import', import.meta.resolve('tsx')];
    const program = fileURLToPath(new URL('starve-sql.ts', import.meta.url));
    assert.equal(execFileSync('sh', [...words, program], { encoding: 'utf8' }), 'failed, parsed\n');
  }).timeout(60_000);
});
