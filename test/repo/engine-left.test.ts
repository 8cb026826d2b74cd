// What a window leaves that was killed, and what of it nobody may take for their own.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { askEngine, offerEngine, type OfferedEngine } from '#repo';
import { giveAway } from './ordinary-person.ts';
import { makeRepository, removeFolders, type TestRepository } from './temporary-repository.ts';
import { bundleWriter } from './writers.ts';

const build = 'this one';
const patience = { reach: 5_000, hear: 5_000, answer: 5_000 };

const ownFolderOf = ({ root }: TestRepository): string => join(root, '.git', 'codex-governor');
const addressFile = (repository: TestRepository): string => join(ownFolderOf(repository), 'engine.json');
const socketOf = (repository: TestRepository): string =>
  (JSON.parse(readFileSync(addressFile(repository), 'utf8')) as { readonly socket: string }).socket;

const ask = async ({ root }: TestRepository): Promise<unknown> =>
  (await askEngine(root, 'q', { build, environment: {}, patience }))?.told;

/** As if it was made some time ago: what was made just now may be about to listen. */
const grow = (folder: string): void => {
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(folder, longAgo, longAgo);
};

const kill = async (window: ChildProcess): Promise<void> => {
  window.kill('SIGKILL');
  await once(window, 'exit');
};

const make = (name: string): string => mkdtempSync(join(tmpdir(), name));

describe('an engine whose window was killed', () => {
  let program: string;
  const windows: ChildProcess[] = [];
  const offered: OfferedEngine[] = [];
  const folders: string[] = [];
  before(() => {
    program = bundleWriter('offer-engine.ts');
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) window.kill('SIGKILL');
    await Promise.all(offered.splice(0).map((one) => one.dispose()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  after(removeFolders);

  const openWindow = async (repository: TestRepository): Promise<ChildProcess> => {
    const { root } = repository;
    const window = spawn(process.execPath, [program, root, ownFolderOf(repository)], { stdio: ['ignore', 'pipe', 2] });
    windows.push(window);
    await once(window.stdout ?? window, 'data');
    folders.push(dirname(socketOf(repository)));
    return window;
  };

  const offerFor = async (repository: TestRepository): Promise<void> => {
    const place = { root: repository.root, ownFolder: ownFolderOf(repository) };
    const engine = await offerEngine(place, { build, answer: async () => 'next' });
    assert.ok(engine);
    offered.push(engine);
  };

  it('leaves a folder that the next window of this person removes, of whatever repository', async () => {
    const [one, other, third] = [makeRepository(), makeRepository(), makeRepository()];
    const window = await openWindow(one);
    await openWindow(other);
    const [left, alive] = [one, other].map((repository) => dirname(socketOf(repository))) as [string, string];
    await kill(window);
    for (const folder of [left, alive]) grow(folder);
    assert.ok(existsSync(left), 'nobody has cleared it yet');
    await offerFor(third);
    assert.ok(!existsSync(left), 'what nobody listens in is gone');
    assert.ok(existsSync(alive));
    assert.equal(await ask(other), 'alive', 'what somebody listens in is not');
    assert.equal(await ask(third), 'next');
  });

  it('leaves an address that the first hook removes, with the folder', async () => {
    const repository = makeRepository();
    const window = await openWindow(repository);
    const folder = dirname(socketOf(repository));
    assert.equal(await ask(repository), 'alive');
    await kill(window);
    grow(folder);
    assert.equal(await ask(repository), undefined);
    for (const path of [folder, addressFile(repository)]) assert.ok(!existsSync(path), path);
    await offerFor(repository);
    assert.equal(await ask(repository), 'next');
  });

  it('takes nothing with it that may be somebody else’s, or may be about to listen', async () => {
    const repository = makeRepository();
    const window = await openWindow(repository);
    const young = dirname(socketOf(repository));
    await kill(window);
    const [empty, other, full, foreign] = [
      make('codex-governor-engine-'),
      make('codex-governor-other-'),
      make('codex-governor-engine-'),
      make('codex-governor-engine-'),
    ];
    folders.push(empty, other, full, foreign);
    writeFileSync(join(full, 'notes.md'), 'mine\n');
    // Nobody but root can make a folder another person's; others can have one that is not as it was made.
    if (process.getuid?.() === 0) giveAway(foreign);
    else chmodSync(foreign, 0o755);
    for (const folder of [empty, other, full, foreign]) grow(folder);
    await offerFor(makeRepository());
    assert.ok(!existsSync(empty), 'one that was killed before it listened');
    assert.ok([young, other, full, foreign].every((folder) => existsSync(folder)));
  });
});
