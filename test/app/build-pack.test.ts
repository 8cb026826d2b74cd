import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { failure, success, type PackRequest } from '#core';
import { buildPack, type PackPorts } from '../../src/app/task/build-pack.ts';
import { fail } from '../../src/app/failure.ts';
import { aMode, anItem } from '../core/policies.ts';

interface Kept {
  readonly text: string;
  /** ISO 8601; a file that has none was never committed. */
  readonly at?: string;
  readonly behind?: number;
}

interface Fake extends PackPorts {
  readonly reads: readonly string[];
  readonly scans: readonly string[];
}

const fake = (files: Readonly<Record<string, Kept>>, parts: Partial<PackPorts> = {}): Fake => {
  const reads: string[] = [];
  const scans: string[] = [];
  return {
    reads,
    scans,
    repository: {
      files: () => Promise.resolve(success(Object.keys(files).sort())),
      read: (path) => {
        reads.push(path);
        return Promise.resolve(success(files[path]?.text));
      },
      lastCommit: (path) => {
        const at = files[path]?.at;
        return Promise.resolve(success(at === undefined ? undefined : { commit: `commit of ${path}`, at }));
      },
      commitsSince: (commit, globs) => {
        assert.deepEqual(globs, ['src/**']);
        return Promise.resolve(success(files[commit.replace('commit of ', '')]?.behind ?? 0));
      },
    },
    countTokens: (text) => text.split(/\s+/).length,
    findSecrets: (path, text) => {
      scans.push(path);
      const start = text.indexOf('SECRET');
      return Promise.resolve(start < 0 ? [] : [{ start, end: start + 6, what: 'key' }]);
    },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    clock: { now: () => '2026-03-01T00:00:00Z' },
    ...parts,
  };
};

const ask = (context: PackRequest['policy']['context'], parts: Partial<PackRequest> = {}): PackRequest => ({
  policy: { context, contextTokens: 500 },
  scope: [],
  picks: {},
  ...parts,
});

const build = async (ports: PackPorts, request: PackRequest) => {
  const built = await buildPack(ports, request);
  assert.ok(built.ok);
  return built.value;
};

const fresh = { days: 30, behind: { commits: 2, paths: ['src/**'] } };

const neverAsked = (): never => assert.fail('asked');

const readNothing = () => Promise.resolve(success(undefined));

const lost = () => Promise.resolve(failure(fail('git-failed', 'git rev-list failed.')));

const listNothing = () => Promise.resolve(success([]));

describe('building the context pack of a task', () => {
  it('reads what the policy demands, once a file, and packs it without secrets and with the same line breaks', async () => {
    const ports = fake({
      'SPEC.md': { text: '\uFEFF# A\r\nSECRET\r\n# B\r\nb\r\n' },
      'x.md': { text: 'not asked for' },
    });
    const context = [
      anItem({ id: 'whole', path: 'SPEC.md' }),
      anItem({ id: 'part', path: 'SPEC.md', anchor: 'B', rank: 2 }),
    ];
    const { pack, texts } = await build(ports, ask(context));
    assert.deepEqual(texts, ['# A\n[redacted: key]\n# B\nb\n', '# B\nb\n']);
    assert.deepEqual(
      pack.items.map(({ id, redacted }) => [id, redacted]),
      [
        ['whole', 1],
        ['part', 0],
      ],
    );
    assert.deepEqual(ports.reads, ['SPEC.md']);
    assert.deepEqual(pack.problems, []);
  });

  it('gives the same digest for the same documents, whatever their line breaks', async () => {
    const context = [anItem({ id: 'a', path: 'a.md' })];
    const one = await build(fake({ 'a.md': { text: 'x\ny\n' } }), ask(context));
    const other = await build(fake({ 'a.md': { text: 'x\r\ny\r\n' } }), ask(context));
    const changed = await build(fake({ 'a.md': { text: 'x\nz\n' } }), ask(context));
    assert.equal(other.pack.digest, one.pack.digest);
    assert.notEqual(changed.pack.digest, one.pack.digest);
  });

  it('tells the age of a document in whole days, and how far the code has moved on', async () => {
    const context = [anItem({ id: 'doc', path: '*.md', fresh })];
    const { pack } = await build(
      fake({
        'old.md': { text: 'o', at: '2026-01-29T23:59:59Z' },
        'just.md': { text: 'j', at: '2026-01-30T00:00:00Z', behind: 2 },
        'outrun.md': { text: 'b', at: '2026-02-28T00:00:00+02:00', behind: 3 },
        'future.md': { text: 'f', at: '2027-01-01T00:00:00Z' },
        'new.md': { text: 'n' },
        'odd.md': { text: 'd', at: 'yesterday' },
      }),
      ask(context),
    );
    assert.deepEqual(
      pack.problems.map(({ path, kind }) => `${path ?? ''} ${kind}`),
      ['odd.md stale', 'outrun.md stale'],
    );
    assert.equal(pack.items.length, 6);
    assert.match(pack.items.find(({ path }) => path === 'new.md')?.notes?.join() ?? '', /never committed/);
  });

  it('asks git for the age only where the policy does', async () => {
    const ports = fake({ 'a.md': { text: 'a', at: '1999-01-01T00:00:00Z' } });
    const { pack } = await build(
      { ...ports, repository: { ...ports.repository, lastCommit: neverAsked } },
      ask([anItem({ id: 'a', path: 'a.md' })]),
    );
    assert.deepEqual(pack.problems, []);
  });

  it('names all that is missing, dead or no text at once', async () => {
    const context = [
      anItem({ id: 'gone', path: 'GONE.md' }),
      anItem({ id: 'none', path: 'seeds/**' }),
      anItem({ id: 'dead', path: 'a.md', anchor: 'Ghost' }),
      anItem({ id: 'binary', path: 'b.bin' }),
    ];
    const { pack } = await build(fake({ 'a.md': { text: '# A\n' }, 'b.bin': { text: 'a\0b' } }), ask(context));
    assert.deepEqual(pack.problems.map(({ item, kind }) => `${item} ${kind}`).sort(), [
      'binary missing',
      'dead dead-anchor',
      'gone missing',
      'none missing',
    ]);
    for (const { message, remedy } of pack.problems) assert.ok(message.endsWith('.') && remedy.endsWith('.'), message);
    assert.deepEqual(pack.items, []);
  });

  it('says of a file git lists and nobody may read that it cannot be read', async () => {
    const ports = fake({ 'link.md': { text: '' } });
    const { pack } = await build(
      { ...ports, repository: { ...ports.repository, read: readNothing } },
      ask([anItem({ id: 'link', path: 'link.md' })]),
    );
    assert.match(pack.problems[0]?.message ?? '', /link that is broken or leads out of the repository/);
  });

  it('names what is too large or may not be read, with what to do, and packs the rest', async () => {
    const files = { 'a.md': { text: 'a' }, 'dump.txt': { text: '' }, 'secret.md': { text: '' } };
    const ports = fake(files);
    const refusals: Readonly<Record<string, ReturnType<typeof fail>>> = {
      'dump.txt': fail('too-large', 'dump.txt has 54.0 MB.', 'Split it.'),
      'secret.md': fail('unreadable', 'secret.md cannot be read: permission is denied.', 'Allow it.'),
    };
    const read: PackPorts['repository']['read'] = (path) => {
      const refusal = refusals[path];
      return refusal === undefined ? ports.repository.read(path) : Promise.resolve(failure(refusal));
    };
    const request = ask([anItem({ id: 'all', path: '*' })]);
    const { pack } = await build({ ...ports, repository: { ...ports.repository, read } }, request);
    assert.deepEqual(
      pack.problems.map(({ kind, path, message }) => [kind, path, message]),
      [
        ['over-budget', 'dump.txt', 'dump.txt has 54.0 MB.'],
        ['missing', 'secret.md', 'secret.md cannot be read: permission is denied.'],
      ],
    );
    assert.deepEqual(
      pack.items.map(({ path }) => path),
      ['a.md'],
    );
    assert.deepEqual(ports.scans, ['a.md']);
  });

  it('reads no more documents than anyone could take in', async () => {
    const text = 'word '.repeat(300_000);
    const files = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.txt`, { text }]));
    const ports = fake(files);
    const { pack } = await build(ports, ask([anItem({ id: 'all', path: '*.txt' })]));
    assert.deepEqual(ports.scans, ['a.txt', 'b.txt']);
    const [problem] = pack.problems;
    assert.deepEqual([problem?.kind, problem?.path], ['over-budget', 'c.txt']);
    assert.match(problem?.message ?? '', /^c\.txt was not read: .* more than 4 million characters\.$/);
  });

  it('fails where git does not tell the age of a document', async () => {
    const ports = fake({ 'a.md': { text: 'a', at: '2026-01-01T00:00:00Z' } });
    const request = ask([anItem({ id: 'a', path: 'a.md', fresh })]);
    for (const broken of [{ lastCommit: lost }, { commitsSince: lost }]) {
      const built = await buildPack({ ...ports, repository: { ...ports.repository, ...broken } }, request);
      assert.equal(!built.ok && built.error.reason, 'git-failed');
    }
  });

  it('reads a file that git ignores when it is named outright, and of environment variables the names alone', async () => {
    const ports = fake({ '.env': { text: 'TOKEN=SECRET\n' } });
    const { pack, texts } = await build(
      { ...ports, repository: { ...ports.repository, files: listNothing } },
      ask([anItem({ id: 'env', path: '.env' })]),
    );
    assert.deepEqual(texts, ['TOKEN=\n']);
    assert.deepEqual(pack.problems, []);
    assert.deepEqual(ports.scans, []);
  });

  it('takes the token budget of the mode, else that of the policy', async () => {
    const ports = fake({ 'a.md': { text: '# A\nword word\n' } });
    const context = [anItem({ id: 'a', path: 'a.md' })];
    assert.equal((await build(ports, ask(context))).pack.tokenLimit, 500);
    const { pack } = await build(ports, ask(context, { mode: aMode({ contextTokens: 1 }) }));
    assert.equal(pack.tokenLimit, 1);
    assert.deepEqual(
      pack.problems.map(({ kind }) => kind),
      ['over-budget'],
    );
  });

  it('builds the same pack in the same order from many files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`d/${index}.md`, { text: `# ${index}\n` }]),
    );
    const slow = fake(files);
    const read = async (path: string) => {
      await new Promise((resolve) => setTimeout(resolve, (path.length * 7) % 5));
      return success(files[path]?.text);
    };
    const request = ask([anItem({ id: 'd', path: 'd/' })]);
    assert.deepEqual(
      await build({ ...slow, repository: { ...slow.repository, read } }, request),
      await build(slow, request),
    );
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const ports = fake(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.md`, { text: 'x' }])), {
      findSecrets: () => {
        controller.abort();
        return Promise.resolve([]);
      },
    });
    const built = await buildPack(ports, ask([anItem({ id: 'x', path: '*.md' })]), controller.signal);
    assert.equal(!built.ok && built.error.reason, 'cancelled');
    assert.ok(ports.reads.length < 30);
  });

  it('passes on that the files could not be listed', async () => {
    const ports = fake({});
    const broken = failure(fail('git-failed', 'Git said no.'));
    const files = () => Promise.resolve(broken);
    assert.deepEqual(await buildPack({ ...ports, repository: { ...ports.repository, files } }, ask([])), broken);
  });
});
