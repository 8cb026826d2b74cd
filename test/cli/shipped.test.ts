// What people install: the packages of npm and of VS Code, and that the command line in them needs nothing else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import { listVsix } from '../../scripts/vsix.ts';
import { makeFolder, removeFolders } from '../repo/temporary-repository.ts';
import { makeGoverned, projectRoot, smallPolicy } from './command-line.ts';

const run = (program: string, ...words: readonly string[]): string =>
  execFileSync(program, words, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** The files of the package that npm would make. */
const filesOfNpm = (): readonly string[] => {
  const [made] = JSON.parse(run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts')) as readonly [
    { readonly files: readonly { readonly path: string }[] },
  ];
  return made.files.map(({ path }) => path);
};

const packedSize = new Map<string, number>();

/** How large a file is once it is packed, in bytes. */
const packed = (file: string): number => {
  const size = packedSize.get(file) ?? gzipSync(readFileSync(join(projectRoot, file))).length;
  packedSize.set(file, size);
  return size;
};

const policy = smallPolicy(
  'rules:',
  '  - id: rows-have-owners',
  '    kind: sql-predicate',
  '    with: { tables: [holdings], columns: [portfolio_id] }',
  '    level: block',
  '    because: Rows of others are nobody’s business (Seed 0, §6).',
);

describe('what is shipped', function () {
  this.timeout(120_000);
  let npm: readonly string[] = [];
  let vsix: readonly string[] = [];

  before(() => {
    npm = filesOfNpm();
    vsix = listVsix();
  });
  after(removeFolders);

  it('holds everything that is loaded late', () => {
    const late = ['dist/lazy', 'dist/grammars'].flatMap((folder) =>
      readdirSync(join(projectRoot, folder))
        .filter((name) => !name.endsWith('.map'))
        .map((name) => `${folder}/${name}`),
    );
    assert.ok(late.includes('dist/lazy/libpg-query.wasm'));
    for (const file of late) assert.ok(npm.includes(file) && vsix.includes(file), file);
  });

  it('is small enough to install in a moment: less than 8 MB', () => {
    for (const files of [npm, vsix]) {
      const size = files.reduce((sum, file) => sum + packed(file), 0);
      assert.ok(size < 8_000_000, `${size} bytes`);
    }
  });

  it('reads SQL with the parser it brings, and asks no folder of libraries for it', () => {
    const folder = makeFolder();
    for (const file of npm) cpSync(join(projectRoot, file), join(folder, file), { recursive: true });
    const repository = makeGoverned(policy);
    repository.write(
      'src/a.py',
      'q = "SELECT * FROM holdings"\nr = "SELECT 1 FROM holdings WHERE portfolio_id = %s"\n',
    );
    repository.write('a.sql', 'DELETE FROM holdings WHERE id = 1;\n');
    const words = [join(folder, 'dist/cli.cjs'), 'check', '--format', 'json'];
    let out = '';
    try {
      execFileSync(process.execPath, words, {
        cwd: repository.root,
        env: { ...repository.environment, NODE_PATH: '' },
      });
    } catch (error) {
      out = (error as { readonly stdout: Buffer }).stdout.toString();
    }
    const { findings } = JSON.parse(out) as {
      readonly findings: readonly { path: string; line: number; rule: string }[];
    };
    assert.deepEqual(
      findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`),
      ['a.sql:1 rows-have-owners', 'src/a.py:1 rows-have-owners'],
    );
  });
});
