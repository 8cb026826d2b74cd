// What a governed run is asked is judged by one of us and written down once, whoever else could judge it.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patches, runs, runsPatch, says } from './fake-model.ts';
import { openGoverned, policy, rules, type GovernedLab } from './governed.ts';
import { openHooked } from './hooked.ts';
import { runCodexAlone, trustFolder, trustHooks } from './lab.ts';

const rename = [
  '*** Update File: src/a.py',
  '@@',
  '-one = 1',
  '+first = 1',
  '*** Add File: src/a_test.py',
  '+import a',
];

/** What was written down of prompts, actions and looks at the change, in order. */
const writtenIn = async ({ machine }: GovernedLab): Promise<readonly string[]> => {
  const entries = await machine.journal.read();
  ok(entries.ok);
  return entries.value.flatMap(({ event }) => {
    if (event.kind === 'action-judged') return [`${event.surface}: ${event.what} ${event.verdict}`];
    if (event.kind === 'prompt-sent') return [`${event.surface}: sent`];
    return event.kind === 'change-judged' || event.kind === 'session-started' ? [event.kind] : [];
  });
};

describe('what a governed run is asked', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());
  const text = (path: string): string => readFileSync(join(lab.root, path), 'utf8');

  it('is written down once where a patch comes as a line for a shell, let through or not', async () => {
    lab = await openGoverned({ policy: policy(rules), commands: 'shipped' });
    lab.model.script([runsPatch('*** Add File: docs/c.md\n+x')], [runsPatch(rename.join('\n'))], [says('Done.')]);
    const { end } = await lab.run();
    equal(end.how, 'done', end.message);
    equal(text('src/a.py'), 'first = 1\n');
    ok(!existsSync(join(lab.root, 'docs/c.md')));
    deepEqual(await writtenIn(lab), ['run: prompt pass', 'run: sent', 'hook: command block', 'run: patch pass']);
  });

  it('is asked of the run alone where the hooks of the repository are installed and trusted', async () => {
    lab = await openHooked({ commands: 'shipped' });
    await trustFolder(lab);
    await trustHooks(lab);
    lab.model.script([patches(rename.join('\n'))], [runs('cat src/a.py')], [says('Done.')]);
    const { end } = await lab.run();
    equal(end.how, 'done', end.message);
    equal(text('src/a.py'), 'first = 1\n');
    deepEqual(await writtenIn(lab), ['run: prompt pass', 'run: sent', 'run: patch pass', 'hook: command pass']);
    const told = lab.model.requests.flatMap(({ texts }) => texts).join('\n');
    equal(told.split('You work under Codex Governor').length, lab.model.requests.length + 1, 'and it is told once');
  });

  it('is asked of the run alone in a thread that goes on, and of the hooks again once there is none', async () => {
    lab = await openHooked({ commands: 'shipped' });
    await trustFolder(lab);
    await trustHooks(lab);
    lab.model.script([says('First.')]);
    const { record } = await lab.run();
    ok(record.thread !== undefined);
    lab.model.script([runs('cat src/b.py')], [says('Second.')]);
    await lab.run({ resume: record.thread });
    deepEqual(
      (await writtenIn(lab)).filter((one) => !one.startsWith('run: ')),
      ['hook: command pass'],
    );
    lab.model.script([patches('*** Add File: docs/c.md\n+Text.')], [says('Done.')]);
    await runCodexAlone(lab, 'Rename `one` in src/a.py so that its test passes.');
    ok(!existsSync(join(lab.root, 'docs/c.md')));
    const written = await writtenIn(lab);
    deepEqual(written.filter((one) => one === 'hook: patch block').length, 1, written.join('\n'));
  });

  it('is asked of the installed hooks all the same where the run has no judge of its own', async () => {
    lab = await openHooked();
    await trustFolder(lab);
    await trustHooks(lab);
    lab.model.script([runs('cat src/a.py > src/c.py')], [says('Done.')]);
    await lab.run();
    const heard = (lab.model.requests.at(-1)?.texts ?? []).join('\n');
    match(heard, /patch\.|commands\./);
    doesNotMatch(heard, /Read-only file system/);
    ok((await writtenIn(lab)).includes('hook: command block'));
  });
});
