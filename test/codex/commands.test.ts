// The commands of a governed run: each is judged by the policy before it runs, by a hook that comes with the thread.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { recallRun, runCodex } from '#app';
import { setAlarm } from '#repo';
import { runs, says } from './fake-model.ts';
import { openGoverned, policy, type GovernedLab } from './governed.ts';

const lists = policy(['    commands: { deny: ["cat README.md"] }']);

const heard = ({ model }: GovernedLab): string => (model.requests.at(-1)?.texts ?? []).join('\n');

const judgedIn = async ({ machine }: GovernedLab): Promise<readonly string[]> => {
  const entries = await machine.journal.read();
  ok(entries.ok);
  return entries.value.flatMap(({ event }) =>
    event.kind === 'action-judged' && event.what === 'command' ? [`${event.verdict} ${event.about.join(' ')}`] : [],
  );
};

describe('the commands of a governed run', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());

  it('are judged before they run: the reason of a refusal is told in the same turn', async () => {
    lab = await openGoverned({ policy: lists, commands: 'of an editor' });
    lab.model.script([runs('cat README.md')], [runs('cat src/a.py')], [says('I see.')]);
    const { end, record } = await lab.run();
    equal(end.how, 'done', end.message);
    doesNotMatch(heard(lab), /# Lab/, 'it never ran');
    match(heard(lab), /commands\.mode \(block\)/);
    match(heard(lab), /one = 1/, 'what is allowed ran');
    deepEqual(
      record.commands.map(({ command, state }) => [command, state]),
      [['cat src/a.py', 'completed']],
    );
    match(record.notes.map(({ text }) => text).join('\n'), /a command that the policy refuses\. [^]*commands\.mode/);
    deepEqual(await judgedIn(lab), ['block cat README.md', 'pass cat src/a.py'], 'once each');
  });

  it('are judged in a sub-agent, and in a run that goes on with an earlier thread', async () => {
    lab = await openGoverned({ policy: lists, commands: 'shipped' });
    const collaboration = { namespace: 'collaboration' };
    const child = { task_name: 'child', message: 'Do.', fork_turns: 'none' };
    lab.model.scriptFor('Task name: /root/child\nSender', [runs('cat README.md')], [says('Done.')]);
    lab.model.script([says('First.')]);
    const { record } = await lab.run();
    lab.model.script(
      [runs('cat README.md')],
      [{ tool: 'spawn_agent', ...collaboration, arguments: child }],
      [{ tool: 'wait_agent', ...collaboration, arguments: { timeout_ms: 20_000 } }],
      [says('Second.')],
    );
    ok(record.thread !== undefined);
    await lab.run({ resume: record.thread });
    doesNotMatch(lab.model.requests.flatMap(({ texts }) => texts).join('\n'), /# Lab/);
    deepEqual(
      (await judgedIn(lab)).filter((one) => one.startsWith('block')),
      ['block cat README.md', 'block cat README.md'],
    );
  });

  it('do not run where what judges them is gone', async () => {
    lab = await openGoverned({ policy: lists, commands: 'missing' });
    lab.model.script([runs('cat src/a.py')], [says('I see.')]);
    const { record } = await lab.run();
    doesNotMatch(heard(lab), /one = 1/);
    match(heard(lab), /could not judge this command, so it was not run/);
    match(record.notes.map(({ text }) => text).join('\n'), /could not judge this command/);
  });

  it('end the run where one may have run unjudged', async () => {
    lab = await openGoverned({ policy: lists, commands: { line: 'cat > /dev/null; echo "{ no answer"' } });
    lab.model.script([runs('cat src/a.py')], [says('I see.')]);
    const { end } = await lab.run();
    equal(end.how, 'failed');
    match(end.message, /A command could not be judged, and may have run all the same/);
  });

  const off = { 'config.toml': '[features]\nhooks = false\n' };

  it('start no run where Codex asks no hook and the mode says which may run', async () => {
    lab = await openGoverned({ policy: lists, commands: 'shipped', home: off });
    const { machine, agent } = lab;
    const refused = await runCodex({ ...machine, agent, setAlarm }, {}, { hear: () => undefined });
    ok(!refused.ok);
    match(refused.error.message, /Codex does not ask before it runs a command, and this mode says which may run/);
    deepEqual([lab.model.requests.length, lab.processes().length], [0, 0]);
  });

  it('are said to be told and not judged where Codex asks no hook, also by what is recalled', async () => {
    lab = await openGoverned({ commands: 'shipped', home: off });
    lab.model.script([says('Done.')]);
    const { record } = await lab.run();
    const recalled = await recallRun(lab.machine, record.task);
    ok(recalled.ok);
    for (const one of [record, recalled.value])
      match(one?.notes.map(({ text }) => text).join('\n') ?? '', /nothing judges them before they run/);
  });
});
