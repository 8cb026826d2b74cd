import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { draftTask, keepTask, type PromptLog } from '#app';
import { courtHere, openMachine } from '#repo';
import { openPromptLog } from '../../src/repo/prompt-log.ts';
import { asOrdinaryPerson } from './ordinary-person.ts';
import { demand, demandFailure, makeFolder, makeRepository, removeFolders } from './temporary-repository.ts';
import { bundleWriter, writeAtOnce } from './writers.ts';

const path = 'dev_prompts.md';
const clock = { now: () => '2026-11-22T08:10:05.123Z' };

const open = (root: string): PromptLog => openPromptLog({ root, ownFolder: join(root, 'own') }, { clock });
const prompt = (text: string) => ({ branch: 'main', targets: [], text });

const seed = '# Dev Prompts Log\n\n- 2026-01-04 17:05:20: one\n- 2026-01-04 17:05:20: two\n';

const policy = [
  'version: 1',
  'title: Small',
  'codex: active',
  'prompt: { log: dev_prompts.md }',
  'modes:',
  '  fix:',
  '    title: Fix',
  '    label: Fix',
  '    goal: Mend one fault.',
  '    budgets: { lines: { limit: 1, level: block, because: Small. }, files: { limit: 1, level: block, because: Small. } }',
  '    because: One thing at a time.',
  '',
].join('\n');

describe('the prompt log of a worktree', () => {
  let program: string;
  before(() => {
    program = bundleWriter('log-prompts.ts');
  });
  after(removeFolders);

  it('is begun where there is none, and continued as it stands where a team has one', async () => {
    const root = makeFolder();
    assert.deepEqual(demand(await open(root).add(path, prompt('hello'))), { path, number: 1 });
    writeFileSync(join(root, path), seed);
    assert.deepEqual(demand(await open(root).add(path, prompt('three'))), { path, number: 3 });
    const entry = '- 2026-11-22T08:10:05Z: [prompt_id: 3] [branch: main] three\n';
    assert.equal(readFileSync(join(root, path), 'utf8'), `${seed}${entry}`);
    assert.equal(demand(await open(root).add(path, prompt('three'), { unlessLast: true })), undefined);
    assert.equal(readFileSync(join(root, path), 'utf8'), `${seed}${entry}`);
    assert.deepEqual(readdirSync(root).sort(), [path, 'own']);
  });

  it('leaves bytes that are no text alone', async () => {
    const root = makeFolder();
    const bytes = Buffer.from([0x2d, 0x20, 0xff, 0xfe, 0x0a]);
    writeFileSync(join(root, path), bytes);
    demand(await open(root).add(path, prompt('x')));
    assert.deepEqual(readFileSync(join(root, path)).subarray(0, bytes.length), bytes);
  });

  it('holds no secret, wherever it stood', async () => {
    const root = makeFolder();
    const token = ['ghp', 'aB3dE5gH7jK9mN1pQ3sT5vX7zB9dF1hJ3lN5'].join('_');
    demand(
      await open(root).add(path, { branch: token, targets: [`src/${token}.py`], text: `use ${token}\nand ${token}` }),
    );
    const log = readFileSync(join(root, path), 'utf8');
    assert.ok(!log.includes(token));
    assert.equal(log.split('[redacted: GitHub token]').length, 5);
  });

  it('gives every prompt of several processes a number of its own', async () => {
    const root = makeFolder();
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, path), seed);
    const [writers, times] = [3, 20];
    const numbers = await writeAtOnce(program, { folder: root, writers, times });
    const expected = Array.from({ length: writers * times }, (_, index) => index + 3);
    assert.deepEqual(numbers, expected);
    const log = readFileSync(join(root, path), 'utf8');
    assert.ok(log.startsWith(seed));
    assert.deepEqual(
      [...log.matchAll(/^- .*\[prompt_id: (\d+)\] \[branch: main\] writer \d \d+\n {2}x{500}$/gm)].map(([, id]) =>
        Number(id),
      ),
      expected,
    );
  });

  it('gives no number twice after a writer was killed', async () => {
    const root = makeFolder();
    mkdirSync(join(root, '.git'));
    for (let round = 0; round < 8; round += 1) {
      const child = spawn(process.execPath, [program, root, `round ${round}`, '100000']);
      const closed = new Promise((resolve) => child.once('close', resolve));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await setTimeout(round * 3);
      child.kill('SIGKILL');
      await closed;
    }
    const numbers = [...readFileSync(join(root, path), 'utf8').matchAll(/\[prompt_id: (\d+)\]/g)].map(([, id]) =>
      Number(id),
    );
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
    assert.ok(numbers.length > 8);
  });

  it('is never written through a link, nor outside of the repository', async () => {
    const root = makeFolder();
    const elsewhere = join(makeFolder(), 'notes.md');
    writeFileSync(elsewhere, 'mine\n');
    symlinkSync(elsewhere, join(root, path));
    assert.equal(demandFailure(await open(root).add(path, prompt('x'))).reason, 'cannot-keep');
    assert.equal(readFileSync(elsewhere, 'utf8'), 'mine\n');
    assert.match(demandFailure(await open(root).add('../x.md', prompt('x'))).message, /it is outside the repository/);
  });

  it('says so where it cannot be written', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'closed', 'own'), { recursive: true, mode: 0o777 });
    writeFileSync(join(folder, 'closed', path), seed, { mode: 0o444 });
    const told = demandFailure(
      await asOrdinaryPerson(folder, () => open(join(folder, 'closed')).add(path, prompt('x'))),
    );
    assert.match(told.message, /^The prompt cannot be logged in .*dev_prompts\.md: permission is denied \(EACCES\)\.$/);
  });

  it('uses no budget up, as nothing does that we write', async () => {
    const repository = makeRepository({ '.codex/governance.yaml': policy, 'src/parse.py': 'one\n' });
    const options = { environment: repository.environment };
    const parts = { policies: makeFolder(), court: courtHere };
    const machine = demand(await openMachine(repository.root, parts, options));
    const request = { mode: 'fix', goal: 'Mend `src/parse.py`.', scope: [], specs: [], slots: {}, picks: {} };
    const ports = await machine.loadDraftPorts();
    const { task } = demand(await keepTask(ports, demand(await draftTask(ports, request))));
    repository.write('.codex/governance/prompts.md', 'ours\n');
    repository.write('src/parse.py', 'two\n');
    const measure = async () => {
      const measured = demand(await machine.repository.measure({ task: task.base }, { classify: () => 'code' }));
      return measured.change.files.map((file) => file.path);
    };
    assert.match(
      readFileSync(join(repository.root, path), 'utf8'),
      /\[prompt_id: 1\] \[branch: main\] \[targets: src\/parse\.py\]/,
    );
    assert.deepEqual(await measure(), ['src/parse.py']);
    repository.git('add', '.');
    assert.deepEqual(await measure(), ['src/parse.py']);
    const { entries, breaks } = demand(await machine.journal.verify());
    assert.deepEqual([entries, breaks], [2, []]);
  });
});
