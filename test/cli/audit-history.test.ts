import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { handle, makeFolder, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { audits, commitOfCodex, filesIn, makeAudited, told } from './audited.ts';
import { govern, makeGoverned, smallPolicy } from './command-line.ts';

describe('an audit of history', () => {
  afterEach(removeFolders);

  it('gives the same in a fresh clone, another language and another time zone, and tells nothing in a shallow one', async function () {
    this.timeout(60_000);
    const repository = makeAudited();
    commitOfCodex(repository, 4, 3);
    commitOfCodex(repository, 2, 30);
    const here = await told(repository, '--dry-run');
    assert.equal(here.counts, true);
    const clone = (name: string, ...how: readonly string[]): TestRepository => {
      const root = join(makeFolder(), name);
      repository.git('clone', '--quiet', ...how, `file://${repository.root}`, root);
      const environment = {
        ...repository.environment,
        TZ: 'Pacific/Kiritimati',
        LANG: 'de_DE.UTF-8',
        LC_ALL: 'C.UTF-8',
      };
      return { ...handle(root, repository.environment), environment };
    };
    const whole = clone('whole');
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/St_Johns';
    try {
      assert.deepEqual(await told(whole, '--dry-run'), here);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    // The files as well, byte for byte.
    await told(whole);
    await told(repository);
    assert.deepEqual(filesIn(whole, audits), filesIn(repository, audits));

    const cut = clone('cut', '--depth', '3');
    const { code, err } = await govern(cut, 'audit');
    assert.equal(code, 2);
    assert.match(err, /This is a shallow clone.*\n?.*git fetch --unshallow/s);
    assert.equal(existsSync(join(cut.root, audits)), false);
    assert.match((await govern(cut, 'audit', '--seed', 'a', '--dry-run')).err, /were not drawn from/);
  });

  it('takes the mode of a merge from what it brought in, which is one', async () => {
    const repository = makeGoverned(
      smallPolicy('audit:', "  commits: { branches: ['codex/**'] }", "  mode-in: '^Codex-Mode: (.+)$'").replace(
        'mode-required: false',
        'mode-required: true',
      ),
    );
    const merge = (name: string, ...modes: readonly string[]): void => {
      repository.git('checkout', '--quiet', '-b', `codex/${name}`);
      for (const [at, mode] of modes.entries()) {
        repository.write(`src/${name}${at}.txt`, 'a\n');
        repository.commit(`feat: ${name}\n\nCodex-Mode: ${mode}`);
      }
      repository.git('checkout', '--quiet', 'main');
      repository.git('merge', '--quiet', '--no-ff', '-m', `Merge branch 'codex/${name}'`, `codex/${name}`);
    };
    const unjudged = async (): Promise<readonly (string | null)[]> =>
      (await told(repository, '--dry-run')).commits.map((commit) => commit.unjudged);
    merge('one', 'fix', 'fix');
    assert.deepEqual(await unjudged(), [null]);
    merge('two', 'fix', 'feature');
    assert.match((await unjudged())[0] ?? '', /commits of several modes \(feature, fix\)/);
    repository.write('src/three.txt', 'a\n');
    repository.git('checkout', '--quiet', '-b', 'codex/none');
    repository.commit('feat: none');
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', "Merge branch 'codex/none'", 'codex/none');
    assert.match((await unjudged())[0] ?? '', /judges a change by its mode, and none was named/);
  });
});
