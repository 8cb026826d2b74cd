import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { findCodexHooks } from '#core';
import { removeFolders } from '../repo/temporary-repository.ts';
import { govern, makeGoverned, readIn } from './command-line.ts';

const forbidding = [
  'version: 1',
  'title: Small',
  'modes:',
  '  fix:',
  '    title: Fix',
  '    goal: Mend one fault.',
  "    commands: { deny: ['git push *'] }",
  '    because: One thing at a time.',
  '',
].join('\n');

const wiring = ['.codex/hooks.json', '.codex/rules/codex-governor.rules', 'AGENTS.md'];

describe('install hooks', () => {
  after(() => removeFolders());

  it('writes hooks, rules and the section, says what is still to be done, and changes nothing once more', async () => {
    const repository = makeGoverned(forbidding, { 'AGENTS.md': '# Mine\n' });
    const { code, out, err } = await govern(repository, 'install', 'hooks');
    assert.equal(code, 0, err);
    assert.equal(out, `${wiring.join('\n')}\n`);
    assert.match(err, /trusts the folder and has reviewed the hooks/);
    assert.match(err, /not in node_modules yet/);
    assert.match(err, /\[features\]\nhooks = true/);
    const written = wiring.map((path) => readIn(repository, path));
    assert.ok(findCodexHooks(written[0] ?? ''));
    assert.match(written[1] ?? '', /pattern=\["git","push"\], decision="forbidden"/);
    assert.match(written[2] ?? '', /^# Mine\n\n<!-- codex-governor/);
    const again = await govern(repository, 'install', 'hooks');
    assert.match(again.err, /All of it is there already/);
    assert.deepEqual(
      wiring.map((path) => readIn(repository, path)),
      written,
    );
  });

  it('writes nothing with --dry-run, and shows what it would', async () => {
    const repository = makeGoverned();
    const { code, out } = await govern(repository, 'install', 'hooks', '--dry-run');
    assert.equal(code, 0);
    assert.match(out, /^--- \/dev\/null\n\+\+\+ \.codex\/hooks\.json\n/);
    for (const path of wiring) assert.ok(!existsSync(join(repository.root, path)));
  });

  it('writes nothing at all where a part of it was edited, or is a link', async () => {
    const repository = makeGoverned(forbidding, { 'AGENTS.md': '<!-- codex-governor torn -->\n' });
    const { code, err } = await govern(repository, 'install', 'hooks');
    assert.equal(code, 2);
    assert.match(err, /Nothing was installed: AGENTS\.md is left as it is/);
    assert.ok(!existsSync(join(repository.root, '.codex/hooks.json')));
    const linked = makeGoverned(forbidding, { 'mine.md': '# Mine\n' });
    symlinkSync('mine.md', join(linked.root, 'AGENTS.md'));
    assert.match((await govern(linked, 'install', 'agents')).err, /it is a link to another file/);
    assert.equal(readFileSync(join(linked.root, 'mine.md'), 'utf8'), '# Mine\n');
  });

  it('writes the section alone, and says where Codex reads another file', async () => {
    const repository = makeGoverned(forbidding, { 'AGENTS.override.md': '# Mine\n' });
    const { code, out, err } = await govern(repository, 'install', 'agents');
    assert.deepEqual([code, out], [0, 'AGENTS.md\n']);
    assert.match(err, /Codex reads AGENTS\.override\.md in the place of AGENTS\.md/);
    assert.ok(!existsSync(join(repository.root, '.codex/hooks.json')));
  });

  it('needs a policy that can be read', async () => {
    const { code } = await govern(makeGoverned('modes: [\n'), 'install', 'hooks');
    assert.equal(code, 2);
  });
});
