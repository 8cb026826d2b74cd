import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import type { Journal } from '#app';
import type { JournalEntry, JournalEvent } from '#core';
import { openJournal } from '../../src/repo/journal/open-journal.ts';
import { asOrdinaryPerson } from './ordinary-person.ts';
import { demand, demandFailure, makeFolder, removeFolders } from './temporary-repository.ts';
import { bundleWriter, writeAtOnce } from './writers.ts';

const at = '2026-11-22T08:00:00.000Z';
const first = '000001.jsonl';

const open = (folder: string, patience?: number): Journal =>
  openJournal(folder, { clock: { now: () => at }, ...(patience === undefined ? {} : { patience }) });

const eventNamed = (word: string): JournalEvent => ({ kind: 'unaccounted', paths: [word] });

const makeJournal = async (
  ...words: readonly string[]
): Promise<{ readonly folder: string; readonly journal: Journal }> => {
  const folder = join(makeFolder(), 'journal');
  const journal = open(folder);
  for (const word of words) demand(await journal.append(eventNamed(word)));
  return { folder, journal };
};

const tell = ({ number, event }: JournalEntry): string =>
  `${number} ${event.kind}${event.kind === 'unaccounted' ? ` ${event.paths[0]}` : ''}`;

const readAll = async (journal: Journal): Promise<readonly string[]> => demand(await journal.read()).map(tell);

const breaksOf = async (journal: Journal): Promise<readonly string[]> =>
  demand(await journal.verify()).breaks.map(({ file, line, message }) => `${file}:${line} ${message}`);

describe('a journal', () => {
  let program: string;
  before(() => {
    program = bundleWriter('append-journal.ts');
  });
  after(removeFolders);

  it('keeps events in the order in which they came, and gives them back', async () => {
    const { folder, journal } = await makeJournal();
    assert.deepEqual(demand(await journal.read()), []);
    assert.deepEqual(demand(await journal.verify()), { entries: 0, breaks: [] });
    assert.ok(!existsSync(folder));
    const event = { kind: 'task-ended', task: 't', how: 'finished' } as const;
    assert.deepEqual(demand(await journal.append(event)), { number: 1, at, event });
    demand(await journal.append(eventNamed('a')));
    demand(await open(folder).append({ ...eventNamed('b'), task: 't' }));
    assert.deepEqual(await readAll(journal), ['1 task-ended', '2 unaccounted a', '3 unaccounted b']);
    assert.deepEqual(demand(await journal.read({ last: 1 })).map(tell), ['3 unaccounted b']);
    assert.deepEqual(demand(await journal.read({ task: 't' })).map(tell), ['1 task-ended', '3 unaccounted b']);
    assert.deepEqual(demand(await journal.verify()), { entries: 3, breaks: [] });
    assert.deepEqual(readdirSync(folder).sort(), [first, 'tip']);
  });

  it('blanks out secrets, and reads as plain JSON', async () => {
    const { folder, journal } = await makeJournal();
    const token = ['ghp', 'aB3dE5gH7jK9mN1pQ3sT5vX7zB9dF1hJ3lN5'].join('_');
    const written = demand(await journal.append({ kind: 'command-ran', command: `curl -H "${token}"`, exit: 0 }));
    assert.ok(written.event.kind === 'command-ran');
    assert.match(written.event.command, /^curl -H "\[redacted: GitHub token\]"/);
    const several = demand(
      await journal.append({
        kind: 'unaccounted',
        paths: ['src/nothing.ts', `a/${token}/b`, 'src/nothing.ts', 'x'.repeat(600) + token],
      }),
    ).event;
    assert.ok(several.kind === 'unaccounted');
    assert.deepEqual(several.paths.slice(0, 3), ['src/nothing.ts', 'a/[redacted: GitHub token]/b', 'src/nothing.ts']);
    demand(await journal.append({ kind: 'unaccounted', paths: [`a/${token}/b`, 'src/nothing.ts'] }));
    const text = readFileSync(join(folder, first), 'utf8');
    assert.ok(!text.includes(token));
    assert.deepEqual(JSON.parse(text.split('\n')[0] ?? '').event, written.event);
  });

  it('is nobody else’s to read', async () => {
    const { folder } = await makeJournal('a');
    for (const name of [first, 'tip']) assert.equal(statSync(join(folder, name)).mode & 0o077, 0);
  });

  it('goes on after a kill at any byte of a line, sets the rest aside and tells of it', async () => {
    const { folder } = await makeJournal('a', 'b');
    const whole = readFileSync(join(folder, first));
    const start = whole.indexOf(10) + 1;
    for (let end = start; end <= whole.length; end += 1) {
      const copy = join(makeFolder(), 'journal');
      cpSync(folder, copy, { recursive: true });
      truncateSync(join(copy, first), end);
      // The entry is told of only after it is written.
      writeFileSync(join(copy, 'tip'), `1 ${whole.toString().slice(11, 75)}\n`);
      const journal = open(copy);
      const isWhole = end === whole.length;
      const torn = end > start && !isWhole;
      // It looks twice where something is wrong, which takes its time.
      if (end % 60 === 0) assert.equal((await breaksOf(journal)).length, torn ? 1 : 0);
      demand(await journal.append(eventNamed('c')));
      assert.deepEqual(await breaksOf(journal), []);
      const told = demand(await journal.read());
      assert.deepEqual(
        told.map(({ event }) => event.kind),
        ['unaccounted', ...(isWhole ? ['unaccounted'] : []), ...(torn ? ['torn-line'] : []), 'unaccounted'],
      );
      const event = told[1]?.event;
      if (event?.kind !== 'torn-line') continue;
      assert.deepEqual(readFileSync(join(copy, event.kept)), whole.subarray(start, end));
    }
  });

  it('tells of what was set aside even where a kill came before that was written', async () => {
    const { folder, journal } = await makeJournal('a');
    appendFileSync(join(folder, first), '{"digest":"12');
    demand(await journal.append(eventNamed('b')));
    const [kept = ''] = readdirSync(join(folder, 'torn'));
    // As it is right after the line was taken out.
    renameSync(join(folder, 'torn', kept), join(folder, 'torn', kept.replace('.line', '.new')));
    demand(await journal.append(eventNamed('c')));
    assert.deepEqual(await readAll(journal), [
      '1 unaccounted a',
      '2 torn-line',
      '3 unaccounted b',
      '4 torn-line',
      '5 unaccounted c',
    ]);
    assert.deepEqual(readdirSync(join(folder, 'torn')), [kept]);
  });

  it('is whole after every kill of a process that writes', async () => {
    const folder = join(makeFolder(), 'journal');
    const journal = open(folder);
    let reported = 0;
    for (let round = 0; round < 12; round += 1) {
      const child = spawn(process.execPath, [program, folder, `round ${round}`, '100000'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      child.stdout.on('data', (data: Buffer) => {
        said += data.toString();
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      while (!said.includes('\n')) await setTimeout(1);
      await setTimeout(round * 3);
      child.kill('SIGKILL');
      await ended;
      reported = Number(said.trimEnd().split('\n').at(-1));
      const { number } = demand(await journal.append(eventNamed('after')));
      assert.ok(number > reported, `${number} after ${reported}`);
      assert.deepEqual(await breaksOf(journal), []);
    }
    assert.ok(reported > 12);
  });

  it('is one chain where several processes write', async () => {
    const folder = join(makeFolder(), 'journal');
    const [writers, times] = [4, 25];
    const numbers = await writeAtOnce(program, { folder, writers, times });
    const journal = open(folder);
    assert.deepEqual(demand(await journal.verify()), { entries: writers * times, breaks: [] });
    assert.deepEqual(
      numbers,
      Array.from({ length: writers * times }, (_, index) => index + 1),
    );
    const told = await readAll(journal);
    // Each writer's own events came in its own order.
    for (let index = 0; index < writers; index += 1)
      assert.deepEqual(
        told.filter((line) => line.includes(`writer ${index} `)).map((line) => Number(line.split(' ').at(-1))),
        Array.from({ length: times }, (_, turn) => turn),
      );
  });

  it('takes over the lock of a process that died, and waits for one that lives', async () => {
    const { folder, journal } = await makeJournal('a');
    const lock = join(folder, 'lock');
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('close', resolve));
    const host = hostname();
    writeFileSync(lock, `${gone.pid} ${host} ${'0'.repeat(32)}\n`);
    demand(await journal.append(eventNamed('b')));
    assert.ok(!existsSync(lock));
    writeFileSync(lock, `${process.ppid} ${host} ${'0'.repeat(32)}\n`);
    const told = demandFailure(await open(folder, 50).append(eventNamed('c')));
    assert.equal(told.reason, 'cannot-keep');
    assert.match(told.message, new RegExp(`process ${process.ppid} on .* holds it`));
    // Whose host cannot be asked is taken for dead after a while, as is one that never signed.
    const old = Date.now() / 1000 - 60;
    for (const text of [`1 another-host ${'0'.repeat(32)}\n`, '', `${process.ppid} ${host} ${'0'.repeat(32)}\n`]) {
      writeFileSync(lock, text);
      demandFailure(await open(folder, 20).append(eventNamed('c')));
      utimesSync(lock, old, old);
      demand(await journal.append(eventNamed('d')));
    }
    assert.deepEqual(await breaksOf(journal), []);
    assert.deepEqual(readdirSync(folder).sort(), [first, 'tip']);
  });

  it('goes on after entries at its end were removed, and leaves the gap to be seen', async () => {
    const { folder, journal } = await makeJournal('a', 'b', 'c');
    const [line = ''] = readFileSync(join(folder, first), 'utf8').split('\n');
    writeFileSync(join(folder, first), `${line}\n`);
    assert.deepEqual(await breaksOf(journal), [`${first}:1 Entries 2 to 3 are missing after this line.`]);
    demand(await journal.append(eventNamed('d')));
    assert.deepEqual(await readAll(journal), ['1 unaccounted a', '4 entries-missing', '5 unaccounted d']);
    assert.deepEqual(await breaksOf(journal), [`${first}:2 Entries 2 to 3 are missing before this line.`]);
  });

  it('does not begin from the start where all of it was removed', async () => {
    const { folder, journal } = await makeJournal('a', 'b');
    rmSync(join(folder, first));
    demand(await journal.append(eventNamed('c')));
    assert.deepEqual(await readAll(journal), ['3 entries-missing', '4 unaccounted c']);
    assert.deepEqual(await breaksOf(journal), ['000003.jsonl:1 Entries 1 to 2 are missing before this line.']);
  });

  it('writes nothing after a last line that was changed', async () => {
    const { folder, journal } = await makeJournal('a', 'b');
    const path = join(folder, first);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"b"', '"x"'));
    const told = demandFailure(await journal.append(eventNamed('c')));
    assert.equal(told.reason, 'journal-damaged');
    assert.match(told.message, /the last line of 000001\.jsonl is not as it was written/);
    assert.equal(readFileSync(path, 'utf8'), text.replace('"b"', '"x"'));
    // Nor after one that was put in its place with a digest of its own.
    const { folder: other } = await makeJournal('a', 'x');
    cpSync(join(other, first), path);
    assert.match(
      demandFailure(await journal.append(eventNamed('c'))).message,
      /entry 2 is not the one that was written/,
    );
  });

  it('begins a new file when one is full, and is one chain through all of them', async () => {
    const { folder, journal } = await makeJournal('a');
    const path = join(folder, first);
    const [line = ''] = readFileSync(path, 'utf8').split('\n');
    // As long as a full one; what stands before the last line is of no concern to the next.
    writeFileSync(path, `${`${'-'.repeat(1_023)}\n`.repeat(4_096)}${line}\n`);
    demand(await journal.append(eventNamed('b')));
    assert.deepEqual(readdirSync(folder).sort(), [first, '000002.jsonl', 'tip']);
    writeFileSync(path, `${line}\n`);
    demand(await journal.append(eventNamed('c')));
    assert.deepEqual(await readAll(journal), ['1 unaccounted a', '2 unaccounted b', '3 unaccounted c']);
    assert.deepEqual(await breaksOf(journal), []);
    assert.deepEqual(demand(await journal.read({ last: 1 })).map(tell), ['3 unaccounted c']);
    // A kill before the first line of a new file was written.
    writeFileSync(join(folder, '000004.jsonl'), '{"dig');
    demand(await journal.append(eventNamed('d')));
    assert.deepEqual(await readAll(journal), [
      '1 unaccounted a',
      '2 unaccounted b',
      '3 unaccounted c',
      '4 torn-line',
      '5 unaccounted d',
    ]);
  });

  it('says so where it cannot be written or read', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'closed'), { mode: 0o555 });
    const journal = open(join(folder, 'closed', 'journal'));
    const told = await asOrdinaryPerson(folder, () => journal.append(eventNamed('a')));
    const failed = demandFailure(told);
    assert.equal(failed.reason, 'cannot-keep');
    assert.match(
      failed.message,
      /^The journal of this worktree cannot be written in .*: permission is denied \(EACCES\)\.$/,
    );
    writeFileSync(join(folder, 'file'), '');
    assert.equal(demandFailure(await open(join(folder, 'file')).read()).reason, 'unreadable');
    assert.equal(demandFailure(await open(join(folder, 'file')).verify()).reason, 'unreadable');
  });
});
