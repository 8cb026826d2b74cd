import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packPlace, sha256 } from '#repo';
import { reportEvidence, type PackPlace } from '#app';
import { listBelow } from '../../src/repo/packs/list-below.ts';
import { readTar, writeTar } from '../../src/repo/packs/tar.ts';
import { makeFolder, removeFolders } from './temporary-repository.ts';

const archive = (): Buffer =>
  writeTar(
    new Map([
      ['a.json', Buffer.from('')],
      ['b.json', Buffer.from('{}')],
    ]),
  );

const read = (bytes: Buffer): readonly [paths: readonly string[], isOurs: boolean] => {
  const { files, isOurs } = readTar(bytes);
  return [[...files.keys()], isOurs];
};

const refusal = async (path: string): Promise<string> => {
  const told = await packPlace.read(path);
  assert.ok(!told.ok);
  return told.error.message.replace(path, 'PACK');
};

describe('archives of packs', () => {
  it('reads what was written', () => {
    assert.deepEqual(read(archive()), [['a.json', 'b.json'], true]);
  });

  it('ends at a size below nothing, which leads back to where it was', () => {
    const bytes = archive();
    bytes.write('-0000002000', 512 + 124);
    assert.deepEqual(read(bytes), [['a.json'], false]);
  });

  it('says of any header that is not as it was written that it is not ours, and throws for none', () => {
    for (let at = 0; at < 512; at += 1)
      for (const by of [0x01, 0x20, 0x80, 0xff]) {
        const bytes = archive();
        bytes.writeUInt8(bytes.readUInt8(at) ^ by, at);
        assert.equal(readTar(bytes).isOurs, false, `byte ${at}`);
      }
    // Each byte that is no text is read as three.
    assert.equal(readTar(archive().fill(0xff, 0, 100)).isOurs, false);
  });
});

describe('where packs lie', () => {
  afterEach(removeFolders);

  it('a folder that is too large in all is as little a pack as such an archive', async () => {
    const large = makeFolder();
    for (const name of ['a', 'b', 'c']) {
      writeFileSync(join(large, name), '');
      truncateSync(join(large, name), 100 * 1024 * 1024);
    }
    assert.equal(await refusal(large), 'The evidence pack PACK cannot be read: it is too large to be one.');
  });

  it('is listed with all folders below, and no further than it may be', async () => {
    const root = makeFolder();
    mkdirSync(join(root, 'deep', 'er'), { recursive: true });
    writeFileSync(join(root, 'deep', 'er', 'a'), '');
    symlinkSync(root, join(root, 'back'));
    const names = async (most: number) => (await listBelow(root, most))?.map(({ name }) => name).sort();
    assert.deepEqual([await names(4), await names(3)], [['a', 'back', 'deep', 'er'], undefined]);
  });

  it('is read once for a report: what is reported is what was verified', async () => {
    let readings = 0;
    const place: PackPlace = {
      ...packPlace,
      read: async (path) => {
        readings += 1;
        return packPlace.read(path);
      },
    };
    const empty = makeFolder();
    const told = await reportEvidence({ hash: sha256 }, place, { path: empty, to: join(empty, 'reports') });
    assert.ok(told.ok);
    assert.deepEqual([readings, told.value.broken.map(({ path }) => path)], [1, ['manifest.json']]);
  });
});
