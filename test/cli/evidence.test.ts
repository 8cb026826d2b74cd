import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import { handle, makeFolder, removeFolders } from '../repo/temporary-repository.ts';
import { govern, runIn, startFix } from './command-line.ts';
import { bytesIn, listFiles, makeChanged, makePack } from './evidence-packs.ts';
import { demandSorted, demandValid } from './demand-document.ts';

const verify = async (path: string, ...words: readonly string[]) => {
  const folder = makeFolder();
  // No repository around it, and nothing of the person's.
  return runIn({ folder, environment: { PATH: '/nowhere' } }, 'evidence', 'verify', path, ...words);
};

const flip = (path: string, at: number, by: number): (() => void) => {
  const before = readFileSync(path);
  const bytes = Buffer.from(before);
  bytes[at] = (bytes[at] ?? 0) ^ by;
  writeFileSync(path, bytes);
  return () => writeFileSync(path, before);
};

/** What is said of a pack that somebody has changed. */
const told = async (change: (path: string, log: string) => void): Promise<string> => {
  const path = await makePack();
  const log = listFiles(path).find((name) => name.endsWith('.log')) ?? '';
  change(path, log);
  const { code, out, err } = await verify(path);
  assert.deepEqual([code, out], [1, 'broken\n']);
  return err.replace(/EVID-[0-9a-f]{12}/g, 'EVID');
};

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Makes manifest and seal right for the files as they are now. */
const seal = (path: string): void => {
  const manifest = readFileSync(join(path, 'manifest.json'), 'utf8').replaceAll(
    /"bytes": \d+,(\s+"path": "([^"]+)",\s+)"sha256": "[0-9a-f]+"/g,
    (_, between: string, name: string) => {
      const text = readFileSync(join(path, name), 'utf8');
      return `"bytes": ${Buffer.byteLength(text)},${between}"sha256": "${digestOf(text)}"`;
    },
  );
  writeFileSync(join(path, 'manifest.json'), manifest);
  writeFileSync(join(path, 'manifest.sha256'), `${digestOf(manifest)}  manifest.json\n`);
};

describe('evidence pack', () => {
  afterEach(removeFolders);

  it('holds the judgement, the policy, the gates and their evidence, as an in-toto statement', async () => {
    const path = await makePack();
    const evidence = listFiles(path).filter((name) => name.startsWith('evidence/'));
    assert.match(evidence.join(' '), /^evidence\/(EVID-[0-9a-f]{12})\.json evidence\/\1\.log$/);
    assert.deepEqual(
      listFiles(path).filter((name) => !name.startsWith('evidence/')),
      ['check.json', 'gates.json', 'journal.json', 'manifest.json', 'manifest.sha256', 'policy.json', 'subject.json'],
    );
    const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    assert.equal(manifest['_type'], 'https://in-toto.io/Statement/v1');
    demandSorted(manifest);
    const sealed = `${digestOf(readFileSync(join(path, 'manifest.json'), 'utf8'))}  manifest.json\n`;
    assert.equal(readFileSync(join(path, 'manifest.sha256'), 'utf8'), sealed, 'as sha256sum reads it');
    const all = [...bytesIn(path).values()].join('\n');
    assert.match(all, /"verdict": "warn"/);
    assert.doesNotMatch(all, /milliseconds|"at":|codex-governor-test-/, 'no time, and no place of this machine');
    assert.match(all, /wrote reports\/unit\.xml/);
  });

  it('ends with what the change comes to with its gates', async () => {
    const repository = makeChanged();
    const out = makeFolder();
    const pack = async (name: string) => {
      const { code, out: told } = await govern(
        repository,
        'evidence',
        'pack',
        '--output',
        join(out, name),
        '--format',
        'json',
      );
      demandValid('evidence-pack', told);
      return [code, (JSON.parse(told) as { readonly verdict: string }).verdict];
    };
    assert.deepEqual(await pack('not-run'), [2, 'unknown']);
    await govern(repository, 'gate', 'run', '--needed');
    assert.deepEqual(await pack('green'), [0, 'warn']);
    repository.write('src/parse.py', 'import socket\nx = 1\n');
    assert.deepEqual(await pack('stale'), [2, 'unknown']);
    repository.write('run.cjs', 'process.exit(1);\n');
    await govern(repository, 'gate', 'run', '--needed');
    assert.deepEqual(await pack('red'), [1, 'block']);
    for (const name of ['not-run', 'green', 'stale', 'red'])
      assert.equal((await verify(join(out, name))).code, 0, name);
    // Why stands there, in a terminal without any report.
    const { err } = await govern(repository, 'evidence', 'pack', '--output', join(out, 'again'));
    assert.match(err, /^.+ is red\.$/m);
    assert.match((await verify(join(out, 'not-run'))).err, /^.+ is not run\.$/m);
    assert.doesNotMatch((await verify(join(out, 'green'))).err, / is /);
  });

  it('does not tell a folder that is no pack file by file', async () => {
    const folder = makeFolder();
    for (let at = 0; at < 40; at++) writeFileSync(join(folder, `file ${at}`), '');
    const { code, err } = await verify(folder);
    assert.equal(code, 1);
    assert.match(err, /^manifest\.json: It is missing\.\n/);
    assert.ok(err.split('\n').length < 24, err);
  });

  it('is the same bytes in two checkouts at different places, time zones and languages', async () => {
    const one = makeChanged();
    await govern(one, ...startFix);
    assert.equal((await govern(one, 'gate', 'run', '--needed')).code, 0);
    const place = join(makeFolder(), 'a much longer place', 'repository');
    cpSync(one.root, place, { recursive: true, preserveTimestamps: true });
    const copy = handle(place, one.environment);
    const out = makeFolder();
    const before = { zone: process.env['TZ'], language: process.env['LANG'] };
    try {
      for (const [repository, name, zone, language] of [
        [one, 'one', 'Pacific/Kiritimati', 'de_DE.UTF-8'],
        [copy, 'other', 'America/Adak', 'tr_TR.UTF-8'],
      ] as const) {
        process.env['TZ'] = zone;
        process.env['LANG'] = language;
        for (const end of ['', '.tar']) {
          const { code, err } = await govern(repository, 'evidence', 'pack', '--output', join(out, name + end));
          assert.equal(code, 0, err);
        }
      }
    } finally {
      for (const [key, value] of [
        ['TZ', before.zone],
        ['LANG', before.language],
      ] as const)
        if (value === undefined) delete process.env[key];
        else process.env[key] = value;
    }
    assert.deepEqual(bytesIn(join(out, 'one')), bytesIn(join(out, 'other')));
    assert.deepEqual(readFileSync(join(out, 'one.tar')), readFileSync(join(out, 'other.tar')));
    assert.match(bytesIn(join(out, 'one')).get('journal.json') ?? '', /"kind": "task-started"/);
  });

  it('is the same bytes when the gates are run again elsewhere', async () => {
    const one = makeChanged();
    const place = join(makeFolder(), 'elsewhere', 'repository');
    cpSync(one.root, place, { recursive: true, preserveTimestamps: true });
    const packs: ReadonlyMap<string, string>[] = [];
    for (const repository of [one, handle(place, one.environment)]) {
      assert.equal((await govern(repository, 'gate', 'run', '--needed')).code, 0);
      const path = join(makeFolder(), 'pack');
      assert.equal((await govern(repository, 'evidence', 'pack', '--output', path)).code, 0);
      packs.push(bytesIn(path));
    }
    assert.deepEqual(packs[0], packs[1]);
  });

  it('is never written over something, nor into the tree it is about', async () => {
    const repository = makeChanged();
    const path = await makePack();
    const taken = await govern(repository, 'evidence', 'pack', '--output', path);
    assert.equal(taken.code, 1);
    assert.match(taken.err, /is there already\. Name another place/);
    const inside = await govern(repository, 'evidence', 'pack', '--output', join(repository.root, 'pack'));
    assert.equal(inside.code, 2);
    assert.match(inside.err, /pack lies in the repository, and what is written there changes the files/);
    const ignored = await govern(repository, 'evidence', 'pack', '--output', join(repository.root, 'out/pack'));
    assert.doesNotMatch(ignored.err, /lies in the repository/);
    assert.equal((await verify(join(repository.root, 'out/pack'))).code, 0);
    assert.equal(repository.git('status', '--porcelain'), ' M src/parse.py\n');
  });
});

describe('evidence verify', () => {
  afterEach(removeFolders);

  it('needs no repository, and tells the digest that names the whole pack', async () => {
    for (const name of ['pack', 'pack.tar']) {
      const path = await makePack(name);
      const { code, out, err } = await verify(path, '--format', 'json');
      assert.deepEqual([code, err], [0, '']);
      demandValid('evidence-verify', out);
      const { digest } = JSON.parse(out) as { readonly digest: string };
      assert.equal((await verify(path, '--digest', digest)).code, 0);
      const other = await verify(path, '--digest', '0'.repeat(64));
      assert.equal(other.code, 1);
      assert.match(other.err, /^manifest\.json: Its digest is [0-9a-f]{64}, and 0{64} was asked for\.\n$/);
    }
  });

  it('names the file of any byte that was changed', async () => {
    const path = await makePack();
    const all = listFiles(path);
    const anywhere = fc.constantFrom(...all).chain((name) =>
      fc.record({
        name: fc.constant(name),
        at: fc.nat(statSync(join(path, name)).size - 1),
        by: fc.integer({ min: 1, max: 255 }),
      }),
    );
    const demandNamed = async (name: string, at: number, by: number): Promise<void> => {
      const restore = flip(join(path, name), at, by);
      const { code, err } = await verify(path);
      restore();
      assert.equal(code, 1, `${name} at ${at}`);
      assert.ok(err.startsWith(`${name}: `), `${name} at ${at}: ${err}`);
      assert.equal(err.split('\n').length, 2, err);
    };
    const first = all.map((name): [{ name: string; at: number; by: number }] => [{ name, at: 0, by: 1 }]);
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ name, at, by }) => demandNamed(name, at, by)),
      { numRuns: 300, examples: first },
    );
    for (const name of ['manifest.sha256', 'subject.json'])
      for (let at = 0; at < statSync(join(path, name)).size; at += 1) await demandNamed(name, at, 32);
    assert.equal((await verify(path)).code, 0);
  }).timeout(300_000);

  it('finds any byte of an archive that was changed', async () => {
    const path = await makePack('pack.tar');
    const { size } = statSync(path);
    const flips = fc.record({ at: fc.nat(size - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(flips, async ({ at, by }) => {
        const restore = flip(path, at, by);
        const { code, err } = await verify(path);
        restore();
        assert.deepEqual([code, err === ''], [1, false], `at ${at}`);
      }),
      { numRuns: 200 },
    );
  }).timeout(300_000);

  it('names what is missing, added, renamed or a link', async () => {
    assert.equal(await told((path, log) => rmSync(join(path, log))), 'evidence/EVID.log: It is missing.\n');
    assert.equal(
      await told((path) => writeFileSync(join(path, 'telemetry.json'), '{}')),
      'telemetry.json: It was added: the manifest does not name it.\n',
    );
    assert.equal(
      await told((path, log) => renameSync(join(path, log), join(path, 'evidence/other.log'))),
      'evidence/EVID.log: It is missing; evidence/other.log has what it held.\nevidence/other.log: It was added: the manifest does not name it.\n',
    );
    for (const name of ['manifest.json', 'manifest.sha256'])
      assert.equal(await told((path) => rmSync(join(path, name))), `${name}: It is missing.\n`);
  });

  it('finds what does not follow from the rest, under a manifest and a seal that are right again', async () => {
    const lies: readonly (readonly [file: string, truth: string, lie: string, told: RegExp])[] = [
      [
        'check.json',
        '"verdict": "warn"',
        '"verdict": "pass"',
        /^check\.json: Its verdict is pass, and by its findings it is warn\./,
      ],
      [
        'check.json',
        '"mode": null',
        '"mode": "fix"',
        /^subject\.json: It names another base or mode than check\.json\./,
      ],
      [
        'gates.json',
        '"state": "green"',
        '"state": "red"',
        /^gates\.json: The gate unit is said to be red, and by the evidence it is green\./,
      ],
      [
        'gates.json',
        '"run": "node run.cjs"',
        '"run": "node true.cjs"',
        /^gates\.json: The digest of the gate unit is another\./,
      ],
      [
        'gates.json',
        '"evidence": "EVID',
        '"evidence": "XVID',
        /^gates\.json: The gate unit names the evidence XVID-\w+, which is not in the pack\./,
      ],
      ['policy.json', 'limit: 20', 'limit: 90', /^policy\.json: Its digest is not that of its texts\./],
      ['EVID', '"passed": 2', '"passed": 9', /^evidence\/EVID-\w+\.json: Its id is not that of what it holds\./],
      [
        'manifest.json',
        '"verdict": "warn"',
        '"verdict": "pass"',
        /^manifest\.json: It says of the pack what its files do not\./,
      ],
      ['.log', 'wrote reports', 'read reports', /^evidence\/EVID-\w+\.log: It is not what the commands wrote/],
      ['subject.json', '"version": 1', '"version": 2', /^subject\.json: It is not in the form of a pack\./],
      ['subject.json', '{', '{ ', /^subject\.json: It is not in the form of a pack\./],
      ['manifest.json', '"bytes"', '"bits"', /^manifest\.json: It is not in the form of a manifest\./],
    ];
    const pack = await makePack();
    for (const [file, truth, lie, told] of lies) {
      const path = join(makeFolder(), 'pack');
      cpSync(pack, path, { recursive: true });
      const name =
        listFiles(path).find((one) => (one.endsWith('.json') || file === '.log') && one.includes(file)) ?? '';
      const text = readFileSync(join(path, name), 'utf8');
      assert.ok(text.includes(truth), `${name}: ${truth}`);
      writeFileSync(join(path, name), text.replace(truth, lie));
      seal(path);
      const { code, err } = await verify(path);
      assert.equal(code, 1, `${name}: ${lie}`);
      assert.match(err, told);
    }
  });

  it('cannot tell of what is no pack', async () => {
    const { code, err } = await verify(join(makeFolder(), 'nothing'));
    assert.equal(code, 2);
    assert.match(err, /^codex-governor: The evidence pack .*nothing cannot be read: /);
    const empty = await verify(makeFolder());
    assert.deepEqual([empty.code, empty.err], [1, 'manifest.json: It is missing.\n']);
  });
});
