import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { lines, removeFolders } from '../repo/temporary-repository.ts';
import { documentOf, govern, governed, makeGoverned, smallPolicy, startFix } from './command-line.ts';
import type { Documents } from '../../src/cli/documents.ts';

const policy = smallPolicy(
  'context:',
  '  tokens: 200',
  '  items:',
  '    - { id: house, title: House, path: HOUSE.md, rank: 1 }',
  '    - { id: rules, title: Rules, path: SPEC.md, anchor: Rules, rank: 2, modes: [fix] }',
);
const files = { 'HOUSE.md': '# House\n\nBe brief.\n', 'SPEC.md': '# Spec\n\n## Rules\n\nBe kind.\n' };

describe('pack', () => {
  afterEach(removeFolders);

  it('prints the pack as one document by default, with a digest that stays', async () => {
    const repository = makeGoverned(policy, files);
    const { code, out, err } = await govern(repository, 'pack', '--mode', 'fix', '--goal', 'Mend it.');
    assert.deepEqual([code, err], [0, '']);
    const pack = JSON.parse(out) as Documents['pack'];
    assert.deepEqual(
      pack.items.map(({ id, path, anchor }) => [id, path, anchor]),
      [
        ['house', 'HOUSE.md', undefined],
        ['rules', 'SPEC.md', 'rules'],
      ],
    );
    assert.equal(
      pack.tokens,
      pack.items.reduce((sum, { tokens }) => sum + tokens, 0),
    );
    assert.match(pack.digest, /^[0-9a-f]{64}$/);
    assert.deepEqual([pack.problems, pack.token_limit], [[], 200]);
    assert.equal(await governed(repository, 'pack', '--mode', 'fix', '--format', 'json'), out);
  });

  it('prints the documents themselves as Markdown', async () => {
    const out = await governed(makeGoverned(policy, files), 'pack', '--mode', 'fix', '--format', 'markdown');
    assert.match(out, /Be brief\./);
    assert.match(out, /## Rules\n\nBe kind\./);
    assert.doesNotMatch(out, /# Spec/);
  });

  it('names a document that is too large, and does not stop to read it', async () => {
    const items = ['context:', '  items:', '    - { id: docs, title: Docs, path: docs/**, rank: 1 }'];
    const repository = makeGoverned(smallPolicy(...items), { 'docs/a.md': '# A\n', 'docs/dump.txt': lines(500_000) });
    const { code, out, err } = await govern(repository, 'pack');
    assert.equal(code, 1);
    const { problems } = JSON.parse(out) as Documents['pack'];
    assert.deepEqual(
      problems.map(({ item, kind, path }) => [item, kind, path]),
      [['docs', 'over-budget', 'docs/dump.txt']],
    );
    assert.match(err, /docs\/dump\.txt has \d+\.\d MB; texts of more than 2 MB are not read\. Narrow the path/);
  });

  it('has without a mode what every mode reads', async () => {
    const { items } = await documentOf<Documents['pack']>(makeGoverned(policy, files), 'pack');
    assert.deepEqual(
      items.map(({ id }) => id),
      ['house'],
    );
  });

  it('ends with 1 and names what is missing, dead or too long, on stderr and in the document', async () => {
    const repository = makeGoverned(policy, { 'SPEC.md': '# Spec\n\n## Ruels\n' });
    const { code, out, err } = await govern(repository, 'pack', '--mode', 'fix');
    assert.equal(code, 1);
    const { problems } = JSON.parse(out) as Documents['pack'];
    assert.deepEqual(
      problems.map(({ item, kind }) => [item, kind]),
      [
        ['house', 'missing'],
        ['rules', 'dead-anchor'],
      ],
    );
    assert.equal(err.split('\n').length, 3);
    const long = makeGoverned(policy.replace('tokens: 200', 'tokens: 1'), files);
    const tooLong = await govern(long, 'pack', '--mode', 'fix', '--format', 'markdown');
    assert.equal(tooLong.code, 1);
    assert.match(tooLong.err, / {2}over-budget {2}/);
  });

  it('is the pack of the task, by the law of its start, and says when a document has changed since', async () => {
    const repository = makeGoverned(policy, files);
    const { pack } = await documentOf<Documents['start']>(repository, ...startFix);
    repository.write('.codex/governance.yaml', smallPolicy());
    const same = await govern(repository, 'pack');
    assert.deepEqual([same.code, same.err], [0, '']);
    assert.equal((JSON.parse(same.out) as Documents['pack']).digest, pack.digest);
    repository.write('HOUSE.md', '# House\n\nBe briefer.\n');
    const changed = await govern(repository, 'pack');
    assert.equal(changed.code, 0);
    assert.match(changed.err, /^note: The context pack is not the one the task began with/);
    const other = await govern(repository, 'pack', '--mode', 'docs');
    assert.deepEqual((JSON.parse(other.out) as Documents['pack']).items, []);
  });

  it('can be looked at while Codex is frozen, and offers the nearest mode', async () => {
    const frozen = makeGoverned(policy.replace('codex: active', 'codex: frozen'), files);
    assert.equal((await govern(frozen, 'pack')).code, 0);
    const { code, out, err } = await govern(frozen, 'pack', '--mode', 'fixx');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /has no mode fixx\. Did you mean fix\? Known modes: fix, docs\./);
  });
});
