import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { FileChange } from '../../../src/core/change.ts';
import { concludeGate, type GateOutcome } from '../../../src/core/gates/conclude.ts';
import {
  digestGate,
  readEvidence,
  sealEvidence,
  writeEvidence,
  type EvidenceBody,
} from '../../../src/core/gates/evidence.ts';
import { standOfGate } from '../../../src/core/gates/gate-state.ts';
import { tellStanding } from '../../../src/core/gates/gate-words.ts';
import type { Gate } from '../../../src/core/gates/gate.ts';
import { needsGate } from '../../../src/core/gates/needed.ts';
import { failure, success } from '../../../src/core/result.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const aGate = (parts: Partial<Gate> = {}): Gate => ({
  id: 'unit',
  title: 'Unit tests',
  moment: 'pr',
  in: [],
  except: [],
  modes: [],
  commands: [{ run: 'pytest -q', folder: '', minutes: 10 }],
  reads: [],
  demands: [],
  breaks: [],
  because: 'Tests hold (§8).',
  ...parts,
});

const aFile = (path: string, parts: Partial<FileChange> = {}): FileChange => ({
  path,
  status: 'modified',
  added: 3,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: [{ start: 2, end: 4 }],
  ...parts,
});

const outcome = (parts: Partial<GateOutcome> = {}): GateOutcome => ({
  commands: [{ run: 'pytest -q', folder: '', minutes: 10, how: 'exited', exit: 0 }],
  reports: [],
  changed: [],
  places: { root: '/repo', folders: [''] },
  ...parts,
});

const ran = (how: GateOutcome['commands'][number]['how'], exit?: number): GateOutcome =>
  outcome({
    commands: [{ run: 'pytest -q', folder: 'backend', minutes: 1, how, ...(exit === undefined ? {} : { exit }) }],
  });

const tests = (passed: number, failed = 0, failing: readonly string[] = []) =>
  success({ kind: 'tests', tests: { passed, failed, skipped: 0, failing } } as const);

const lines = (...files: readonly (readonly [string, readonly (readonly [number, number])[]])[]) =>
  success({ kind: 'lines', files: files.map(([name, hits]) => ({ names: [name], lines: new Map(hits) })) } as const);

const problems = (gate: Gate, of: GateOutcome): readonly string[] => concludeGate(gate, of).problems;

const needs = (gate: Partial<Gate>, paths: readonly FileChange[], mode?: string): boolean =>
  needsGate(aGate(gate), { files: paths }, mode === undefined ? undefined : { id: mode });

describe('what a gate comes to', () => {
  it('is green only where every command ended well', () => {
    assert.deepEqual(problems(aGate(), outcome()), []);
    assert.deepEqual(problems(aGate(), ran('exited', 2)), ['`pytest -q` ended with exit code 2.']);
    assert.deepEqual(problems(aGate(), ran('missing')), [
      '`pytest` is not on this machine, or not on its PATH: install it, and see that this terminal finds it.',
    ]);
    assert.match(String(problems(aGate(), ran('timeout'))), /longer than 1 minute and was ended/);
    assert.match(String(problems(aGate(), ran('ended'))), /ended by a signal/);
    assert.match(String(problems(aGate(), ran('no-folder'))), /to run in `backend`, which is no folder here/);
  });

  it('is red without a report, without a test, and with one that failed', () => {
    const gate = aGate({ reads: [{ format: 'junit', path: 'unit.xml' }] });
    const by = (report: GateOutcome['reports'][number]): readonly string[] =>
      problems(gate, outcome({ reports: [report] }));
    assert.deepEqual(by(tests(3)), []);
    assert.deepEqual(by(tests(0)), ['No test was run.']);
    assert.deepEqual(by(tests(3, 1, ['a'])), ['1 test failed: `a`.']);
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    assert.deepEqual(by(tests(3, 7, many)), ['7 tests failed: `a`, `b`, `c`, `d`, `e` and 2 more.']);
    const huge = concludeGate(
      gate,
      outcome({
        reports: [
          tests(
            0,
            5_000,
            Array.from({ length: 5_000 }, () => 'n'.repeat(300)),
          ),
        ],
      }),
    );
    assert.deepEqual([huge.tests?.failing.length, huge.tests?.failing[0]?.length], [100, 200]);
    assert.match(String(huge.problems), /^5,000 tests failed: .* and 4,995 more\.$/);
    assert.deepEqual(by(failure('is empty')), ['`unit.xml`, read as junit, is empty.']);
    const output = aGate({ reads: [{ format: 'tap' }] });
    assert.deepEqual(problems(output, outcome({ reports: [failure('has no plan')] })), [
      'What the commands wrote, read as tap, has no plan.',
    ]);
  });

  it('holds numbers to what is demanded, and both ends are allowed', () => {
    const gate = aGate({
      reads: [{ format: 'number', path: 'p95', name: 'p95', unit: 'ms' }],
      demands: [{ measure: 'p95', atLeast: 1, atMost: 1200 }],
    });
    const by = (value: number): readonly string[] =>
      problems(gate, outcome({ reports: [success({ kind: 'number', value } as const)] }));
    assert.deepEqual([by(1), by(1200)], [[], []]);
    assert.deepEqual(by(1200.5), ['`p95` is 1,200.5 ms; at most 1,200 ms is allowed.']);
    assert.deepEqual(by(0), ['`p95` is 0 ms; it has to be at least 1 ms.']);
    const other = aGate({ ...gate, demands: [{ measure: 'tests', atLeast: 5 }] });
    assert.deepEqual(problems(other, outcome({ reports: [success({ kind: 'number', value: 1 } as const)] })), [
      '`tests` was not measured.',
    ]);
  });

  it('measures the lines that the change added, of those that can be run', () => {
    const gate = aGate({
      reads: [{ format: 'lcov', path: 'lcov.info' }],
      demands: [{ measure: 'changed-line-coverage', atLeast: 80 }],
    });
    const by = (report: GateOutcome['reports'][number], changed: readonly FileChange[]) =>
      concludeGate(gate, outcome({ reports: [report], changed, places: { root: '/repo', folders: ['backend'] } }));
    // Line 3 is a comment, line 9 was not changed: two of the three added lines can be run, one was.
    const hits = [
      [1, 0],
      [2, 1],
      [4, 0],
      [9, 0],
    ] as const;
    const { measures, problems: told } = by(lines(['src/a.py', hits]), [aFile('src/a.py')]);
    assert.deepEqual(measures, { 'line-coverage': 25, 'changed-line-coverage': 50 });
    assert.deepEqual(told, ['`changed-line-coverage` is 50 %; it has to be at least 80 %.']);
    for (const name of ['/repo/src/a.py', './src/a.py', '../src/a.py', 'src\\a.py'])
      assert.equal(by(lines([name, [[2, 1]]]), [aFile('src/a.py')]).measures['changed-line-coverage'], 100, name);
    // coverage.py names files from the folder that it measured: that of another one of the same name is no proof.
    const named = success({
      kind: 'lines',
      files: [{ names: ['a.py', '/repo/lib/a.py'], lines: new Map([[2, 1]]) }],
    } as const);
    assert.match(String(by(named, [aFile('a.py')]).problems), /does not know `a\.py`/);
    assert.deepEqual(by(named, [aFile('lib/a.py')]).problems, []);
    const contained = success({
      kind: 'lines',
      files: [{ names: ['a.py', '/container/a.py'], lines: new Map([[2, 1]]) }],
    } as const);
    assert.deepEqual(by(contained, [aFile('a.py')]).problems, []);
    assert.deepEqual(by(lines(['app/a.py', [[2, 1]]]), [aFile('backend/app/a.py')]).problems, []);
    assert.deepEqual(by(lines(['src/a.py', [[9, 0]]]), [aFile('src/a.py')]).problems, [], 'nothing that can be run');
    const odd = [
      aFile('README.md', { class: 'docs' }),
      aFile('src/gone.py', { status: 'deleted' }),
      aFile('src/a.sql'),
    ];
    assert.deepEqual(by(lines(['src/a.py', [[9, 0]]]), odd).problems, []);
    assert.deepEqual(by(lines(['src/a.py', [[2, 1]]]), [aFile('src/a.py'), aFile('src/new.py')]).problems, [
      'The coverage report does not know `src/new.py`, so whether the lines there were run is not known.',
    ]);
    assert.equal(by(lines(['/elsewhere/src/a.py', [[2, 1]]]), [aFile('src/a.py')]).problems.length, 1);
    assert.deepEqual(by(failure('is not there'), [aFile('src/a.py')]).problems, [
      '`lcov.info`, read as lcov, is not there.',
    ]);
  });

  it('never rounds up to what it is not', () => {
    const gate = aGate({
      reads: [{ format: 'lcov', path: 'l' }],
      demands: [{ measure: 'line-coverage', atLeast: 80 }],
    });
    const hits = Array.from({ length: 100_000 }, (_, index): [number, number] => [index + 1, index < 79_999 ? 1 : 0]);
    assert.equal(problems(gate, outcome({ reports: [lines(['a', hits])] })).length, 1);
  });
});

describe('which gates a change needs', () => {
  it('follows from its paths and its mode', () => {
    assert.equal(needs({}, [aFile('README.md')]), true);
    assert.equal(needs({}, []), false);
    assert.equal(needs({ in: ['backend/**'] }, [aFile('ui/a.ts')]), false);
    assert.equal(needs({ in: ['backend/**'] }, [aFile('ui/a.ts'), aFile('backend/a.py')]), true);
    assert.equal(needs({ in: ['backend/**'] }, [aFile('ui/a.py', { from: 'backend/a.py' })]), true, 'moved away');
    assert.equal(needs({ except: ['docs/'] }, [aFile('docs/a.md')]), false);
    assert.equal(needs({ moment: 'nightly' }, [aFile('a.py')]), false);
    assert.deepEqual(
      [needs({ modes: ['fix'] }, [aFile('a')]), needs({ modes: ['fix'] }, [aFile('a')], 'fix')],
      [false, true],
    );
  });
});

const body: EvidenceBody = {
  version: 1,
  gate: 'unit',
  gateDigest: digestGate(aGate(), hash),
  tree: 'a'.repeat(40),
  base: 'b'.repeat(40),
  at: '2026-11-22T10:00:00.000Z',
  commands: [{ run: 'pytest -q', folder: '', how: 'exited', exit: 0, milliseconds: 12, outputDigest: hash('') }],
  reports: [{ format: 'junit', path: 'unit.xml', digest: hash('x') }],
  tests: { passed: 12, failed: 0, skipped: 0, failing: [] },
  measures: { tests: 12 },
  problems: [],
};

describe('evidence', () => {
  it('is read as it was written, and not once any byte of it is another', () => {
    const evidence = sealEvidence(body, hash);
    const text = writeEvidence(evidence);
    assert.deepEqual(readEvidence(text, hash), evidence);
    assert.match(evidence.id, /^EVID-[0-9a-f]{12}$/);
    const later = sealEvidence(
      { ...body, at: '2030-01-01T00:00:00.000Z', commands: body.commands.map((one) => ({ ...one, milliseconds: 9 })) },
      hash,
    );
    assert.deepEqual([later.id, later.digest === evidence.digest], [evidence.id, false], 'the same find, another time');
    assert.notEqual(sealEvidence({ ...body, measures: { tests: 13 } }, hash).id, evidence.id);
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 127 }), (at, flip) => {
        const sign = String.fromCodePoint((text.codePointAt(at) ?? 0) ^ flip);
        assert.equal(readEvidence(text.slice(0, at) + sign + text.slice(at + 1), hash), undefined);
      }),
      { numRuns: 500 },
    );
    for (const other of ['', '{}', `${text} `, text.slice(0, -1), text.replace('"version": 1', '"version": 2')])
      assert.equal(readEvidence(other, hash), undefined);
  });

  it('counts for the files it ran on, under the gate it ran for', () => {
    const gate = aGate();
    const now = { gate, gateDigest: body.gateDigest, needed: true, tree: body.tree, bases: [body.base] };
    const green = sealEvidence(body, hash);
    const red = sealEvidence({ ...body, at: '2026-11-22T11:00:00.000Z', problems: ['1 test failed.'] }, hash);
    assert.equal(standOfGate(now, []).state, 'not-run');
    assert.equal(standOfGate(now, [{ ...green, gate: 'lint' }]).state, 'not-run');
    assert.equal(standOfGate(now, [green]).state, 'green');
    assert.equal(standOfGate(now, [red, green]).state, 'red', 'the newest counts');
    assert.equal(standOfGate(now, [green, red]).state, 'red');
    const stale = standOfGate({ ...now, tree: 'c' }, [green]);
    assert.equal(stale.state, 'stale');
    assert.equal(tellStanding(stale), 'Files have changed since it was run. It was green then.');
    assert.equal(standOfGate({ ...now, gateDigest: 'd' }, [green]).state, 'stale');
    assert.equal(standOfGate({ ...now, bases: ['e'] }, [green]).state, 'green', 'it does not look at the change');
    const looking = aGate({ demands: [{ measure: 'changed-line-coverage', atLeast: 80 }] });
    assert.equal(standOfGate({ ...now, gate: looking, bases: ['e'] }, [green]).state, 'stale');
    const other = sealEvidence({ ...body, at: '2026-11-22T12:00:00.000Z', tree: 'c' }, hash);
    assert.equal(standOfGate(now, [other, green]).state, 'green', 'files were put back as they were');
  });

  it('is of what a gate demands, whatever it is called', () => {
    const same = digestGate(aGate({ title: 'T', because: 'b', result: 'r' }), hash);
    assert.equal(same, digestGate(aGate(), hash));
    for (const other of [
      { demands: [{ measure: 'tests', atLeast: 1 }] },
      { commands: [] },
      { in: ['a'] },
      { reads: [{ format: 'tap' }] },
    ] as const)
      assert.notEqual(digestGate(aGate(other), hash), same);
  });
});
