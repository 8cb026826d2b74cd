import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { lines, makeFolder, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  documentOf,
  govern,
  governed,
  inRepository,
  makeGoverned,
  policyPath,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';

const acceptance = `
pull-request:
  acceptance:
    - { id: size, text: Small, covered-by: [budget.lines] }
    - { id: docs, text: Documents are true }
  results: [{ id: tests, title: Tests, kinds: [unit] }]
`;
const law = smallPolicy(acceptance);

/** A branch with a task whose work is committed, and the file that holds its text. */
const open = async (
  parts: { readonly dirty?: boolean } = {},
): Promise<{ repository: TestRepository; file: string }> => {
  const repository = makeGoverned(law);
  repository.write('README.md', '# Sample\n');
  repository.commit('read me');
  repository.git('switch', '--quiet', '--create', 'work');
  if (parts.dirty === true) repository.write('src/own.py', lines(3, 'o = '));
  await governed(repository, ...startFix, '--scope', 'src/**', '--spec', 'README.md');
  repository.write('src/more.py', lines(7, 'x = '));
  repository.commit('more');
  return { repository, file: await fill(repository) };
};

const fill = async (repository: TestRepository): Promise<string> => {
  const file = join(makeFolder(), 'pr.md');
  writeFileSync(file, await governed(repository, 'pr'));
  return file;
};

const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

/** The documents that the command prints; what it prints as text has to hold the same. */
interface Verified {
  readonly verdict: string;
  readonly discrepancies: readonly { readonly line: number; readonly kind: string; readonly expected?: string }[];
  readonly counted_since_start: boolean;
}

const verified = (repository: TestRepository, file: string, ...words: readonly string[]): Promise<Verified> =>
  documentOf<Verified>(repository, 'pr', 'verify', file, ...words);

const kindsOf = ({ discrepancies }: Verified): readonly string[] => discrepancies.map(({ kind }) => kind);

describe('pr verify', () => {
  afterEach(removeFolders);

  it('finds the text true as it was filled, from a file and from stdin, and ended as a web form ends lines', async () => {
    const { repository, file } = await open();
    const { code, out, err } = await govern(repository, 'pr', 'verify', file);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^Every tick and number of .*pr\.md is so, counted from [0-9a-f]{12}\.\n$/);
    const input = readFileSync(file, 'utf8').replaceAll('\n', '\r\n');
    const piped = await runIn({ ...inRepository(repository), input }, 'pr', 'verify', '-', '--base', 'main');
    assert.equal(piped.code, 0, piped.out);
    assert.equal((await verified(repository, file)).counted_since_start, true);
  });

  it('names the line that lies, what it says and what is so', async () => {
    const { repository, file } = await open();
    edit(file, (text) =>
      text.replace('- Files changed: 1', '- Files changed: 0').replace('- [x] Small', '- [ ] Small'),
    );
    const { code, out, err } = await govern(repository, 'pr', 'verify', file);
    assert.equal(code, 1);
    const [small, files] = out.split('\n');
    assert.match(small ?? '', /pr\.md:\d+: It says “- \[ \] Small”, and it is “- \[x\] Small”\.$/);
    assert.match(files ?? '', /pr\.md:\d+: It says “- Files changed: 0”, and it is “- Files changed: 1”\.$/);
    assert.match(out, /\n2 places of .* do not say what is so\.\n$/);
    assert.match(err, /^note: Fill the text again with `codex-governor pr`/);
  });

  it('lets a person tick what no rule covers, and add what they have to say', async () => {
    const { repository, file } = await open();
    edit(file, (text) =>
      text
        .replace('[ ] Documents', '[x] Documents')
        .replace('## Codex Mode', 'Please look at more.py.\n\n## Codex Mode'),
    );
    assert.equal((await govern(repository, 'pr', 'verify', file)).code, 0);
  });

  it('notices a text that is older than the change, or filled before all was committed', async () => {
    const { repository, file } = await open();
    repository.write('src/more.py', lines(9, 'x = '));
    const early = await fill(repository);
    repository.commit('even more');
    for (const stale of [file, early]) {
      const { code, out, err } = await govern(repository, 'pr', 'verify', stale);
      assert.equal(code, 1);
      assert.match(out, /LOC delta/);
      assert.match(err, /note: The text was filled at [0-9a-f]{12}, and [0-9a-f]{12} is checked out\./);
    }
  });

  it('is not taken in by a record that says the same lie, properly signed', async () => {
    const { repository, file } = await open();
    // The text of another change, filled by the tool itself, is such a lie.
    repository.git('switch', '--quiet', '--create', 'small', 'main');
    repository.write('src/more.py', lines(2, 'x = '));
    repository.commit('less');
    const found = await verified(repository, file);
    assert.equal(found.verdict, 'block');
    assert.ok(kindsOf(found).includes('record'), JSON.stringify(found));
    assert.ok(found.discrepancies.some(({ expected }) => expected?.includes('+2 −0') === true));
  });

  it('counts by the policy of the base, whatever the change makes of it', async () => {
    const { repository } = await open();
    repository.write(policyPath, law.replaceAll('lines: { limit: 20', 'lines: { limit: 5000'));
    repository.write('src/more.py', lines(116, 'x = '));
    repository.commit('a law of my own');
    const file = await fill(repository);
    assert.equal((await verified(repository, file)).verdict, 'pass');
    assert.match((await govern(repository, 'pr', 'verify', file)).out, /The change itself may not merge/);
    edit(file, (text) => text.replace(/- \[ \] Small \(failed[^\n]*/, '- [x] Small'));
    assert.deepEqual(kindsOf(await verified(repository, file)), ['changed']);
  });

  it('counts a merge of the branch as CI checks it out, while others went on', async () => {
    const { repository, file } = await open();
    repository.git('switch', '--quiet', 'main');
    repository.write('src/upstream.py', lines(40, 'u = '));
    repository.commit('upstream');
    repository.git('switch', '--quiet', '--detach', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'work');
    const { code, out, err } = await govern(repository, 'pr', 'verify', file, '--base', 'HEAD^');
    assert.equal(code, 0, out);
    assert.match(err, /note: What was counted since the task began was not counted again/);
    edit(file, (text) => text.replaceAll('+7 −0', '+6 −0'));
    assert.equal((await verified(repository, file, '--base', 'HEAD^')).verdict, 'block');
  });

  it('holds what was counted since a task began amid other work against the record alone', async () => {
    const { repository, file } = await open({ dirty: true });
    const found = await verified(repository, file);
    assert.deepEqual([found.verdict, found.counted_since_start], ['pass', false]);
    const since = /Since the task began[^]*?\+7 −0/;
    edit(file, (text) => text.replace(since, (told) => told.replace('+7', '+2')));
    assert.deepEqual(kindsOf(await verified(repository, file)), ['changed']);
  });

  it('refuses a text without its record, with one that was touched, or with two', async () => {
    const { repository, file } = await open();
    const text = readFileSync(file, 'utf8');
    const record = text.slice(text.indexOf('<!--'));
    for (const [bad, message] of [
      [text.slice(0, text.indexOf('<!--')), /has no record of what it was filled from/],
      [text.replace('"version":1', '"version":1 '), /is not as it was written/],
      [text.replace('"version":1', '"version":2'), /is not as it was written/],
      [`${text}${record}`, /more than one record/],
      ['', /has no record/],
    ] as const) {
      writeFileSync(file, bad);
      const { code, out } = await govern(repository, 'pr', 'verify', file);
      assert.equal(code, 1, bad);
      assert.match(out, message);
    }
  });

  it('cannot tell without the file, a base, or the mode in the policy of the base', async () => {
    const { repository, file } = await open();
    const absent = await govern(repository, 'pr', 'verify', 'none.md');
    assert.deepEqual([absent.code, absent.out], [2, '']);
    assert.match(absent.err, /none\.md cannot be read: there is no such file/);
    assert.match((await govern(repository, 'pr', 'verify', file, '--base', 'nowhere')).err, /nowhere/);
    repository.git('switch', '--quiet', 'main');
    repository.write(policyPath, law.replace('  fix:', '  mend:'));
    repository.commit('another law');
    repository.git('switch', '--quiet', 'work');
    const other = await govern(repository, 'pr', 'verify', file, '--base', 'main');
    assert.deepEqual([other.code, other.out], [2, '']);
    assert.match(other.err, /has no mode fix/);
  });
});
