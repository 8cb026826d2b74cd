import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'mocha';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { projectRoot } from './host/places.ts';

describe('npm start where there is a desktop build', () => {
  it('opens it on the sample, in a profile of its own, and leaves nothing', () => {
    const place = makeTemporaryFolder('codex-governor-desktop');
    try {
      const bin = join(place.path, 'bin');
      mkdirSync(bin);
      const [words, seen] = [join(place.path, 'words'), join(place.path, 'seen')];
      // Notes how it was started, and whether what it was pointed at is there.
      const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${words}'\nfor last; do :; done\nls -a "$last" > '${seen}'\n`;
      writeFileSync(join(bin, 'code'), script);
      chmodSync(join(bin, 'code'), 0o755);
      const PATH = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
      const started = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
        cwd: projectRoot,
        env: { ...process.env, PATH, DISPLAY: ':9' },
        encoding: 'utf8',
      });
      assert.equal(started.status, 0, started.stderr);
      const given = readFileSync(words, 'utf8').trimEnd().split('\n');
      const after = (word: string): string => given[given.indexOf(word) + 1] ?? '';
      const sample = given.at(-1) ?? '';
      const own = sample.replace(/\/meridian$/, '');
      assert.equal(after('--user-data-dir'), join(own, 'user'));
      assert.equal(after('--extensions-dir'), join(own, 'extensions'));
      assert.ok(given.includes(`--extensionDevelopmentPath=${projectRoot}`));
      assert.match(readFileSync(seen, 'utf8'), /^\.codex$[^]*^\.git$[^]*^backend$/m);
      assert.ok(!existsSync(own), 'the sample and the profile are removed');
    } finally {
      place.dispose();
    }
  });
});
