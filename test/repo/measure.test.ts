import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, renameSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { handle, lines, makeRepository, measure, open, removeFolders, summarise } from './temporary-repository.ts';

const head = { revision: 'HEAD' };

describe('measuring a change', () => {
  afterEach(removeFolders);

  it('is empty where nothing differs', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const { change } = await measure(await open(repository), head);
    assert.deepEqual(change, { base: repository.git('rev-parse', 'HEAD').trim(), files: [] });
  });

  it('tells staged, unstaged and untracked files alike, sorted by path', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    repository.write('b.txt', 'one\ntwo\n');
    repository.write('Z.txt', 'new\n');
    repository.write('a.txt', 'other\n');
    repository.git('add', 'a.txt');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['added Z.txt +1 -0', 'modified a.txt +1 -1', 'modified b.txt +1 -0']);
  });

  it('measures what is staged alone when asked to', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'one\ntwo\n');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'one\ntwo\nthree\n');
    repository.write('new.txt', 'new\n');
    const measured = await measure(await open(repository), head, { staged: true });
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -0']);
    assert.equal(await measured.readAfter('a.txt'), 'one\ntwo\n');
  });

  it('puts what is staged in classes by the attributes that are staged', async () => {
    const repository = makeRepository({ '.gitattributes': 'gen/** linguist-generated\n' });
    repository.write('a.txt', 'one\n');
    repository.write('gen/b.txt', 'b\n');
    repository.git('add', 'a.txt', 'gen');
    repository.write('.gitattributes', '*.txt linguist-vendored\n');
    const { change } = await measure(await open(repository), head, { staged: true });
    assert.deepEqual(
      change.files.map(({ path, class: name }) => `${path} ${name}`),
      ['a.txt code', 'gen/b.txt generated'],
    );
  });

  it('reads and counts what attributes only keep from being shown, whoever brings them', async () => {
    const repository = makeRepository({ 'old.dat': 'one\n', '.gitattributes': '*.dat -diff\n*.raw binary\n' });
    const first = repository.git('rev-parse', 'HEAD').trim();
    repository.write('.gitattributes', '*.json -diff\n');
    repository.write('a.json', '{}\n');
    repository.write('b.raw', 'one\n');
    repository.write('old.dat', 'one\ntwo\n');
    const told = ['modified .gitattributes +1 -2', 'added a.json +1 -0', 'added b.raw +1 -0', 'modified old.dat +1 -0'];
    const opened = await open(repository);
    const measured = await measure(opened, head);
    assert.deepEqual(summarise(measured), told);
    assert.deepEqual(
      measured.change.files.map((file) => [file.class, file.addedLines]),
      [
        ['code', [{ start: 1, end: 1 }]],
        ['code', [{ start: 1, end: 1 }]],
        ['data', [{ start: 1, end: 1 }]],
        ['generated', [{ start: 2, end: 2 }]],
      ],
    );
    assert.equal(await measured.readAfter('a.json'), '{}\n');
    assert.equal(await measured.readAfter('old.dat'), 'one\ntwo\n');
    repository.commit();
    assert.deepEqual(summarise(await measure(opened, { revision: first }, { committed: true })), told);
  });

  it('lets no attributes hide what is measured that are not part of it', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', '.gitignore': '.gitattributes\n' });
    repository.write('.gitattributes', '* -diff\n');
    repository.write('a.txt', 'two\n');
    repository.git('add', 'a.txt');
    const opened = await open(repository);
    for (const options of [{}, { staged: true }])
      assert.deepEqual(summarise(await measure(opened, head, options)), ['modified a.txt +1 -1']);
  });

  it('measures what is committed alone when asked to, and tells whether there is more', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', '.gitattributes': 'gen/** linguist-generated\n' });
    const first = repository.git('rev-parse', 'HEAD').trim();
    repository.write('a.txt', 'one\ntwo\n');
    repository.write('gen/b.txt', 'b\n');
    repository.commit();
    const opened = await open(repository);
    const from = { revision: first };
    const clean = await measure(opened, from, { committed: true });
    assert.deepEqual(summarise(clean), ['modified a.txt +1 -0', 'added gen/b.txt +1 -0']);
    assert.equal(clean.uncommitted, false);
    repository.write('a.txt', 'one\ntwo\nthree\n');
    repository.git('add', 'a.txt');
    repository.write('junit.out', lines(50));
    repository.remove('.gitattributes');
    repository.git('rm', '--quiet', '--cached', 'gen/b.txt');
    const dirty = await measure(opened, from, { committed: true });
    assert.deepEqual(dirty.change, clean.change);
    assert.deepEqual(
      dirty.change.files.map((file) => file.class),
      ['code', 'generated'],
    );
    assert.equal(dirty.uncommitted, true);
    assert.equal(await dirty.readAfter('a.txt'), 'one\ntwo\n');
    assert.equal((await measure(opened, from)).uncommitted, undefined);
  });

  it('knows in which class a renamed file was, by the attributes of the base where the change edits them', async () => {
    const [one, two] = [lines(20, 'one'), lines(20, 'two')];
    const files = { 'a.txt': one, 'gen/b.txt': two, '.gitattributes': 'gen/** linguist-generated\n' };
    const repository = makeRepository(files);
    const opened = await open(repository);
    const tell = async () =>
      (await measure(opened, head)).change.files
        .filter(({ status }) => status === 'renamed')
        .map(({ path, class: name, classBefore }) => `${path} ${classBefore ?? 'as'} → ${name}`);
    repository.git('mv', 'a.txt', 'gen/a.txt');
    repository.git('mv', 'gen/b.txt', 'gen/c.txt');
    assert.deepEqual(await tell(), ['gen/a.txt code → generated', 'gen/c.txt as → generated']);
    repository.write('.gitattributes', '* linguist-vendored\n');
    assert.deepEqual(await tell(), ['gen/a.txt code → generated', 'gen/c.txt as → generated']);
  });

  it('sees a rename before and after it is staged', async () => {
    const repository = makeRepository({ 'old.txt': lines(20) });
    renameSync(join(repository.root, 'old.txt'), join(repository.root, 'new.txt'));
    repository.write('new.txt', `${lines(20)}more\n`);
    const opened = await open(repository);
    const before = await measure(opened, head);
    repository.git('add', '--all');
    const after = await measure(opened, head);
    assert.deepEqual(summarise(before), ['renamed old.txt → new.txt +1 -0']);
    assert.deepEqual(after.change, before.change);
    assert.deepEqual(before.change.files[0]?.addedLines, [{ start: 21, end: 21 }]);
  });

  it('counts a file whose mode alone changed as modified, with no lines', async () => {
    const repository = makeRepository({ 'run.sh': 'true\n' });
    chmodSync(join(repository.root, 'run.sh'), 0o755);
    assert.deepEqual(summarise(await measure(await open(repository), head)), ['modified run.sh +0 -0']);
  });

  it('counts links, and files that became links, as git does', async () => {
    const repository = makeRepository({ 'file.txt': lines(3), 'target.txt': 'x\n' });
    unlinkSync(join(repository.root, 'file.txt'));
    symlinkSync('target.txt', join(repository.root, 'file.txt'));
    symlinkSync('target.txt', join(repository.root, 'link.txt'));
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['type-changed file.txt +1 -3', 'added link.txt +1 -0']);
    assert.equal(await measured.readBefore('file.txt'), lines(3));
    assert.equal(await measured.readAfter('file.txt'), undefined, 'a link has no text of its own');
    assert.deepEqual(measured.change.files[0]?.addedLines, [{ start: 1, end: 1 }]);
  });

  it('keeps names with spaces, quotes, line breaks and letters of any alphabet', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const names = [' lead.txt', '"q".txt', '-x', ':(glob)**', 'a\nb.txt', 'a\tb.txt', 'naïve/日本語 🦊.txt'];
    for (const name of names) repository.write(name, 'x\n');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(
      measured.change.files.map(({ path }) => path),
      names.sort(),
    );
    for (const name of names) assert.equal(await measured.readAfter(name), 'x\n');
  });

  it('tells bytes from a text that somebody hid', async () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3)) % 256);
    const repository = makeRepository({ 'was.conf': lines(9), 'numbers.blob': '\0\u0001\u0002', 'half.txt': 'x\n' });
    repository.write('was.conf', noise);
    repository.write('numbers.blob', noise);
    repository.write('half.txt', 'x\n\0');
    repository.write('new.conf', `${lines(9)}\0`);
    repository.write('wide.txt', Buffer.from(`\uFEFF${lines(9)}`, 'utf16le'));
    repository.write('cut.txt', `\0${'ö'.repeat(9_000)}`);
    repository.write('nothing.blob', '\0\0\0');
    repository.write('noise.blob', noise);
    repository.write('noise.png', noise);
    symlinkSync('noise.blob', join(repository.root, 'link'));
    const opened = await open(repository);
    const tellAll = async (): Promise<readonly (readonly [string, boolean, boolean])[]> =>
      (await measure(opened, head)).change.files.map((file) => [file.path, file.binary, file.textless === true]);
    const told = [
      ['cut.txt', true, false],
      ['half.txt', true, false],
      ['link', false, false],
      ['new.conf', true, false],
      ['noise.blob', true, true],
      // Its name says enough.
      ['noise.png', true, false],
      ['nothing.blob', true, true],
      ['numbers.blob', true, true],
      ['was.conf', true, false],
      ['wide.txt', true, false],
    ];
    assert.deepEqual(await tellAll(), told);
    assert.deepEqual(await tellAll(), told, 'the same when it is remembered');
  });

  it('tells a binary file from text and counts no lines of it', async () => {
    const repository = makeRepository({ 'a.bin': 'text\n' });
    repository.write('a.bin', Buffer.from([0, 1, 2, 10]));
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['modified a.bin binary']);
    assert.equal(await measured.readBefore('a.bin'), undefined);
    assert.equal(await measured.readAfter('a.bin'), undefined);
  });

  it('counts a last line without its end, and keeps a byte-order mark', async () => {
    const repository = makeRepository({ 'a.txt': 'one\ntwo', 'bom.txt': '\uFEFFone\n' });
    repository.write('a.txt', 'one\ntwo\n');
    repository.write('bom.txt', '\uFEFFone\ntwo\n');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -1', 'modified bom.txt +1 -0']);
    assert.equal(await measured.readAfter('bom.txt'), '\uFEFFone\ntwo\n');
  });

  it('works before the first commit', async () => {
    const repository = makeRepository();
    repository.write('staged.txt', 'one\n');
    repository.git('add', 'staged.txt');
    repository.write('new.txt', 'one\ntwo\n');
    const measured = await measure(await open(repository), { empty: true });
    assert.equal(measured.change.base, 'empty');
    assert.deepEqual(summarise(measured), ['added new.txt +2 -0', 'added staged.txt +1 -0']);
  });

  it('works in a folder without any file', async () => {
    const opened = await open(makeRepository());
    assert.deepEqual((await measure(opened, { empty: true })).change, { base: 'empty', files: [] });
    assert.deepEqual((await measure(opened, { empty: true }, { staged: true })).change.files, []);
  });

  it('sees every file deleted', async () => {
    const repository = makeRepository({ 'a.txt': lines(3), 'b/c.txt': 'x\n' });
    repository.remove('a.txt');
    repository.remove('b');
    assert.deepEqual(summarise(await measure(await open(repository), head)), [
      'deleted a.txt +0 -3',
      'deleted b/c.txt +0 -1',
    ]);
  });

  it('leaves ignored files out, those of the person as well', async () => {
    const repository = makeRepository({ '.gitignore': '*.log\n' });
    repository.write('build.log', 'x\n');
    repository.write('mine.tmp', 'x\n');
    repository.write('seen.txt', 'x\n');
    const home = join(repository.root, '..');
    writeFileSync(join(home, 'ignored'), '*.tmp\n');
    writeFileSync(join(home, 'gitconfig'), `[core]\nexcludesFile = ${join(home, 'ignored')}\n`);
    assert.deepEqual(summarise(await measure(await open(repository), head)), ['added seen.txt +1 -0']);
  });

  it('counts the lines git would store where line ends are converted', async () => {
    const repository = makeRepository({ 'a.txt': 'one\ntwo\nthree\n' });
    repository.write('a.txt', 'one\r\nTWO\r\nthree\r\n');
    writeFileSync(join(repository.root, '..', 'gitconfig'), '[core]\nautocrlf = true\n');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -1']);
    assert.equal(await measured.readAfter('a.txt'), 'one\nTWO\nthree\n');
  });

  it('takes in what is only intended to be added', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('new.txt', 'one\ntwo\n');
    repository.git('add', '--intent-to-add', 'new.txt');
    const opened = await open(repository);
    assert.deepEqual(summarise(await measure(opened, head)), ['added new.txt +2 -0']);
    assert.deepEqual(summarise(await measure(opened, head, { staged: true })), []);
  });

  it('goes by the index where the person told git not to look, as git diff does', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    repository.git('update-index', '--assume-unchanged', 'a.txt');
    repository.git('update-index', '--skip-worktree', 'b.txt');
    repository.write('a.txt', 'two\n');
    repository.write('b.txt', 'two\n');
    assert.equal(repository.git('diff', '--numstat', 'HEAD'), '');
    assert.deepEqual(summarise(await measure(await open(repository), head)), []);
  });

  it('takes no file for deleted that a sparse checkout leaves out, and sees new ones there', async () => {
    const repository = makeRepository({ 'in/a.txt': 'one\n', 'out/b.txt': 'one\n' });
    repository.git('sparse-checkout', 'set', 'in');
    repository.write('out/new.txt', 'new\n');
    repository.write('in/a.txt', 'two\n');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['modified in/a.txt +1 -1', 'added out/new.txt +1 -0']);
  });

  it('measures the working tree while a merge is in conflict', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('switch', '--quiet', '--create', 'other');
    repository.write('a.txt', 'theirs\n');
    repository.commit();
    repository.git('switch', '--quiet', 'main');
    repository.write('a.txt', 'ours\n');
    repository.commit();
    assert.throws(() => repository.git('merge', 'other'));
    const opened = await open(repository);
    assert.deepEqual(summarise(await measure(opened, head)), ['modified a.txt +4 -0']);
    const staged = await opened.measure(head, { staged: true, classify: () => 'code' });
    assert.ok(!staged.ok);
    assert.match(staged.error.message, /^What is staged cannot be measured while a\.txt is in conflict\.$/);
  });

  it('measures from any revision, and names the one it cannot find', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    const first = repository.git('rev-parse', 'HEAD').trim();
    repository.write('a.txt', 'one\ntwo\n');
    repository.commit();
    const opened = await open(repository);
    const measured = await measure(opened, { revision: 'HEAD~1' });
    assert.equal(measured.change.base, first);
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -0']);
    for (const revision of ['nowhere', '', '--all', 'HEAD:a.txt', 'HEAD~7']) {
      const failed = await opened.measure({ revision }, { classify: () => 'code' });
      assert.ok(!failed.ok);
      assert.equal(failed.error.reason, 'bad-revision');
      assert.ok(failed.error.message.includes(`“${revision}”`), failed.error.message);
    }
  });

  it('hands the verdict of .gitattributes to whoever puts files in classes', async () => {
    const rules = [
      'gen/** linguist-generated',
      'ven/** linguist-vendored=true',
      'doc/** linguist-documentation',
      '*.raw binary',
      '*.lock -diff',
      'gen/hand.txt -linguist-generated',
    ];
    const repository = makeRepository({ '.gitattributes': `${rules.join('\n')}\n` });
    const files = ['a.txt', 'doc/d', 'gen/g', 'gen/hand.txt', 'r.raw', 'ven/v', 'y.lock'];
    for (const path of files) repository.write(path, 'x\n');
    const asked = new Map<string, string | undefined>();
    const opened = await open(repository);
    const measured = await measure(opened, head, {
      classify: (path, attribute) => {
        asked.set(path, attribute);
        return 'test';
      },
    });
    assert.deepEqual(
      [...asked],
      [
        ['a.txt', undefined],
        ['doc/d', 'docs'],
        ['gen/g', 'generated'],
        ['gen/hand.txt', undefined],
        ['r.raw', 'data'],
        ['ven/v', 'vendored'],
        ['y.lock', 'generated'],
      ],
    );
    assert.ok(measured.change.files.every((file) => file.class === 'test'));
    assert.ok(summarise(measured).includes('added y.lock +1 -0'), 'what is not to be shown is counted all the same');
  });

  it('leaves out what we keep in the tree ourselves, and nothing that only looks like it', async () => {
    const repository = makeRepository({ 'a.txt': lines(9), '.codex/governance/waivers.yaml': lines(9, 'waiver') });
    repository.write('dev_prompts.md', 'x\n');
    repository.write('docs/dev_prompts.md', 'x\n');
    repository.write('.codex/governance.yaml', 'version: 1\n');
    repository.write('.codex/governance/approvals.yaml', 'x\n');
    renameSync(join(repository.root, 'a.txt'), join(repository.root, '.codex/governance/a.txt'));
    renameSync(join(repository.root, '.codex/governance/waivers.yaml'), join(repository.root, 'waivers.yaml'));
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), [
      'added .codex/governance.yaml +1 -0',
      'deleted a.txt +0 -9',
      'added docs/dev_prompts.md +1 -0',
      'added waivers.yaml +9 -0',
    ]);
    assert.equal(await measured.readBefore('.codex/governance/waivers.yaml'), undefined);
  });

  it('reads the texts of both sides, of files that did not change as well', async () => {
    const repository = makeRepository({ 'a.txt': lines(9), 'b.txt': 'b\n', 'same.txt': 'same\n', 'same.bin': '\0' });
    repository.git('mv', 'a.txt', 'c.txt');
    repository.write('b.txt', 'B\n');
    repository.write('new.txt', 'new\n');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), [
      'modified b.txt +1 -1',
      'renamed a.txt → c.txt +0 -0',
      'added new.txt +1 -0',
    ]);
    assert.equal(await measured.readBefore('a.txt'), lines(9));
    assert.equal(await measured.readBefore('c.txt'), lines(9), 'a path that is new stands for the one it was before');
    assert.equal(await measured.readBefore('b.txt'), 'b\n');
    assert.equal(await measured.readBefore('same.txt'), 'same\n');
    for (const path of ['new.txt', 'same.bin', 'nowhere.txt', '']) {
      assert.equal(await measured.readBefore(path), undefined, path);
    }
    assert.equal(await measured.readAfter('b.txt'), 'B\n');
    assert.equal(await measured.readAfter('c.txt'), lines(9));
    assert.equal(await measured.readAfter('new.txt'), 'new\n');
    assert.equal(await measured.readAfter('a.txt'), undefined);
  });

  it('reads the text that was measured, even after the file has changed again', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.write('a.txt', 'two\n');
    const measured = await measure(await open(repository), head);
    repository.write('a.txt', 'three\n');
    assert.equal(await measured.readAfter('a.txt'), 'two\n');
  });

  it('counts a file of many megabytes without holding it', async () => {
    const repository = makeRepository({ 'rows.csv': 'x\n' });
    const row = `${'0123456789'.repeat(10)}\n`;
    repository.write('rows.csv', row.repeat(100_000));
    repository.write('new.csv', row.repeat(600_000));
    const before = process.memoryUsage().rss;
    const measured = await measure(await open(repository), head);
    assert.ok(process.memoryUsage().rss - before < 100e6, 'the files were held in memory');
    assert.deepEqual(summarise(measured), ['added new.csv +600000 -0', 'modified rows.csv +100000 -1']);
    assert.deepEqual(measured.change.files[1]?.addedLines, [{ start: 1, end: 100_000 }]);
    assert.deepEqual(await measured.readAfter('new.csv'), { unread: 'it is larger than 5 MB' });
  }).timeout(60_000);

  it('counts a submodule that moved as one line out and one in, and not what is dirty inside', async () => {
    const inner = makeRepository({ 'lib.txt': 'one\n' });
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'lib');
    repository.commit();
    const module = handle(join(repository.root, 'lib'), repository.environment);
    const opened = await open(repository);
    module.write('lib.txt', 'dirty\n');
    assert.deepEqual(summarise(await measure(opened, head)), []);
    module.commit();
    assert.deepEqual(summarise(await measure(opened, head)), ['modified lib +1 -1']);
    assert.deepEqual(
      summarise(await measure(await open(module), { revision: 'HEAD~1' })),
      ['modified lib.txt +1 -1'],
      'inside the submodule it is a repository of its own',
    );
  });

  it('takes a repository inside this one as git would, and leaves one without a commit out', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    for (const name of ['born', 'un born', 'unborn2']) mkdirSync(join(repository.root, name));
    for (const name of ['born', 'un born', 'unborn2']) {
      handle(join(repository.root, name), repository.environment).git('init', '--quiet');
    }
    const born = handle(join(repository.root, 'born'), repository.environment);
    born.write('x.txt', 'x\n');
    born.commit();
    repository.write('b.txt', 'x\n');
    assert.deepEqual(summarise(await measure(await open(repository), head)), ['added b.txt +1 -0', 'added born +1 -0']);
  });

  it('measures a linked worktree by itself', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n' });
    repository.git('worktree', 'add', '--quiet', '--detach', '../linked');
    const linked = handle(join(repository.root, '../linked'), repository.environment);
    linked.write('a.txt', 'two\n');
    const opened = await open(linked);
    assert.deepEqual(summarise(await measure(opened, head)), ['modified a.txt +1 -1']);
    assert.deepEqual(summarise(await measure(await open(repository), head)), []);
  });

  it('reads the index it was given even when it is split over two files', async () => {
    const repository = makeRepository({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    repository.git('update-index', '--split-index');
    repository.write('a.txt', 'two\n');
    repository.git('add', 'a.txt');
    repository.write('b.txt', 'two\n');
    const measured = await measure(await open(repository), head);
    assert.deepEqual(summarise(measured), ['modified a.txt +1 -1', 'modified b.txt +1 -1']);
  });

  it('sees a change of the same size made in the moment git wrote its index', async () => {
    const repository = makeRepository();
    const moment = new Date('2026-01-02T03:04:05Z');
    const write = (text: string): void => {
      repository.write('a.txt', text);
      utimesSync(join(repository.root, 'a.txt'), moment, moment);
    };
    write('one\n');
    repository.commit();
    utimesSync(join(repository.root, '.git/index'), moment, moment);
    write('two\n');
    // The time of the last change to a file's record would give it away, and not every system has one.
    repository.git('config', 'core.trustctime', 'false');
    assert.deepEqual(summarise(await measure(await open(repository), head)), ['modified a.txt +1 -1']);
  });
});
