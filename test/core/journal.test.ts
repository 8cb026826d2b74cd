import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { boundEvent, replaceTexts, textsOfEvent } from '../../src/core/journal/bound.ts';
import { checkChain, entriesOf, type JournalFile, type JournalTip } from '../../src/core/journal/chain.ts';
import {
  chainStart,
  readJournalLine,
  spellJson,
  writeJournalLine,
  type ChainEnd,
} from '../../src/core/journal/line.ts';
import type { JournalEvent } from '../../src/core/journal/journal.ts';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const at = '2026-11-22T08:00:00.000Z';

const eventNamed = (path: string): JournalEvent => ({ kind: 'unaccounted', task: 't', paths: [path] });

interface Written {
  readonly lines: readonly string[];
  readonly tip: ChainEnd;
}

const write = (paths: readonly string[], start: ChainEnd = chainStart): Written => {
  let tip = start;
  const lines = paths.map((path) => {
    const { text, end } = writeJournalLine({ at, event: eventNamed(path) }, tip, digestOf);
    tip = end;
    return text;
  });
  return { lines, tip };
};

const fileOf = (lines: readonly string[], file = '000001.jsonl'): JournalFile => ({
  file,
  text: lines.map((line) => `${line}\n`).join(''),
});

const tellBreaks = (files: readonly JournalFile[], tip: JournalTip): readonly string[] =>
  checkChain(files, tip, digestOf).breaks.map(({ file, line, message }) => `${file}:${line} ${message}`);

const five = write(['a', 'b', 'c', 'ä€𝄞\n"', 'e']);
const tellLines = (lines: readonly string[], tip: JournalTip = five.tip): readonly string[] =>
  tellBreaks([fileOf(lines)], tip).map((told) => told.replace('000001.jsonl:', ''));
const [one = '', two = '', three = '', four = '', last = ''] = five.lines;

describe('the chain of a journal', () => {
  it('holds as it was written, in one file or several', () => {
    assert.deepEqual(checkChain([fileOf(five.lines)], five.tip, digestOf), { entries: 5, breaks: [] });
    assert.deepEqual(tellBreaks([fileOf([one, two]), fileOf([three, four, last], '000003.jsonl')], five.tip), []);
    assert.deepEqual(checkChain([], undefined, digestOf), { entries: 0, breaks: [] });
    assert.deepEqual(
      entriesOf(fileOf(five.lines), digestOf).map(({ event }) => event),
      ['a', 'b', 'c', 'ä€𝄞\n"', 'e'].map(eventNamed),
    );
  });

  it('tells the line that was edited', () => {
    const unlike = 'This line is not as it was written.';
    assert.deepEqual(tellLines([one, two, three.replace('"c"', '"x"'), four, last]), [`3 ${unlike}`]);
    assert.deepEqual(tellLines([one, two, '', four, last]), [`3 ${unlike}`]);
    assert.deepEqual(tellLines([one, two, three, four, last.replace('"e"', '"x"')]), [`5 ${unlike}`]);
  });

  it('tells the line in the place of which another was put, with a digest of its own', () => {
    const [forged = ''] = write(['x'], { number: 2, digest: readJournalLine(two, digestOf)?.digest ?? '' }).lines;
    assert.deepEqual(tellLines([one, two, forged, four, last]), [
      '3 This is not the entry that stood here when the next one was written.',
    ]);
    const end = { number: 4, digest: readJournalLine(four, digestOf)?.digest ?? '' };
    assert.deepEqual(tellLines([one, two, three, four, ...write(['x'], end).lines]), [
      '5 This is not the entry that was written here.',
    ]);
  });

  it('tells where lines are missing: at the beginning, between others, at the end', () => {
    assert.deepEqual(tellLines([three, four, last]), ['1 Entries 1 to 2 are missing before this line.']);
    assert.deepEqual(tellLines([one, two, four, last]), ['3 Entry 3 is missing before this line.']);
    assert.deepEqual(tellLines([one, two, three]), ['3 Entries 4 to 5 are missing after this line.']);
    assert.deepEqual(tellBreaks([fileOf([one, two]), fileOf([last], '000005.jsonl')], five.tip), [
      '000005.jsonl:1 Entries 3 to 4 are missing before this line.',
    ]);
    assert.deepEqual(tellBreaks([], five.tip), [':1 Entries 1 to 5 are missing after this line.']);
  });

  it('tells lines that changed places, and one that stands there twice', () => {
    assert.deepEqual(tellLines([one, two, four, three, last]), [
      '3 Entry 3 is missing before this line.',
      '4 Here stands entry 3, where entry 5 belongs: it was moved or repeated.',
    ]);
    assert.deepEqual(tellLines([one, two, two, three, four, last]), [
      '3 Here stands entry 2, where entry 3 belongs: it was moved or repeated.',
    ]);
  });

  it('tells an edited line and, after it, one that is gone', () => {
    assert.deepEqual(tellLines([one, two.replace('"b"', '"x"'), four, last]), [
      '2 This line is not as it was written.',
      '3 Entry 3 is missing before this line.',
    ]);
  });

  it('tells a line that was cut off, and reads no entry in it', () => {
    const text = `${one}\n${two}\n${three}`;
    const tip = write(['a', 'b']).tip;
    assert.deepEqual(checkChain([{ file: 'f', text }], tip, digestOf), {
      entries: 2,
      breaks: [
        {
          file: 'f',
          line: 3,
          message: 'This line was cut off while it was written; the next entry sets it aside.',
          torn: true,
        },
      ],
    });
  });

  it('says that the end is not known where what tells of it is gone', () => {
    const unknown =
      '5 What tells the number of the last entry is gone or damaged: whether entries are missing after this line is not known.';
    assert.deepEqual(tellBreaks([fileOf(five.lines)], undefined), [`000001.jsonl:${unknown}`]);
    assert.deepEqual(tellLines(five.lines, 'damaged'), [unknown]);
    // A kill may come between an entry and what tells of it.
    assert.deepEqual(tellBreaks([fileOf([one])], undefined), []);
    assert.deepEqual(tellLines(five.lines, write(['a', 'b', 'c', 'ä€𝄞\n"']).tip), []);
  });

  it('finds every byte that was changed', () => {
    const bytes = Buffer.from(fileOf(five.lines).text, 'latin1');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const changed = Buffer.from(bytes);
        changed[place] = (bytes[place] ?? 0) ^ flip;
        const { breaks } = checkChain([{ file: 'f', text: changed.toString('latin1') }], five.tip, digestOf);
        const line = bytes.subarray(0, place).filter((byte) => byte === 10).length + 1;
        assert.equal(breaks[0]?.line, line);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads an entry of another version as it stands, and no line whose JSON was never written', () => {
    const body = `"number":1,"previous":"${chainStart.digest}","at":"${at}","event":{"kind":"later","x":[1]}}`;
    const line = readJournalLine(`{"digest":"${digestOf(body)}",${body}`, digestOf);
    assert.deepEqual(line?.entry, { number: 1, at, event: { kind: 'foreign', value: { kind: 'later', x: [1] } } });
    const broken = `"number":1,"previous":"${chainStart.digest}","at":"${at}","event":{oh}}`;
    assert.equal(readJournalLine(`{"digest":"${digestOf(broken)}",${broken}`, digestOf), undefined);
  });
});

describe('an event in its bounds', () => {
  it('stays as it is where it fits', () => {
    const event = eventNamed('x'.repeat(4_000));
    assert.deepEqual(boundEvent(event, digestOf), event);
  });

  it('is cut where a text or a list is too long, and says how much is left out', () => {
    const cut = boundEvent({ kind: 'unaccounted', paths: ['é'.repeat(5_000), ...Array(600).fill('a')] }, digestOf);
    assert.ok(cut.kind === 'unaccounted');
    assert.equal(cut.paths[0], `${'é'.repeat(4_000)} … [1,000 more characters]`);
    assert.deepEqual([cut.paths.length, cut.omitted], [500, 101]);
  });

  it('never takes more than its share of a line', () => {
    const text = fc.string({ maxLength: 50_000, unit: fc.constantFrom('a', '"', '€', '\n') });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (paths) => {
        assert.ok(spellJson(boundEvent({ kind: 'unaccounted', paths }, digestOf)).length <= 32_768);
      }),
      { numRuns: 30 },
    );
    const many = { id: '€'.repeat(300), rule: '€'.repeat(300), level: 'warn' } as const;
    const event: JournalEvent = {
      kind: 'action-judged',
      surface: 'hook',
      what: 'patch',
      about: Array(40).fill('€'.repeat(300)),
      verdict: 'block',
      findings: Array.from({ length: 40 }, () => many),
      meters: [],
    };
    const bounded = boundEvent(event, digestOf);
    assert.ok(bounded.kind === 'over-long');
    assert.deepEqual([bounded.of, bounded.digest], ['action-judged', digestOf(spellJson(event))]);
  });

  it('has its texts replaced wherever they stand', () => {
    const event: JournalEvent = { kind: 'receipt', pack: 'p', sent: 1, cut: 0, items: ['secret', 'open'] };
    assert.deepEqual(textsOfEvent(event), ['receipt', 'p', 'secret', 'open']);
    assert.deepEqual(replaceTexts(event, new Map([['secret', '[redacted: token]']])), {
      ...event,
      items: ['[redacted: token]', 'open'],
    });
  });
});
