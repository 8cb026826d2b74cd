import type { Example } from '../rule-kind.ts';

export const functionComplexityExamples: readonly Example[] = [
  {
    title: 'a new function over the limit',
    with: { limit: 2 },
    before: {},
    after: {
      'src/a.py':
        'def choose(a, b):    ← choose has complexity 3, 2 allowed.\n    if a:\n        return 1\n    if b:\n        return 2\n',
    },
  },
  {
    title: 'a program that git treats as binary could hold any function',
    with: { limit: 2 },
    before: {},
    after: {
      'src/a.py':
        'x = 1    ← Nothing is known of the functions of this file: it holds bytes that no text has, as a binary file does. Save it as text, or leave it out of the rule with `except`.\n',
      'a.png': 'x\n',
    },
    facts: { 'src/a.py': { binary: true }, 'a.png': { binary: true } },
  },
  {
    title: 'a function that the change made worse',
    with: { limit: 2 },
    before: { 'src/a.py': 'def choose(a, b):\n    if a:\n        return 1\n' },
    after: {
      'src/a.py':
        'def choose(a, b):    ← choose has complexity 3, 2 allowed. It was 2 at the base.\n    if a:\n        return 1\n    if b:\n        return 2\n',
    },
  },
  {
    title: 'a block at the top of a file that only moved is old debt too',
    with: { limit: 1 },
    before: { 'src/a.py': 'if ready:\n    go()\n' },
    after: { 'src/a.py': 'wait()\nif ready:\n    go()\n' },
  },
  {
    title: 'a callback that another one is put in above is old debt still',
    with: { limit: 1 },
    before: { 'src/routes.js': "app.get('/a', (x) => (x ? 1 : 2));\n" },
    after: { 'src/routes.js': "app.get('/new', () => 1);\napp.get('/a', (x) => (x ? 1 : 2));\n" },
  },
  {
    title: 'a new callback does not get the number of an old one',
    with: { limit: 1 },
    before: { 'src/routes.js': "app.get('/a', (x) => (x ? 1 : 2));\napp.get('/b', () => 1);\n" },
    after: {
      'src/routes.js':
        "app.get('/new', (x) => (x ? 3 : 4));    ← arrow function has complexity 2, 1 allowed.\napp.get('/a', (x) => (x ? 1 : 2));\napp.get('/b', () => 1);\n",
    },
  },
  {
    title: 'a block that another one is put in above is old debt still',
    with: { limit: 1 },
    before: { 'src/a.py': 'if ready:\n    if able:\n        go()\n' },
    after: {
      'src/a.py': 'if late:    ← If 1 has complexity 2, 1 allowed.\n    pass\nif ready:\n    if able:\n        go()\n',
    },
  },
  {
    title: 'a method of a class that was renamed is old debt still',
    with: { limit: 1 },
    before: { 'src/a.py': 'class Old:\n    def choose(a):\n        if a:\n            return 1\n' },
    after: { 'src/a.py': 'class New:\n    def choose(a):\n        if a:\n            return 1\n' },
  },
  {
    title: 'old debt that the change leaves as it is',
    with: { limit: 1 },
    before: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n' },
    after: { 'src/a.py': 'def choose(a):\n    if a:\n        return 2\n' },
  },
  {
    title: 'a function the change does not touch',
    with: { limit: 1 },
    before: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n' },
    after: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n\n\ndef plain():\n    return 2\n' },
  },
  {
    title: 'TypeScript is counted as ESLint counts',
    with: { limit: 2 },
    before: {},
    after: {
      'src/a.ts':
        'export function pick(a?: { b?: number }) {    ← pick has complexity 3, 2 allowed.\n  return a?.b ?? 0;\n}\n',
    },
  },
  {
    title: 'a switch counts as one in the variant modified',
    with: { limit: 2, variant: 'modified' },
    before: {},
    after: {
      'src/a.js':
        'function pick(a) {\n  switch (a) {\n    case 1:\n    case 2:\n    case 3:\n      return 1;\n  }\n}\n',
    },
  },
  {
    title: 'a switch counts with each case in the variant classic',
    with: { limit: 3 },
    before: {},
    after: {
      'src/a.js':
        'function pick(a) {    ← pick has complexity 4, 3 allowed.\n  switch (a) {\n    case 1:\n    case 2:\n    case 3:\n      return 1;\n  }\n}\n',
    },
  },
  {
    title: 'cognitive complexity counts what is nested twice',
    with: { limit: 2, measure: 'cognitive' },
    before: { 'src/a.js': 'function pick(a, b) {\n  if (a) return 1;\n}\n' },
    after: {
      'src/a.js':
        'function pick(a, b) {    ← pick has cognitive complexity 3, 2 allowed. It was 1 at the base.\n  if (a) {\n    if (b) return 1;\n  }\n}\n',
    },
  },
  {
    title: 'a class that does not count',
    with: { limit: 1, counts: ['code'] },
    before: {},
    after: { 'tests/test_a.py': 'def choose(a):\n    if a:\n        return 1\n' },
  },
  {
    title: 'a function in a component of Vue',
    with: { limit: 1 },
    before: {},
    after: {
      'src/a.vue':
        '<script>\nexport function pick(a) {    ← pick has complexity 2, 1 allowed.\n  return a ? 1 : 2;\n}\n</script>\n',
    },
  },
  {
    title: 'a test with a branch',
    with: { limit: 1 },
    before: {},
    after: {
      'tests/test_a.py': 'def test_a():    ← test_a has complexity 2, 1 allowed.\n    if a:\n        check(b)\n',
    },
  },
  {
    title: 'a function at the limit',
    with: { limit: 2 },
    before: {},
    after: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n    return 2\n' },
  },
  {
    title: 'branches in prose, strings and comments',
    with: { limit: 1 },
    before: {},
    after: {
      'README.md': 'if a:\n    if b:\n        go()\n',
      'src/a.py': 'def plain():\n    "if a or b: while c: return"\n    # if d: if e: go\n    return "if f else g"\n',
    },
  },
  {
    title: 'a function that the change makes simpler, and that is too complex still',
    with: { limit: 1 },
    before: { 'src/a.py': 'def choose(a, b):\n    if a:\n        return 1\n    if b:\n        return 2\n' },
    after: { 'src/a.py': 'def choose(a, b):\n    if a:\n        return 1\n' },
  },
  {
    title: 'a function that moves to another place in its file',
    with: { limit: 1 },
    before: { 'src/a.js': 'function pick(a) {\n  return a ? 1 : 2;\n}\nfunction go() {}\n' },
    after: { 'src/a.js': 'function go() {}\nfunction pick(a) {\n  return a ? 1 : 2;\n}\n' },
  },
  {
    title: 'a file that moves with its functions',
    with: { limit: 1 },
    before: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n' },
    renamed: { 'lib/a.py': 'src/a.py' },
    after: { 'lib/a.py': 'def choose(a):\n    if a:\n        return 1\n' },
  },
  {
    title: 'languages whose functions nobody counts',
    with: { limit: 1 },
    before: {},
    after: { 'a.sql': 'select case when a then 1 when b then 2 end;\n', 'a.yaml': 'if: a\nelse: b\n' },
  },
];
