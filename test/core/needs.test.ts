import {
  judge,
  lookAt,
  needsOf,
  needsOfAll,
  nothingKnown,
  openSurroundings,
  ruleKinds,
  wantedOf,
  wantsText,
  type ChangedFile,
  type Needs,
  type RuleKind,
} from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { present } from '../../src/core/present.ts';
import { noFacts } from '../../src/core/syntax/facts.ts';
import { flawAt } from '../../src/core/syntax/function-entity.ts';
import { aBudget, aMode, aPolicy } from './policies.ts';

const file = (path: string, parts: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 1,
  binary: false,
  class: 'code',
  addedLines: [{ start: 1, end: 1 }],
  ...parts,
});

const aKind = (needs: Needs): RuleKind => ({
  kind: 'imagined',
  title: 'Imagined',
  manual: '',
  remedy: '',
  options: z.unknown(),
  needs: () => needs,
  examples: [],
  see: () => ({ sightings: [] }),
});

const aScene = (files: readonly ChangedFile[]): Parameters<RuleKind['see']>[0] => ({
  options: {},
  applies: () => true,
  files,
  change: { base: 'base', files },
  around: openSurroundings(files, nothingKnown).surroundings,
  isLeft: () => false,
});

/** The lines of a text in which something stands. */
const linesWith = (written: string, what: string): readonly number[] =>
  written.split('\n').flatMap((line, index) => (line.includes(what) ? [index + 1] : []));

/** A flaw wherever `@@` stands. */
const flawOf = (written: string): ChangedFile['flaw'] => flawAt(linesWith(written, '@@'));

const blindSpots = (needs: Needs, ...files: readonly ChangedFile[]): readonly string[] =>
  lookAt(aKind(needs), aScene(files)).sightings.map(({ message }) => message);

const text: Needs = { text: ({ path }) => path.endsWith('.sql') };

const wanted = (needs: Needs): readonly string[] =>
  [
    file('src/a.py'),
    file('src/old/a.py'),
    file('tests/a.py', { class: 'test' }),
    file('src/a.sql'),
    file('src/data.py', { class: 'data' }),
    file('src/link.py', { special: 'link' }),
  ]
    .filter((changed) => wantsText(needs, changed))
    .map(({ path }) => path);

describe('what a rule needs', () => {
  it('is all that it gets of a file, whatever other rules had read of it', () => {
    const read = file('a.sql', { before: '', after: '', functions: [], sql: [], secrets: [] });
    const seen: ChangedFile[] = [];
    const kind: RuleKind = {
      ...aKind(text),
      see: ({ files }) => {
        seen.push(...files);
        return { sightings: [] };
      },
    };
    lookAt(kind, aScene([read]));
    assert.deepEqual(seen, [file('a.sql', { before: '', after: '' })]);
  });

  it('is a finding where a change leaves a file that does not parse, at its line', () => {
    const needs: Needs = { functions: () => true };
    const read = { before: '', after: '', functions: [], functionsBefore: [] };
    const broken = file('a.py', { ...read, flaw: { line: 7 } });
    const told = 'This file does not parse from here on, so some of its functions may be missing. Mend it here.';
    assert.deepEqual(blindSpots(needs, broken), [told]);
    assert.deepEqual(blindSpots(needs, { ...broken, unsaved: true }), [], 'it is being typed');
    assert.deepEqual(
      blindSpots(needs, { ...broken, estimated: true }),
      [told],
      'it is saved, only its lines are a guess',
    );
    assert.deepEqual(blindSpots({}, broken), [], 'nobody needs its functions');
  });

  describe('of a file that did not parse at the base', () => {
    const needs: Needs = { functions: () => true };
    const toldAt = (before: string, after: string): readonly number[] => {
      const parts = { ...present('flaw', flawOf(after)), ...present('flawBefore', flawOf(before)) };
      const changed = file('a.py', { before, after, functions: [], functionsBefore: [], ...parts });
      return lookAt(aKind(needs), aScene([changed])).sightings.map(({ line }) => line);
    };
    const old = 'a = 1\nb = @@ 1\nc = 3\n';

    it('is no finding where the same does not parse, wherever it stands now', () => {
      assert.deepEqual(toldAt(old, `${old}d = 4\n`), []);
      assert.deepEqual(toldAt(old, `z = 0\ny = 0\n${old}`), []);
      assert.deepEqual(toldAt(old, 'a = 1\nc = 3\n    b  = @@ 1\n'), []);
    });

    it('is no finding where what did not parse was edited in its place', () => {
      assert.deepEqual(toldAt(old, old.replace('@@ 1', '@@ 2')), []);
    });

    it('is a finding at the first line beyond that', () => {
      assert.deepEqual(toldAt(old, `${old}d = @@ 4\ne = @@ 5\n`), [4]);
      assert.deepEqual(toldAt(old, `${old}b = @@ 1\n`), [4], 'the same once more');
      assert.deepEqual(toldAt(old, `e = @@ 0\n${old}`), [1]);
      assert.deepEqual(toldAt(old, old.replace('@@ 1', '@@ 2\nd = @@ 3')), [3], 'one pays for one');
      assert.deepEqual(toldAt(old, 'a = 1\nc = 3\nd = @@ 4\n'), [3], 'another one in another place');
    });
  });

  it('is no finding where a notebook is in a language that nobody counts', () => {
    const needs: Needs = { functions: () => true };
    const notebook = file('a.ipynb', { before: '', after: '' });
    assert.equal(blindSpots(needs, notebook).length, 1);
    assert.deepEqual(blindSpots(needs, { ...notebook, foreign: true }), []);
  });

  it('is a finding where the cognitive complexity of a function is not known, in a language that has one', () => {
    const needs: Needs = { functions: () => true, cognitive: ({ class: name }) => name === 'code' };
    const f = { name: 'f', kind: 'function', line: 3, column: 1, endLine: 4, complexity: 1 } as const;
    const read = {
      before: '',
      after: '',
      functions: [
        { ...f, cognitive: 0 },
        { ...f, name: 'g', line: 7 },
      ],
    };
    const told = 'Nothing is known of the cognitive complexity of g: the parser does not get through it. Split it up.';
    assert.deepEqual(blindSpots(needs, file('a.ts', read)), [told]);
    assert.deepEqual(blindSpots(needs, file('a.ts', { ...read, class: 'test' })), []);
    assert.deepEqual(blindSpots(needs, file('a.go', read)), [], 'Go has none');
    assert.deepEqual(blindSpots({ functions: () => true }, file('a.ts', read)), [], 'nobody needs it');
    assert.deepEqual(wantedOf(needs, file('a.ts')), { cognitive: true });
    assert.deepEqual(wantedOf(needs, file('a.go')), {});
  });

  it('is a finding where it is not met, with the reason', () => {
    assert.deepEqual(blindSpots(text, file('a.sql', { unread: 'it is larger than 5 MB', before: '' })), [
      'Nothing is known of the text of this file: it is larger than 5 MB. Make it smaller, store it outside of the repository, or leave it out of the rule with `except`.',
    ]);
    assert.equal(blindSpots(text, file('a.sql', { after: '' })).length, 1, 'the text before counts as well');
    assert.equal(blindSpots(text, file('a.sql', { status: 'deleted' })).length, 1);
  });

  it('is a finding where a file is binary that could hold a text, whatever the text is for', () => {
    const everything: Needs = { secrets: () => true };
    const told = [
      'Nothing is known of the text of this file: it holds bytes that no text has, as a binary file does. Save it as text, or leave it out of the rule with `except`.',
    ];
    for (const path of ['package.json', 'requirements.txt', 'Makefile', 'a.md', '.env'])
      assert.deepEqual(blindSpots(everything, file(path, { binary: true })), told, path);
    for (const [path, parts] of [
      ['docs/Logo.PNG', {}],
      ['new.png', { status: 'renamed', from: 'old.png' }],
      ['a.conf', { textless: true }],
    ] as const)
      assert.deepEqual(blindSpots(everything, file(path, { binary: true, ...parts })), [], path);
    for (const [path, parts] of [
      ['guards.png', { status: 'renamed', from: 'guards.conf' }],
      ['a.py', { textless: true }],
      ['a.py.off', { status: 'renamed', from: 'a.py', textless: true }],
    ] as const)
      assert.equal(blindSpots(everything, file(path, { binary: true, ...parts })).length, 1, path);
    assert.deepEqual(blindSpots(text, file('Makefile', { binary: true })), [], 'nobody asks for its text');
  });

  it('is met by what there is to be read', () => {
    const fine = [
      file('a.sql', { before: '', after: '' }),
      file('new.sql', { status: 'added', after: '' }),
      file('old.sql', { status: 'deleted', before: '' }),
      file('was-a-link.sql', { status: 'type-changed', after: '' }),
      file('link.sql', { special: 'link' }),
      file('bytes.png', { binary: true }),
      file('gone.sql', { status: 'deleted', binary: true }),
      file('a.txt'),
    ];
    assert.deepEqual(blindSpots(text, ...fine), []);
  });

  it('is asked of functions only where the language has them', () => {
    const functions: Needs = { functions: () => true };
    const fine = [file('a.txt'), file('a.py', { functions: [] }), file('b.py', { status: 'deleted' })];
    assert.deepEqual(blindSpots(functions, ...fine), []);
    assert.deepEqual(blindSpots(functions, file('a.py', { before: '', after: '' })), [
      'Nothing is known of the functions of this file: it is nested too deeply, or the parser of its language is missing. Split it up, or leave it out of the rule with `except`.',
    ]);
  });

  it('is asked of facts on both sides, and only of languages that have them', () => {
    const facts: Needs = { facts: () => true };
    const fine = [
      file('a.go'),
      file('a.py', { facts: noFacts, factsBefore: noFacts }),
      file('b.py', { status: 'added', facts: noFacts }),
      file('c.py', { status: 'deleted', factsBefore: noFacts }),
      file('d.py', { status: 'renamed', from: 'd.txt', facts: noFacts }),
    ];
    assert.deepEqual(blindSpots(facts, ...fine), []);
    const why =
      'it is nested too deeply, or the parser of its language is missing. Split it up, or leave it out of the rule with `except`';
    const told = `Nothing is known of the facts of this file: ${why}.`;
    assert.deepEqual(blindSpots(facts, file('a.py', { before: '', after: '' })), [told]);
    assert.deepEqual(
      blindSpots(facts, file('a.py', { before: '', after: '', facts: noFacts })),
      [told],
      'those before count',
    );
    const broken = file('a.py', { facts: { ...noFacts, flaw: { line: 7 } }, factsBefore: noFacts });
    assert.deepEqual(blindSpots(facts, broken), [
      'This file does not parse from here on, so some of what it says may be missing. Mend it here.',
    ]);
    assert.deepEqual(blindSpots(facts, { ...broken, unsaved: true }), [], 'it is being typed');
  });

  it('is asked in the place of the rule alone, and of all rules together', () => {
    const rule = {
      id: 'shallow',
      kind: 'function-complexity',
      in: ['src/**'],
      except: ['src/old/**'],
      modes: [],
      with: { limit: 3, counts: ['code'] },
      level: 'block',
      because: 'Handbook, §6.',
    } as const;
    assert.deepEqual(wanted(needsOf(rule)), ['src/a.py']);
    const tests = { ...rule, id: 'tests', in: ['tests/**'], with: { limit: 3, counts: ['test'] } } as const;
    assert.deepEqual(wanted(needsOfAll([rule, tests])), ['src/a.py', 'tests/a.py']);
    assert.deepEqual(needsOfAll([{ ...rule, kind: 'write-scope', with: { of: 'the task' } }]), {});
  });

  it('has the judge say so for every rule it concerns', () => {
    const mode = aMode({ budgets: [aBudget({ measure: 'complexity', limit: 3, level: 'block' })] });
    const files = [file('src/deep.py', { before: '', after: '' })];
    const given = {
      policy: aPolicy(),
      mode,
      scope: [],
      change: { base: 'base', files },
      files,
      hash: (of: string) => of,
    };
    const { findings, verdict } = judge(given);
    assert.deepEqual(
      findings.map(({ rule, path }) => [rule, path]),
      [['budget.complexity', 'src/deep.py']],
    );
    assert.equal(verdict, 'block');
    assert.ok(ruleKinds.get('function-complexity')?.needs !== undefined);
  });
});
