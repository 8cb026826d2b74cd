import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolVersion } from '../../src/codex/protocol/messages.ts';
import { patches, runs, says } from './fake-model.ts';
import { ofKind, openLab, read, readFiles, type Answer, type Lab } from './lab.ts';

const change = patches('*** Update File: a.txt\n@@\n-one\n+two');

describe('a thread of the real Codex', () => {
  let lab: Lab;
  afterEach(async () => lab.dispose());
  const text = (): string => readFileSync(join(lab.root, 'a.txt'), 'utf8');

  it('says its version and what keeps it from writing', async () => {
    lab = await openLab();
    const thread = await lab.start();
    deepEqual([thread.version, thread.sandbox], [protocolVersion, 'profile']);
  });

  it('brings instructions, documents and words to the model whole, and tells how many bytes they are', async () => {
    lab = await openLab();
    const pack = Array.from({ length: 3_000 }, (_, line) => `line ${line} – naïve\n`).join('') + '€'.repeat(5_000);
    const context = [
      { key: 'governance.pack', text: pack },
      { key: 'governance.mode', text: 'Refactor' },
    ];
    const thread = await lab.start({ instructions: 'Guard. '.repeat(20_000), context });
    equal(thread.instructionBytes, 140_000);
    const sent = await thread.say('Go on.');
    deepEqual(sent.ok && sent.value, {
      prompt: 6,
      context: context.map(({ key, text }) => ({ key, bytes: Buffer.byteLength(text) })),
    });
    const reading = read(thread);
    await reading.until(({ kind }) => kind === 'turn-ended');
    const texts = lab.model.requests[0]?.texts ?? [];
    ok(texts.includes('Guard. '.repeat(20_000)) && texts.includes('Go on.'));
    const parts = texts.flatMap(
      (one) => /^<governance\.pack\.\d+>(?<part>[^]*)<\/governance\.pack\.\d+>$/.exec(one)?.groups?.['part'] ?? [],
    );
    equal(parts.join(''), pack);
    ok(texts.includes('<governance.mode>Refactor</governance.mode>'));
    deepEqual(await thread.say('And on.'), { ok: true, value: { prompt: 7, context: [] } });
    await reading.until(({ kind }) => kind === 'turn-ended');
  });

  it('takes words into the turn that runs, and says so when none does', async () => {
    lab = await openLab();
    lab.model.script([change], [says('heard')]);
    const thread = await lab.start();
    const idle = await thread.steer('Hello?');
    equal(idle.ok ? '' : idle.error.reason, 'agent-failed');
    await read(thread, async (): Promise<Answer> => {
      ok((await thread.steer('Mind the tests.')).ok);
      const again = await thread.say('More.');
      equal(again.ok ? '' : again.error.reason, 'agent-failed');
      return 'decline';
    }).turn('Change it.');
    ok(lab.model.requests.at(-1)?.texts.includes('Mind the tests.'));
  });

  it('keeps all of its policy when it is resumed by another process', async () => {
    lab = await openLab({ files: { 'a.txt': 'one\n', '.env': 'secret\n' } });
    const first = await lab.start();
    await read(first).turn('Begin.');
    await first.close();
    lab.model.script([change], [runs('cat .env; echo in > b.txt')]);
    const resumed = await lab.start({
      resume: first.id,
      instructions: 'Other guards.',
      context: [{ key: 'pack', text: 'Other documents.' }],
      permissions: { denyReads: ['.env'] },
    });
    deepEqual([resumed.id, resumed.sandbox], [first.id, 'profile']);
    const events = await read(resumed).turn('Go on.');
    equal(ofKind(events, 'asks-patch').length, 1);
    equal(text(), 'one\n');
    const texts = lab.model.requests.at(-1)?.texts ?? [];
    for (const wanted of ['Begin.', '<instructions>Other guards.</instructions>', '<pack>Other documents.</pack>'])
      ok(texts.includes(wanted), wanted);
    match(texts.at(-1) ?? '', /Permission denied[^]*Read-only file system/);
  });

  it('tells that it goes on trying when no model can be reached', async () => {
    lab = await openLab({ url: 'http://127.0.0.1:9/v1' });
    const thread = await lab.start();
    ok((await thread.say('Anybody?')).ok);
    const reading = read(thread);
    await reading.until(({ kind }) => kind === 'retrying');
    await reading.until(({ kind }) => kind === 'retrying');
    match(ofKind(reading.events, 'retrying')[0]?.message ?? '', /Reconnecting/);
  });

  it('is interrupted while it asks: the ask is gone, and the next turn can be had', async () => {
    lab = await openLab();
    lab.model.script([change]);
    const thread = await lab.start();
    const reading = read(thread, () => undefined);
    ok((await thread.say('Change it.')).ok);
    await reading.until(({ kind }) => kind === 'asks-patch');
    await thread.interrupt();
    await reading.until((event) => event.kind === 'turn-ended' && event.status === 'interrupted');
    const [asked] = ofKind(reading.events, 'asks-patch');
    deepEqual(await thread.answer(asked?.ask ?? '', 'accept'), { arrived: false, told: false });
    equal(text(), 'one\n');
    await reading.turn('Once more.');
  });

  it('leaves nothing behind when it is closed while a patch is asked for', async () => {
    lab = await openLab();
    lab.model.script([change]);
    const thread = await lab.start();
    const reading = read(thread, () => undefined);
    ok((await thread.say('Change it.')).ok);
    await reading.until(({ kind }) => kind === 'asks-patch');
    ok(lab.processes().length > 0);
    await thread.close();
    deepEqual(lab.processes(), []);
    const last = await reading.until(({ kind }) => kind === 'closed');
    equal(last.kind === 'closed' && last.reason, 'asked');
    equal(lab.git('status', '--short'), '');
    const after = await thread.say('Still there?');
    equal(after.ok ? '' : after.error.reason, 'agent-failed');
  });

  it('leaves no file half written when it is closed right after a yes', async () => {
    lab = await openLab();
    const whole = 'x'.repeat(2_000_000);
    const names = ['b.txt', 'c.txt', 'd.txt'];
    lab.model.script([patches(names.map((name) => `*** Add File: ${name}\n+${whole}`).join('\n'))]);
    const thread = await lab.start();
    const reading = read(thread, () => undefined);
    ok((await thread.say('Write much.')).ok);
    const asked = await reading.until(({ kind }) => kind === 'asks-patch');
    if ('ask' in asked) await thread.answer(asked.ask, 'accept');
    await thread.close();
    deepEqual(lab.processes(), []);
    const there = readFiles(lab.root);
    for (const name of names) ok(there[name] === undefined || there[name] === `${whole}\n`, name);
  });

  it('takes with it whatever it has started', async () => {
    lab = await openLab();
    lab.model.script([runs('setsid sleep 600 & sleep 600', 'code', { tty: true, yield_time_ms: 250 })]);
    const thread = await lab.start();
    await read(thread).turn('Wait.');
    ok(lab.processes().length > 2, 'Codex and what it has started');
    await thread.close();
    deepEqual(lab.processes(), []);
  });

  it('tells when the process dies', async () => {
    lab = await openLab();
    const thread = await lab.start();
    lab.kill();
    const last = await read(thread).until(({ kind }) => kind === 'closed');
    equal(last.kind === 'closed' && last.reason, 'died');
    match(last.kind === 'closed' ? last.message : '', /signal SIGKILL/);
  });

  it('is not started when it was cancelled before', async () => {
    lab = await openLab();
    const started = await lab.agent.start(
      { cwd: lab.root, instructions: '', context: [], permissions: { denyReads: [] } },
      AbortSignal.abort(),
    );
    equal(started.ok ? '' : started.error.reason, 'cancelled');
    deepEqual(lab.processes(), []);
  });
});
