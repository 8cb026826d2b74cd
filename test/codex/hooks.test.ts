// The hooks that `install hooks` writes, asked by the real Codex as a person starts it: nothing of ours is in between.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lookForEngine } from '#repo';
import { patches, runs, says } from './fake-model.ts';
import type { GovernedLab } from './governed.ts';
import { mine, openHooked } from './hooked.ts';
import { ownFiles, runCodexAlone, trustFolder, trustHooks } from './lab.ts';

const heard = ({ model }: GovernedLab): string => (model.requests.at(-1)?.texts ?? []).join('\n');

const judgedIn = async ({ machine }: GovernedLab): Promise<readonly string[]> => {
  const entries = await machine.journal.read();
  ok(entries.ok);
  return entries.value.flatMap(({ event }) =>
    event.kind === 'action-judged' ? [`${event.what} ${event.verdict}`] : event.kind === 'foreign' ? [] : [event.kind],
  );
};

const adds = (path: string): string =>
  `apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: ${path}\n+x\n*** End Patch\nEOF`;

describe('a Codex that is started outside of the extension', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());
  const text = (path: string): string => readFileSync(join(lab.root, path), 'utf8');

  it('is told what holds, lets no patch through that the policy blocks, and lands what keeps it', async () => {
    lab = await openHooked();
    await trustFolder(lab);
    await trustHooks(lab);
    const before = ownFiles(lab, Object.keys(mine));
    lab.model.script(
      [patches('*** Add File: docs/c.md\n+Text.')],
      [patches('*** Update File: src/a.py\n@@\n-one = 1\n+first = 1\n*** Add File: src/a_test.py\n+import a')],
      [says('Done.')],
    );
    const { code } = await runCodexAlone(lab, 'Rename it.');
    equal(code, 0);
    ok(!existsSync(join(lab.root, 'docs/c.md')));
    equal(text('src/a.py'), 'first = 1\n', heard(lab));
    match(lab.model.requests[0]?.texts.join('\n') ?? '', /You work under Codex Governor, in mode Fix \(fix\)/);
    match(lab.model.requests[0]?.texts.join('\n') ?? '', /Lines changed 0 of 12/);
    match(heard(lab), /write-scope\.mode \(block\)/);
    const judged = await judgedIn(lab);
    deepEqual(
      judged.filter((entry) => /^(?:patch|prompt) /.test(entry)),
      ['prompt pass', 'patch block', 'patch pass'],
    );
    deepEqual(ownFiles(lab, Object.keys(mine)), before);
  });

  it('is told what a command has written past every judgement, and mends it before it ends', async () => {
    lab = await openHooked();
    await trustFolder(lab);
    await trustHooks(lab);
    lab.model.script(
      [runs('printf "x = 1\\n" | tee src/settled.py')],
      [says('Done.')],
      [patches('*** Delete File: src/settled.py')],
      [says('Mended.')],
    );
    await runCodexAlone(lab, 'Rename it.');
    const told = lab.model.requests.map(({ texts }) => texts.join('\n'));
    match(told[1] ?? '', /left the change in a state that may not merge/);
    match(told[2] ?? '', /You are not done: the change as it is now may not merge/);
    ok(!existsSync(join(lab.root, 'src/settled.py')));
    deepEqual((await judgedIn(lab)).filter((entry) => entry === 'change-judged').length >= 3, true);
  });

  it('is followed by a command into the folder that this one names, also out of the repository', async () => {
    lab = await openHooked();
    await trustFolder(lab);
    await trustHooks(lab);
    mkdirSync(join(lab.root, 'docs'));
    lab.model.script(
      [runs(adds('near.md'), 'code', { workdir: 'docs' })],
      [runs(adds(join(lab.root, 'docs/far.md')), 'code', { workdir: dirname(lab.root) })],
      [says('Done.')],
    );
    await runCodexAlone(lab, 'Write it.');
    deepEqual(readdirSync(join(lab.root, 'docs')), []);
    const judged = await judgedIn(lab);
    deepEqual(
      judged.filter((entry) => /^(?:patch|command) /.test(entry)),
      ['command block', 'command block'],
      heard(lab),
    );
    match(heard(lab), /docs\/near\.md/);
    match(heard(lab), /docs\/far\.md/);
  });

  it('is answered by the engine that its first hook has started, by the next session too', async () => {
    const opened = await openHooked();
    lab = opened;
    await trustFolder(lab);
    await trustHooks(lab);
    const staying = { ...lab, environment: { ...lab.environment, CODEX_GOVERNOR_ENGINE: 'on' } };
    const place = { root: lab.root, ownFolder: join(lab.root, '.git/codex-governor') };
    const look = () => lookForEngine(place, { build: 'any', environment: staying.environment });
    lab.model.script([says('Hello.')]);
    await runCodexAlone(staying, 'Say hello.');
    let known = await look();
    for (let round = 0; round < 600 && known?.state === undefined; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      known = await look();
    }
    ok(known?.state !== undefined, 'it is there');
    try {
      lab.model.script([patches('*** Add File: docs/c.md\n+Text.')], [says('Done.')]);
      await runCodexAlone(staying, 'Write it.');
      ok(!existsSync(join(lab.root, 'docs/c.md')));
      match(heard(lab), /write-scope\.mode \(block\)/);
      deepEqual(
        (await judgedIn(lab)).filter((entry) => entry.startsWith('patch ')),
        ['patch block'],
      );
      const { state } = (await look()) ?? {};
      // The start of the session, the prompt, the patch, and its end.
      ok((state?.answered ?? 0) - known.state.answered >= 4, `it has answered ${state?.answered}`);
    } finally {
      process.kill(known.pid);
      while ((await look()) !== undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('asks nobody where its person has not trusted the hooks', async () => {
    lab = await openHooked();
    await trustFolder(lab);
    lab.model.script([patches('*** Add File: docs/c.md\n+Text.')], [says('Done.')]);
    await runCodexAlone(lab, 'Write it.');
    ok(existsSync(join(lab.root, 'docs/c.md')));
  });

  it('writes nothing where the command line is gone', async () => {
    lab = await openHooked();
    await trustFolder(lab);
    await trustHooks(lab);
    lab.model.script([patches('*** Add File: src/c.py\n+c = 1')], [says('Done.')]);
    writeFileSync(join(lab.root, 'node_modules/.bin/codex-governor'), '#!/bin/sh\nkill -9 $$\n');
    await runCodexAlone(lab, 'Write it.');
    ok(!existsSync(join(lab.root, 'src/c.py')));
    equal(lab.model.requests.length, 0, 'not even the prompt goes out');
  });
});
