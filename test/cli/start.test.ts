import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { handle, makeRepository, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  documentOf,
  goal,
  govern,
  governed,
  inRepository,
  keptIn,
  makeGoverned,
  policyPath,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';
import type { Documents } from '../../src/cli/documents.ts';

const withContext = smallPolicy(
  'context:',
  '  items:',
  '    - { id: house, title: House, path: HOUSE.md, rank: 1 }',
  '    - { id: rules, title: Rules, path: SPEC.md, anchor: Rules, rank: 2 }',
);
const documents = { 'HOUSE.md': '# House\n', 'SPEC.md': '# Spec\n\n## Rules\n\nBe kind.\n' };

const taskOf = async (repository: TestRepository): Promise<Documents['task']> => documentOf(repository, 'task');

describe('start', () => {
  afterEach(removeFolders);

  it('prints the prompt on stdout, and on stderr which task started and where the prompt is kept', async () => {
    const repository = makeGoverned();
    const { code, out, err } = await govern(repository, ...startFix);
    assert.equal(code, 0);
    assert.match(out, /^# Codex task: Fix\n/);
    assert.ok(out.includes(goal));
    const file = /^Started task (\S+) in mode fix\. The prompt is kept at (.*)\.\n$/.exec(err);
    assert.ok(file !== null, err);
    assert.equal(readFileSync(file[2] ?? '', 'utf8'), out);
    assert.deepEqual(keptIn(repository), [
      `pages/${file[1] ?? ''}/prompt.md`,
      `refs/codex-governor/main/${file[1] ?? ''}`,
      'task.json',
    ]);
  });

  it('prints task, pack and prompt as one document', async () => {
    const repository = makeGoverned(withContext, documents);
    const started = await documentOf<Documents['start']>(
      repository,
      ...startFix,
      '--scope',
      'src/**',
      '--spec',
      'SPEC.md#rules',
    );
    assert.deepEqual(Object.keys(started), ['pack', 'prompt', 'task']);
    assert.deepEqual(
      started.pack.items.map(({ id, path, anchor }) => [id, path, anchor]),
      [
        ['house', 'HOUSE.md', undefined],
        ['rules', 'SPEC.md', 'rules'],
      ],
    );
    assert.deepEqual([started.task.mode, started.task.scope], ['fix', ['src/**']]);
    assert.deepEqual(started.task.specs, [{ path: 'SPEC.md', anchor: 'rules' }]);
    assert.equal(started.task.pack_digest, started.pack.digest);
    assert.ok(!('law' in started.task));
    const { state, task } = await taskOf(repository);
    assert.deepEqual([state, task], ['active', started.task]);
  });

  it('names what is missing in the pack and starts nothing, unless somebody takes it upon them', async () => {
    const repository = makeGoverned(withContext, { 'SPEC.md': '# Spec\n\n## Rulez\n' });
    const { code, out, err } = await govern(repository, ...startFix);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^house {2}missing {2}.*HOUSE\.md is not a file of this repository\./m);
    assert.match(err, /^rules {2}dead-anchor {2}.*Rulez/m);
    assert.match(err, /^codex-governor: The context pack has 2 problems, so the task was not started\. Fix /m);
    assert.deepEqual(keptIn(repository), []);
    for (const half of [
      ['--override', 'it is being written'],
      ['--who', 'Ada'],
      ['--override', ' ', '--who', 'Ada'],
    ]) {
      const refused = await govern(repository, ...startFix, ...half);
      assert.deepEqual([refused.code, refused.out], [2, '']);
      assert.match(refused.err, /An override needs both/);
    }
    const prompt = await governed(repository, ...startFix, '--override', 'it is being written', '--who', 'Ada');
    assert.match(prompt, /Ada accepted starting without it\. The reason: “it is being written”/);
    const { task } = await taskOf(repository);
    assert.deepEqual([task?.override?.who, task?.override?.problems.length], ['Ada', 2]);
    assert.match(await governed(repository, 'pr'), /Ada/);
  });

  it('remarks on a goal and starts, or refuses it where the policy says so', async () => {
    const vague = ['start', '--mode', 'fix', '--goal', 'Improve everything everywhere'];
    const remarked = await govern(makeGoverned(), ...vague);
    assert.equal(remarked.code, 0);
    assert.match(remarked.err, /^note: About the goal: /);
    const strict = makeGoverned(smallPolicy('prompt:', '  lint: { level: block }'));
    const refused = await govern(strict, ...vague);
    assert.deepEqual([refused.code, refused.out], [1, '']);
    assert.match(refused.err, /^codex-governor: The policy refuses this goal\. /);
    assert.deepEqual(keptIn(strict), []);
    assert.equal((await govern(makeGoverned(), 'start', '--mode', 'fix', '--goal', '')).code, 2);
  });

  it('fills a prompt pattern, and checks what its slots name', async () => {
    const patterned = smallPolicy(
      'prompt:',
      '  patterns:',
      '    - id: mend',
      '      title: Mend',
      '      text: Mend {file} as {spec} says.',
      '      slots:',
      '        file: { ask: Where?, type: path }',
      '        spec: { ask: Which section?, type: spec }',
    );
    const repository = makeGoverned(patterned, documents);
    const pattern = [...startFix, '--pattern', 'mend', '--set', 'file=src/parse.py'];
    const dead = await govern(repository, ...pattern, '--set', 'spec=SPEC.md#rulez');
    assert.deepEqual([dead.code, dead.out], [2, '']);
    assert.match(
      dead.err,
      /spec: there is no file SPEC\.md with the section “rulez” in this repository\. Which section\?/,
    );
    const open = await govern(repository, ...pattern);
    assert.match(open.err, /spec is not answered\. Which section\?/);
    const prompt = await governed(repository, ...pattern, '--set', 'spec=SPEC.md#rules');
    assert.match(prompt, /Mend src\/parse\.py as SPEC\.md#rules says\./);
  });

  it('starts before the first commit, and on a detached HEAD', async () => {
    const empty = makeRepository();
    empty.write(policyPath, smallPolicy());
    empty.write('src/a.py', 'a = 1\n');
    assert.match(await governed(empty, ...startFix), /on branch `main` before its first commit/);
    empty.write('src/b.py', 'b = 1\nb = 2\n');
    assert.equal(
      await governed(empty, 'change'),
      '2\t0\tsrc/b.py\tcode\n1 file, 2 lines added, 0 deleted, since empty\n',
    );
    assert.match(await governed(empty, 'check'), /lines 2\/20 .*\n.*\nPass: 0 findings\. Mode fix, base empty, /);
    empty.commit('first');
    assert.match(await governed(empty, 'check'), /lines 2\/20 /, 'a commit changes nothing about the task');
    assert.match(await governed(empty, 'task'), /Base: no commit yet on main\n/);

    const detached = makeGoverned();
    detached.git('checkout', '--quiet', '--detach');
    assert.match(await governed(detached, ...startFix), /on a detached HEAD at commit/);
    const { task } = await taskOf(detached);
    assert.equal(task?.base.branch, null);
    detached.git('switch', '--quiet', '--create', 'later');
    assert.equal((await taskOf(detached)).state, 'active', 'it belongs to no branch, so it is never parked');
  });

  it('leaves out of the task’s change what was dirty before', async () => {
    const repository = makeGoverned();
    repository.write('src/parse.py', 'def parse(line):\n    return line.strip()\n');
    repository.write('notes.txt', 'one\n');
    await governed(repository, ...startFix);
    assert.match(await governed(repository, 'change'), /^0 files, 0 lines added, 0 deleted, since /);
    repository.write('notes.txt', 'one\ntwo\n');
    assert.match(await governed(repository, 'change'), /^1\t0\tnotes\.txt\tdocs\n/);
  });

  it('is refused while there is a task, while Codex is frozen, and without a policy', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const before = keptIn(repository);
    const second = await govern(repository, ...startFix);
    assert.deepEqual([second.code, second.out], [1, '']);
    assert.match(second.err, /This worktree already has a task: “Mend .*” ?.* ?Finish or abandon it/);
    assert.deepEqual(keptIn(repository), before);
    const frozen = makeGoverned(smallPolicy().replace('codex: active', 'codex: frozen'));
    const refused = await govern(frozen, ...startFix);
    assert.deepEqual([refused.code, refused.out], [1, '']);
    assert.match(refused.err, /Codex is frozen in this repository \(codex: frozen, .*governance\.yaml line 3\)/);
    assert.deepEqual(keptIn(frozen), []);
    assert.equal((await govern(makeRepository({ 'a.txt': 'a\n' }), ...startFix)).code, 2);
  });

  it('keeps a task for each worktree', async () => {
    const repository = makeGoverned();
    repository.git('worktree', 'add', '--quiet', '-b', 'linked', '../linked');
    const linked = handle(join(repository.root, '../linked'), repository.environment);
    await governed(repository, ...startFix);
    await governed(linked, 'start', '--mode', 'docs', '--goal', 'Describe `src/parse.py`.');
    assert.equal((await taskOf(repository)).task?.mode, 'fix');
    assert.equal((await taskOf(linked)).task?.mode, 'docs');
    linked.write('src/parse.py', 'x = 1\n');
    assert.equal((await govern(linked, 'check')).code, 1, 'docs may write Markdown only');
    assert.equal((await govern(repository, 'check')).code, 0);
    await governed(repository, 'task', 'finish');
    assert.equal((await taskOf(linked)).state, 'active');
  });

  it('starts nothing once it is cancelled', async () => {
    const repository = makeGoverned();
    const cancelled = new AbortController();
    cancelled.abort();
    const { code, out, err } = await runIn({ ...inRepository(repository), signal: cancelled.signal }, ...startFix);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /cancelled/);
    assert.deepEqual(keptIn(repository), []);
  });

  it('takes away what a start that was killed long ago has left', async () => {
    const repository = makeGoverned();
    const tree = repository.git('write-tree').trim();
    repository.git('update-ref', 'refs/codex-governor/main/20200101-000000-dead', tree);
    await governed(repository, ...startFix);
    await governed(repository, 'task', 'abandon');
    assert.ok(!keptIn(repository).some((name) => name.includes('20200101')));
  });
});

describe('task', () => {
  afterEach(removeFolders);

  it('says that there is none', async () => {
    const repository = makeGoverned();
    assert.equal(await governed(repository, 'task'), 'No Codex task in this worktree.\n');
    assert.equal(await governed(repository, 'task', 'show'), 'No Codex task in this worktree.\n');
    assert.deepEqual(await taskOf(repository), { state: 'none', task: null });
    for (const word of ['finish', 'abandon']) {
      const { code, out, err } = await govern(repository, 'task', word);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /This worktree has no Codex task\. One is started with `codex-governor start /);
    }
  });

  it('shows it, and says when it is parked', async () => {
    const repository = makeGoverned(smallPolicy(), documents);
    await governed(repository, ...startFix, '--spec', 'SPEC.md#rules');
    const shown = await governed(repository, 'task');
    assert.match(
      shown,
      /^Task \d{8}-\d{6}-[0-9a-f]{8}\nGoal: Mend .*\nMode: fix\nScope: wherever the mode may write\n/,
    );
    assert.match(shown, /\nLinked specs: SPEC\.md#rules\nBase: [0-9a-f]{40} on main\nStarted: \d{4}-\d\d-\d\dT.*Z\n$/);
    repository.git('switch', '--quiet', '--create', 'other');
    assert.match(await governed(repository, 'task'), /is parked: it belongs to main, and other is checked out\.\n$/);
    const { state, on } = await taskOf(repository);
    assert.deepEqual([state, on], ['parked', 'other']);
    repository.git('switch', '--quiet', 'main');
    assert.equal((await taskOf(repository)).state, 'active');
  });

  it('lets no control sign of a goal reach the terminal', async () => {
    const repository = makeGoverned();
    await governed(repository, 'start', '--mode', 'fix', '--goal', 'Mend `src/parse.py`\u001b[2J\nquickly');
    assert.match(await governed(repository, 'task'), /\nGoal: Mend `src\/parse\.py`\\u001b\[2J\\nquickly\n/);
  });

  for (const [word, how] of [
    ['finish', 'finished'],
    ['abandon', 'abandoned'],
  ] as const)
    it(`${word} ends it, keeps a record, and touches no file`, async () => {
      const repository = makeGoverned();
      const { task } = await documentOf<Documents['start']>(repository, ...startFix);
      repository.write('src/parse.py', 'x = 1\n');
      const { code, out, err } = await govern(repository, 'task', word);
      assert.deepEqual([code, out, err], [0, `Task ${task.id} is ${how}. No file was touched.\n`, '']);
      assert.deepEqual(keptIn(repository), [`pages/${task.id}/prompt.md`, `tasks/${task.id}.json`]);
      const file = join(repository.root, '.git/codex-governor/tasks', `${task.id}.json`);
      const record = JSON.parse(readFileSync(file, 'utf8')) as { goal: string; ended: { how: string; at: string } };
      assert.deepEqual([record.goal, record.ended.how], [task.goal, how]);
      assert.ok(Date.parse(record.ended.at) >= Date.parse(task.started_at));
      assert.equal(readFileSync(join(repository.root, 'src/parse.py'), 'utf8'), 'x = 1\n');
      await governed(repository, ...startFix);
    });

  it('ends when it is parked too, and says that it was', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.git('switch', '--quiet', '--create', 'other');
    const { code, err } = await govern(repository, 'task', 'abandon');
    assert.equal(code, 0);
    assert.equal(err, 'note: The task was parked (it belongs to main; other is checked out).\n');
    assert.equal((await taskOf(repository)).state, 'none');
  });

  it('says where a damaged task is, and leaves it for a person to look at', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    const file = join(repository.root, '.git/codex-governor/task.json');
    writeFileSync(file, '{"version": 1');
    for (const words of [['task'], ['check'], ['change'], ['pr'], ['pack'], ['task', 'finish'], [...startFix]]) {
      const { code, out, err } = await govern(repository, ...words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(err, /cannot be read from .*task\.json: it is not JSON\. The file was left as it is\./);
    }
    assert.ok(existsSync(file));
  });
});
