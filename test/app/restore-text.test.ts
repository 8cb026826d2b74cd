import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { restoreText, type MeasuredChange, type PathFacts } from '#app';
import { success } from '#core';
import { demand, demandFailure } from '../results.ts';
import { aFile } from './fakes.ts';

type Store = PathFacts['store'];

const asItIs: Store = (text) => text;
const converted: Store = (text) => text.replaceAll('\r\n', '\n');

/** A change of one file, with its text at the base and what git makes of it. */
const readingOf = (
  before: Awaited<ReturnType<MeasuredChange['readBefore']>>,
  store: Store = asItIs,
  from?: string,
): Parameters<typeof restoreText>[0] => {
  const file = aFile({ path: 'a.txt', ...(from === undefined ? {} : { from, status: 'renamed' }) });
  const facts: PathFacts = { class: 'code', store };
  const change = { base: 'base', files: [file] };
  return {
    change,
    measured: {
      change,
      readBefore: async (path) => (path === (from ?? 'a.txt') ? before : undefined),
      readAfter: async () => undefined,
      listBefore: async () => success([]),
      readMessages: async () => success(''),
      lookUp: async (paths) => success(new Map(paths.map((path) => [path, facts]))),
    },
  };
};

const restored = async (reading: Parameters<typeof restoreText>[0], now?: string) =>
  demand(await restoreText(reading, 'a.txt', now));

const refused = async (reading: Parameters<typeof restoreText>[0], now?: string): Promise<string> =>
  demandFailure(await restoreText(reading, 'a.txt', now)).message;

describe('a text that is put back as it was at the base', () => {
  it('is that text, with the lines that go and come back', async () => {
    assert.deepEqual(await restored(readingOf('one\ntwo\n'), 'one\n2\nthree\n'), {
      text: 'one\ntwo\n',
      undoes: { added: 2, deleted: 1 },
    });
  });

  it('is told by the old name of a file that was renamed', async () => {
    assert.equal((await restored(readingOf('one\n', asItIs, 'old.txt'), 'two\n')).text, 'one\n');
  });

  it('comes back with all its lines where the file is gone', async () => {
    assert.deepEqual(await restored(readingOf('one\ntwo\n')), {
      text: 'one\ntwo\n',
      undoes: { added: 0, deleted: 2 },
    });
  });

  it('keeps the line ends of the file where git converts them, and has those of the base where it does not', async () => {
    const { text, undoes } = await restored(readingOf('one\n', converted), 'one\r\ntwo\r\n');
    assert.equal(text, 'one\r\n');
    assert.deepEqual(undoes, { added: 1, deleted: 0 });
    assert.equal((await restored(readingOf('one\n'), 'one\r\n')).text, 'one\n');
    assert.equal((await restored(readingOf('one\r\n'), 'one\n')).text, 'one\r\n');
  });

  it('is refused where no editor could write it: mixed line ends, another byte order mark, a filter', async () => {
    const message = 'a.txt cannot be put back by editing: its line ends or its encoding are in the way.';
    assert.equal(await refused(readingOf('one\r\ntwo\n'), 'one\n'), message);
    assert.equal(await refused(readingOf('one\n'), '\uFEFFone\n'), message);
    assert.equal(
      await refused(
        readingOf('one\n', () => undefined),
        'two\n',
      ),
      message,
    );
    assert.equal((await restored(readingOf('\uFEFFone\n'), '\uFEFFtwo\n')).text, '\uFEFFone\n');
  });

  it('is refused where there was none, or it was not read', async () => {
    assert.match(await refused(readingOf(undefined)), /a\.txt has no text at the base: it was not there, or is binary/);
    assert.match(await refused(readingOf({ unread: 'it is too large' })), /was not read: it is too large\./);
  });
});
