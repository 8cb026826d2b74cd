import { deepEqual, equal, match, ok } from 'node:assert/strict';
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
      deepEqual(
        ofKind(events, 'asks-patch').map(({ changes }) => changes),
        [[{ path: 'a.txt', kind: { type: 'update' }, diff: '@@ -1 +1 @@\n-one\n+two\n' }]],
      );
      deepEqual(before, ['one\n']);
      equal(text(lab, 'a.txt'), 'two\n');
      deepEqual(
        ofKind(events, 'patch-ended').map(({ status }) => status),
        ['completed'],
      );
      deepEqual(
        ofKind(events, 'message').map((message) => message.text),
        ['ended'],
      );
    });
  }

  it('leaves no file when it is declined, and the reason reaches the model in the same turn', async () => {
    lab = await openLab();
    lab.model.script([patches('*** Add File: new/b.txt\n+made')], [says('understood')]);
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
    match(heard.join('\n'), /rejected by user/);
    deepEqual(
      ofKind(events, 'turn-ended').map(({ status }) => status),
      ['completed'],
    );
  });
});
