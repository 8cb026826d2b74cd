// What V8 made of a file is believed only where it is whole, the person's own, and of the very same source.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { keepCode, readCode } from '../../src/repo/compiled/kept-code.ts';
import { openCompiledLoader } from '../../src/repo/compiled/load-compiled.ts';

describe('code that is kept compiled', () => {
  let made: ReturnType<typeof makeTemporaryFolder>;
  beforeEach(() => (made = makeTemporaryFolder('codex-governor-compiled')));
  afterEach(() => made.dispose());
  const at = (name: string): string => join(made.path, name);
  const kept = (): string => join(at('compiled'), `${process.version}-${process.arch}`, 'main.cjs.code');

  /** Runs `main.cjs` as another process would, and keeps what was made of it. */
  const run = async (): Promise<unknown> => {
    const loader = openCompiledLoader(at('compiled'));
    const told = loader.load(at('main.cjs'));
    await loader.keep();
    return told;
  };
  const writtenBy = async (work: () => Promise<unknown>): Promise<boolean> => {
    const before = statSync(kept()).ino;
    await work();
    return statSync(kept()).ino !== before;
  };

  beforeEach(() => {
    writeFileSync(at('main.cjs'), `'use strict'; const { two } = require('./beside.cjs'); exports.told = two() + 1;`);
    writeFileSync(at('beside.cjs'), 'exports.two = () => 2; exports.folder = __dirname; exports.own = module;');
  });

  it('runs a file with what it asks for, and keeps what was made of both', async () => {
    assert.deepEqual(await run(), { told: 3 });
    assert.deepEqual(readdirSync(join(kept(), '..')).sort(), ['beside.cjs.code', 'main.cjs.code']);
    assert.equal(statSync(kept()).mode & 0o777, 0o600);
    assert.equal(await writtenBy(run), false, 'it was believed, so that nothing had to be kept anew');
    assert.deepEqual(await run(), { told: 3 });
  });

  it('knows its file, folder and module, also one whose text is not ASCII', async () => {
    writeFileSync(
      at('main.cjs'),
      `module.exports = ['ä🎉', __filename, require('./beside.cjs').folder, typeof require('node:fs')];`,
    );
    for (let round = 0; round < 2; round += 1)
      assert.deepEqual(await run(), ['ä🎉', at('main.cjs'), made.path, 'object']);
  });

  it('runs another text of the same length as it stands', async () => {
    writeFileSync(at('main.cjs'), 'exports.told = () => 1;');
    await run();
    writeFileSync(at('main.cjs'), 'exports.told = () => 2;');
    const { told } = (await run()) as { readonly told: () => number };
    assert.equal(told(), 2);
  });

  const spoilt: readonly (readonly [what: string, spoil: (file: string) => void])[] = [
    ['is cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, -100))],
    ['is empty', (file) => writeFileSync(file, '')],
    [
      'has another byte',
      (file) => {
        const bytes = readFileSync(file);
        bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
        writeFileSync(file, bytes);
      },
    ],
    ['others may read or write', (file) => chmodSync(file, 0o620)],
    [
      'is a link',
      (file) => {
        renameSync(file, `${file}.other`);
        symlinkSync(`${file}.other`, file);
      },
    ],
  ];
  for (const [what, spoil] of spoilt)
    it(`does without what ${what}, and puts its own there`, async () => {
      await run();
      spoil(kept());
      assert.equal(readCode(kept(), readFileSync(at('main.cjs'))), undefined);
      assert.deepEqual(await run(), { told: 3 });
      assert.notEqual(readCode(kept(), readFileSync(at('main.cjs'))), undefined);
    });

  it('does without code that V8 refuses', async () => {
    // One that this process has not compiled yet: of any other V8 would ask nobody.
    writeFileSync(at('main.cjs'), 'exports.told = 1 + 2;');
    await keepCode(kept(), readFileSync(at('main.cjs')), Buffer.from('no code at all'));
    assert.equal(await writtenBy(async () => assert.deepEqual(await run(), { told: 3 })), true);
  });

  it('leaves what is kept alone while V8 is set otherwise', async () => {
    await run();
    // Its code is another text, which would be kept anew.
    writeFileSync(at('main.cjs'), 'exports.told = 4;');
    const setOtherwise = async (): Promise<void> => {
      const loader = openCompiledLoader(at('compiled'));
      setFlagsFromString('--max-inlined-bytecode-size=459');
      try {
        assert.deepEqual(loader.load(at('main.cjs')), { told: 4 });
      } finally {
        setFlagsFromString('--max-inlined-bytecode-size=460');
      }
      await loader.keep();
    };
    assert.equal(await writtenBy(setOtherwise), false);
    assert.equal(await writtenBy(run), true);
  });

  it('runs where nothing can be kept', async () => {
    writeFileSync(at('compiled'), 'a file is in the way');
    assert.deepEqual(await run(), { told: 3 });
    assert.equal(readFileSync(at('compiled'), 'utf8'), 'a file is in the way');
  });

  it('has V8 optimise late without a word, under flags that it takes its own code with', () => {
    const place = join(import.meta.dirname, '../../src/repo/compiled/optimise-late.ts');
    const script = `import(${JSON.stringify(place)}).then(({ optimiseLate }) => {
      const { Script } = require('node:vm');
      const make = (text, cachedData) => new Script(text, { cachedData });
      const before = make('1 + 1').createCachedData();
      optimiseLate();
      const after = make('1 + 2').createCachedData();
      console.log(make('1 + 3', before).cachedDataRejected, make('1 + 4', after).cachedDataRejected);
    })`;
    const ran = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8' });
    assert.deepEqual([ran.stdout, ran.stderr], ['true false\n', '']);
  });

  it('runs a file that failed anew', () => {
    writeFileSync(at('main.cjs'), `throw new Error('once');`);
    const loader = openCompiledLoader(at('compiled'));
    assert.throws(() => loader.load(at('main.cjs')), /once/);
    writeFileSync(at('main.cjs'), `exports.told = 1;`);
    assert.deepEqual(loader.load(at('main.cjs')), { told: 1 });
  });
});
