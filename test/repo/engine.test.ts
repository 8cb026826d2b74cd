// The socket over which an open window answers: who may ask, and that nothing is left of it.
import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { askEngine, offerEngine, type AnswerQuestion, type OfferedEngine } from '#repo';
import { makeFolder, makeRepository, removeFolders, type TestRepository } from './temporary-repository.ts';

const build = 'this one';
const short = { reach: 500, hear: 300, answer: 300 };

const ownFolderOf = ({ root }: TestRepository): string => join(root, '.git', 'codex-governor');
const addressFile = (repository: TestRepository): string => join(ownFolderOf(repository), 'engine.json');

interface Address {
  readonly socket: string;
  readonly token: string;
}
const addressOf = (repository: TestRepository): Address =>
  JSON.parse(readFileSync(addressFile(repository), 'utf8')) as Address;

const echo: AnswerQuestion = async (question) => ({ question });

const ask = async (folder: string, question: unknown = 'q', more: object = {}) =>
  askEngine(folder, question, { build, environment: {}, patience: short, ...more });

describe('a warm engine', () => {
  const offered: OfferedEngine[] = [];
  afterEach(async () => {
    await Promise.all(offered.splice(0).map((one) => one.dispose()));
    removeFolders();
  });

  const offer = async (repository: TestRepository, answer = echo): Promise<OfferedEngine> => {
    const place = { root: repository.root, ownFolder: ownFolderOf(repository) };
    const engine = await offerEngine(place, { build, answer });
    assert.ok(engine);
    offered.push(engine);
    return engine;
  };

  it('answers who asks from anywhere in its worktree', async () => {
    const repository = makeRepository({ 'src/a.py': 'A = 1\n' });
    await offer(repository);
    const ownFolder = ownFolderOf(repository);
    for (const folder of [repository.root, join(repository.root, 'src')])
      assert.deepEqual(await ask(folder, { what: 'ä' }), { told: { question: { what: 'ä' } }, ownFolder });
  });

  it('answers several at once, each what it asked, and long ones whole', async () => {
    const repository = makeRepository();
    await offer(repository);
    const questions = ['one', 'x'.repeat(3_000_000), 'three'];
    const patience = { reach: 5_000, hear: 5_000, answer: 5_000 };
    const told = await Promise.all(questions.map((question) => ask(repository.root, question, { patience })));
    assert.deepEqual(
      told.map((one) => one?.told),
      questions.map((question) => ({ question })),
    );
  });

  it('is reached from a worktree of its own alone', async () => {
    const repository = makeRepository({ 'a.txt': 'x\n' });
    const other = join(dirname(repository.root), 'other');
    repository.git('worktree', 'add', '--quiet', '--detach', other);
    await offer(repository);
    assert.equal(await ask(other), undefined);
    const ownFolder = join(repository.root, '.git', 'worktrees', 'other', 'codex-governor');
    const engine = await offerEngine({ root: other, ownFolder }, { build, answer: async () => 'there' });
    assert.ok(engine);
    offered.push(engine);
    assert.equal((await ask(other))?.told, 'there');
  });

  it('listens where nobody else may, and leaves nothing', async () => {
    const repository = makeRepository();
    const engine = await offer(repository);
    const { socket } = addressOf(repository);
    const modes = [dirname(socket), socket, addressFile(repository)].map((path) => statSync(path).mode & 0o777);
    assert.deepEqual(modes, [0o700, 0o600, 0o600]);
    await engine.dispose();
    for (const path of [dirname(socket), addressFile(repository)]) assert.ok(!existsSync(path), path);
    assert.equal(await ask(repository.root), undefined);
  });

  it('is not asked where it is of another build, where it names another root, or where git is sent elsewhere', async () => {
    const repository = makeRepository();
    await offer(repository);
    assert.equal(await ask(repository.root, 'q', { build: 'another' }), undefined);
    assert.equal(await ask(repository.root, 'q', { environment: { GIT_DIR: '/elsewhere' } }), undefined);
    const address = addressOf(repository);
    const write = (changed: object): void =>
      writeFileSync(addressFile(repository), JSON.stringify({ ...address, ...changed }));
    write({ root: makeFolder() });
    assert.equal(await ask(repository.root), undefined);
    write({ token: 'no' });
    assert.equal(await ask(repository.root), undefined, 'a wrong token');
    write({});
    assert.ok(await ask(repository.root));
  });

  it('is not believed where others could have put it there', async () => {
    const repository = makeRepository();
    await offer(repository);
    const { socket } = addressOf(repository);
    for (const [path, mode, right] of [
      [dirname(socket), 0o755, 0o700],
      [addressFile(repository), 0o644, 0o600],
    ] as const) {
      chmodSync(path, mode);
      assert.equal(await ask(repository.root), undefined, path);
      chmodSync(path, right);
    }
    assert.ok(await ask(repository.root));
  });

  it('is not believed where any part of it is another person’s', async () => {
    const repository = makeRepository();
    await offer(repository);
    const { socket } = addressOf(repository);
    const [me, stranger] = [process.getuid?.() ?? 0, 54_321];
    for (const path of [socket, dirname(socket), addressFile(repository)])
      if (me === 0) {
        chownSync(path, stranger, stranger);
        assert.equal(await ask(repository.root), undefined, path);
        chownSync(path, me, me);
      } else {
        // Only root can give a file away. For who is no longer the same person, all of it is another's.
        process.getuid = () => stranger;
        assert.equal(await ask(repository.root), undefined);
        process.getuid = () => me;
      }
    assert.ok(await ask(repository.root));
  });

  it('is done without where it is gone and its address is still there, or is none', async () => {
    const repository = makeRepository();
    const engine = await offer(repository);
    const left = readFileSync(addressFile(repository));
    await engine.dispose();
    for (const text of [left, 'no address', '{}', 'null', '']) {
      writeFileSync(addressFile(repository), text, { mode: 0o600 });
      const since = performance.now();
      assert.equal(await ask(repository.root), undefined);
      assert.ok(performance.now() - since < short.reach, 'at once');
    }
    assert.equal(await ask(makeFolder()), undefined, 'outside of a repository');
  });

  it('is given up where it answers too late or nothing, and hears of it', async () => {
    const repository = makeRepository();
    const given: AbortSignal[] = [];
    await offer(repository, async (question, signal) => {
      given.push(signal);
      return question === 'slow' ? new Promise(() => undefined) : undefined;
    });
    assert.equal(await ask(repository.root, 'nothing'), undefined);
    assert.equal(await ask(repository.root, 'slow'), undefined);
    const [, slow] = given;
    assert.ok(slow);
    if (!slow.aborted) await new Promise((resolve) => slow.addEventListener('abort', resolve));
    const stopped = AbortSignal.abort();
    assert.equal(await ask(repository.root, 'q', { signal: stopped }), undefined);
  });

  it('throws nothing at who asks where it has a bug, and goes on', async () => {
    const repository = makeRepository();
    await offer(repository, async (question) => {
      if (question === 'bug') throw new Error('a bug');
      return 'fine';
    });
    assert.equal(await ask(repository.root, 'bug'), undefined);
    assert.equal((await ask(repository.root))?.told, 'fine');
  });

  it('tells nothing to who has no token, and outlives what is no question', async () => {
    const repository = makeRepository();
    await offer(repository);
    const { socket } = addressOf(repository);
    for (const said of ['{"question":"q"}\n', '{"token":17}\n', 'no JSON\n', 'null\n', '']) {
      const heard = await new Promise<string>((resolve) => {
        const made = connect(socket);
        let text = '';
        made.on('data', (piece) => (text += piece.toString()));
        made.once('close', () => resolve(text));
        made.on('error', () => undefined);
        if (said === '') made.destroy();
        else made.write(said);
      });
      assert.equal(heard, '', said);
    }
    assert.ok(await ask(repository.root));
  });

  it('of another window takes its place, and gives it back when that one is closed', async () => {
    const repository = makeRepository();
    const first = await offer(repository, async () => 'first');
    const second = await offer(repository, async () => 'second');
    assert.equal((await ask(repository.root))?.told, 'second');
    await first.renew();
    assert.equal((await ask(repository.root))?.told, 'second');
    await second.dispose();
    assert.equal(await ask(repository.root), undefined);
    await first.renew();
    assert.equal((await ask(repository.root))?.told, 'first');
    const third = await offer(repository, async () => 'third');
    await first.dispose();
    assert.equal((await ask(repository.root))?.told, 'third');
    await third.dispose();
    assert.ok(!existsSync(addressFile(repository)));
  });

  it('cannot be offered where its address cannot be written, and leaves nothing then', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'own'), 'no folder');
    await assert.rejects(offerEngine({ root: folder, ownFolder: join(folder, 'own') }, { build, answer: echo }));
  });
});
