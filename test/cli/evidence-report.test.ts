import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { makeFolder, removeFolders } from '../repo/temporary-repository.ts';
import { govern, runIn } from './command-line.ts';
import { demandValid } from './demand-document.ts';
import { bytesIn, listFiles, makeChanged, makePack } from './evidence-packs.ts';

const report = async (path: string, ...words: readonly string[]) => {
  const folder = makeFolder();
  // No repository around it, and nothing of the person's.
  return runIn({ folder, environment: { PATH: '/nowhere' } }, 'evidence', 'report', path, ...words);
};

/** The reports on a pack, in a new folder. */
const makeReports = async (pack: string): Promise<string> => {
  const path = join(makeFolder(), 'reports');
  const { code, out, err } = await report(pack, '--output', path);
  assert.deepEqual([code, err], [0, `Written to ${path}.\n`]);
  assert.equal(out, 'COMPLIANCE.md\nEXEC.md\nSECURITY.md\nreport.html\n');
  return path;
};

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('evidence report', () => {
  afterEach(removeFolders);

  it('is made of nothing but the pack, a folder or an archive, and is the same bytes each time', async () => {
    const [pack, archive] = [await makePack(), await makePack('pack.tar')];
    const reports = await makeReports(pack);
    assert.deepEqual(bytesIn(await makeReports(pack)), bytesIn(reports));
    assert.equal((await report(archive, '--output', join(makeFolder(), 'more'))).code, 0);
    assert.deepEqual(listFiles(reports), ['COMPLIANCE.md', 'EXEC.md', 'SECURITY.md', 'report.html']);
  });

  it('tells three readers what they ask', async () => {
    const pack = await makePack();
    const reports = await makeReports(pack);
    const exec = read(reports, 'EXEC.md');
    const compliance = read(reports, 'COMPLIANCE.md');
    const security = read(reports, 'SECURITY.md');
    assert.match(exec, /^# Executive report\n\n\*\*Verdict: warn\.\*\* The change may go on\./);
    assert.match(exec, /\n## What stands in the way\n\nNothing\.\n/);
    assert.match(
      exec,
      /\| \[Unit\]\(COMPLIANCE\.md#gate-unit\) \| yes \| green \| \[EVID-\w+\]\(COMPLIANCE\.md#evid-\w+\) \|/,
    );
    assert.match(compliance, /\n### Gate unit\n\n\*\*Unit: green\.\*\* The change needs it\. It is so\.\n/);
    assert.match(compliance, /\n### EVID-\w+\n/);
    assert.match(compliance, /2 passed, 0 failed, 0 skipped\./);
    assert.match(compliance, /\n```text\n\$ node run\.cjs\nwrote reports\/unit\.xml\n/);
    assert.match(compliance, /\| `gate-ran` \|/);
    assert.match(security, /\| warn \| `src\/parse\.py:1` \| .*socket.* \| Tests stay here/);
    assert.match(security, /\| `manifest\.json` \| \d+ \| `[0-9a-f]{64}` \|/);
  });

  it('names what stands in the way', async () => {
    const repository = makeChanged();
    const pack = join(makeFolder(), 'pack');
    assert.equal((await govern(repository, 'evidence', 'pack', '--output', pack)).code, 2);
    const exec = read(await makeReports(pack), 'EXEC.md');
    assert.match(exec, /\*\*Verdict: unknown\.\*\* Whether the change may merge could not be told/);
    assert.match(exec, /\n- \[Unit\]\(COMPLIANCE\.md#gate-unit\) is not run\.\n/);
    assert.match(exec, /\| \[Unit\]\(COMPLIANCE\.md#gate-unit\) \| yes \| not run \| none \|/);
  });

  it('is one page that loads nothing, in dark and light, with names for what is in it', async () => {
    const html = read(await makeReports(await makePack()), 'report.html');
    assert.doesNotMatch(html, /<script|<link|<img|\ssrc=|https?:|url\(|@import|\son\w+=/);
    assert.match(html, /^<!doctype html>\n<html lang="en">/);
    assert.match(html, /default-src 'none'/);
    assert.match(html, /prefers-color-scheme: dark/);
    assert.equal(html.match(/<h1>/g)?.length, 1);
    assert.equal(html.match(/<main>/g)?.length, 1);
    assert.equal(html.match(/<table>/g)?.length, html.match(/<caption>[^<]+<\/caption>/g)?.length);
    assert.equal(html.match(/<th /g)?.length, html.match(/<th scope="col">/g)?.length);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, 'no id twice');
  });

  it('lets no name or message of others become markup', async () => {
    const repository = makeChanged();
    repository.write('src/<img src=x> |`# a.py', 'import socket\n');
    repository.write('run.cjs', "console.log('</pre><script>alert(1)</script>\\n```\\n# heading');process.exit(1);\n");
    await govern(repository, 'gate', 'run', '--needed');
    const pack = join(makeFolder(), 'pack');
    assert.equal((await govern(repository, 'evidence', 'pack', '--output', pack)).code, 1);
    const reports = await makeReports(pack);
    assert.doesNotMatch(read(reports, 'report.html'), /<img|<script/);
    const compliance = read(reports, 'COMPLIANCE.md');
    assert.match(compliance, /\n````text\n[^]*<script>[^]*\n````\n/, 'in a block that nothing in it can close');
    const rows = compliance.split('\n').filter((line) => line.startsWith('| warn '));
    for (const line of rows) assert.equal(line.split(/(?<!\\)\|/).length, 8, line);
  });

  it('is not made of a pack that is broken', async () => {
    const pack = await makePack();
    appendFileSync(join(pack, 'check.json'), ' ');
    const to = join(makeFolder(), 'reports');
    const { code, out, err } = await report(pack, '--output', to);
    assert.deepEqual([code, out], [1, 'broken\n']);
    assert.match(err, /^check\.json: It was changed: /);
    assert.throws(() => listFiles(to), /ENOENT/);
  });

  it('is checked against its pack: what differs, what is missing, and each link that leads nowhere', async () => {
    const pack = await makePack();
    const reports = await makeReports(pack);
    const check = async (): Promise<string> => {
      const { code, err } = await report(pack, '--check', reports);
      if (code === 0) assert.equal(err, 'Each is what the pack gives, and every link leads somewhere.\n');
      return code === 0 ? '' : err;
    };
    assert.equal(await check(), '');
    const exec = read(reports, 'EXEC.md');
    writeFileSync(join(reports, 'EXEC.md'), exec.replace('#gate-unit', '#gate-unti'));
    assert.equal(
      await check(),
      'EXEC.md: It is not what the pack gives.\nEXEC.md: The link COMPLIANCE.md#gate-unti leads to a heading that is not there.\n',
    );
    writeFileSync(join(reports, 'EXEC.md'), exec);
    writeFileSync(
      join(reports, 'more.md'),
      '[a](gone.md) [b](https://example.org) [c](EXEC.md) [d](#more) [e](/etc)\n\n# More\n',
    );
    assert.equal(
      await check(),
      [
        'more.md: The link gone.md leads to a file that is not there.',
        'more.md: The link https://example.org leads out of the reports.',
        'more.md: The link /etc leads out of the reports.',
        '',
      ].join('\n'),
    );
    writeFileSync(join(reports, 'more.html'), '<a href="#x">x</a><img src="y.png"><a id="z" href="#z">z</a>');
    assert.match(
      await check(),
      /more\.html: The link #x leads to a heading .*\nmore\.html: The link y\.png leads to a file/,
    );
    for (const name of ['more.md', 'more.html', 'SECURITY.md']) rmSync(join(reports, name));
    assert.match(await check(), /^SECURITY\.md: It is missing\.\n$/);
  });

  it('is written as its schema says, and asks for one of its two ways', async () => {
    const pack = await makePack();
    const { out } = await report(pack, '--output', join(makeFolder(), 'reports'), '--format', 'json');
    demandValid('evidence-report', out);
    for (const words of [[], ['--output', 'a', '--check', 'b']]) {
      const { code, err } = await report(pack, ...words);
      assert.equal(code, 2);
      assert.match(err, /Say where the reports go with --output, or which to check with --check: one of the two\./);
    }
  });
});
