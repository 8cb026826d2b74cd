import type { RuleKind } from '../rule-kind.ts';

/** What the diff budget sees, and what it must not. */
export const diffBudgetExamples: RuleKind['examples'] = [
  {
    title: 'more lines than allowed, code and tests together',
    with: { measure: 'lines', limit: 2 },
    before: { 'src/a.py': 'one = 1\n' },
    after: {
      'src/a.py': 'one = 1\ntwo = 2\nthree = 3\n',
      'tests/test_a.py': 'assert True    ← 3 lines changed, 2 allowed (code 2, test 1).\n',
    },
  },
  {
    title: 'deleted lines use the budget up as well',
    with: { measure: 'lines', limit: 1 },
    before: { 'src/a.py': 'one = 1\ntwo = 2\n' },
    after: { 'src/a.py': 'one = 11    ← 3 lines changed, 1 allowed (code 3).\n' },
  },
  {
    title:
      'a file that git treats as binary is not free, unless its name or its bytes say that it is no text: it could hold anything',
    with: { measure: 'lines', limit: 9 },
    before: {},
    after: {
      'src/a.py': 'one = 1    ← Git treats this file as binary, so its lines cannot be counted.\n',
      'a.png': 'x\n',
      'a.blob': 'x\n',
      Makefile: 'x    ← Git treats this file as binary, so its lines cannot be counted.\n',
    },
    facts: {
      'src/a.py': { binary: true },
      'a.png': { binary: true },
      'a.blob': { binary: true, textless: true },
      Makefile: { binary: true },
    },
  },
  {
    title: 'what was binary and is gone holds nothing any more; files are counted whatever they hold',
    with: { measure: 'files', limit: 2 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/b.py': 'one = 1\n' },
    facts: { 'src/a.py': { binary: true }, 'src/b.py': { binary: true } },
  },
  {
    title: 'just within the limit',
    with: { measure: 'lines', limit: 2 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 2\n' },
  },
  {
    title: 'a class that does not count is free',
    with: { measure: 'lines', limit: 1, counts: ['code'] },
    before: {},
    after: { 'package-lock.json': '{\n}\n', 'src/a.py': 'one = 1\n' },
  },
  {
    title: 'what does not count is told, so that nobody wonders where it went',
    with: { measure: 'lines', limit: 0, counts: ['code'] },
    before: {},
    after: {
      'package-lock.json': '{\n}\n',
      'src/a.py': 'one = 1    ← 1 line changed, 0 allowed (code 1, lock 2 not counted).\n',
    },
  },
  {
    title: 'the budget runs out in the second of two places',
    with: { measure: 'lines', limit: 2 },
    before: { 'src/a.py': 'b = 2\n' },
    after: { 'src/a.py': 'a = 1\nb = 2\nc = 3\nd = 4    ← 3 lines changed, 2 allowed (code 3).\n' },
  },
  {
    title: 'a file that only lost lines has no added line to stand on',
    with: { measure: 'lines', limit: 1 },
    before: { 'src/a.py': 'one = 1\ntwo = 2\nthree = 3\n' },
    after: { 'src/a.py': 'three = 3    ← 2 lines changed, 1 allowed (code 2).\n' },
  },
  {
    title: 'a budget of syntax runs out at the first line of the file that was added',
    with: { measure: 'syntax', limit: 2 },
    before: { 'src/a.js': 'one();\n' },
    after: { 'src/a.js': 'one();\ntwo(1, 2);    ← 3 syntax nodes changed, 2 allowed (code 3).\n' },
  },
  {
    title: 'syntax costs the same in one line as in four',
    with: { measure: 'syntax', limit: 6 },
    before: {},
    after: {
      'src/a.js': 'export const f = (a) => {    ← 16 syntax nodes changed, 6 allowed (code 16).\n  return a;\n};\n',
      'src/b.js': 'export const g=(a)=>{return a};\n',
    },
  },
  {
    title: 'a new layout, and a comment, cost no syntax',
    with: { measure: 'syntax', limit: 0 },
    before: { 'src/a.py': 'run(1,\n    "two")\n', 'notes.md': 'one two\n' },
    after: { 'src/a.py': "# Says why.\nrun(1, 'two',)\n", 'notes.md': 'one\ntwo\n' },
  },
  {
    title: 'syntax of a class that does not count',
    with: { measure: 'syntax', limit: 0, counts: ['code'] },
    before: {},
    after: { 'tests/test_a.py': 'run(1)\n' },
  },
  {
    title: 'a file where none may be touched',
    with: { measure: 'files', limit: 0 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 2    ← 1 file touched, 0 allowed (code 1).\n' },
  },
  {
    title: 'too many files',
    with: { measure: 'files', limit: 1 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 2\n', 'src/b.py': 'two = 2    ← 2 files touched, 1 allowed (code 2).\n' },
  },
  {
    title: 'too many new files, changed ones left alone',
    with: { measure: 'new-files', limit: 0 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 2\n', 'src/b.py': 'two = 2    ← 1 new file, 0 allowed (code 1).\n' },
  },
  {
    title: 'two new files',
    with: { measure: 'new-files', limit: 1 },
    before: {},
    after: { 'src/a.py': 'one = 1\n', 'src/b.py': 'two = 2    ← 2 new files, 1 allowed (code 2).\n' },
  },
  {
    title: 'two deleted files',
    with: { measure: 'deleted-files', limit: 1 },
    before: { 'src/a.py': 'one = 1\n', 'src/b.py': 'two = 2\n' },
    after: {},
    elsewhere: ['2 deleted files, 1 allowed (code 2).'],
  },
  {
    title: 'a deleted file',
    with: { measure: 'deleted-files', limit: 0 },
    before: { 'src/a.py': 'one = 1\n' },
    after: {},
    elsewhere: ['1 deleted file, 0 allowed (code 1).'],
  },
  {
    title: 'one line more than the budget allows, and it is said of one line',
    with: { measure: 'lines', limit: 0 },
    before: {},
    after: { 'src/a.py': 'one = 1    ← 1 line changed, 0 allowed (code 1).\n' },
  },
  {
    title: 'a new file is no deleted one',
    with: { measure: 'deleted-files', limit: 0 },
    before: {},
    after: { 'src/a.py': 'one = 1\n' },
  },
  {
    title: 'too many files, told at the top of the first that is too many, wherever it was edited',
    with: { measure: 'files', limit: 0 },
    before: { 'src/a.py': 'one = 1\ntwo = 2\n' },
    after: { 'src/a.py': 'one = 1    ← 1 file touched, 0 allowed (code 1).\ntwo = 3\n' },
  },
  {
    title: 'one syntax node more than the budget allows',
    with: { measure: 'syntax', limit: 0 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 1\ndone    ← 1 syntax node changed, 0 allowed (code 1).\n' },
  },
  {
    title: 'as many new files as are allowed, however long they are',
    with: { measure: 'new-files', limit: 1 },
    before: { 'src/a.py': 'one = 1\n' },
    after: { 'src/a.py': 'one = 2\n', 'src/b.py': 'one = 1\ntwo = 2\nthree = 3\n' },
  },
  {
    title: 'a new file of a class that does not count',
    with: { measure: 'new-files', limit: 0, counts: ['code'] },
    before: {},
    after: { 'docs/a.md': 'one\n', 'tests/test_a.py': 'assert 1\n' },
  },
  {
    title: 'a file that is moved as it is costs no line',
    with: { measure: 'lines', limit: 0 },
    before: { 'src/a.py': 'one = 1\ntwo = 2\n' },
    renamed: { 'src/b.py': 'src/a.py' },
    after: { 'src/b.py': 'one = 1\ntwo = 2\n' },
  },
  {
    title: 'a file that is moved is no new one',
    with: { measure: 'new-files', limit: 0 },
    before: { 'src/a.py': 'one = 1\n' },
    renamed: { 'src/b.py': 'src/a.py' },
    after: { 'src/b.py': 'one = 1\n' },
  },
];
