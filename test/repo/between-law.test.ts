// What an earlier process made of the texts of a policy is believed only as long as all of these texts are the same.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readLaw, type Law, type LawPlace, type PolicyShelf } from '#app';
import { failure, success, type Task } from '#core';
import { openPolicyShelf } from '#repo';
import { readFrozenLaw } from '../../src/app/law/law.ts';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { openLineStore } from '../../src/repo/between/line-store.ts';
import { projectRoot } from '../cli/command-line.ts';
import { demand, demandFailure } from './temporary-repository.ts';

const policies = join(projectRoot, 'policies');
const names = readdirSync(policies, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);
const textOf = (name: string): string => readFileSync(join(policies, name, 'policy.yaml'), 'utf8');

const taskUnder = (name: string): Pick<Task, 'law'> => ({ law: [{ source: 'policy.yaml', text: textOf(name) }] });

type Files = Readonly<Record<string, string>>;

const place = (files: Files) => ({
  readFrom: 'here',
  path: 'policy.yaml',
  readText: async (path: string) => Promise.resolve(success(files[path])),
});

const base = (title: string): string => `version: 1\ntitle: ${title}\nmodes: {}\n`;
const own = 'version: 1\ntitle: Own\nextends: [base.yaml]\n';

const readFresh = async (files: Files): Promise<Law> => demand(await readLaw(openPolicyShelf(policies), place(files)));

describe('a law that another process read', () => {
  let made: ReturnType<typeof makeTemporaryFolder>;
  beforeEach(() => (made = makeTemporaryFolder('codex-governor-law')));
  afterEach(() => made.dispose());

  /** A shelf of a new process, with what those before it kept. */
  const openShelf = (): { readonly shelf: PolicyShelf; readonly save: () => Promise<void> } => {
    const store = openLineStore({ file: join(made.path, 'known'), edition: 'tried' });
    return { shelf: { ...openPolicyShelf(policies), memory: store }, save: store.save };
  };
  const readKeeping = async (files: Files): Promise<Law> => {
    const { shelf, save } = openShelf();
    const law = demand(await readLaw(shelf, place(files)));
    await save();
    return law;
  };

  for (const name of names)
    it(`is the same law: ${name}`, async () => {
      const files = { 'policy.yaml': textOf(name) };
      const fresh = await readFresh(files);
      assert.deepStrictEqual(await readKeeping(files), fresh);
      assert.deepStrictEqual(await readKeeping(files), fresh);
    });

  it('is not made again, and is where a text of it moved, also one that it extends', async () => {
    const files = { 'policy.yaml': own, 'base.yaml': base('One') };
    await readKeeping(files);
    const { shelf } = openShelf();
    const asked: string[] = [];
    const watched: PolicyShelf = {
      ...shelf,
      shipped: async () => {
        asked.push('shipped');
        return shelf.shipped();
      },
    };
    assert.deepStrictEqual(demand(await readLaw(watched, place(files))), await readFresh(files));
    assert.deepEqual(asked, [], 'nothing was put together');
    for (const moved of [
      { ...files, 'base.yaml': `${base('One')}codex: frozen\n` },
      { ...files, 'policy.yaml': `${own}codex: frozen\n` },
    ]) {
      const law = await readKeeping(moved);
      assert.equal(law.policy.codex, 'frozen');
      assert.deepStrictEqual(law, await readFresh(moved));
    }
    assert.equal((await readKeeping(files)).policy.codex, 'active');
  });

  it('is none where what it extends is gone, cannot be read, or has a fault now', async () => {
    const files = { 'policy.yaml': own, 'base.yaml': base('One') };
    await readKeeping(files);
    const { shelf } = openShelf();
    const read = async (more: LawPlace) => demandFailure(await readLaw(shelf, more)).reason;
    assert.equal(await read(place({ 'policy.yaml': own })), 'bad-policy');
    assert.equal(await read(place({ ...files, 'base.yaml': 'version: 7\n' })), 'bad-policy');
    const lost = { reason: 'git-failed', message: 'lost' } as const;
    const readText = async (path: string) =>
      Promise.resolve(path === 'base.yaml' ? failure(lost) : success<string | undefined>(own));
    assert.equal(await read({ ...place(files), readText }), 'git-failed');
  });

  it('is not kept with a fault', async () => {
    const { shelf, save } = openShelf();
    demandFailure(await readLaw(shelf, place({ 'policy.yaml': 'version: 7\n' })));
    await save();
    assert.deepEqual(readdirSync(made.path), []);
  });

  it('is that of a task, by its texts', async () => {
    const task = taskUnder('dawsos');
    const fresh = demand(readFrozenLaw(task));
    for (let round = 0; round < 2; round += 1) {
      const { shelf, save } = openShelf();
      assert.deepStrictEqual(demand(readFrozenLaw(task, shelf)), fresh);
      await save();
    }
    const other = taskUnder('starter');
    assert.deepStrictEqual(demand(readFrozenLaw(other, openShelf().shelf)), demand(readFrozenLaw(other)));
  });
});
