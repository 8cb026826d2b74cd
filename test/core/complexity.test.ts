import {
  alteredFunctions,
  complexityLimits,
  countDifference,
  functionAt,
  functionsWithBase,
  isWorthANumber,
  judge,
  readFunctions,
  sortByWorst,
  type ChangedFile,
  type JudgedByRules,
} from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import type { Rule } from '../../src/core/rule-kind.ts';
import { aPolicy } from './policies.ts';

const read = readFunctions({ typescript });

const fileOf = (path: string, before: string | undefined, after: string): ChangedFile => ({
  path,
  status: before === undefined ? 'added' : 'modified',
  binary: false,
  class: 'code',
  ...countDifference(before ?? '', after),
  ...(before === undefined ? {} : { before, functionsBefore: read(path, before)?.functions ?? [] }),
  after,
  functions: read(path, after)?.functions ?? [],
});

const rule = (parts: Partial<Rule> & { readonly limit: number; readonly counts?: readonly string[] }): Rule => ({
  id: `at-most-${parts.limit}`,
  kind: 'function-complexity',
  in: [],
  except: [],
  modes: [],
  level: 'block',
  because: 'Short is clear.',
  ...parts,
  with: { limit: parts.limit, ...(parts.counts === undefined ? {} : { counts: parts.counts }) },
});

const python = (name: string, branches: number): string =>
  `def ${name}(x):\n${'    if x:\n        x -= 1\n'.repeat(branches)}    return x\n`;

const unjudged = (rules: readonly Rule[]): JudgedByRules => ({ rules, judgement: { findings: [], meters: [] } });

const limits = (rules: readonly Rule[], file: Parameters<typeof complexityLimits>[1]): readonly number[] =>
  complexityLimits(unjudged(rules), file).map(({ limit }) => limit);

describe('the limits of complexity that hold in a file', () => {
  it('are those of the rules with its place, the lowest first', () => {
    const rules = [rule({ limit: 15 }), rule({ limit: 10, in: ['src/**'] }), rule({ limit: 5, except: ['src/**'] })];
    assert.deepEqual(limits(rules, { path: 'src/a.py', class: 'code' }), [10, 15]);
    assert.deepEqual(limits(rules, { path: 'lib/a.py', class: 'code' }), [5, 15]);
    assert.deepEqual(limits(rules, { path: 'lib/a.py', from: 'src/a.py', class: 'code' }), [5, 10, 15]);
  });

  it('are none for a class that does not count, and of no other kind of rule', () => {
    const ofSize = { ...rule({ limit: 3 }), kind: 'diff-budget', with: { measure: 'lines', limit: 3 } };
    assert.deepEqual(limits([rule({ limit: 10, counts: ['code'] }), ofSize], { path: 'a.py', class: 'test' }), []);
    assert.deepEqual(limits([rule({ limit: 10, counts: ['code'] }), ofSize], { path: 'a.py', class: 'code' }), [10]);
  });
});

const told = (file: ChangedFile, text: string): readonly unknown[] =>
  functionsWithBase(file, text, read(file.path, text)?.functions ?? []).map(({ entity, base }) => [
    entity.name,
    base,
    entity.complexity,
  ]);

describe('the functions of a text beside the base', () => {
  it('are compared as they are typed now, also where the change knows an older text', () => {
    const file = fileOf('a.py', python('one', 1), python('one', 2));
    const typed = `${python('two', 0)}${python('one', 4)}`;
    assert.deepEqual(told(file, typed), [
      ['two', 'new', 1],
      ['one', 2, 5],
    ]);
  });

  it('are all new in a new file', () => {
    assert.deepEqual(told(fileOf('a.py', undefined, ''), python('one', 1)), [['one', 'new', 2]]);
  });

  it('have no base where the text at the base was not read', () => {
    const { before: _before, functionsBefore: _functions, ...file } = fileOf('a.py', python('one', 1), '');
    assert.deepEqual(told(file, python('one', 1)), [['one', undefined, 2]]);
  });
});

describe('the function at a place', () => {
  const text = [
    'export const outer = (items: number[]) => {', //        1
    '  const inner = (item: number) => {', //                2
    '    return item ? 1 : 2;', //                           3
    '  };', //                                               4
    '  return items.map((one) => one && inner(one));', //    5
    '};', //                                                 6
    'const after = 1;', //                                   7
  ].join('\n');
  const functions = read('a.ts', text)?.functions ?? [];
  const at = (line: number, column: number): string | undefined => {
    const found = functionAt(functions, line, column);
    return found && `${found.line}:${found.column}`;
  };

  it('is the innermost around it', () => {
    assert.equal(at(3, 5), at(2, 40));
    assert.match(at(3, 5) ?? '', /^2:/);
    assert.match(at(4, 1) ?? '', /^2:/);
    assert.match(at(6, 1) ?? '', /^1:/);
  });

  it('is the one that begins in the line and goes on below, also before its beginning', () => {
    assert.match(at(1, 1) ?? '', /^1:/);
    assert.match(at(2, 3) ?? '', /^2:/);
  });

  it('is a function within one line only where the place is in it', () => {
    assert.match(at(5, 3) ?? '', /^1:/);
    assert.match(at(5, 35) ?? '', /^5:/);
  });

  it('is a lone function of a line wherever the place is, and none outside of all', () => {
    assert.equal(functionAt(read('a.js', 'go((x) => x ? 1 : 2)')?.functions ?? [], 1, 1)?.complexity, 2);
    assert.equal(at(7, 1), undefined);
  });
});

describe('a number at a function', () => {
  it('is worth to be shown for what has a name, and for what decides', () => {
    const functions =
      read('a.ts', 'function plain() {}\ngo((x) => x);\ngo((y) => y ?? 1);\nclass A { field = 1; }')?.functions ?? [];
    assert.deepEqual(
      functions.filter(isWorthANumber).map(({ line }) => line),
      [1, 3],
    );
  });
});

const judgeBy = (files: readonly ChangedFile[], rules: readonly Rule[]): JudgedByRules => {
  const change = { base: '0123456789ab', files };
  return { rules, judgement: judge({ policy: aPolicy({ rules }), scope: [], change, files, hash: (text) => text }) };
};

const tell = (files: readonly ChangedFile[], judged: JudgedByRules): readonly string[] =>
  sortByWorst(alteredFunctions(files, judged)).map(
    ({ path, entity, base, added, broken }) =>
      `${path} ${entity.name} ${base} → ${entity.complexity} (${added}) ${broken?.rule ?? 'kept'}`,
  );

const rows = (files: readonly ChangedFile[], rules: readonly Rule[]): readonly string[] =>
  tell(files, judgeBy(files, rules));

describe('what a change made of functions', () => {
  it('lists first what got worst, then what is most complex, and nothing that it left alone', () => {
    const before = [python('alone', 20), python('better', 3), python('same', 5), python('worse', 4)].join('');
    const after = [
      python('alone', 20),
      python('better', 1),
      python('same', 5).replace('return x', 'return -x'),
      python('worse', 7),
    ].join('');
    const files = [fileOf('b.py', before, after), fileOf('a.py', undefined, python('fresh', 2) + python('plain', 0))];
    assert.deepEqual(rows(files, []), [
      'b.py worse 5 → 8 (3) kept',
      'a.py fresh new → 3 (2) kept',
      'b.py same 6 → 6 (0) kept',
      'a.py plain new → 1 (0) kept',
      'b.py better 4 → 2 (-2) kept',
    ]);
  });

  it('lists what is alike by its place', () => {
    const twins = python('one', 1) + python('two', 1);
    const files = ['b.py', 'a.py', 'c.py'].map((path) => fileOf(path, undefined, twins));
    assert.deepEqual(
      rows(files, []).map((row) => row.split(' new')[0]),
      ['a.py one', 'a.py two', 'b.py one', 'b.py two', 'c.py one', 'c.py two'],
    );
  });

  it('tells the weightiest limit that a function breaks', () => {
    const rules = [rule({ limit: 3, level: 'warn' }), rule({ limit: 5, level: 'block' }), rule({ limit: 9 })];
    const file = fileOf('a.py', undefined, [3, 4, 6].map((branches) => python(`f${branches}`, branches)).join(''));
    assert.deepEqual(rows([file], rules), [
      'a.py f6 new → 7 (6) at-most-5',
      'a.py f4 new → 5 (4) at-most-3',
      'a.py f3 new → 4 (3) at-most-3',
    ]);
  });

  it('tells limits of other numbers only where they are broken', () => {
    const cognitive = { ...rule({ limit: 2 }), id: 'cognitive', with: { limit: 2, measure: 'cognitive' } };
    const modified = { ...rule({ limit: 2 }), id: 'modified', with: { limit: 2, variant: 'modified' } };
    const path = 'a.js';
    const text = [
      'function nest(a, b) { if (a) { if (b) return 1; } }',
      'function pick(a) { switch (a) { case 1: case 2: case 3: return 1; } }',
      'function deep(a) { return a && a.b || a.c; }',
    ].join('\n');
    const functions = read(path, text, { cognitive: true })?.functions ?? [];
    const file = { ...fileOf(path, undefined, text), functions };
    assert.deepEqual(complexityLimits(unjudged([cognitive, modified]), file), []);
    assert.deepEqual(rows([file], [cognitive]), [
      'a.js pick new → 4 (3) kept',
      'a.js nest new → 3 (2) cognitive',
      'a.js deep new → 3 (2) kept',
    ]);
    assert.deepEqual(rows([file], [modified]), [
      'a.js pick new → 4 (3) kept',
      'a.js nest new → 3 (2) modified',
      'a.js deep new → 3 (2) modified',
    ]);
  });

  it('calls nothing broken that stood over the limit before and is no worse', () => {
    const rules = [rule({ limit: 3 })];
    const before = python('old', 5) + python('grown', 5);
    const after = python('old', 5).replace('return x', 'return -x') + python('grown', 6);
    assert.deepEqual(rows([fileOf('a.py', before, after)], rules), [
      'a.py grown 6 → 7 (1) at-most-3',
      'a.py old 6 → 6 (0) kept',
    ]);
  });

  it('calls broken what was found, and nothing that a person allowed', () => {
    const files = [fileOf('a.py', undefined, python('long', 6) + python('short', 4))];
    const judged = judgeBy(files, [rule({ limit: 3, level: 'warn' })]);
    const { findings, meters } = judged.judgement;
    const waiver = { who: 'A', role: 'boss', reason: 'R', until: '2199-12-31', path: 'w.yaml' };
    const waived = findings.map((finding) => (finding.line === 1 ? { ...finding, waiver } : finding));
    assert.deepEqual(tell(files, { ...judged, judgement: { findings: waived, meters } }), [
      'a.py long new → 7 (6) kept',
      'a.py short new → 5 (4) at-most-3',
    ]);
    const claimed = findings.map((finding) => ({ ...finding, level: 'info' as const }));
    const [first] = alteredFunctions(files, { ...judged, judgement: { findings: claimed, meters } });
    assert.equal(first?.broken?.level, 'info', 'the level is that of the finding');
  });

  it('tells the limit that an approval raised', () => {
    const files = [fileOf('a.py', undefined, python('long', 6))];
    const judged = judgeBy(files, [rule({ limit: 3 })]);
    const meters = judged.judgement.meters.map((meter) => ({ ...meter, limit: 5 }));
    const raised = { ...judged, judgement: { ...judged.judgement, meters } };
    const [told] = alteredFunctions(files, raised);
    assert.deepEqual([told?.broken?.limit, told?.limits.map(({ limit }) => limit)], [5, [5]]);
    assert.deepEqual(
      complexityLimits(raised, { path: 'b.py', class: 'code' }).map(({ limit }) => limit),
      [5],
    );
  });
});
