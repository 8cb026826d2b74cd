import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { newChain, readChain } from '#core';
import { makeRepository, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { govern, governed, policyPath, projectRoot, readIn } from './command-line.ts';

const folder = '.codex/governance/chains';

/** The blocks of YAML in the manual of chains: what `chain new` writes, the chain to begin with, the one with registries. */
const [scaffolded = '', first = '', rich = ''] = [
  ...readFileSync(join(projectRoot, 'docs/chains.md'), 'utf8').matchAll(/```yaml\n([^]*?)```/g),
].map(([, block = '']) => block);

const starter = 'version: 1\nextends: [codex-governor:starter]\n';

const make = (more: Readonly<Record<string, string>> = {}): TestRepository =>
  makeRepository({ [policyPath]: starter, ...more });

const files: Readonly<Record<string, readonly string[]>> = {
  'pr-001': ['docs/rows.md'],
  'pr-002': ['src/rows.py', 'tests/test_rows.py'],
  'pr-003': ['src/totals.py', 'tests/test_totals.py'],
};

describe('chain new', () => {
  afterEach(removeFolders);

  it('writes what the manual shows: open everywhere, and without a mistake', async () => {
    const repository = make();
    const out = await governed(repository, 'chain', 'new', 'rows', '--mode', 'docs', '--slices', '1');
    assert.equal(out, `${folder}/rows.yaml\n`);
    assert.equal(readIn(repository, `${folder}/rows.yaml`), scaffolded);
    assert.equal((await govern(repository, 'chain', 'check')).code, 0);
    assert.match(
      await governed(repository, 'chain', 'status'),
      /^pr-001 {2}open variables {2}TBD\n.*:6:12 {2}`TBD` is open/m,
    );
    const { code, err } = await govern(repository, 'start', '--slice', 'pr-001');
    assert.equal(code, 1);
    assert.match(err, /pr-001 may not start\. .*`TBD` is open/);
  });

  it('takes three slices unless told, the gate that the policy has, and a title with any sign', async () => {
    const gate = 'gates: [{ id: unit, commands: [{ run: git --version }], because: x }]';
    const repository = make({ [policyPath]: `${starter}${gate}\n` });
    await governed(repository, 'chain', 'new', 'rows', '--title', 'Rows: "all" # of them');
    const { chain, problems } = readChain(`${folder}/rows.yaml`, readIn(repository, `${folder}/rows.yaml`));
    assert.deepEqual(problems, []);
    assert.equal(chain?.title, 'Rows: "all" # of them');
    assert.deepEqual(
      chain?.slices.map(({ id, mode, verify }) => [id, mode, verify]),
      ['pr-001', 'pr-002', 'pr-003'].map((id) => [id, undefined, [{ gate: 'unit' }]]),
    );
    assert.equal(readChain(`${folder}/a.yaml`, newChain({ title: 'a', slices: 50 })).chain?.slices.length, 50);
  });

  it('writes over nothing, and refuses what is no name, mode or number', async () => {
    const repository = make({ [`${folder}/there.yml`]: first });
    for (const [code, words, ...line] of [
      [1, /There is a chain there already/, 'there'],
      [2, /is no id of a chain\. Write lower-case words/, 'Two words'],
      [2, /no mode nothing/, 'rows', '--mode', 'nothing'],
      [2, /It takes a number from 1 on/, 'rows', '--slices', '0'],
      [2, /It takes at most 50/, 'rows', '--slices', '51'],
    ] as const) {
      const told = await govern(repository, 'chain', 'new', ...line);
      assert.equal(told.code, code, told.err);
      assert.match(told.err, words);
    }
    await governed(repository, 'chain', 'new', 'rows');
    assert.equal((await govern(repository, 'chain', 'new', 'rows')).code, 1);
    assert.equal(repository.git('status', '--porcelain', '--untracked-files=all'), `?? ${folder}/rows.yaml\n`);
  });

  it('is what the other commands name where there is no chain', async () => {
    const repository = make();
    for (const word of ['status', 'next'])
      assert.match((await govern(repository, 'chain', word)).err, /One is written with `codex-governor chain new`\./);
  });
});

describe('the manual of chains', () => {
  afterEach(removeFolders);

  it('has a chain that goes through its three slices as it stands there', async () => {
    const repository = make({ [`${folder}/rows.yaml`]: first });
    assert.equal((await govern(repository, 'chain', 'check')).code, 0);
    const ids = Object.keys(files);
    for (const [id, paths] of Object.entries(files)) {
      await governed(repository, 'start', '--slice', id);
      for (const path of paths) repository.write(path, 'row parse_row total\n');
      assert.equal((await govern(repository, 'check')).code, 0, id);
      repository.commit();
      await governed(repository, 'task', 'finish');
      const { code, out } = await govern(repository, 'chain', 'verify', ...ids.filter((one) => one <= id));
      assert.equal(code, id === 'pr-003' ? 1 : 0, out);
    }
    const decided = `    decisions: [{ on: rounding, answer: clear, who: Ada <a@b.c>, at: 2026-11-20, because: x }]\n`;
    repository.write(`${folder}/rows.yaml`, `${first}${decided}`);
    repository.commit();
    await governed(repository, 'chain', 'verify');
    assert.equal(await governed(repository, 'chain', 'next'), 'Every slice of rows is done.\n');
  });

  it('has one with registries that is sound in its form', () => {
    assert.deepEqual(readChain(`${folder}/evaluation.yaml`, rich).problems, []);
  });
});
