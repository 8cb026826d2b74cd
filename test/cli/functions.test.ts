import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import {
  makeFolder,
  makeRepository,
  personIn,
  removeFolders,
  type TestRepository,
} from '../repo/temporary-repository.ts';
import { countGit } from '../repo/counted-git.ts';
import { govern, governed, runIn } from './command-line.ts';
import { tellReading } from '../../src/cli/commands/functions.ts';
import type { Documents } from '../../src/cli/documents.ts';

const python = [
  'class Reader:',
  '    def read(self, line):',
  '        if line:',
  '            return line',
  '        return None',
  '',
  'for n in range(3):',
  '    print(n)',
  '',
].join('\n');
const typescript =
  'export class Box {\n  static { if (Math.PI > 3) void 0; }\n  size = (n: number) => (n > 1 ? 2 : 1);\n}\n';

const aRepository = (): TestRepository =>
  makeRepository({
    'src/reader.py': python,
    'src/box.ts': typescript,
    'README.md': '# Read me\n',
    '.gitignore': 'made/\n',
    'made/old.py': python,
  });

const notebook = (language: string): string =>
  JSON.stringify({ cells: [{ cell_type: 'code', source: 'f <- 1' }], metadata: { kernelspec: { language } } });

const sayFlaw = (place: string): string =>
  `${place}: this file does not parse from here on; functions may be missing.\n`;

const entitiesIn = (out: string): readonly Documents['function'][] =>
  out
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Documents['function']);

describe('functions', () => {
  afterEach(removeFolders);

  it('prints one line of JSON for each entity, with exactly the contract’s keys, in order of path and line', async () => {
    const out = await governed(aRepository(), 'functions', 'src');
    assert.deepEqual(
      entitiesIn(out).map(({ path, name, kind, line, complexity }) => [path, name, kind, line, complexity]),
      [
        ['src/box.ts', 'Box.static block', 'static-block', 2, 2],
        ['src/box.ts', 'Box.size', 'function', 3, 2],
        ['src/box.ts', 'Box.size', 'initializer', 3, 1],
        ['src/reader.py', 'Reader.read', 'function', 2, 2],
        ['src/reader.py', 'Loop 7', 'block', 7, 2],
      ],
    );
    for (const line of out.trimEnd().split('\n'))
      assert.deepEqual(Object.keys(JSON.parse(line) as object), ['path', 'name', 'kind', 'line', 'complexity']);
    assert.equal(await governed(aRepository(), 'functions', 'src', '--format', 'jsonl'), out);
  });

  it('prints lines for a person', async () => {
    const out = await governed(aRepository(), 'functions', 'src/reader.py', '--format', 'text');
    assert.equal(out, '   2  src/reader.py:2  Reader.read\n   2  src/reader.py:7  Loop 7\n');
  });

  it('says what counted, when it is asked why', async () => {
    const repository = aRepository();
    const [read, loop] = entitiesIn(await governed(repository, 'functions', 'src/reader.py', '--why'));
    assert.deepEqual(read?.steps, [{ line: 3, column: 9, what: 'if', adds: 1 }]);
    assert.deepEqual(loop?.steps, [{ line: 7, column: 1, what: 'for', adds: 1 }]);
    assert.equal(
      await governed(repository, 'functions', 'src/reader.py', '--why', '--format', 'text'),
      [
        '   2  src/reader.py:2  Reader.read',
        '    +1  src/reader.py:3:9  if',
        '   2  src/reader.py:7  Loop 7',
        '    +1  src/reader.py:7:1  for',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what is not over a complexity', async () => {
    const repository = aRepository();
    assert.equal(await governed(repository, 'functions', 'src', '--over', '2'), '');
    assert.equal(entitiesIn(await governed(repository, 'functions', 'src', '--over', '1')).length, 4);
  });

  it('leaves out a tracked file that was deleted, and a submodule', async () => {
    const repository = aRepository();
    repository.write('src/gone.py', python);
    repository.commit();
    rmSync(join(repository.root, 'src/gone.py'));
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repository.root, 'lib.py');
    const { code, out, err } = await govern(repository, 'functions', '.');
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual([...new Set(entitiesIn(out).map(({ path }) => path))], ['src/box.ts', 'src/reader.py']);
  });

  it('does not wait for a pipe: what is in it cannot be told', async () => {
    const repository = aRepository();
    execFileSync('mkfifo', [join(repository.root, 'pipe.py')]);
    const { code, err } = await govern(repository, 'functions', 'pipe.py');
    assert.deepEqual([code, err], [2, 'pipe.py: could not be read, so its functions are not listed.\n']);
  });

  it('walks folders as git would, and takes a file that is named although git ignores it', async () => {
    const repository = aRepository();
    repository.write('src/new.py', 'def new():\n    pass\n');
    const paths = async (...words: readonly string[]) => [
      ...new Set(entitiesIn(await governed(repository, 'functions', ...words)).map(({ path }) => path)),
    ];
    assert.deepEqual(await paths('.'), ['src/box.ts', 'src/new.py', 'src/reader.py']);
    assert.deepEqual(await paths('made/old.py', 'src/new.py', 'src/new.py'), ['made/old.py', 'src/new.py']);
    assert.deepEqual(await paths('made'), ['made/old.py']);
    const below = { folder: join(repository.root, 'src'), environment: repository.environment };
    assert.deepEqual(
      entitiesIn((await runIn(below, 'functions', '../made/old.py', 'new.py')).out).map(({ path }) => path),
      ['../made/old.py', '../made/old.py', 'new.py'],
    );
  });

  it('asks git whether it ignores a folder only where that holds nothing that is tracked', async () => {
    const repository = aRepository();
    const { environment, started } = countGit(repository, makeFolder());
    const listed = async (folder: string) =>
      entitiesIn((await runIn({ folder: join(repository.root, folder), environment }, 'functions', '.')).out).length;
    const asked = () => started().filter((words) => words.includes('check-ignore')).length;
    assert.deepEqual([(await listed('src')) > 0, asked()], [true, 0]);
    // What is ignored by its name, and tracked all the same, is not ignored.
    repository.write('.gitignore', '**\n');
    assert.deepEqual([(await listed('src')) > 0, asked()], [true, 0]);
    assert.deepEqual([(await listed('made')) > 0, asked()], [true, 1]);
  });

  it('works for a person who has named an editor, a pager and an ssh of their own', async () => {
    const { root, environment } = aRepository();
    const own = {
      EDITOR: 'vi',
      VISUAL: 'vi',
      PAGER: 'less',
      GIT_EDITOR: 'vi',
      GIT_PAGER: 'less',
      GIT_SSH_COMMAND: 'ssh',
      SSH_ASKPASS: 'ask',
      PREFIX: '/usr',
    };
    for (const words of [['functions', 'src'], ['functions', '.'], ['change'], ['check', '--base', 'HEAD']]) {
      const { err } = await runIn({ folder: root, environment: { ...environment, ...own } }, ...words);
      assert.doesNotMatch(err, /permitted/, words.join(' '));
    }
  });

  it('works where there is no repository', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'reader.py'), python);
    symlinkSync('reader.py', join(folder, 'link.py'));
    const { code, out } = await runIn({ folder, environment: personIn(folder) }, 'functions', '.');
    assert.deepEqual([code, entitiesIn(out).map(({ path }) => path)], [0, ['reader.py', 'reader.py']]);
  });

  it('follows a link that is named, and none in a folder, as git does', async () => {
    const repository = aRepository();
    const link = (target: string, path: string) => symlinkSync(target, join(repository.root, path));
    link('reader.py', 'src/tracked.py');
    link('/nowhere', 'src/broken.py');
    link('box.ts', 'src/changed.ts');
    repository.commit();
    link('reader.py', 'src/untracked.py');
    link('/nowhere', 'src/lost.py');
    link('src', 'sources');
    // No link any more: what is there counts.
    rmSync(join(repository.root, 'src/changed.ts'));
    repository.write('src/changed.ts', 'const f = () => 1;\n');
    const listed = async (...words: readonly string[]) => {
      const { code, out, err } = await govern(repository, 'functions', ...words);
      return [code, err, [...new Set(entitiesIn(out).map(({ path }) => path))].join()];
    };
    assert.deepEqual(await listed('.'), [0, '', 'src/box.ts,src/changed.ts,src/reader.py']);
    assert.deepEqual(await listed('src/tracked.py', 'src/untracked.py'), [0, '', 'src/tracked.py,src/untracked.py']);
    assert.deepEqual(await listed('sources'), [0, '', 'sources/box.ts,sources/changed.ts,sources/reader.py']);
    assert.equal((await listed('src/broken.py'))[0], 2);
  });

  it('takes no empty path for the current folder', async () => {
    const { code, out, err } = await govern(aRepository(), 'functions', 'src', '');
    assert.deepEqual(
      [code, out, err],
      [2, '', "codex-governor: One of the paths is empty: ''. Name a file or folder; the current folder is a dot.\n"],
    );
  });

  it('ends with 2 for a path that is not there, a language that is not read, and a file that is too deep', async () => {
    const repository = aRepository();
    const missing = await govern(repository, 'functions', 'src', 'none');
    assert.deepEqual([missing.code, missing.out], [2, '']);
    assert.match(missing.err, /^codex-governor: There is no file or folder none\. Check the path\.\n$/);
    const foreign = await govern(repository, 'functions', 'README.md', 'src/reader.py');
    assert.equal(foreign.code, 2);
    assert.equal(entitiesIn(foreign.out).length, 2);
    assert.equal(foreign.err, 'README.md: its language is not supported, so its functions are not listed.\n');
    assert.equal((await govern(repository, 'functions', '.')).code, 0, 'in a folder other languages are passed over');
    repository.write('src/deep.ts', `${'('.repeat(100_000)}1`);
    const broken = await govern(repository, 'functions', 'src');
    assert.equal(broken.code, 2);
    assert.equal(broken.err, 'src/deep.ts: could not be read, so its functions are not listed.\n');
  });

  it('treats a notebook of another language as a file of that language, and a broken one as unread', async () => {
    const repository = aRepository();
    repository.write('src/r.ipynb', notebook('R'));
    const passed = await govern(repository, 'functions', 'src');
    assert.deepEqual([passed.code, passed.err, entitiesIn(passed.out).length], [0, '', 5]);
    const named = await govern(repository, 'functions', 'src', 'src/r.ipynb');
    assert.deepEqual(
      [named.code, named.err, entitiesIn(named.out).length],
      [2, 'src/r.ipynb: its language is not supported, so its functions are not listed.\n', 5],
    );
    repository.write('src/r.ipynb', `${notebook('R')},`);
    const broken = await govern(repository, 'functions', 'src');
    assert.deepEqual(
      [broken.code, broken.err],
      [2, 'src/r.ipynb: could not be read, so its functions are not listed.\n'],
    );
  });

  it('says which files do not parse, and lists what can be read of them', async () => {
    const repository = aRepository();
    repository.write('src/cut.ts', 'const f = () => 1;\nconst g = ;\n');
    repository.write('src/cut.py', 'def f(:\n');
    const { code, out, err } = await govern(repository, 'functions', 'src');
    assert.deepEqual([code, err], [0, sayFlaw('src/cut.py:1') + sayFlaw('src/cut.ts:2')]);
    assert.deepEqual(
      entitiesIn(out)
        .filter(({ path }) => path === 'src/cut.ts')
        .map(({ name }) => name),
      ['f'],
    );
    for (const n of [1, 2, 3]) repository.write(`src/more${n}.ts`, '\nconst g = ;\n');
    const many = await govern(repository, 'functions', 'src', '--over', '50');
    assert.deepEqual(
      [many.code, many.err],
      [
        0,
        '5 files do not parse, so functions may be missing: src/cut.py:1, src/cut.ts:2, src/more1.ts:2 and 2 more.\n',
      ],
    );
    assert.equal(
      (await govern(repository, 'functions', 'src', 'src/cut.ts')).err,
      `${sayFlaw('src/cut.ts:2')}4 files do not parse, so functions may be missing: src/cut.py:1, src/more1.ts:2, src/more2.ts:2 and 1 more.\n`,
    );
  });

  it('ends with 2 for a file that is no text', async () => {
    const repository = aRepository();
    writeFileSync(join(repository.root, 'src/wide.py'), Buffer.from('def f(): pass\n', 'utf16le'));
    const { code, out, err } = await govern(repository, 'functions', 'src');
    assert.deepEqual(
      [code, entitiesIn(out).length, err],
      [2, 5, 'src/wide.py: could not be read as text, so its functions are not listed.\n'],
    );
  });

  it('shows how far it is, with numbers written alike', () => {
    assert.equal(tellReading(1240, 6609), 'Reading functions: 1,240 of 6,609 files');
  });

  it('stops when it is cancelled', async () => {
    const { root, environment } = aRepository();
    const cancelled = new AbortController();
    cancelled.abort();
    const { code, out, err } = await runIn({ folder: root, environment, signal: cancelled.signal }, 'functions', 'src');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /It was cancelled before all files were read\./);
  });
});
