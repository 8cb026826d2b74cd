import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { makeFolder, makeRepository, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { chainFiles, chainPath, chainText, sliceFiles } from '../sample/chain.ts';
import { documentOf, govern, governed } from './command-line.ts';

const decision = 'docs/adr/0001.md';

/** A branch on which the first slice was carried out, with more files; the text of its pull request. */
const open = async (
  more: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = chainFiles,
): Promise<{ readonly repository: TestRepository; readonly text: string }> => {
  const repository = makeRepository(files);
  repository.git('switch', '--quiet', '--create', 'work');
  if (files[chainPath] === undefined) {
    repository.write(chainPath, chainText);
    repository.commit('chain');
  }
  await governed(repository, 'start', '--slice', 'pr-001', '--override', 'It comes with it.', '--who', 'Ada');
  for (const [path, text] of Object.entries({ ...sliceFiles['pr-001'], ...more })) repository.write(path, text);
  repository.commit('slice');
  const text = join(makeFolder(), 'pr.md');
  writeFileSync(text, await governed(repository, 'pr'));
  return { repository, text };
};

describe('pr verify of a slice', () => {
  afterEach(removeFolders);

  it('passes one that keeps out of what its chain excludes, and tells of what slice it is', async () => {
    const { repository, text } = await open({});
    const { code, out } = await govern(repository, 'pr', 'verify', text, '--base', 'main');
    assert.equal(code, 0, out);
    assert.match(await governed(repository, 'pr'), /\n\nThe slice `pr-001` of the chain `evaluation`\.\n/);
  });

  it('fails one that does not, also where its own branch lets it in', async () => {
    const lenient = chainText.replace("['docs/adr/**']", '[]');
    for (const more of [{ [decision]: '# One\n' }, { [decision]: '# One\n', [chainPath]: lenient }]) {
      const { repository, text } = await open(more);
      const { code, out, err } = await govern(repository, 'pr', 'verify', text, '--base', 'main');
      assert.equal(code, 1, out);
      assert.match(
        out,
        /pr\.md:\d+: It is of the slice pr-001 of the chain evaluation, which keeps out of docs\/adr\/\*\*, and the change writes docs\/adr\/0001\.md\.\nThe change is not the slice that \S+ names\.\n/,
      );
      assert.match(err, /Take those files out of the change/);
      const document = await documentOf<{
        readonly verdict: string;
        readonly discrepancies: readonly { readonly kind: string }[];
      }>(repository, 'pr', 'verify', text, '--base', 'main');
      assert.deepEqual([document.verdict, document.discrepancies.map(({ kind }) => kind)], ['block', ['slice']]);
    }
  });

  it('fails one that moves a file out of such a place', async () => {
    const { repository, text } = await open({}, { ...chainFiles, [decision]: '# One\n\nEntries are sorted, once.\n' });
    repository.git('mv', decision, 'docs/one.md');
    repository.commit('moved');
    writeFileSync(text, await governed(repository, 'pr'));
    const { code, out } = await govern(repository, 'pr', 'verify', text, '--base', 'main');
    assert.equal(code, 1, out);
    assert.match(out, /keeps out of docs\/adr\/\*\*, and the change writes docs\/one\.md/);
  });

  it('cannot tell where the base has no such slice, or has it in another mode', async () => {
    const { [chainPath]: _chain, ...rest } = chainFiles;
    const unknown = await open({}, rest);
    const { code, err } = await govern(unknown.repository, 'pr', 'verify', unknown.text, '--base', 'main');
    assert.equal(code, 2);
    assert.match(err, /The base has no slice pr-001 of a chain evaluation, .* Merge the chain first/s);

    const { repository, text } = await open({});
    repository.git('switch', '--quiet', 'main');
    repository.write(chainPath, chainText.replace('mode: registries', 'mode: contracts'));
    repository.commit('another mode');
    repository.git('switch', '--quiet', 'work');
    const other = await govern(repository, 'pr', 'verify', text, '--base', 'main');
    assert.equal(other.code, 2);
    assert.match(other.err, /the slice pr-001 is done in mode contracts, and this was done in mode registries/);
  });
});
