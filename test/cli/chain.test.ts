import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { makeRepository, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { chainFiles, chainPath, chainText, decisionText, sliceFiles, undecidedText } from '../sample/chain.ts';
import { documentOf, govern, governed } from './command-line.ts';

interface SliceDocument {
  readonly id: string;
  readonly state: string;
  readonly may_start: boolean;
  readonly holds: readonly { readonly kind: string; readonly path: string; readonly line: number }[];
}
interface StatusDocument {
  readonly chains: readonly { readonly reviewed: boolean; readonly slices: readonly SliceDocument[] }[];
}

const states = async (repository: TestRepository): Promise<readonly string[]> =>
  (await documentOf<StatusDocument>(repository, 'chain', 'status')).chains.flatMap(({ slices }) =>
    slices.map(({ id, state }) => `${id} ${state}`),
  );

// Of what the policy wants read, the first slice writes most.
const accepted = ['--override', 'The registries come with the chain.', '--who', 'Ada'] as const;

type SliceId = keyof typeof sliceFiles;

const carryOut = async (repository: TestRepository, id: SliceId): Promise<void> => {
  await governed(repository, 'start', '--slice', id, ...accepted);
  for (const [path, text] of Object.entries(sliceFiles[id])) repository.write(path, text);
  repository.commit();
  await governed(repository, 'task', 'finish');
};

const noted = (told: string): readonly string[] => told.split('\n').filter((line) => line.startsWith('note:'));

describe('chain', () => {
  afterEach(removeFolders);

  it('takes a repository through three slices, one after the other', async () => {
    const repository = makeRepository(chainFiles);
    assert.deepEqual(await states(repository), ['pr-001 ready', 'pr-002 waiting', 'pr-003 waiting']);
    const early = await govern(repository, 'start', '--slice', 'pr-002', ...accepted);
    assert.equal(early.code, 1);
    assert.match(
      early.err,
      /The slice pr-002 may not start\. pr-001 comes first, and is not done\. \S+evaluation\.yaml line 14: No file `\S+` is there yet\. No file/,
    );

    await carryOut(repository, 'pr-001');
    assert.deepEqual(await states(repository), ['pr-001 unverified', 'pr-002 waiting', 'pr-003 waiting']);
    assert.equal((await govern(repository, 'start', '--slice', 'pr-002', ...accepted)).code, 1);
    assert.equal((await govern(repository, 'chain', 'next')).code, 1);
    assert.match(await governed(repository, 'chain', 'verify'), /^evaluation\/pr-001 {2}green .*\npr-001 {2}done /);
    assert.equal(await governed(repository, 'chain', 'check'), '');
    assert.match(
      await governed(repository, 'chain', 'next'),
      /^pr-002 {2}ready to start .*\n[^]*It may start: `codex-governor start --slice pr-002` begins its task\.\n$/,
    );

    await carryOut(repository, 'pr-002');
    await governed(repository, 'chain', 'verify', 'pr-001', 'pr-002');
    await carryOut(repository, 'pr-003');
    const open = await govern(repository, 'chain', 'verify');
    assert.equal(open.code, 1);
    assert.match(
      open.out,
      /pr-003 {2}decision needed .*\n.*:46:29 {2}The manifest is unstable between runs\. \(only a person.*\n {2}A person answers that under `decisions` of the slice: \{ on: ID, /,
    );
    assert.match((await govern(repository, 'chain', 'next')).out, /^It waits for a decision\.$/m);
    assert.deepEqual(await states(repository), ['pr-001 done', 'pr-002 done', 'pr-003 decision-needed']);

    repository.write(chainPath, chainText.replace(undecidedText, decisionText));
    const claimed = await govern(repository, 'chain', 'next');
    assert.equal(claimed.code, 1, 'nobody has reviewed the decision yet');
    assert.match(
      noted(claimed.err)[0] ?? '',
      /is another here than in the commit that this work starts from: that one counts/,
    );
    repository.commit();
    await governed(repository, 'chain', 'verify');
    assert.equal(await governed(repository, 'chain', 'next'), 'Every slice of evaluation is done.\n');
  });

  it('starts a slice as a task that keeps to what it includes, and out of what it excludes', async () => {
    const repository = makeRepository(chainFiles);
    const prompt = await governed(repository, 'start', '--slice', 'pr-001', ...accepted);
    const [, told = ''] = prompt.split('\n## Slice\n');
    for (const words of [
      'the slice `pr-001` of the chain evaluation',
      'It leaves these files, committed: `docs/eval_registry.yaml`, ',
      'The chain stops while this is so: A registry cannot be parsed or names what is not there.',
      'Evidence that it produces or updates: `EVID-001`.',
      'Good: Registries parse, and CI can take them as input.',
      'Bad: An id is misspelt, so that a mapping breaks.',
      'Where it is not clear: Where a mapping is unclear, leave the entry UNREADY.',
    ])
      assert.ok((told.split('\n## ')[0] ?? '').includes(words), words);
    assert.match((await govern(repository, 'chain', 'next')).out, /^Its task is under way\. When its files/m);
    assert.match(
      await governed(repository, 'task'),
      /Scope: docs\/\*\*\nNot in: docs\/adr\/\*\*\nSlice: pr-001 of the chain evaluation\n/,
    );
    assert.deepEqual(await states(repository), ['pr-001 active', 'pr-002 waiting', 'pr-003 waiting']);
    assert.match(
      (await govern(repository, 'start', '--slice', 'pr-001')).err,
      /Its task is under way in this worktree/,
    );
    repository.write('docs/a.md', 'a\n');
    assert.equal((await govern(repository, 'check')).code, 0);
    repository.write('docs/adr/0001.md', 'a\n');
    const { code, out } = await govern(repository, 'check');
    assert.equal(code, 1);
    assert.match(out, /docs\/adr\/0001\.md:1 {2}block .*may not write this file/);
  });

  it('says why a slice does not start whose files are there', async () => {
    const repository = makeRepository(chainFiles);
    for (const files of Object.values(sliceFiles))
      for (const [path, text] of Object.entries(files)) repository.write(path, text);
    repository.commit();
    const unverified = await govern(repository, 'start', '--slice', 'pr-001');
    assert.match(
      unverified.err,
      /pr-001 may not start\. Its files are there, and have to be verified\. \S+ line \d+: Its commands/,
    );
    await govern(repository, 'chain', 'verify');
    const undecided = await govern(repository, 'start', '--slice', 'pr-003');
    assert.match(
      undecided.err,
      /pr-003 may not start\. It waits for a decision\. \S+ line 46: The manifest is unstable/,
    );
  });

  it('says what was asked for wrongly', async () => {
    const repository = makeRepository(chainFiles);
    const cases: readonly (readonly [number, RegExp, ...string[]])[] = [
      [2, /has no slice pr-01\. Did you mean pr-001\?/, 'start', '--slice', 'pr-01'],
      [2, /There is no chain evaluatoin\. Did you mean evaluation\?/, 'chain', 'status', 'evaluatoin'],
      [2, /leave out --goal and --scope/, 'start', '--slice', 'pr-001', '--goal', 'x'],
      [
        2,
        /done in mode registries, so it cannot start in mode bundle/,
        'start',
        '--slice',
        'pr-001',
        '--mode',
        'bundle',
      ],
      [
        2,
        /Name the slice of the chain with --slice/,
        'start',
        '--mode',
        'bundle',
        '--goal',
        'x',
        '--chain',
        'evaluation',
      ],
      [2, /No slice has all of its files yet/, 'chain', 'verify'],
      [2, /has no slice nothing/, 'chain', 'verify', 'nothing'],
    ];
    for (const [code, words, ...line] of cases) {
      const told = await govern(repository, ...line);
      assert.equal(told.code, code, told.err);
      assert.match(told.err, words);
    }
    assert.equal(
      await governed(
        makeRepository({ '.codex/governance.yaml': 'version: 1\nextends: [codex-governor:starter]\n' }),
        'chain',
        'status',
      ),
      'This repository has no chain.\n',
    );
  });

  it('runs nothing of a chain that nobody has reviewed, and starts nothing of one with mistakes', async () => {
    const { [chainPath]: _chain, ...rest } = chainFiles;
    const repository = makeRepository(rest);
    repository.write(chainPath, chainText);
    for (const [path, text] of Object.entries(sliceFiles['pr-001'])) repository.write(path, text);
    const refused = await govern(repository, 'chain', 'verify', 'pr-001');
    assert.equal(refused.code, 2);
    assert.match(
      refused.err,
      /is not in the commit that this work starts from, and only commands that are there are run/,
    );

    repository.write(chainPath, chainText.replace('gate: schemas }]', 'gate: schema }]'));
    const checked = await govern(repository, 'chain', 'check');
    assert.equal(checked.code, 1);
    assert.match(
      checked.out,
      /^\.codex\/governance\/chains\/evaluation\.yaml:30:22 {2}error .*Did you mean `schemas`\? {2}\[unknown-id\]\n$/,
    );
    assert.equal((await govern(repository, 'chain', 'status')).code, 2);
    repository.write(chainPath, chainText.replace('gate: schemas }]', 'gate: nothing-like-it }]'));
    assert.match(
      (await govern(repository, 'chain', 'check')).out,
      /There is no gate .* `nothing-like-it`\. There is `schemas`\./,
    );
    const started = await govern(repository, 'start', '--slice', 'pr-001', ...accepted);
    assert.equal(started.code, 2);
    assert.match(started.err, /has mistakes, so nothing of it starts/);
  });

  it('is red where a registry or a command is', async () => {
    const repository = makeRepository(chainFiles);
    for (const [path, text] of Object.entries(sliceFiles['pr-001'])) repository.write(path, text);
    repository.write('docs/evalsets_registry.yaml', 'evalsets:\n  - id: a\n    evals: [EVAL-008]\n');
    repository.commit();
    const { code, out } = await govern(repository, 'chain', 'check');
    assert.equal(code, 1);
    assert.match(
      out,
      /^docs\/evalsets_registry\.yaml:3:13 {2}error {2}`EVAL-008` is UNREADY \(docs\/eval_registry\.yaml line 5\)/,
    );
    repository.write('docs/eval_registry.yaml', 'evals\n');
    const verified = await govern(repository, 'chain', 'verify', 'pr-001');
    assert.equal(verified.code, 1);
    assert.match(verified.out, /evaluation\/pr-001 {2}red/);
  });
});
