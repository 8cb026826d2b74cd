import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { splitCommand } from '../../../src/core/gates/command-words.ts';
import type { GateRead, ReadFormat } from '../../../src/core/gates/gate.ts';
import { readReport } from '../../../src/core/gates/reports/read-report.ts';

const read = (format: ReadFormat, text: string, more: Partial<GateRead> = {}): unknown => {
  const report = readReport({ format, ...more }, text);
  if (!report.ok) return report.error;
  if (report.value.kind === 'tests') return report.value.tests;
  if (report.value.kind === 'number') return report.value.value;
  return report.value.files.map(({ names, lines }) => [names, [...lines]]);
};

const counts = (passed: number, failed: number, skipped: number, ...failing: readonly string[]): unknown => ({
  passed,
  failed,
  skipped,
  failing,
});

const junit = `<?xml version="1.0"?>
<testsuites><testsuite name="unit" tests="4" failures="1" errors="1">
  <testcase classname="tests.test_lots" name="test_buy"/>
  <testcase classname="tests.test_lots" name="test_sell"><failure message="1 != 2">trace</failure></testcase>
  <testcase name="test_split"><error/></testcase>
  <testcase classname="tests.test_lots" name="test_fx"><skipped/></testcase>
</testsuite></testsuites>`;

describe('the reports of gates', () => {
  it('are read from JUnit', () => {
    assert.deepEqual(read('junit', junit), counts(1, 2, 1, 'tests.test_lots › test_sell', 'test_split'));
    assert.deepEqual(read('junit', '<testsuite><testcase name="a"/></testsuite>'), counts(1, 0, 0));
    assert.deepEqual(
      read('junit', '<testsuites><testsuite errors="1" name="no import"/></testsuites>'),
      counts(0, 1, 0),
      'a suite that could not begin',
    );
    assert.match(String(read('junit', junit.slice(0, -20))), /^is no whole XML: /);
    assert.match(String(read('junit', '<coverage/>')), /^is no JUnit report: it begins with <coverage>/);
  });

  it('are read from what pytest says last', () => {
    assert.deepEqual(
      read('pytest', '== 1 passed in 0.1s ==\n=== 2 failed, 12 passed, 1 skipped, 1 error, 1 xfailed in 1.20s ===\n'),
      counts(12, 3, 2),
    );
    assert.deepEqual(
      read('pytest', 'FAILED tests/test_a.py::test_b - assert 1 == 2\n1 failed, 3 passed in 0.03s\n'),
      counts(3, 1, 0, 'tests/test_a.py::test_b'),
    );
    assert.deepEqual(read('pytest', '=== no tests ran in 0.01s ==='), counts(0, 0, 0));
    assert.match(String(read('pytest', '12 passed')), /no line in which pytest sums up/);
  });

  it('are read from what mocha and Go write as JSON', () => {
    const stats = '{"stats":{"passes":3,"failures":1,"pending":2},"failures":[{"fullTitle":"a b"}]}';
    assert.deepEqual(read('mocha-json', `> pkg@1.0.0 test\n${stats}\n`), counts(3, 1, 2, 'a b'));
    assert.match(String(read('mocha-json', stats.slice(0, -3))), /no whole report of mocha/);
    const events = [
      '{"Action":"run","Package":"p","Test":"A"}',
      '{"Action":"pass","Package":"p","Test":"A"}',
      '{"Action":"run","Package":"p","Test":"B"}',
      '{"Action":"fail","Package":"p","Test":"B"}',
      '{"Action":"skip","Package":"p","Test":"C"}',
      '{"Action":"fail","Package":"p"}',
    ];
    assert.deepEqual(read('go-json', events.join('\n')), counts(1, 1, 1, 'p › B'));
    assert.deepEqual(
      read('go-json', '# q\n{"Action":"fail","Package":"q"}\n'),
      counts(0, 1, 0, 'q'),
      'a package that does not compile',
    );
    assert.match(String(read('go-json', events.slice(0, 3).join('\n'))), /p › B began and did not end/);
    assert.match(String(read('go-json', `${events[0]}\n{"Action":"pa`)), /^is cut off/);
    assert.match(String(read('go-json', 'ok  p 0.1s')), /holds no event/);
  });

  it('are read from TAP, which says how much there has to be', () => {
    const tap =
      'TAP version 14\nok 1 - a\n    not ok 1 - a part\nnot ok 2 - b\nok 3 - c # SKIP later\nnot ok 4 # TODO\n1..4\n';
    assert.deepEqual(read('tap', tap), counts(1, 1, 2, 'b'));
    assert.match(String(read('tap', tap.replace('ok 1 - a\n', ''))), /was to tell of 4 tests and tells of 3/);
    assert.match(String(read('tap', 'ok 1 - a\n')), /has no plan/);
    assert.match(String(read('tap', '1..2\nok 1\nBail out! no database\n')), /gave up: Bail out! no database/);
  });

  it('tell which lines were run', () => {
    const lcov = 'TN:\nSF:src/a.ts\nDA:1,2\nDA:2,0\nend_of_record\nSF:src/a.ts\nDA:2,1\nend_of_record\n';
    assert.deepEqual(read('lcov', lcov), [
      [
        ['src/a.ts'],
        [
          [1, 2],
          [2, 1],
        ],
      ],
    ]);
    assert.match(String(read('lcov', lcov.slice(0, -15))), /^is cut off: the record of src\/a\.ts/);
    assert.match(String(read('lcov', 'SF:a\nSF:b\nend_of_record\n')), /^is cut off/);
    assert.match(String(read('lcov', 'DA:1,1\n')), /outside of any record/);
    assert.match(String(read('lcov', 'end_of_record\n')), /did not begin/);
    assert.match(String(read('lcov', 'SF:a\nDA:x\nend_of_record\n')), /a line that is none/);
    assert.match(String(read('lcov', 'TN:\n')), /tells of no file/);
    const cobertura = `<coverage><sources><source>/repo/backend/</source></sources><packages><package><classes>
      <class filename="app/a.py"><methods/><lines><line number="1" hits="1"/><line number="3" hits="0"/></lines></class>
    </classes></package></packages></coverage>`;
    assert.deepEqual(read('cobertura', cobertura), [
      [
        ['app/a.py', '/repo/backend/app/a.py'],
        [
          [1, 1],
          [3, 0],
        ],
      ],
    ]);
    assert.match(String(read('cobertura', '<testsuites/>')), /^is no Cobertura report/);
    assert.match(String(read('cobertura', '<coverage/>')), /tells of no file/);
    assert.match(String(read('cobertura', '<coverage>')), /no whole XML/);
  });

  it('hold one number, alone or in its place', () => {
    assert.equal(read('number', ' 950.5\n'), 950.5);
    assert.equal(read('number', 'p50: 1\nP95: 7\n', { pattern: '^p95: ([0-9.]+)$' }), 7);
    assert.equal(read('number', '{"p50": 1, "p95": 1200}', { pattern: '"p95": ([0-9.]+)' }), 1200);
    assert.match(String(read('number', 'fast')), /holds no number, but “fast”/);
    assert.match(String(read('number', 'p95: 1\np95: 2', { pattern: 'p95: (\\d)' })), /2 places/);
    assert.match(String(read('number', 'p50: 1', { pattern: 'p95: (\\d)' })), /nothing that `p95: \(\\d\)` fits/);
    assert.match(String(read('number', 'p95: none', { pattern: 'p95: (\\w+)' })), /holds no number, but “none”/);
  });

  it('are none where nothing is in them, and never throw', () => {
    const formats = ['junit', 'pytest', 'mocha-json', 'go-json', 'tap', 'lcov', 'cobertura', 'number'] as const;
    for (const format of formats) assert.equal(read(format, ' \n'), 'is empty');
    const pieces = [
      '<a>',
      '<testsuites>',
      '{',
      '}',
      '"',
      '\n',
      '1..',
      'ok 1',
      'SF:a',
      'DA:1,1',
      'end_of_record',
      '2 passed in 1s',
    ];
    const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...formats), texts, (format, parts) => {
        const report = readReport({ format }, parts.join(''));
        assert.ok(report.ok || report.error !== '');
      }),
    );
  });
});

const words = (line: string): unknown => {
  const split = splitCommand(line);
  return split.ok ? split.value : split.error;
};

describe('a command of a gate', () => {
  it('is split as a shell would', () => {
    assert.deepEqual(words('pytest  tests/unit --cov=backend'), ['pytest', 'tests/unit', '--cov=backend']);
    assert.deepEqual(words(`sh -c "a | b \\"c\\" > d"`), ['sh', '-c', 'a | b "c" > d']);
    assert.deepEqual(words("node -e 'x = \"$y\"' a\\ b ''"), ['node', '-e', 'x = "$y"', 'a b', '']);
    assert.deepEqual(words('go test ./... -run ^A$'), words('go test ./... -run ^A$'));
    assert.deepEqual(words('env A=1 npm run test:unit'), ['env', 'A=1', 'npm', 'run', 'test:unit']);
  });

  it('does nothing that only a shell can do', () => {
    for (const line of ['a | b', 'a && b', 'a; b', 'a > b', 'a $HOME', 'a `b`', 'ls *.py', 'a "$B"', '(a)'])
      assert.match(String(words(line)), /shell/, line);
    assert.match(String(words("a 'b")), /quote/);
    assert.match(String(words('A=1 make')), /cannot set a variable\. Write `env NAME=value/);
    assert.match(String(words('a\nb')), /one line/);
    assert.match(String(words('  ')), /names no program/);
  });
});
