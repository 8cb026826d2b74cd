import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patches, says, type ToolShape } from './fake-model.ts';
import { ofKind, openLab, read, type Lab } from './lab.ts';

const text = (lab: Lab, path: string): string => readFileSync(join(lab.root, path), 'utf8');

describe('a patch of the real Codex', () => {
  let lab: Lab;
  afterEach(async () => lab.dispose());

  for (const [shape, model] of [
    ['code', 'gpt-6-sol'],
    ['classic', 'gpt-5.5'],
  ] as const satisfies readonly (readonly [ToolShape, string])[]) {
    it(`is asked for with its diff, and written once it is accepted (${shape})`, async () => {
      lab = await openLab({ model });
      lab.model.script([patches('*** Update File: a.txt\n@@\n-one\n+two', shape)], [says('ended')]);
      const thread = await lab.start();
      const before: string[] = [];
      const events = await read(thread, () => {
        before.push(text(lab, 'a.txt'));
        return 'accept';
      }).turn('Change it.');
      const changes = [{ path: 'a.txt', kind: { type: 'update' }, diff: '@@ -1 +1 @@\n-one\n+two\n' }];
      deepEqual(
        ofKind(events, 'asks-patch').map((asked) => asked.changes),
        [changes],
      );
      deepEqual(before, ['one\n']);
      equal(text(lab, 'a.txt'), 'two\n');
      deepEqual(
        ofKind(events, 'patch-ended').map((ended) => [ended.status, ended.changes]),
        [['completed', changes]],
      );
      deepEqual(
        ofKind(events, 'message').map((message) => message.text),
        ['ended'],
      );
      ok(ofKind(events, 'tokens').every(({ used }, at) => used === 100 * (at + 1)));
    });

    it(`leaves no file when it is declined, and the reason reaches the model in the same turn (${shape})`, async () => {
      lab = await openLab({ model });
      lab.model.script([patches('*** Add File: new/b.txt\n+made', shape)], [says('understood')]);
      const thread = await lab.start();
      const events = await read(thread, () => ({ decline: 'Rule no-new-files: make none.' })).turn('Make a file.');
      deepEqual(
        ofKind(events, 'asks-patch').map(({ changes }) => changes),
        [[{ path: 'new/b.txt', kind: { type: 'add' }, diff: 'made\n' }]],
      );
      equal(existsSync(join(lab.root, 'new')), false);
      equal(lab.git('status', '--short'), '');
      const heard = lab.model.requests.at(-1)?.texts ?? [];
      ok(heard.includes('Rule no-new-files: make none.'), heard.slice(-3).join('\n'));
      deepEqual(
        ofKind(events, 'turn-ended').map(({ status }) => status),
        ['completed'],
      );
    });
  }

  it('is told file by file: moved, deleted, added, with the line ends that stand there', async () => {
    lab = await openLab({
      files: { 'a.txt': 'one\ntwo\n', 'b.txt': 'gone\n', 'c.txt': 'no end', 'd.txt': 'd1\r\nd2\r\n' },
    });
    const files = [
      '*** Update File: a.txt\n*** Move to: sub/z.txt\n@@\n-one\n+ONE\n two',
      '*** Delete File: b.txt',
      '*** Update File: c.txt\n@@\n-no end\n+an end',
      '*** Update File: d.txt\n@@\n-d1\n+D1',
      '*** Add File: e.txt\n+e',
    ];
    lab.model.script([patches(files.join('\n'))]);
    const thread = await lab.start();
    const events = await read(thread, () => 'accept').turn('Tidy up.');
    deepEqual(
      ofKind(events, 'asks-patch').flatMap(({ changes }) => changes),
      [
        {
          path: 'a.txt',
          kind: { type: 'update', move_path: 'sub/z.txt' },
          diff: '@@ -1,2 +1,2 @@\n-one\n+ONE\n two\n',
        },
        { path: 'b.txt', kind: { type: 'delete' }, diff: 'gone\n' },
        {
          path: 'c.txt',
          kind: { type: 'update' },
          diff: '@@ -1 +1 @@\n-no end\n\\ No newline at end of file\n+an end\n',
        },
        { path: 'd.txt', kind: { type: 'update' }, diff: '@@ -1,2 +1,2 @@\n-d1\r\n+D1\r\n d2\r\n' },
        { path: 'e.txt', kind: { type: 'add' }, diff: 'e\n' },
      ],
    );
    equal(text(lab, 'sub/z.txt'), 'ONE\ntwo\n');
    equal(text(lab, 'd.txt'), 'D1\r\nd2\r\n');
    deepEqual([existsSync(join(lab.root, 'a.txt')), existsSync(join(lab.root, 'b.txt'))], [false, false]);
  });

  it('is written into folders that are not there yet', async () => {
    lab = await openLab();
    lab.model.script(
      [patches('*** Add File: new/deep/b.txt\n+made')],
      [patches('*** Update File: a.txt\n*** Move to: moved/a.txt\n@@\n-one\n+two')],
      [says('ended')],
    );
    const thread = await lab.start();
    await read(thread, () => 'accept').turn('Make files.');
    await thread.close();
    deepEqual([text(lab, 'new/deep/b.txt'), text(lab, 'moved/a.txt')], ['made\n', 'two\n']);
  });

  it('is asked for where it only moves, and where it leaves the working tree', async () => {
    lab = await openLab();
    lab.model.script(
      [patches('*** Update File: a.txt\n*** Move to: b.txt\n@@\n one')],
      [patches('*** Add File: ../outside.txt\n+out')],
    );
    const thread = await lab.start();
    const events = await read(thread).turn('Move it.');
    deepEqual(
      ofKind(events, 'asks-patch').map(({ changes }) => changes),
      [
        [{ path: 'a.txt', kind: { type: 'update', move_path: 'b.txt' }, diff: '' }],
        [{ path: join(lab.root, '../outside.txt'), kind: { type: 'add' }, diff: 'out\n' }],
      ],
    );
    equal(existsSync(join(lab.root, '../outside.txt')), false);
    equal(lab.git('status', '--short'), '');
  });

  it('is asked for where a command of a shell would apply it', async () => {
    lab = await openLab();
    const command =
      "apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: a.txt\n@@\n-one\n+two\n*** End Patch\nEOF\n";
    lab.model.script([{ tool: 'exec_command', arguments: { cmd: command, login: false } }]);
    const thread = await lab.start();
    const events = await read(thread).turn('Change it.');
    equal(ofKind(events, 'asks-patch').length, 1);
    equal(text(lab, 'a.txt'), 'one\n');
  });

  it('ends the turn when it is cancelled', async () => {
    lab = await openLab();
    lab.model.script([patches('*** Update File: a.txt\n@@\n-one\n+two')]);
    const thread = await lab.start();
    const events = await read(thread, () => 'cancel').turn('Change it.');
    deepEqual(
      ofKind(events, 'turn-ended').map(({ status }) => status),
      ['interrupted'],
    );
    equal(text(lab, 'a.txt'), 'one\n');
  });

  it('of a sub-agent is asked for as well, and tells whose it is', async () => {
    lab = await openLab();
    lab.model.scriptFor(
      'Task name: /root/child\nSender',
      [patches('*** Update File: a.txt\n@@\n-one\n+two')],
      [says('sorry')],
    );
    const collaboration = { namespace: 'collaboration' };
    lab.model.script(
      [
        {
          tool: 'spawn_agent',
          ...collaboration,
          arguments: { task_name: 'child', message: 'Do.', fork_turns: 'none' },
        },
      ],
      [{ tool: 'wait_agent', ...collaboration, arguments: { timeout_ms: 10_000 } }],
    );
    const thread = await lab.start();
    const events = await read(thread, () => ({ decline: 'Not by you.' })).turn('Let another do it.');
    const [asked, ...more] = ofKind(events, 'asks-patch');
    equal(more.length, 0);
    ok(asked !== undefined && asked.thread !== thread.id);
    equal(text(lab, 'a.txt'), 'one\n');
    ok(lab.model.requests.some(({ texts }) => texts.includes('Not by you.')));
  });
});
