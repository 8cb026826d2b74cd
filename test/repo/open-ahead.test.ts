import { takeStanding } from '#app';
import { courtHere, openAhead, openMachine, type OpeningWorktree } from '#repo';
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { openWorktree } from '../../src/repo/worktree.ts';
import { makeSample } from '../sample/make-sample.ts';

const policies = join(import.meta.dirname, '../../policies');
const policy = readFileSync(join(policies, 'starter/policy.yaml'), 'utf8');

describe('a worktree that is opened ahead', function () {
  this.timeout(60_000);
  let made: ReturnType<typeof makeTemporaryFolder>;
  let usual: string | undefined;
  // What lies in the temporary folder is counted, so it is one of its own.
  beforeEach(() => {
    made = makeTemporaryFolder('codex-governor-ahead');
    usual = process.env['TMPDIR'];
    for (const name of ['work', 'temporary']) mkdirSync(join(made.path, name));
    process.env['TMPDIR'] = join(made.path, 'temporary');
  });
  afterEach(() => {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    made.dispose();
  });

  const root = (): string => join(made.path, 'work');
  const left = (): readonly string[] => readdirSync(join(made.path, 'temporary'));
  const open = (measures = true): OpeningWorktree => openAhead(root(), { startedIn: root(), measures });
  const write = (text: string): void => writeFileSync(join(root(), 'new.py'), text);

  /** Lines that were added to a file, by a machine that is handed what was opened. */
  const measure = async (opening: OpeningWorktree): Promise<number | undefined> => {
    const options = { startedIn: root(), isBrief: true };
    const machine = await openMachine(root(), { policies, court: courtHere }, options, opening.worktree);
    assert.ok(machine.ok);
    const standing = await takeStanding(machine.value, { mode: 'refactor' });
    assert.ok(standing.ok);
    const measured = await machine.value.repository.measure(standing.value.from, { classify: () => 'code' });
    assert.ok(measured.ok);
    return measured.value.change.files.find(({ path }) => path === 'new.py')?.added;
  };

  it('measures the tree that was taken, once, and the tree of now after that', async () => {
    makeSample(root(), { policy });
    write('A = 1\n');
    const opening = open();
    await opening.isUnderWay;
    const { length } = left();
    assert.equal(length, 1, 'git is at work already');
    const worktree = await opening.worktree;
    assert.ok(worktree.ok);
    assert.equal(await measure(opening), 1);
    write('A = 1\nB = 2\n');
    assert.equal(await worktree.value.takeAhead?.(), undefined);
    assert.equal(await measure(opening), 2);
    await opening.dispose();
    assert.deepEqual(left(), []);
  });

  it('does not take for that of now what was taken a while ago', async () => {
    makeSample(root(), { policy });
    write('A = 1\n');
    const opening = open();
    await opening.isUnderWay;
    await setTimeout(1_100);
    write('A = 1\nB = 2\n');
    assert.equal(await measure(opening), 2);
    await opening.dispose();
    assert.deepEqual(left(), []);
  });

  it('removes what nobody has asked for', async () => {
    makeSample(root(), { policy });
    const opening = open();
    await opening.isUnderWay;
    assert.equal(left().length, 1);
    await opening.dispose();
    assert.deepEqual(left(), []);
  });

  it('takes nothing where nothing is to be measured, or there is no policy', async () => {
    makeSample(root(), { policy });
    const idle = open(false);
    await idle.isUnderWay;
    assert.deepEqual(left(), []);
    assert.ok((await idle.worktree).ok);
    rmSync(join(root(), '.codex/governance.yaml'));
    const lawless = open();
    await lawless.isUnderWay;
    assert.deepEqual(left(), []);
    assert.ok((await lawless.worktree).ok);
    const bare = join(made.path, 'temporary');
    const nowhere = openAhead(bare, { startedIn: bare, measures: true });
    await nowhere.isUnderWay;
    const [told, plain] = [await nowhere.worktree, await openWorktree(bare, { startedIn: bare })];
    assert.deepEqual(told, plain, 'it says what it would say else');
    await nowhere.dispose();
    assert.deepEqual(left(), []);
  });
});
